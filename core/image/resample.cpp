// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/resample.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

/// Source: Pillow, src/libImaging/Resample.c (ImagingResample for 8-bit bands, bilinear filter,
/// whole box).
namespace brera::image {

namespace {

constexpr int kPrecisionBits = 32 - 8 - 2;
constexpr std::int32_t kRounding = 1 << (kPrecisionBits - 1);

/// Fixed-point weights of the source pixels behind each pixel of one output range.
struct Coefficients {
    int taps = 0;                      ///< room for each output pixel
    std::vector<int> first;            ///< first source pixel
    std::vector<int> count;            ///< source pixels, at most `taps`
    std::vector<std::int32_t> weights; ///< (outputs, taps), zero beyond `count`

    const std::int32_t* at(std::size_t output) const {
        return weights.data() + output * static_cast<std::size_t>(taps);
    }
};

/// Weights for the outputs begin … begin + length − 1 of a resize from `source` to `target` pixels.
Coefficients coefficients(int source, int target, int begin, int length) {
    const double scale = static_cast<double>(source) / target;
    const double filterScale = std::max(scale, 1.0);
    const double support = filterScale; // the triangle's own support is 1
    Coefficients result;
    result.taps = static_cast<int>(std::ceil(support)) * 2 + 1;
    const auto outputs = static_cast<std::size_t>(length);
    result.first.resize(outputs);
    result.count.resize(outputs);
    result.weights.assign(outputs * static_cast<std::size_t>(result.taps), 0);
    std::vector<double> exact(static_cast<std::size_t>(result.taps));
    for (std::size_t i = 0; i < outputs; ++i) {
        const double center = (begin + static_cast<int>(i) + 0.5) * scale;
        const int first = std::max(static_cast<int>(center - support + 0.5), 0);
        const int count = std::min(static_cast<int>(center + support + 0.5), source) - first;
        double sum = 0;
        for (int k = 0; k < count; ++k) {
            const double distance = std::fabs((k + first - center + 0.5) * (1.0 / filterScale));
            const double weight = distance < 1.0 ? 1.0 - distance : 0.0;
            exact[static_cast<std::size_t>(k)] = weight;
            sum += weight;
        }
        std::int32_t* weights = result.weights.data() + i * static_cast<std::size_t>(result.taps);
        for (int k = 0; k < count; ++k) {
            double weight = exact[static_cast<std::size_t>(k)];
            weight = sum != 0.0 ? weight / sum : weight;
            weights[k] = static_cast<std::int32_t>(0.5 + weight * (1 << kPrecisionBits));
        }
        result.first[i] = first;
        result.count[i] = count;
    }
    return result;
}

std::uint8_t clip8(std::int32_t sum) {
    return static_cast<std::uint8_t>(std::clamp(sum >> kPrecisionBits, 0, 255));
}

/// One row, interleaved RGB.
void resampleRow(const std::uint8_t* source, std::uint8_t* target,
                 const Coefficients& coefficients) {
    for (std::size_t x = 0; x < coefficients.first.size(); ++x, target += 3) {
        const std::uint8_t* pixel = source + static_cast<std::ptrdiff_t>(coefficients.first[x]) * 3;
        const std::int32_t* weight = coefficients.at(x);
        std::int32_t red = kRounding;
        std::int32_t green = kRounding;
        std::int32_t blue = kRounding;
        for (int k = 0; k < coefficients.count[x]; ++k, pixel += 3) {
            red += pixel[0] * weight[k];
            green += pixel[1] * weight[k];
            blue += pixel[2] * weight[k];
        }
        target[0] = clip8(red);
        target[1] = clip8(green);
        target[2] = clip8(blue);
    }
}

/// Weighted sum of `count` rows of `bytes` bytes; `sums` has room for them.
void blendRows(const std::uint8_t* source, std::size_t bytes, const std::int32_t* weights,
               int count, std::int32_t* sums, std::uint8_t* target) {
    std::fill_n(sums, bytes, kRounding);
    for (int k = 0; k < count; ++k, source += bytes) {
        const std::int32_t weight = weights[k];
        for (std::size_t i = 0; i < bytes; ++i) {
            sums[i] += source[i] * weight;
        }
    }
    for (std::size_t i = 0; i < bytes; ++i) {
        target[i] = clip8(sums[i]);
    }
}

} // namespace

Picture resampleWindow(const Picture& picture, int height, int width, const Window& window) {
    const auto sourceStride = static_cast<std::size_t>(picture.width) * 3;
    const auto stride = static_cast<std::size_t>(window.width) * 3;
    const auto rows = static_cast<std::size_t>(window.height);
    const Coefficients down = coefficients(picture.height, height, window.top, window.height);
    // Only the rows that the second pass will read.
    const int firstRow = down.first.front();
    const auto usedRows =
        static_cast<std::size_t>(down.first.back() + down.count.back() - firstRow);

    std::vector<std::uint8_t> middle(usedRows * stride);
    const std::uint8_t* source =
        picture.rgb.data() + static_cast<std::size_t>(firstRow) * sourceStride;
    if (width == picture.width) { // no horizontal pass, as in Pillow
        for (std::size_t y = 0; y < usedRows; ++y) {
            std::copy_n(source + y * sourceStride + static_cast<std::size_t>(window.left) * 3,
                        stride, middle.data() + y * stride);
        }
    } else {
        const Coefficients across = coefficients(picture.width, width, window.left, window.width);
        for (std::size_t y = 0; y < usedRows; ++y) {
            resampleRow(source + y * sourceStride, middle.data() + y * stride, across);
        }
    }

    Picture result{window.height, window.width, {}};
    if (height == picture.height) {
        result.rgb = std::move(middle);
        return result;
    }
    result.rgb.resize(rows * stride);
    std::vector<std::int32_t> sums(stride);
    for (std::size_t y = 0; y < rows; ++y) {
        blendRows(middle.data() + static_cast<std::size_t>(down.first[y] - firstRow) * stride,
                  stride, down.at(y), down.count[y], sums.data(), result.rgb.data() + y * stride);
    }
    return result;
}

} // namespace brera::image
