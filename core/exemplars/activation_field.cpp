// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/activation_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace brera::exemplars {

namespace {

/// A patch shows at least this part of the picture's shorter side: less is a blur nobody can name.
constexpr double kSmallestPatch = 0.4;
/// Air around the mask, of its own size.
constexpr double kAir = 0.15;

/// Bounding box of the 4-connected part of the mask that holds `start`.
Box partAround(const ActivationField& field, double threshold, int start) {
    std::vector<char> seen(field.values.size(), 0);
    std::vector<int> open{start};
    seen[static_cast<std::size_t>(start)] = 1;
    int left = start % field.width;
    int right = left;
    int top = start / field.width;
    int bottom = top;
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        const int x = at % field.width;
        const int y = at / field.width;
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
        const std::array<int, 4> next{x > 0 ? at - 1 : -1, x + 1 < field.width ? at + 1 : -1,
                                      y > 0 ? at - field.width : -1,
                                      y + 1 < field.height ? at + field.width : -1};
        for (const int neighbour : next) {
            if (neighbour < 0) {
                continue;
            }
            const auto place = static_cast<std::size_t>(neighbour);
            if (!seen[place] && static_cast<double>(field.values[place]) > threshold) {
                seen[place] = 1;
                open.push_back(neighbour);
            }
        }
    }
    return {left, top, right - left + 1, bottom - top + 1};
}

} // namespace

ActivationField cutField(const ActivationField& field, const Window& window, int height,
                         int width) {
    ActivationField cut{height, width, {}};
    cut.values.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
    const double stepX = window.width / width;
    const double stepY = window.height / height;
    std::size_t place = 0;
    for (int y = 0; y < height; ++y) {
        const double sourceY =
            std::clamp(window.top + (y + 0.5) * stepY - 0.5, 0.0, field.height - 1.0);
        const int y0 = static_cast<int>(sourceY);
        const int y1 = std::min(y0 + 1, field.height - 1);
        const float partY = static_cast<float>(sourceY - y0);
        const float* row0 = field.values.data() + static_cast<std::ptrdiff_t>(y0) * field.width;
        const float* row1 = field.values.data() + static_cast<std::ptrdiff_t>(y1) * field.width;
        for (int x = 0; x < width; ++x) {
            const double sourceX =
                std::clamp(window.left + (x + 0.5) * stepX - 0.5, 0.0, field.width - 1.0);
            const int x0 = static_cast<int>(sourceX);
            const int x1 = std::min(x0 + 1, field.width - 1);
            const float partX = static_cast<float>(sourceX - x0);
            const float upper = row0[x0] + (row0[x1] - row0[x0]) * partX;
            const float lower = row1[x0] + (row1[x1] - row1[x0]) * partX;
            cut.values[place++] = upper + (lower - upper) * partY;
        }
    }
    return cut;
}

Box patchAround(const ActivationField& field, double threshold) {
    if (field.values.empty()) {
        return {0, 0, field.width, field.height};
    }
    const auto peak = std::max_element(field.values.begin(), field.values.end());
    const auto start = static_cast<int>(peak - field.values.begin());
    const Box part = partAround(field, threshold, start);
    const int shorter = std::min(field.width, field.height);
    const double wanted = std::max(part.width, part.height) * (1 + 2 * kAir);
    const int side = std::clamp(
        static_cast<int>(std::lround(std::max(wanted, shorter * kSmallestPatch))), 1, shorter);
    // Centred as pixels are: the middle of an even extent is the pixel before it.
    const auto place = [side](int first, int extent, int limit) {
        const int centre = first + (extent - 1) / 2;
        return std::clamp(centre - (side - 1) / 2, 0, limit - side);
    };
    return {place(part.left, part.width, field.width), place(part.top, part.height, field.height),
            side, side};
}

} // namespace brera::exemplars
