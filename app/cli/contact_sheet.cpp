// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contact_sheet.h"

#include "base/error.h"
#include "exemplars/patch.h"
#include "exemplars/project_pictures.h"
#include "lettering.h"
#include "project/project.h"

#include <algorithm>
#include <cstdio>

namespace brera::cli {

namespace {

constexpr int kGap = 4;     ///< between patches
constexpr int kMargin = 16; ///< around the sheet and between cards
constexpr int kLabel = 20;  ///< height of a card's line of text
constexpr std::uint8_t kPaper = 250;
constexpr std::uint8_t kMissing = 225;

void fill(Picture& sheet, int left, int top, int width, int height, std::uint8_t grey) {
    for (int y = top; y < top + height; ++y) {
        auto* row = sheet.rgb.data() +
                    (static_cast<std::size_t>(y) * static_cast<std::size_t>(sheet.width) +
                     static_cast<std::size_t>(left)) *
                        3;
        std::fill_n(row, static_cast<std::size_t>(width) * 3, grey);
    }
}

void paste(Picture& sheet, const Picture& patch, int left, int top) {
    for (int y = 0; y < patch.height; ++y) {
        const auto* from = patch.rgb.data() +
                           static_cast<std::size_t>(y) * static_cast<std::size_t>(patch.width) * 3;
        auto* to = sheet.rgb.data() +
                   (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(sheet.width) +
                    static_cast<std::size_t>(left)) *
                       3;
        std::copy_n(from, static_cast<std::size_t>(patch.width) * 3, to);
    }
}

/// Draws one unit's strip; returns how many of its images could not be read.
std::int64_t drawStrip(Picture& sheet, const project::Project& project,
                       exemplars::ProjectPictures& pictures, const std::string& layer,
                       const project::UnitHead& head, const SheetOptions& options, int left,
                       int top) {
    std::int64_t missing = 0;
    int x = left;
    for (const auto& exemplar : project.exemplars(layer, head.unit, options.exemplars)) {
        try {
            const auto& picture = pictures.prepared(exemplar.image);
            paste(sheet,
                  exemplars::renderExemplar(picture, exemplar.map, head.threshold, options.patch),
                  x, top);
        } catch (const DataError&) {
            ++missing;
            fill(sheet, x, top, options.patch, options.patch, kMissing);
        }
        x += options.patch + kGap;
    }
    return missing;
}

} // namespace

Sheet contactSheet(const project::Project& project, const std::string& layer,
                   const SheetOptions& options, std::stop_token stop, const Progress& progress) {
    auto heads = project.units(layer);
    if (options.limit > 0 && heads.size() > static_cast<std::size_t>(options.limit)) {
        heads.resize(static_cast<std::size_t>(options.limit));
    }
    if (heads.empty()) {
        throw ProjectError(project.path().string() + " holds no units of " + layer +
                           " yet; run brera-cli extract");
    }
    const int count = static_cast<int>(heads.size());
    const int columns = std::min(options.columns, count);
    const int rows = (count + columns - 1) / columns;
    const int cardWidth = options.exemplars * (options.patch + kGap) - kGap;
    const int cardHeight = kLabel + options.patch;
    Sheet sheet;
    sheet.units = count;
    sheet.picture.width = kMargin + columns * (cardWidth + kMargin);
    sheet.picture.height = kMargin + rows * (cardHeight + kMargin);
    sheet.picture.rgb.assign(static_cast<std::size_t>(sheet.picture.width) *
                                 static_cast<std::size_t>(sheet.picture.height) * 3,
                             kPaper);

    exemplars::ProjectPictures pictures(project);
    ProgressMeter meter(progress, "drawing " + layer, count);
    for (int i = 0; i < count; ++i) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        const auto& head = heads[static_cast<std::size_t>(i)];
        const int left = kMargin + i % columns * (cardWidth + kMargin);
        const int top = kMargin + i / columns * (cardHeight + kMargin);
        char activation[32];
        std::snprintf(activation, sizeof activation, "%.4g",
                      static_cast<double>(head.topActivation));
        drawText(sheet.picture, layer + "/" + std::to_string(head.unit), left, top + kLabel - 6,
                 40);
        drawText(sheet.picture, activation, left + cardWidth - textWidth(activation),
                 top + kLabel - 6, 130);
        sheet.missing +=
            drawStrip(sheet.picture, project, pictures, layer, head, options, left, top + kLabel);
        meter.advance();
    }
    meter.flush();
    return sheet;
}

} // namespace brera::cli
