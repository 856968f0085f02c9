// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/sprite.h"

#include "demo/colours.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace brera::demo {

namespace {

/// Source pixels and weights of one target pixel.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> triangleTaps(int source, int target) {
    const double scale = static_cast<double>(source) / target;
    const double support = std::max(1.0, scale);
    std::vector<Taps> all(static_cast<std::size_t>(target));
    for (int t = 0; t < target; ++t) {
        const double centre = (t + .5) * scale;
        const int first = std::max(0, static_cast<int>(std::floor(centre - support)));
        const int last = std::min(source - 1, static_cast<int>(std::ceil(centre + support)) - 1);
        Taps& taps = all[static_cast<std::size_t>(t)];
        taps.first = first;
        double sum = 0;
        for (int s = first; s <= last; ++s) {
            const double weight = std::max(0.0, 1 - std::abs(s + .5 - centre) / support);
            taps.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (float& weight : taps.weights) {
            weight = static_cast<float>(weight / sum);
        }
    }
    return all;
}

} // namespace

float* Sprite::at(int x, int y) {
    return rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * width + x);
}

const float* Sprite::at(int x, int y) const {
    return rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * width + x);
}

Sprite makeSprite(int width, int height) {
    return {
        width, height,
        std::vector<float>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4)};
}

Sprite trimmed(const Sprite& sprite) {
    int left = sprite.width;
    int right = 0;
    int top = sprite.height;
    int bottom = 0;
    for (int y = 0; y < sprite.height; ++y) {
        for (int x = 0; x < sprite.width; ++x) {
            if (sprite.at(x, y)[3] > 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    if (left >= right) {
        return makeSprite(0, 0);
    }
    Sprite result = makeSprite(right - left, bottom - top);
    for (int y = 0; y < result.height; ++y) {
        std::copy_n(sprite.at(left, top + y), 4 * result.width, result.at(0, y));
    }
    return result;
}

Sprite resized(const Sprite& sprite, int width, int height) {
    const auto across = triangleTaps(sprite.width, width);
    const auto down = triangleTaps(sprite.height, height);
    Sprite narrow = makeSprite(width, sprite.height);
    for (int y = 0; y < sprite.height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Taps& taps = across[static_cast<std::size_t>(x)];
            const float* source = sprite.at(taps.first, y);
            float* target = narrow.at(x, y);
            for (const float weight : taps.weights) {
                for (int c = 0; c < 4; ++c) {
                    target[c] += weight * source[c];
                }
                source += 4;
            }
        }
    }
    Sprite result = makeSprite(width, height);
    for (int y = 0; y < height; ++y) {
        const Taps& taps = down[static_cast<std::size_t>(y)];
        float* target = result.at(0, y);
        for (std::size_t k = 0; k < taps.weights.size(); ++k) {
            const float* source = narrow.at(0, taps.first + static_cast<int>(k));
            for (int i = 0; i < 4 * width; ++i) {
                target[i] += taps.weights[k] * source[i];
            }
        }
    }
    return result;
}

Sprite mirrored(const Sprite& sprite) {
    Sprite result = makeSprite(sprite.width, sprite.height);
    for (int y = 0; y < sprite.height; ++y) {
        for (int x = 0; x < sprite.width; ++x) {
            std::copy_n(sprite.at(sprite.width - 1 - x, y), 4, result.at(x, y));
        }
    }
    return result;
}

Sprite turned(const Sprite& sprite, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const int width = static_cast<int>(
        std::ceil(std::abs(sprite.width * cosine) + std::abs(sprite.height * sine) - 1e-9));
    const int height = static_cast<int>(
        std::ceil(std::abs(sprite.width * sine) + std::abs(sprite.height * cosine) - 1e-9));
    Sprite result = makeSprite(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double dx = x + .5 - width / 2.0;
            const double dy = y + .5 - height / 2.0;
            const double sx = dx * cosine - dy * sine + sprite.width / 2.0 - .5;
            const double sy = dx * sine + dy * cosine + sprite.height / 2.0 - .5;
            const int x0 = static_cast<int>(std::floor(sx));
            const int y0 = static_cast<int>(std::floor(sy));
            const auto fx = static_cast<float>(sx - x0);
            const auto fy = static_cast<float>(sy - y0);
            float* target = result.at(x, y);
            for (int j = 0; j < 2; ++j) {
                for (int i = 0; i < 2; ++i) {
                    if (x0 + i < 0 || x0 + i >= sprite.width || y0 + j < 0 ||
                        y0 + j >= sprite.height) {
                        continue;
                    }
                    const float weight = (i != 0 ? fx : 1 - fx) * (j != 0 ? fy : 1 - fy);
                    const float* source = sprite.at(x0 + i, y0 + j);
                    for (int c = 0; c < 4; ++c) {
                        target[c] += weight * source[c];
                    }
                }
            }
        }
    }
    return result;
}

Sprite hueShifted(const Sprite& sprite, double share) {
    Sprite result = sprite;
    for (std::size_t i = 0; i < result.rgba.size(); i += 4) {
        float* pixel = result.rgba.data() + i;
        if (pixel[3] > 0) {
            const Colour colour =
                shiftHue({pixel[0], pixel[1], pixel[2]}, static_cast<float>(share));
            pixel[0] = colour.red;
            pixel[1] = colour.green;
            pixel[2] = colour.blue;
        }
    }
    return result;
}

} // namespace brera::demo
