// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace brera::bench {

/// A project as large as anybody's: for measuring searches and the window.
struct GalleryProjectOptions {
    std::int64_t units = 20000; ///< spread over five layers as in a deep network
    int annotations = 4;        ///< of each unit, beside its generated description
    int images = 500;
    int imageSize = 128;
    int exemplars = 15;
    std::uint64_t seed = 1;

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

/// Writes a finished, described project with everything a real one holds; its images lie beside it
/// (NAME.images). Descriptions are phrases of WordNet's words for animals, plants, things and
/// colours, some of them much commoner than others; those of one unit are about the same. The same
/// options make the same project.
/// @throws ProjectError when there is something in the way; DataError; Cancelled, leaving nothing.
void makeGalleryProject(const std::filesystem::path& path, const GalleryProjectOptions& options,
                        std::stop_token stop, const Progress& progress);

} // namespace brera::bench
