// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace brera::milan {

/// The pixels of a map that a mask lets through, with weights that add up to 1.
struct PixelWeights {
    std::vector<std::int64_t> pixels; ///< row-major positions, ascending
    std::vector<float> weights;       ///< one each
};

/// Resizes a mask (height, width) to (mapHeight, mapWidth) as torch's interpolate does (bilinear,
/// align_corners = false, no antialias: each target pixel blends four) and divides by the sum. A
/// mask of zeros gives no pixels. Memory of `result` is reused.
template <typename T>
void resizeMask(const T* mask, int height, int width, int mapHeight, int mapWidth,
                PixelWeights& result);

/// The weighted sum over a map's pixels. @param map (pixels, channels). @param sums (channels),
/// overwritten.
void poolPixels(const PixelWeights& weights, const float* map, std::int64_t channels, float* sums);

} // namespace brera::milan
