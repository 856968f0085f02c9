// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/evaluation_sets.h"

#include "base/error.h"
#include "demo/image_tree.h"
#include "demo/renderer.h"
#include "demo/text_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace brera::demo {

std::optional<DrawnSplit> drawnSplit(const std::filesystem::path& images) {
    // "…/validation/" has no file name.
    const auto folder = images.has_filename() ? images : images.parent_path();
    const auto parent = folder.parent_path();
    const auto edition =
        std::ranges::find(editions(), parent.filename().string(), &EditionPlan::name);
    if (edition == editions().end()) {
        return std::nullopt;
    }
    const auto split =
        std::ranges::find(edition->splits, folder.filename().string(), &SplitPlan::name);
    if (split == edition->splits.end()) {
        return std::nullopt;
    }
    const auto marker = nlohmann::json::parse(
        readText(parent / (std::string(split->name) + ".json")), nullptr, false);
    const bool complete =
        marker.is_object() && marker.contains("complete") && marker["complete"] == true;
    if (!complete || !marker.contains("images") || !marker["images"].is_number_integer()) {
        return std::nullopt;
    }
    return DrawnSplit{parent.parent_path(), edition->edition, split->split,
                      marker["images"].get<std::int64_t>()};
}

std::vector<std::pair<std::string, std::filesystem::path>>
evaluationSets(const std::filesystem::path& images, std::stop_token stop,
               const Progress& progress) {
    const auto drawn = drawnSplit(images);
    if (!drawn || drawn->split != Split::Validation) {
        throw DataError(images.string() + " does not hold the validation images of the demo world");
    }
    plan(drawn->edition, Split::Adversarial); // says what there is where there is no such split
    RenderOptions options;
    options.directory = drawn->directory;
    options.edition = drawn->edition;
    options.splits = {Split::Adversarial};
    options.images = drawn->images;
    const auto adversarial = renderImages(Renderer(), options, std::move(stop), progress).front();
    return {{"validation", images}, {"adversarial", adversarial.images}};
}

} // namespace brera::demo
