// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/renderer.h"
#include "demo/world.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace brera::demo {

struct RenderOptions {
    std::filesystem::path directory;
    Edition edition = Edition::SpuriousText;
    std::vector<Split> splits; ///< empty: all of the edition's
    std::int64_t images = 0;   ///< a split; 0: its usual size
    int threads = 0;           ///< 0: one a core

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

/// Where a rendered split lies.
struct RenderedSplit {
    Split split;
    std::filesystem::path images; ///< DIRECTORY/EDITION/SPLIT, holding CLASS/NNNNN.png
    std::filesystem::path truth;  ///< DIRECTORY/EDITION/SPLIT.truth.jsonl, a line an image by index
    std::int64_t written = 0;     ///< images drawn in this call; 0 when all were there
};

/// Renders splits as ImageFolder trees with their recorded truth. What an earlier call has drawn
/// stays if it is still what would be drawn now, also when that call was stopped or killed
/// half-way. Processes that draw the same edition into the same directory wait for each other.
/// @throws DataError when the disk is full or a folder of another origin is in the way; Cancelled.
std::vector<RenderedSplit> renderImages(const Renderer& renderer, const RenderOptions& options,
                                        std::stop_token stop, const Progress& progress);

} // namespace brera::demo
