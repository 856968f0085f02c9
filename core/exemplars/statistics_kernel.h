// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace brera::exemplars {

/// Units worked on together: two cache lines of floats.
constexpr int kBlock = 32;

/// A block of at most kBlock neighbouring units over all positions of one image.
struct KernelBlock {
    // in: the bins of each unit (BinEdges), padded to kBlock
    float low[kBlock];
    float lowScale[kBlock];
    float split[kBlock];
    float fineScale[kBlock];
    // out: of this image alone
    float maximum[kBlock];
    float minimum[kBlock];
    double sum[kBlock];
};

/// Counts the values of `units` (≤ kBlock) neighbouring channels: value (position, unit) stands at
/// data[position · stride + unit]. Adds to tables[unit · kBins + bin]; sets maximum, minimum (NaN
/// aside) and sum (NaN if any value is).
void countBlock(const float* data, std::int64_t positions, std::int64_t stride, int units,
                KernelBlock& block, std::uint32_t* tables);

} // namespace brera::exemplars
