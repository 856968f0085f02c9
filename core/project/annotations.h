// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/progress.h"
#include "project/project.h"

#include <filesystem>
#include <functional>
#include <stop_token>

/// The MILANNOTATIONS layout (MILAN.md section 5): one folder a layer with images.npy (uint8, units
/// × k × 3 × H × W), masks.npy (uint8 0/1, units × k × 1 × H × W), units.npy, ids.csv,
/// activations.csv and levels.csv.
namespace brera::project {

/// Reads an image of the project as the network saw it, and draws a mask: given by who knows the
/// image and exemplar rooms.
struct Rendering {
    std::function<Picture(std::int64_t image)> picture;
    std::function<std::vector<std::uint8_t>(const SmallMap& map, double threshold, int height,
                                            int width)>
        mask;
};

/// Writes every layer. Big arrays are streamed. Existing files are replaced only when theirs is
/// complete.
void exportAnnotations(const Project& project, const std::filesystem::path& directory,
                       const Rendering& rendering, std::stop_token stop, const Progress& progress);

/// Makes a project from such a folder: its images are kept beside the project in NAME.images/ as
/// PNG, masks become maps of 0 and 1 with threshold 0.5 at the mask's own size (reduced where that
/// is lossless).
void importAnnotations(const std::filesystem::path& directory, const std::filesystem::path& project,
                       std::stop_token stop, const Progress& progress);

} // namespace brera::project
