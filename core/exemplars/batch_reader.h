// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::exemplars {

/// Images of one batch, or fewer where some are broken.
struct Batch {
    std::vector<std::int64_t> images;
    std::vector<Picture> pictures;
    std::vector<FailedImage> failed;
    std::int64_t taken = 0; ///< places of the order used up, broken ones included; 0 at the end
};

/// Reads an order in steps of the same length, so that batches are the same however often a job is
/// resumed.
class BatchReader {
public:
    BatchReader(const ImageSource& source, std::vector<std::int64_t> order);
    ~BatchReader();

    /// Up to `count` further images, all of the size of the first one ever read. @throws Cancelled.
    Batch next(std::int64_t count, std::stop_token stop);

private:
    std::unique_ptr<ImageStream> m_stream;
    int m_height = 0;
    int m_width = 0;
};

/// (n, 3, H, W) float32 with channels-last strides: (x / 255 − mean) / deviation, bit by bit as
/// torchvision's ToTensor and Normalize.
at::Tensor normalized(const Batch& batch, const Normalization& normalization,
                      const std::string& device);

} // namespace brera::exemplars
