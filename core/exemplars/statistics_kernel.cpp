// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/statistics_kernel.h"

#include "exemplars/bins.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace brera::exemplars {

namespace {

constexpr std::int32_t kOne = std::bit_cast<std::int32_t>(1.0F);
constexpr std::int64_t kFloatRun = 32; ///< positions summed in float before going to double

/// The inner loops; `units` is the constant kBlock in the common case, which lets them be
/// vectorised whole.
[[gnu::always_inline]] inline void countPositions(const float* data, std::int64_t positions,
                                                  std::int64_t stride, int units,
                                                  KernelBlock& block, std::uint32_t* tables) {
    float maximum[kBlock];
    float minimum[kBlock];
    std::fill_n(maximum, kBlock, -std::numeric_limits<float>::infinity());
    std::fill_n(minimum, kBlock, std::numeric_limits<float>::infinity());
    std::fill_n(block.sum, kBlock, 0.0);
    float fine[kBlock] = {};
    std::int32_t fineBits[kBlock];
    std::int32_t bins[kBlock];

    for (std::int64_t start = 0; start < positions; start += kFloatRun) {
        const std::int64_t end = std::min(start + kFloatRun, positions);
        float sum[kBlock] = {};
        for (std::int64_t position = start; position < end; ++position) {
            const float* row = data + position * stride;
            for (int u = 0; u < units; ++u) {
                const float value = row[u];
                maximum[u] = value > maximum[u] ? value : maximum[u];
                minimum[u] = value < minimum[u] ? value : minimum[u];
                sum[u] += value;
                const float y = (value - block.split[u]) * block.fineScale[u] + 1;
                fine[u] = y < kFineSpan + 1 ? y : kFineSpan + 1;
            }
            // Copied as a whole: a bit cast inside the loop would keep it from being vectorised.
            std::memcpy(fineBits, fine, sizeof fine);
            for (int u = 0; u < units; ++u) { // the branch-free form of binOf
                const float value = row[u];
                float wide = (value - block.low[u]) * block.lowScale[u] + 1;
                wide = wide > 0 ? wide : 0;
                wide = wide < static_cast<float>(kLowBins) ? wide : static_cast<float>(kLowBins);
                const std::int32_t fineBin =
                    ((fineBits[u] - kOne) >> (23 - kOctaveBits)) + kFirstFineBin;
                const std::int32_t index =
                    value > block.split[u] ? fineBin : static_cast<std::int32_t>(wide);
                bins[u] = value == block.split[u] ? kAtomBin : index;
            }
            for (int u = 0; u < units; ++u) {
                ++tables[u * kBins + bins[u]];
            }
        }
        for (int u = 0; u < units; ++u) {
            block.sum[u] += static_cast<double>(sum[u]);
        }
    }
    std::copy_n(maximum, kBlock, block.maximum);
    std::copy_n(minimum, kBlock, block.minimum);
}

} // namespace

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
__attribute__((target_clones("avx2", "default")))
#endif
void countBlock(const float* data, std::int64_t positions, std::int64_t stride, int units,
                KernelBlock& block, std::uint32_t* tables) {
    if (units == kBlock) {
        countPositions(data, positions, stride, kBlock, block, tables);
    } else {
        countPositions(data, positions, stride, units, block, tables);
    }
}

} // namespace brera::exemplars
