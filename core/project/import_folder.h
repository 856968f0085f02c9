// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/npy.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// A folder in the MILANNOTATIONS layout, checked and memory-mapped.
namespace brera::project {

/// One layer's folder.
struct ImportedLayer {
    std::string name;
    npy::Array masks;                            ///< (U, k, 1, H, W), 0 = outside
    std::optional<npy::Array> images;            ///< (U, k, 3, H, W)
    std::vector<std::int64_t> units;             ///< U numbers
    std::vector<std::vector<std::int64_t>> ids;  ///< U rows of at most k; empty without ids.csv
    std::vector<std::vector<float>> activations; ///< the same; empty without activations.csv
    std::size_t k = 0;
    int height = 0;
    int width = 0;

    /// Exemplars of the unit at `row`.
    std::size_t exemplars(std::size_t row) const;
    /// (H, W)
    std::span<const std::uint8_t> mask(std::size_t row, std::size_t exemplar) const;
    /// (3, H, W). Only where there are images.
    std::span<const std::uint8_t> planes(std::size_t row, std::size_t exemplar) const;
};

/// A row of annotations.csv.
struct ImportedAnnotation {
    std::string layer;
    std::int64_t unit = 0;
    std::string summary;
};

/// Every sub-folder that holds any of the layout's files, by name ("layer2" before "layer10").
/// @throws DataError naming the file: missing, truncated, of another shape, type or length than the
/// rest.
std::vector<ImportedLayer> readLayerFolders(const std::filesystem::path& directory);

/// annotations.csv, or nothing when there is none. @throws DataError when it lacks a column or a
/// number.
std::vector<ImportedAnnotation> readAnnotations(const std::filesystem::path& directory);

} // namespace brera::project
