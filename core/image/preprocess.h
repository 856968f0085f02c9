// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brera::image {

/// torchvision's Resize + CenterCrop + ToTensor + Normalize.
struct Preprocessing {
    int resize = 0;     ///< the shorter side becomes this; 0 leaves the size alone
    int cropHeight = 0; ///< 0 leaves the size alone
    int cropWidth = 0;
    Normalization normalization;

    bool operator==(const Preprocessing&) const = default;
};

struct PreprocessingPreset {
    std::string name;  ///< "imagenet224"
    std::string title; ///< "ImageNet, resize 256, crop 224"
    Preprocessing preprocessing;
};

/// imagenet224 (256→224), imagenet256 (256→256), imagenet224-direct (224→224), as-is (no resizing,
/// no normalisation), demo (96→96, which leaves the demo world's pictures alone; (x/255 − .5)/.25).
const std::vector<PreprocessingPreset>& presets();
/// @throws DataError naming the presets there are.
const PreprocessingPreset& preset(std::string_view name);

/// Pillow's bilinear resize of 8-bit RGB, bit by bit: two passes in 22-bit fixed point, horizontal
/// first.
Picture resize(const Picture& picture, int height, int width);
/// torchvision's Resize(int) and CenterCrop, padding with black included; normalising is left to
/// the network's device. Without a crop, pictures of different shapes give results of different
/// sizes.
/// @throws DataError on a size of zero, or when the result would be absurdly large.
Picture prepare(const Picture& picture, const Preprocessing& preprocessing);
/// Where `prepare` took its result from: source = offset + scale · prepared, for drawing on the
/// original.
struct Framing {
    double scaleX, scaleY, offsetX, offsetY;
};
/// For a picture of (height, width). @throws DataError as prepare().
Framing framing(int height, int width, const Preprocessing& preprocessing);

nlohmann::json toJson(const Preprocessing& preprocessing);
/// @throws DataError on missing or absurd values.
Preprocessing preprocessingFromJson(const nlohmann::json& json);

} // namespace brera::image
