// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"

#include <cstdint>
#include <vector>

namespace brera::exemplars {

/// How a small map is laid over the input image.
enum class MaskBorder {
    Zero, ///< outside the map counts as zero: falls off at the border, as the reference does
    Clamp ///< the border value goes on
};

/// Bilinear on half-pixel centres: target pixel t looks at source (t − o)/s, s = target/source, o =
/// s/2 − 1/2 (MILAN.md section 1). Returns (height, width) row-major.
std::vector<float> upsample(const SmallMap& map, int height, int width,
                            MaskBorder border = MaskBorder::Zero);

/// upsample(map) > threshold, as 0/1, (height, width).
std::vector<std::uint8_t> mask(const SmallMap& map, double threshold, int height, int width,
                               MaskBorder border = MaskBorder::Zero);

} // namespace brera::exemplars
