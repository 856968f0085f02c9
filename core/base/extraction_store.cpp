// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/extraction_store.h"

#include "base/half.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace brera {

namespace {

float largerFinite(float largest, float value) {
    const float magnitude = std::fabs(value);
    const float finite = magnitude <= std::numeric_limits<float>::max() ? magnitude : 0;
    return finite > largest ? finite : largest;
}

} // namespace

std::vector<float> SmallMap::values() const {
    std::vector<float> result(halves.size());
    for (std::size_t i = 0; i < halves.size(); ++i) {
        result[i] = fromHalf(halves[i]) * scale;
    }
    return result;
}

SmallMap SmallMap::fromValues(const float* values, int height, int width) {
    SmallMap map{height, width, 0, {}};
    const auto count = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    std::array<float, 8> largest{}; // side by side, so that the loop is vectorised
    std::size_t i = 0;
    for (; i + largest.size() <= count; i += largest.size()) {
        for (std::size_t lane = 0; lane < largest.size(); ++lane) {
            largest[lane] = largerFinite(largest[lane], values[i + lane]);
        }
    }
    for (; i < count; ++i) {
        largest[0] = largerFinite(largest[0], values[i]);
    }
    map.scale = *std::max_element(largest.begin(), largest.end());
    if (map.scale == 0) {
        map.scale = 1;
    }
    map.halves.resize(count);
    toHalves(values, count, map.scale, map.halves.data());
    return map;
}

} // namespace brera
