// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "milan/captioner.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace brera {
class ProgressMeter;
}

namespace brera::milan {

/// A unit's exemplar as the encoder needs it.
struct MaskedImage {
    std::int64_t image = 0;         ///< position in the image source
    std::vector<std::uint8_t> mask; ///< (height, width) of the image, 0/1
};

/// A masked region of an image, and where its features belong.
struct Region {
    std::int64_t image = 0;
    std::size_t row = 0;
};

/// Gives pictures and masks when their turn comes.
class RegionSource {
public:
    virtual ~RegionSource() = default;
    /// Called once for an image, in ascending order, from the caller's thread. Empty when there is
    /// none by now: its regions are left out.
    virtual std::optional<Picture> picture(std::int64_t image) = 0;
    /// The 0/1 mask of the region that has this row, (height, width) of its picture. Called from
    /// several threads at once.
    virtual std::vector<std::uint8_t> mask(std::size_t row, int height, int width) const = 0;
};

/// Pyramid features (MILAN.md section 2) of masked regions: for every layer the mask is resized
/// bilinearly (align_corners = false, no antialias) to the layer's size, divided by its sum (an
/// all-zero one stays), multiplied and summed over space; layers are concatenated. A region's
/// features do not depend on what else is pooled beside it.
class PyramidEncoder {
public:
    /// @throws ModelError when the encoder lacks one of the record's layers.
    explicit PyramidEncoder(const Captioner& captioner);
    ~PyramidEncoder();
    PyramidEncoder(PyramidEncoder&&) noexcept;

    std::int64_t features() const;
    /// Images of one forward that suit the device.
    std::size_t batchSize() const;

    /// images (N, 3, H, W) float32, normalised, on the captioner's device → one map a layer,
    /// (N, C, h, w); layers without space have 1 × 1 maps.
    /// @throws ModelError when the encoder does not run on them, or their channels are not as many
    /// as features().
    std::vector<at::Tensor> maps(const at::Tensor& images) const;
    /// Pools one image's maps (N = 1 each) under masks (M, H, W) float32 → (M, features) on the
    /// captioner's device.
    at::Tensor pool(const std::vector<at::Tensor>& maps, const at::Tensor& masks) const;
    /// Pools maps of several images under the masks of `regions`, whose `image` is a position in
    /// the batch; pictures were (height, width). Row r goes to rows + r · features().
    void pool(const std::vector<at::Tensor>& maps, int height, int width,
              std::span<const Region> regions, const RegionSource& source, float* rows) const;

    /// Normalises 8-bit pictures of one size (resized to the record's input size when it names
    /// one) into a batch on the device. @throws DataError when they differ in size.
    at::Tensor batch(std::span<const Picture> pictures) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// What came of the regions.
struct PooledRegions {
    std::int64_t images = 0;         ///< distinct ones that were encoded
    std::vector<std::size_t> absent; ///< rows left out because their image is missing, ascending
    double picturesSeconds = 0;      ///< for pictures and their normalisation
    double forwardSeconds = 0;       ///< in the encoder
    double poolingSeconds = 0;       ///< masks, their resizing, sums
};

/// Pools all regions into rows (as many as the largest row says, features each; untouched where
/// absent), each distinct image encoded once. The meter counts images.
/// @throws Cancelled between batches; ModelError.
PooledRegions poolRegions(const PyramidEncoder& encoder, std::vector<Region> regions,
                          RegionSource& source, std::span<float> rows, std::stop_token stop,
                          ProgressMeter& meter);

} // namespace brera::milan
