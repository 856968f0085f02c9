// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/preprocess.h"

#include "base/error.h"
#include "image/resample.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace brera::image {

namespace {

constexpr Normalization kImageNet{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
constexpr Normalization kDemo{{0.5F, 0.5F, 0.5F}, {0.25F, 0.25F, 0.25F}};
/// A resized picture larger than this would not be an input of any network.
constexpr std::int64_t kMaxPixels = 178'956'970;

/// Sizes and places along the way. Source: torchvision 0.14, transforms/functional.py, resize and
/// center_crop.
struct Plan {
    int resizedHeight = 0;
    int resizedWidth = 0;
    Window window;  ///< of the resized picture, what is not cropped away
    int padTop = 0; ///< black rows above the window, where the crop is larger than the picture
    int padLeft = 0;
    int height = 0; ///< of the result
    int width = 0;
};

/// Python's int(round(n / 2.0)): halves go to the even neighbour.
int roundedHalf(int n) {
    return n / 2 + (n % 2 != 0 && (n / 2) % 2 != 0 ? 1 : 0);
}

/// One axis of torchvision's center_crop.
void cropAxis(int size, int crop, int& start, int& kept, int& pad) {
    if (crop == 0) {
        crop = size;
    }
    kept = std::min(size, crop);
    start = crop < size ? roundedHalf(size - crop) : 0;
    pad = crop > size ? (crop - size) / 2 : 0;
}

Plan plan(int height, int width, const Preprocessing& preprocessing) {
    if (height <= 0 || width <= 0) {
        throw DataError("a picture of " + std::to_string(width) + "×" + std::to_string(height) +
                        " pixels cannot be prepared");
    }
    if (preprocessing.resize < 0 || preprocessing.cropHeight < 0 || preprocessing.cropWidth < 0) {
        throw DataError("sizes of the preprocessing must not be negative");
    }
    std::int64_t newHeight = height;
    std::int64_t newWidth = width;
    if (preprocessing.resize > 0) {
        const std::int64_t shorter = preprocessing.resize;
        // int(size * long / short) in Python: a division of doubles, cut off.
        const auto longer = [&](int longSide, int shortSide) {
            return static_cast<std::int64_t>(static_cast<double>(shorter * longSide) / shortSide);
        };
        newHeight = height <= width ? shorter : longer(height, width);
        newWidth = height <= width ? longer(width, height) : shorter;
    }
    const std::int64_t keptHeight =
        preprocessing.cropHeight > 0 ? preprocessing.cropHeight : newHeight;
    const std::int64_t keptWidth = preprocessing.cropWidth > 0 ? preprocessing.cropWidth : newWidth;
    if (newHeight > INT32_MAX / 4 || newWidth > INT32_MAX / 4 ||
        keptHeight > kMaxPixels / keptWidth) {
        throw DataError("a picture of " + std::to_string(width) + "×" + std::to_string(height) +
                        " would become " + std::to_string(newWidth) + "×" +
                        std::to_string(newHeight) + " pixels; choose a smaller size or a crop");
    }
    Plan result;
    result.resizedHeight = static_cast<int>(newHeight);
    result.resizedWidth = static_cast<int>(newWidth);
    result.height = static_cast<int>(keptHeight);
    result.width = static_cast<int>(keptWidth);
    cropAxis(result.resizedHeight, result.height, result.window.top, result.window.height,
             result.padTop);
    cropAxis(result.resizedWidth, result.width, result.window.left, result.window.width,
             result.padLeft);
    return result;
}

/// The part of the picture inside the window, with black around it where the result is larger.
Picture placed(const Picture& picture, const Window& window, const Plan& plan) {
    Picture result{plan.height, plan.width, {}};
    const auto stride = static_cast<std::size_t>(plan.width) * 3;
    result.rgb.resize(static_cast<std::size_t>(plan.height) * stride);
    for (int y = 0; y < window.height; ++y) {
        const auto from =
            (static_cast<std::size_t>(window.top + y) * static_cast<std::size_t>(picture.width) +
             static_cast<std::size_t>(window.left)) *
            3;
        const auto to = static_cast<std::size_t>(plan.padTop + y) * stride +
                        static_cast<std::size_t>(plan.padLeft) * 3;
        std::copy_n(picture.rgb.data() + from, static_cast<std::size_t>(window.width) * 3,
                    result.rgb.data() + to);
    }
    return result;
}

} // namespace

const std::vector<PreprocessingPreset>& presets() {
    static const std::vector<PreprocessingPreset> kPresets{
        {"imagenet224", "ImageNet, resize 256, crop 224", {256, 224, 224, kImageNet}},
        {"imagenet256", "ImageNet, resize 256, crop 256", {256, 256, 256, kImageNet}},
        {"imagenet224-direct", "ImageNet, resize 224, crop 224", {224, 224, 224, kImageNet}},
        {"as-is", "As is: no resizing, values 0 to 1", {}},
        {"demo", "Brera's demo networks, 96", {96, 96, 96, kDemo}},
    };
    return kPresets;
}

const PreprocessingPreset& preset(std::string_view name) {
    std::string known;
    for (const PreprocessingPreset& candidate : presets()) {
        if (candidate.name == name) {
            return candidate;
        }
        known += (known.empty() ? "" : ", ") + candidate.name;
    }
    throw DataError("there is no preprocessing preset \"" + std::string(name) + "\"; there are " +
                    known);
}

Picture resize(const Picture& picture, int height, int width) {
    if (height <= 0 || width <= 0 || picture.height <= 0 || picture.width <= 0) {
        throw DataError("a picture of " + std::to_string(picture.width) + "×" +
                        std::to_string(picture.height) + " cannot be resized to " +
                        std::to_string(width) + "×" + std::to_string(height));
    }
    if (height == picture.height && width == picture.width) {
        return picture;
    }
    return resampleWindow(picture, height, width, {0, 0, height, width});
}

Picture prepare(const Picture& picture, const Preprocessing& preprocessing) {
    const Plan steps = plan(picture.height, picture.width, preprocessing);
    if (steps.resizedHeight == picture.height && steps.resizedWidth == picture.width) {
        return placed(picture, steps.window, steps);
    }
    // Each pixel of a resize stands alone, so what the crop drops is never computed.
    Picture resized =
        resampleWindow(picture, steps.resizedHeight, steps.resizedWidth, steps.window);
    if (steps.height == resized.height && steps.width == resized.width) {
        return resized;
    }
    return placed(resized, {0, 0, resized.height, resized.width}, steps);
}

Framing framing(int height, int width, const Preprocessing& preprocessing) {
    const Plan steps = plan(height, width, preprocessing);
    const double scaleX = static_cast<double>(width) / steps.resizedWidth;
    const double scaleY = static_cast<double>(height) / steps.resizedHeight;
    return {scaleX, scaleY, (steps.window.left - steps.padLeft) * scaleX,
            (steps.window.top - steps.padTop) * scaleY};
}

} // namespace brera::image
