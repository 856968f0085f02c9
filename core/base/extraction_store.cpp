// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/extraction_store.h"

#include "base/half.h"

#include <cmath>

namespace brera {

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
    for (std::size_t i = 0; i < count; ++i) {
        const float magnitude = std::fabs(values[i]);
        if (std::isfinite(magnitude) && magnitude > map.scale) {
            map.scale = magnitude;
        }
    }
    if (map.scale == 0) {
        map.scale = 1;
    }
    map.halves.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        map.halves[i] = toHalf(values[i] / map.scale);
    }
    return map;
}

} // namespace brera
