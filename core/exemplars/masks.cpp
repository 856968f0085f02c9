// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/masks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace brera::exemplars {

namespace {

/// The two source pixels a target pixel looks at, with their weights.
struct Tap {
    std::size_t first = 0;
    std::size_t second = 0;
    float weightFirst = 0;
    float weightSecond = 0;
};

std::vector<Tap> taps(int source, int target, MaskBorder border) {
    const double scale = static_cast<double>(target) / source;
    const double offset = scale / 2 - 0.5;
    // A single value says nothing about place: it fills the image (vector layers).
    const bool clamp = border == MaskBorder::Clamp || source == 1;
    std::vector<Tap> result(static_cast<std::size_t>(target));
    for (int t = 0; t < target; ++t) {
        const double position = (t - offset) / scale;
        const int left = static_cast<int>(std::floor(position));
        const auto fraction = static_cast<float>(position - left);
        Tap& tap = result[static_cast<std::size_t>(t)];
        tap.first = static_cast<std::size_t>(std::clamp(left, 0, source - 1));
        tap.second = static_cast<std::size_t>(std::clamp(left + 1, 0, source - 1));
        tap.weightFirst = clamp || (left >= 0 && left < source) ? 1 - fraction : 0;
        tap.weightSecond = clamp || (left + 1 >= 0 && left + 1 < source) ? fraction : 0;
    }
    return result;
}

} // namespace

std::vector<float> upsample(const SmallMap& map, int height, int width, MaskBorder border) {
    const auto values = map.values();
    const auto columns = taps(map.width, width, border);
    const auto rows = taps(map.height, height, border);
    const auto targetWidth = static_cast<std::size_t>(width);
    const auto sourceWidth = static_cast<std::size_t>(map.width);

    // Widen every source row once, then blend pairs of them.
    std::vector<float> wide(static_cast<std::size_t>(map.height) * targetWidth);
    for (std::size_t y = 0; y < static_cast<std::size_t>(map.height); ++y) {
        const float* source = values.data() + y * sourceWidth;
        float* target = wide.data() + y * targetWidth;
        for (std::size_t x = 0; x < targetWidth; ++x) {
            const Tap& tap = columns[x];
            target[x] = source[tap.first] * tap.weightFirst + source[tap.second] * tap.weightSecond;
        }
    }
    std::vector<float> result(static_cast<std::size_t>(height) * targetWidth);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const Tap& tap = rows[y];
        const float* first = wide.data() + tap.first * targetWidth;
        const float* second = wide.data() + tap.second * targetWidth;
        float* target = result.data() + y * targetWidth;
        for (std::size_t x = 0; x < targetWidth; ++x) {
            target[x] = first[x] * tap.weightFirst + second[x] * tap.weightSecond;
        }
    }
    return result;
}

std::vector<std::uint8_t> mask(const SmallMap& map, double threshold, int height, int width,
                               MaskBorder border) {
    const auto values = upsample(map, height, width, border);
    std::vector<std::uint8_t> result(values.size());
    std::transform(values.begin(), values.end(), result.begin(),
                   [threshold](float value) { return value > threshold ? 1 : 0; });
    return result;
}

} // namespace brera::exemplars
