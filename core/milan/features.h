// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "milan/captioner.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace brera::milan {

/// A unit's exemplar as the encoder needs it.
struct MaskedImage {
    std::int64_t image = 0;         ///< position in the image source
    std::vector<std::uint8_t> mask; ///< (height, width) of the image, 0/1
};

/// Pyramid features (MILAN.md section 2) of masked regions: for every layer the mask is resized
/// bilinearly (align_corners = false, no antialias) to the layer's size, divided by its sum (an
/// all-zero one stays), multiplied and summed over space; layers are concatenated.
class PyramidEncoder {
public:
    explicit PyramidEncoder(const Captioner& captioner);
    ~PyramidEncoder();
    PyramidEncoder(PyramidEncoder&&) noexcept;

    std::int64_t features() const;

    /// images (N, 3, H, W) float32, normalised, on the captioner's device → one map a layer.
    std::vector<at::Tensor> maps(const at::Tensor& images) const;
    /// Pools one image's maps (N = 1 each) under masks (M, H, W) float32 → (M, features).
    at::Tensor pool(const std::vector<at::Tensor>& maps, const at::Tensor& masks) const;

    /// Normalises 8-bit pictures of one size (resized to the record's input size when it names
    /// one) into a batch on the device.
    at::Tensor batch(std::span<const Picture> pictures) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::milan
