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
/// activations.csv and levels.csv; beside the folders annotations.csv (layer, unit, summary: what
/// people say, one row each) and descriptions.csv (what the machine says, with its
/// log-probabilities).
namespace brera::project {

/// Reads an image of the project as the network saw it, and draws a mask: given by who knows the
/// image and exemplar rooms.
struct Rendering {
    std::function<Picture(std::int64_t image)> picture;
    std::function<std::vector<std::uint8_t>(const SmallMap& map, double threshold, int height,
                                            int width)>
        mask;
};

/// Writes every layer, units in ascending order. Big arrays are streamed; a file that exists is
/// replaced only when its successor is complete. A layer some of whose pictures an imported project
/// does not have gets no images.npy, units of unknown statistics no levels.csv, a project without
/// descriptions no descriptions.csv. Texts are as they are, for importAnnotations to find again: a
/// spreadsheet may take one that begins with = for a formula.
/// @throws ProjectError when the extraction is not complete; DataError when a picture is not of the
/// input's size or a
///         file cannot be written; Cancelled between units.
void exportAnnotations(const Project& project, const std::filesystem::path& directory,
                       const Rendering& rendering, std::stop_token stop, const Progress& progress);

/// Makes a finished project from such a folder. Its distinct images (by ids.csv, else by content)
/// are kept beside the project in NAME.images/ as PNG; masks become maps of 0 and 1 with threshold
/// 0.5 at their own size, one bit a pixel. Rows of annotations.csv become the project's
/// annotations. Project and images appear when all is done.
/// @throws DataError naming the file that is missing, broken or does not fit the others;
/// ProjectError when
///         project or images exist already; Cancelled between units.
void importAnnotations(const std::filesystem::path& directory, const std::filesystem::path& project,
                       std::stop_token stop, const Progress& progress);

} // namespace brera::project
