// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/batch_reader.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <array>

namespace brera::exemplars {

BatchReader::BatchReader(const ImageSource& source, std::vector<std::int64_t> order)
    : m_stream(source.open(std::move(order))) {
}

BatchReader::~BatchReader() = default;

Batch BatchReader::next(std::int64_t count, std::stop_token stop) {
    Batch batch;
    while (batch.taken < count) {
        auto image = m_stream->next(stop);
        if (!image) {
            break;
        }
        ++batch.taken;
        if (image->failure.empty() && m_height == 0) {
            m_height = image->picture.height;
            m_width = image->picture.width;
        }
        if (image->failure.empty() &&
            (image->picture.height != m_height || image->picture.width != m_width)) {
            image->failure = "is " + std::to_string(image->picture.width) + " × " +
                             std::to_string(image->picture.height) + " pixels where others are " +
                             std::to_string(m_width) + " × " + std::to_string(m_height) +
                             "; choose a resize and crop";
        }
        if (image->failure.empty()) {
            batch.images.push_back(image->image);
            batch.pictures.push_back(std::move(image->picture));
        } else {
            batch.failed.push_back({image->image, std::move(image->failure)});
        }
    }
    return batch;
}

at::Tensor normalized(const Batch& batch, const Normalization& normalization,
                      const std::string& device) {
    const auto n = static_cast<std::int64_t>(batch.pictures.size());
    const std::int64_t height = batch.pictures.front().height;
    const std::int64_t width = batch.pictures.front().width;
    // 256 possible values a channel: the division and the subtraction are done once for each.
    std::array<std::array<float, 256>, 3> table;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t value = 0; value < 256; ++value) {
            const float unit = static_cast<float>(value) / 255.0F;
            table[channel][value] =
                (unit - normalization.mean[channel]) / normalization.deviation[channel];
        }
    }
    auto result = at::empty({n, height, width, 3}, at::kFloat);
    at::parallel_for(0, n, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto& rgb = batch.pictures[static_cast<std::size_t>(i)].rgb;
            float* out = result.data_ptr<float>() + i * height * width * 3;
            for (std::size_t p = 0; p + 2 < rgb.size(); p += 3) {
                out[p] = table[0][rgb[p]];
                out[p + 1] = table[1][rgb[p + 1]];
                out[p + 2] = table[2][rgb[p + 2]];
            }
        }
    });
    return result.permute({0, 3, 1, 2}).to(at::Device(device));
}

} // namespace brera::exemplars
