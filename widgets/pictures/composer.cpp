// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/composer.h"

#include "exemplars/masks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brera::widgets {
namespace {

int mix(int from, int to, double share) {
    return static_cast<int>(std::lround(from + (to - from) * share));
}

QRgb mix(QRgb from, QRgb to, double share) {
    return qRgb(mix(qRed(from), qRed(to), share), mix(qGreen(from), qGreen(to), share),
                mix(qBlue(from), qBlue(to), share));
}

/// What the heat map leaves of the picture's own colour, so that people still know the picture.
constexpr double kColourKept = 0.6;

QImage composeHeat(const QImage& picture, const ActivationField& field, double top,
                   const MaskStyle& style) {
    std::array<QRgb, 256> colours;
    for (std::size_t step = 0; step < colours.size(); ++step) {
        colours[step] = heatColour(static_cast<double>(step) / 255.0);
    }
    const double scale = top > 0 ? 255.0 / top : 0;
    QImage result(picture.size(), QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
        const float* values = field.values.data() + static_cast<std::ptrdiff_t>(y) * field.width;
        for (int x = 0; x < picture.width(); ++x) {
            const double step = std::clamp(static_cast<double>(values[x]) * scale, 0.0, 255.0);
            const int grey = qGray(from[x]);
            const double share = style.opacity * (0.2 + 0.8 * step / 255.0);
            const QRgb faded = mix(qRgb(grey, grey, grey), from[x], kColourKept);
            to[x] = mix(faded, colours[static_cast<std::size_t>(step)], share);
        }
    }
    return result;
}

} // namespace

ActivationField fieldOf(const SmallMap& map, QSize size) {
    return {size.height(), size.width(), exemplars::upsample(map, size.height(), size.width())};
}

ActivationField cutField(const ActivationField& field, const QRectF& window, QSize size) {
    return exemplars::cutField(field, {window.x(), window.y(), window.width(), window.height()},
                               size.height(), size.width());
}

QRect patchRect(const ActivationField& field, double threshold) {
    const exemplars::Box box = exemplars::patchAround(field, threshold);
    return {box.left, box.top, box.width, box.height};
}

QImage compose(const QImage& picture, const ActivationField& field, double threshold, double top,
               const MaskStyle& style) {
    Q_ASSERT(picture.width() == field.width && picture.height() == field.height);
    if (style.heat) {
        return composeHeat(picture, field, top, style);
    }
    // A line stands out as the dimming does; where nothing is dimmed the bare picture is meant.
    const int outline = style.opacity > 0 ? style.outline : 0;
    const exemplars::MaskShade shade = exemplars::shadeMask(field, threshold, outline);
    const int kept = exemplars::brightnessKept(style.opacity);
    const double strength = std::min(1.0, style.opacity * 2);
    QImage result(picture.size(), QImage::Format_RGB32);
    for (int y = 0; y < field.height; ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(result.scanLine(y));
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(field.width);
        for (int x = 0; x < field.width; ++x) {
            const std::size_t place = row + static_cast<std::size_t>(x);
            const int inside = shade.inside[place];
            const int line = outline > 0 ? static_cast<int>(shade.line[place] * strength) : 0;
            to[x] = qRgb(exemplars::shadeChannel(qRed(from[x]), kept, inside, line),
                         exemplars::shadeChannel(qGreen(from[x]), kept, inside, line),
                         exemplars::shadeChannel(qBlue(from[x]), kept, inside, line));
        }
    }
    return result;
}

QRgb heatColour(double value) {
    // Anchors from black over purple and orange to pale yellow, even in lightness.
    static constexpr std::array<std::array<double, 3>, 6> kAnchors{{{4, 4, 22},
                                                                    {66, 16, 104},
                                                                    {147, 38, 103},
                                                                    {221, 81, 58},
                                                                    {252, 165, 10},
                                                                    {252, 250, 160}}};
    const double place = std::clamp(value, 0.0, 1.0) * (kAnchors.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), kAnchors.size() - 2);
    const double part = place - static_cast<double>(index);
    const auto channel = [&](std::size_t c) {
        return static_cast<int>(
            std::lround(kAnchors[index][c] + (kAnchors[index + 1][c] - kAnchors[index][c]) * part));
    };
    return qRgb(channel(0), channel(1), channel(2));
}

} // namespace brera::widgets
