// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/blur.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace brera::demo {

namespace {

constexpr double kMargin = .1;    ///< of the diagonal
constexpr double kDeviation = .1; ///< likewise
constexpr double kReach = 3;      ///< deviations

double diagonal(const Box& box) {
    return std::hypot(box.width, box.height);
}

std::vector<float> gaussian(double deviation) {
    const int reach = std::max(1, static_cast<int>(std::ceil(kReach * deviation)));
    std::vector<float> weights;
    for (int i = -reach; i <= reach; ++i) {
        weights.push_back(static_cast<float>(std::exp(-.5 * i * i / (deviation * deviation))));
    }
    return weights;
}

/// One line of `count` values `stride` apart; beyond its ends there is nothing, and what is there
/// counts the more.
void blurLine(float* values, int count, std::size_t stride, const std::vector<float>& weights,
              std::vector<float>& line) {
    const int reach = static_cast<int>(weights.size()) / 2;
    line.resize(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        line[static_cast<std::size_t>(i)] = values[static_cast<std::size_t>(i) * stride];
    }
    for (int i = 0; i < count; ++i) {
        float sum = 0;
        float weight = 0;
        for (int j = std::max(0, i - reach); j <= std::min(count - 1, i + reach); ++j) {
            const float w = weights[static_cast<std::size_t>(j - i + reach)];
            sum += w * line[static_cast<std::size_t>(j)];
            weight += w;
        }
        values[static_cast<std::size_t>(i) * stride] = sum / weight;
    }
}

/// (height, width, channels), in place.
void blur(std::vector<float>& values, int width, int height, std::size_t channels,
          double deviation) {
    const auto weights = gaussian(deviation);
    const auto row = static_cast<std::size_t>(width) * channels;
    std::vector<float> line;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (int y = 0; y < height; ++y) {
            blurLine(&values[static_cast<std::size_t>(y) * row + channel], width, channels, weights,
                     line);
        }
        for (int x = 0; x < width; ++x) {
            blurLine(&values[static_cast<std::size_t>(x) * channels + channel], height, row,
                     weights, line);
        }
    }
}

} // namespace

Box enlarged(const Box& box, int width, int height) {
    const int margin = static_cast<int>(std::lround(kMargin * diagonal(box)));
    const int left = std::max(0, box.x - margin);
    const int top = std::max(0, box.y - margin);
    return {left, top, std::min(width, box.x + box.width + margin) - left,
            std::min(height, box.y + box.height + margin) - top};
}

void blurRegion(std::vector<float>& rgb, int width, int height, const Box& box) {
    const double deviation = kDeviation * diagonal(box);
    if (deviation <= 0) {
        return;
    }
    std::vector<float> inside(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = box.y; y < box.y + box.height; ++y) {
        std::fill_n(inside.begin() + y * width + box.x, box.width, 1.0F);
    }
    blur(inside, width, height, 1, deviation);
    std::vector<float> blurred = rgb;
    blur(blurred, width, height, 3, deviation);
    for (std::size_t pixel = 0; pixel < inside.size(); ++pixel) {
        for (std::size_t c = 0; c < 3; ++c) {
            float& value = rgb[3 * pixel + c];
            value += inside[pixel] * (blurred[3 * pixel + c] - value);
        }
    }
}

} // namespace brera::demo
