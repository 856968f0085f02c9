// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "image/dataset.h"
#include "image/picture_io.h"
#include "image/preprocess.h"

namespace brera::image {

struct PrefetchOptions {
    int threads = 2;
    int queue = 64;  ///< decoded pictures held at most
};

/// A data set as the network's input. Streams decode on threads of their own, into a bounded queue, and
/// deliver in order. Broken images come as a reason, never as an exception.
class FolderSource final : public ImageSource {
public:
    FolderSource(Dataset dataset, Preprocessing preprocessing, DecodeOptions decode = {},
                 PrefetchOptions prefetch = {});

    std::int64_t size() const override;
    Normalization normalization() const override;
    std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const override;

private:
    Dataset m_dataset;
    Preprocessing m_preprocessing;
    DecodeOptions m_decode;
    PrefetchOptions m_prefetch;
};

} // namespace brera::image
