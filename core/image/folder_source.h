// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "image/dataset.h"
#include "image/picture_io.h"
#include "image/preprocess.h"

#include <memory>

namespace brera::image {

struct PrefetchOptions {
    int threads = 2;
    int queue = 64;                        ///< prepared pictures held at most
    std::int64_t queueBytes = 256LL << 20; ///< and their bytes (one picture may be larger)
};

/// A data set as the network's input. Streams decode on threads of their own, into a bounded queue,
/// and deliver in order. Broken images come as a reason, never as an exception. A stream may
/// outlive its source. Closing a stream waits for the images being decoded at that moment, one a
/// thread.
class FolderSource final : public ImageSource {
public:
    FolderSource(Dataset dataset, Preprocessing preprocessing, DecodeOptions decode = {},
                 PrefetchOptions prefetch = {});

    std::int64_t size() const override;
    Normalization normalization() const override;
    /// @throws DataError when the order names an image that does not exist.
    std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const override;

private:
    struct Recipe;

    std::shared_ptr<const Recipe> m_recipe; ///< shared with the streams; never changes
    PrefetchOptions m_prefetch;
};

} // namespace brera::image
