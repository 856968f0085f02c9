// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/patch.h"

#include "image/preprocess.h"

#include <algorithm>
#include <cmath>

namespace brera::exemplars {

namespace {

constexpr std::uint8_t kOutline[3] = {255, 244, 214};
constexpr double kAir = 0.15; ///< added around the mask on each side, as a share of its size

struct Square {
    int left;
    int top;
    int side;
};

std::size_t pixels(int height, int width) {
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
}

/// The smallest square with air around the mask that fits the picture.
Square frame(const Picture& picture, const std::vector<std::uint8_t>& mask, bool crop) {
    const int shorter = std::min(picture.height, picture.width);
    int left = picture.width;
    int top = picture.height;
    int right = -1;
    int bottom = -1;
    for (int y = 0; crop && y < picture.height; ++y) {
        const auto* row = mask.data() + pixels(y, picture.width);
        for (int x = 0; x < picture.width; ++x) {
            if (row[x] != 0) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
        }
    }
    if (right < 0) {
        return {(picture.width - shorter) / 2, (picture.height - shorter) / 2, shorter};
    }
    const int extent = std::max(right - left, bottom - top) + 1;
    const int side = std::clamp(static_cast<int>(std::lround(extent * (1 + 2 * kAir))),
                                std::min(shorter, std::max(12, shorter / 5)), shorter);
    const auto place = [side](int first, int last, int limit) {
        return std::clamp((first + last + 1 - side) / 2, 0, limit - side);
    };
    return {place(left, right, picture.width), place(top, bottom, picture.height), side};
}

template <int Channels>
Picture cut(const std::vector<std::uint8_t>& source, int width, const Square& square) {
    Picture result{square.side, square.side,
                   std::vector<std::uint8_t>(pixels(square.side, square.side) * 3)};
    for (int y = 0; y < square.side; ++y) {
        for (int x = 0; x < square.side; ++x) {
            const auto from =
                (pixels(square.top + y, width) + static_cast<std::size_t>(square.left + x)) *
                Channels;
            const auto to = (pixels(y, square.side) + static_cast<std::size_t>(x)) * 3;
            for (std::size_t c = 0; c < 3; ++c) {
                result.rgb[to + c] = Channels == 3 ? source[from + c]
                                                   : static_cast<std::uint8_t>(source[from] * 255);
            }
        }
    }
    return result;
}

} // namespace

Picture renderPatch(const Picture& picture, const std::vector<std::uint8_t>& mask,
                    const PatchOptions& options) {
    const bool masked = mask.size() == pixels(picture.height, picture.width);
    const Square square = frame(picture, mask, options.crop && masked);
    Picture patch =
        image::resize(cut<3>(picture.rgb, picture.width, square), options.size, options.size);
    if (!masked) {
        return patch;
    }
    const Picture shade =
        image::resize(cut<1>(mask, picture.width, square), options.size, options.size);
    const auto inside = [&](int y, int x) {
        return shade.rgb[(pixels(y, options.size) + static_cast<std::size_t>(x)) * 3] >= 128;
    };
    for (int y = 0; y < options.size; ++y) {
        for (int x = 0; x < options.size; ++x) {
            auto* pixel =
                patch.rgb.data() + (pixels(y, options.size) + static_cast<std::size_t>(x)) * 3;
            if (inside(y, x)) {
                continue;
            }
            const bool edge = (x > 0 && inside(y, x - 1)) || (y > 0 && inside(y - 1, x)) ||
                              (x + 1 < options.size && inside(y, x + 1)) ||
                              (y + 1 < options.size && inside(y + 1, x));
            for (int c = 0; c < 3; ++c) {
                pixel[c] =
                    options.outline && edge
                        ? kOutline[c]
                        : static_cast<std::uint8_t>(static_cast<float>(pixel[c]) * options.outside);
            }
        }
    }
    return patch;
}

} // namespace brera::exemplars
