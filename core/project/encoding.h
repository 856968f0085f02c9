// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"

#include <cstdint>
#include <span>
#include <vector>

/// How values lie in a project's blobs. All numbers are little-endian.
namespace brera::project {

using Blob = std::vector<std::uint8_t>;

/// A histogram of more bins than this is kept coarser: neighbours are added up.
inline constexpr std::size_t kMaxHistogramBins = 512;

/// How the maps of one unit are written; the numbers are part of the file format.
enum class MapEncoding : int {
    Halves = 0, ///< IEEE binary16
    Bits = 1    ///< one bit a value, most significant first, rows run on; maps of 0 and 1 only
                ///< (imported masks)
};

/// Bytes of one map. 0 for sizes that make no sense.
std::size_t mapBytes(MapEncoding encoding, std::int64_t height, std::int64_t width);

/// A unit's exemplars as the columns of one row.
struct ExemplarColumns {
    int height = 0;
    int width = 0;
    MapEncoding encoding = MapEncoding::Halves;
    std::vector<std::int64_t> images;
    std::vector<float> activations;
    std::vector<float> scales;
    Blob maps; ///< one after the other, so that the best few are a prefix
};

/// Picks the smallest lossless encoding. @throws ProjectError when the maps differ in size.
ExemplarColumns packExemplars(const UnitExemplars& unit);
/// The first exemplars, as many as `columns.maps` holds.
std::vector<Exemplar> unpackExemplars(const ExemplarColumns& columns);

Blob packHistogram(const Histogram& histogram);
/// @throws ProjectError when the blob is damaged.
Histogram unpackHistogram(std::span<const std::uint8_t> blob);

} // namespace brera::project
