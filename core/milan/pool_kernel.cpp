// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/pool_kernel.h"

#include <algorithm>
#include <cstddef>

namespace brera::milan {

namespace {

/// The two source pixels a target pixel blends.
struct Tap {
    std::ptrdiff_t first = 0;
    std::ptrdiff_t second = 0;
    float weightSecond = 0;
};

/// Source coordinate = (t + ½) · source/target − ½, not below 0, as ATen's
/// area_pixel_compute_source_index.
Tap tapAt(int target, int sourceSize, int targetSize) {
    const float scale = static_cast<float>(sourceSize) / static_cast<float>(targetSize);
    const float place = std::max(scale * (static_cast<float>(target) + 0.5F) - 0.5F, 0.0F);
    const int first = std::min(static_cast<int>(place), sourceSize - 1);
    return {first, std::min(first + 1, sourceSize - 1), place - static_cast<float>(first)};
}

std::vector<Tap> taps(int sourceSize, int targetSize) {
    std::vector<Tap> result(static_cast<std::size_t>(targetSize));
    for (int t = 0; t < targetSize; ++t) {
        result[static_cast<std::size_t>(t)] = tapAt(t, sourceSize, targetSize);
    }
    return result;
}

} // namespace

template <typename T>
void resizeMask(const T* mask, int height, int width, int mapHeight, int mapWidth,
                PixelWeights& result) {
    result.pixels.clear();
    result.weights.clear();
    const auto columns = taps(width, mapWidth);
    const auto rows = taps(height, mapHeight);
    double sum = 0;
    std::int64_t pixel = 0;
    for (const auto& row : rows) {
        const T* upper = mask + row.first * width;
        const T* lower = mask + row.second * width;
        for (const auto& column : columns) {
            const auto blend = [&](const T* line) {
                return static_cast<float>(line[column.first]) * (1 - column.weightSecond) +
                       static_cast<float>(line[column.second]) * column.weightSecond;
            };
            const float weight =
                blend(upper) * (1 - row.weightSecond) + blend(lower) * row.weightSecond;
            if (weight != 0) {
                result.pixels.push_back(pixel);
                result.weights.push_back(weight);
                sum += weight;
            }
            ++pixel;
        }
    }
    for (auto& weight : result.weights) {
        weight = static_cast<float>(weight / sum);
    }
}

template void resizeMask(const std::uint8_t*, int, int, int, int, PixelWeights&);
template void resizeMask(const float*, int, int, int, int, PixelWeights&);

void poolPixels(const PixelWeights& weights, const float* map, std::int64_t channels, float* sums) {
    std::fill_n(sums, channels, 0.0F);
    const auto count = weights.pixels.size();
    const auto pixel = [&](std::size_t i) { return map + weights.pixels[i] * channels; };
    // Four pixels a turn: the sums are loaded and stored once for them.
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float* const a = pixel(i);
        const float* const b = pixel(i + 1);
        const float* const c = pixel(i + 2);
        const float* const d = pixel(i + 3);
        const float wa = weights.weights[i];
        const float wb = weights.weights[i + 1];
        const float wc = weights.weights[i + 2];
        const float wd = weights.weights[i + 3];
        for (std::int64_t n = 0; n < channels; ++n) {
            sums[n] += (wa * a[n] + wb * b[n]) + (wc * c[n] + wd * d[n]);
        }
    }
    for (; i < count; ++i) {
        const float* const a = pixel(i);
        const float wa = weights.weights[i];
        for (std::int64_t n = 0; n < channels; ++n) {
            sums[n] += wa * a[n];
        }
    }
}

} // namespace brera::milan
