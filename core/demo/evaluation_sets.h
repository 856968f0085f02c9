// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/world.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace brera::demo {

/// What the paper's editing experiment searches the descriptions for (section 7). The search index
/// is stemmed: plurals are found too.
constexpr const char* kTextQuery = "text OR word OR letter";

/// A rendered split, by its folder DIRECTORY/EDITION/SPLIT.
struct DrawnSplit {
    std::filesystem::path directory; ///< as RenderOptions::directory
    Edition edition = Edition::SpuriousText;
    Split split = Split::Validation;
    std::int64_t images = 0;
};

/// Which split of the demo world a folder holds; empty for any other folder, and for one that is
/// not completely drawn.
std::optional<DrawnSplit> drawnSplit(const std::filesystem::path& images);

/// Name and folder of the labelled sets that editing the demo is watched on: "validation", which
/// are the project's own images and are left as they are, and "adversarial", as many images, drawn
/// beside them unless they are there. Fits ablation::AblationJob::sets.
/// @param images the data set of a demo project: the validation split of an edition with text.
/// @throws DataError when the folder is another one, or the edition has no adversarial images, or
/// the disk is full; Cancelled.
std::vector<std::pair<std::string, std::filesystem::path>>
evaluationSets(const std::filesystem::path& images, std::stop_token stop, const Progress& progress);

} // namespace brera::demo
