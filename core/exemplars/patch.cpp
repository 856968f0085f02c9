// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/patch.h"

#include "exemplars/activation_field.h"
#include "exemplars/masks.h"
#include "image/preprocess.h"

#include <algorithm>
#include <cmath>

namespace brera::exemplars {

namespace {

constexpr std::uint8_t kOutline[3] = {255, 244, 214};
/// What renderExemplar leaves of the outside and how white it makes the outline, in 256ths: those
/// of the gallery.
constexpr int kDimmed = 98;
constexpr int kOutlineLight = 230;
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

Picture renderExemplar(const Picture& picture, const SmallMap& map, double threshold, int size) {
    const ActivationField field{picture.height, picture.width,
                                upsample(map, picture.height, picture.width)};
    const Box box = patchAround(field, threshold);
    Picture patch = image::resize(
        cut<3>(picture.rgb, picture.width, {box.left, box.top, box.width}), size, size);
    const ActivationField shown =
        cutField(field,
                 {static_cast<double>(box.left), static_cast<double>(box.top),
                  static_cast<double>(box.width), static_cast<double>(box.height)},
                 size, size);
    const auto inside = [&](int x, int y) {
        return static_cast<double>(shown.values[pixels(y, size) + static_cast<std::size_t>(x)]) >
               threshold;
    };
    const auto onEdge = [&](int x, int y) {
        return !inside(std::max(x - 1, 0), y) || !inside(std::min(x + 1, size - 1), y) ||
               !inside(x, std::max(y - 1, 0)) || !inside(x, std::min(y + 1, size - 1));
    };
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            auto* pixel = patch.rgb.data() + (pixels(y, size) + static_cast<std::size_t>(x)) * 3;
            const bool lit = inside(x, y);
            if (lit && !onEdge(x, y)) {
                continue;
            }
            for (int c = 0; c < 3; ++c) {
                const int value = pixel[c];
                pixel[c] = static_cast<std::uint8_t>(
                    lit ? value + (255 - value) * kOutlineLight / 256 : value * kDimmed / 256);
            }
        }
    }
    return patch;
}

} // namespace brera::exemplars
