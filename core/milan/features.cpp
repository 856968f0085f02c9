// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/features.h"

#include "base/error.h"
#include "milan/captioner_impl.h"
#include "milan/pool_kernel.h"
#include "network/network.h"
#include "network/torch_edge.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <array>

namespace brera::milan {

namespace {

constexpr std::size_t kHostBatch = 16;
constexpr std::size_t kDeviceBatch = 32;
constexpr std::size_t kDeviceMasks = 512; ///< resized at once on a GPU

std::string sizeText(int height, int width) {
    return std::to_string(width) + " × " + std::to_string(height);
}

/// (N, h, w, C) without gaps; free for channels-last maps.
at::Tensor channelsInside(const at::Tensor& map) {
    return map.permute({0, 2, 3, 1}).contiguous();
}

/// One layer's map as the host pools it.
struct HostMap {
    at::Tensor values; ///< (N, h, w, C) float32
    int height = 1;
    int width = 1;
    std::int64_t channels = 0;

    explicit HostMap(const at::Tensor& map)
        : values(channelsInside(map)), height(static_cast<int>(map.size(2))),
          width(static_cast<int>(map.size(3))), channels(map.size(1)) {}

    const float* image(std::int64_t position) const {
        return values.data_ptr<float>() + position * height * width * channels;
    }
};

/// The features of one mask on one image of the batch.
template <typename T>
void poolOne(const std::vector<HostMap>& maps, std::int64_t image, const T* mask, int height,
             int width, PixelWeights& weights, float* row) {
    for (const auto& map : maps) {
        resizeMask(mask, height, width, map.height, map.width, weights);
        poolPixels(weights, map.image(image), map.channels, row);
        row += map.channels;
    }
}

/// The same for masks (M, H, W) on a GPU, mask m on image images[m] of the batch → (M, features).
at::Tensor poolOnDevice(const std::vector<at::Tensor>& maps, const at::Tensor& masks,
                        std::span<const std::int64_t> images) {
    const auto count = masks.size(0);
    const auto input = masks.unsqueeze(1);
    std::vector<at::Tensor> layers;
    for (const auto& map : maps) {
        auto weights = at::upsample_bilinear2d(input, {map.size(2), map.size(3)}, false).flatten(1);
        const auto sums = weights.sum(1, true);
        weights = weights / at::where(sums == 0, at::ones_like(sums), sums);
        const auto pixels = channelsInside(map).flatten(1, 2);
        std::vector<at::Tensor> runs;
        for (std::int64_t begin = 0, end = 0; begin < count; begin = end) {
            const auto image = images[static_cast<std::size_t>(begin)];
            while (end < count && images[static_cast<std::size_t>(end)] == image) {
                ++end;
            }
            runs.push_back(at::mm(weights.slice(0, begin, end), pixels[image]));
        }
        layers.push_back(at::cat(runs));
    }
    return at::cat(layers, 1);
}

} // namespace

struct PyramidEncoder::Impl {
    network::Probe probe;
    CaptionerRecord record;
    at::Device device;
};

PyramidEncoder::PyramidEncoder(const Captioner& captioner)
    : m_impl(std::make_unique<Impl>(Impl{captioner.impl().encoder.probe(captioner.record().layers),
                                         captioner.record(),
                                         at::Device(captioner.impl().encoder.device())})) {
}

PyramidEncoder::~PyramidEncoder() = default;
PyramidEncoder::PyramidEncoder(PyramidEncoder&&) noexcept = default;

std::int64_t PyramidEncoder::features() const {
    return m_impl->record.sizes.features;
}

std::size_t PyramidEncoder::batchSize() const {
    return m_impl->device.is_cpu() ? kHostBatch : kDeviceBatch;
}

std::vector<at::Tensor> PyramidEncoder::maps(const at::Tensor& images) const {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> maps;
    m_impl->probe.run(images, maps);
    std::int64_t channels = 0;
    for (std::size_t layer = 0; layer < maps.size(); ++layer) {
        auto& map = maps[layer];
        if (map.dim() == 2) {
            map = map.unsqueeze(-1).unsqueeze(-1);
        }
        if (map.dim() != 4 || map.scalar_type() != at::kFloat) {
            throw ModelError("the encoder's " + m_impl->record.layers[layer] +
                             " gives no float map (N, C, H, W), so nothing can be pooled from it");
        }
        channels += map.size(1);
    }
    if (channels != features()) {
        throw ModelError("the encoder's layers have " + std::to_string(channels) +
                         " channels together, but the captioner reads " +
                         std::to_string(features()) + " features: it was made for another encoder");
    }
    return maps;
}

at::Tensor PyramidEncoder::pool(const std::vector<at::Tensor>& maps,
                                const at::Tensor& masks) const {
    return network::atTheEdge("pooling", [&] {
        const at::NoGradGuard noGrad;
        const auto count = masks.size(0);
        if (!m_impl->device.is_cpu()) {
            const std::vector<std::int64_t> images(static_cast<std::size_t>(count), 0);
            return poolOnDevice(maps, masks.to(m_impl->device, at::kFloat), images);
        }
        const std::vector<HostMap> hostMaps(maps.begin(), maps.end());
        const auto values = masks.to(at::kFloat).contiguous();
        auto result = at::empty({count, features()}, at::kFloat);
        const auto height = static_cast<int>(values.size(1));
        const auto width = static_cast<int>(values.size(2));
        at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
            PixelWeights weights;
            for (std::int64_t m = begin; m < end; ++m) {
                poolOne(hostMaps, 0, values.data_ptr<float>() + m * height * width, height, width,
                        weights, result.data_ptr<float>() + m * features());
            }
        });
        return result;
    });
}

void PyramidEncoder::pool(const std::vector<at::Tensor>& maps, int height, int width,
                          std::span<const Region> regions, const RegionSource& source,
                          float* rows) const {
    network::atTheEdge("pooling", [&] {
        const at::NoGradGuard noGrad;
        const auto rowOf = [&](const Region& region) {
            return rows + static_cast<std::int64_t>(region.row) * features();
        };
        if (m_impl->device.is_cpu()) {
            const std::vector<HostMap> hostMaps(maps.begin(), maps.end());
            at::parallel_for(0, static_cast<std::int64_t>(regions.size()), 1,
                             [&](std::int64_t begin, std::int64_t end) {
                                 PixelWeights weights;
                                 for (std::int64_t r = begin; r < end; ++r) {
                                     const auto& region = regions[static_cast<std::size_t>(r)];
                                     const auto mask = source.mask(region.row, height, width);
                                     poolOne(hostMaps, region.image, mask.data(), height, width,
                                             weights, rowOf(region));
                                 }
                             });
            return;
        }
        for (std::size_t first = 0; first < regions.size(); first += kDeviceMasks) {
            const auto part =
                regions.subspan(first, std::min(kDeviceMasks, regions.size() - first));
            const auto count = static_cast<std::int64_t>(part.size());
            auto masks = at::empty({count, height, width}, at::kByte);
            std::vector<std::int64_t> images;
            for (const auto& region : part) {
                images.push_back(region.image);
            }
            at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t r = begin; r < end; ++r) {
                    const auto mask =
                        source.mask(part[static_cast<std::size_t>(r)].row, height, width);
                    std::ranges::copy(mask, masks.data_ptr<std::uint8_t>() +
                                                r * std::int64_t{height} * width);
                }
            });
            const auto pooled =
                poolOnDevice(maps, masks.to(m_impl->device).to(at::kFloat), images).cpu();
            for (std::size_t r = 0; r < part.size(); ++r) {
                std::copy_n(pooled.data_ptr<float>() + static_cast<std::int64_t>(r) * features(),
                            features(), rowOf(part[r]));
            }
        }
    });
}

at::Tensor PyramidEncoder::batch(std::span<const Picture> pictures) const {
    return network::atTheEdge("pictures", [&] {
        const at::NoGradGuard noGrad;
        const auto& record = m_impl->record;
        const auto& first = pictures.front();
        const auto pixels =
            static_cast<std::size_t>(first.height) * static_cast<std::size_t>(first.width);
        for (const auto& picture : pictures) {
            if (picture.height != first.height || picture.width != first.width ||
                picture.rgb.size() != pixels * 3) {
                throw DataError("pictures of one batch must be of one size, not " +
                                sizeText(picture.height, picture.width) + " and " +
                                sizeText(first.height, first.width));
            }
        }
        const bool resize = record.inputHeight > 0 && (record.inputHeight != first.height ||
                                                       record.inputWidth != first.width);
        // 256 possible values a channel: divided and shifted once for each. What is resized first
        // is normalised afterwards, which gives the same, as both are linear.
        std::array<std::array<float, 256>, 3> table;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (std::size_t value = 0; value < 256; ++value) {
                table[channel][value] =
                    (static_cast<float>(value) / 255.0F - record.normalization.mean[channel]) /
                    record.normalization.deviation[channel];
            }
        }
        const auto count = static_cast<std::int64_t>(pictures.size());
        auto values = at::empty({count, first.height, first.width, 3}, at::kFloat);
        at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const auto& rgb = pictures[static_cast<std::size_t>(i)].rgb;
                float* out = values.data_ptr<float>() + i * static_cast<std::int64_t>(rgb.size());
                for (std::size_t p = 0; p + 2 < rgb.size(); p += 3) {
                    out[p] = table[0][rgb[p]];
                    out[p + 1] = table[1][rgb[p + 1]];
                    out[p + 2] = table[2][rgb[p + 2]];
                }
            }
        });
        auto batch = values.permute({0, 3, 1, 2}).to(m_impl->device);
        if (resize) {
            // With antialias, as pictures are brought to a network's size everywhere.
            batch = at::_upsample_bilinear2d_aa(batch.contiguous(),
                                                {record.inputHeight, record.inputWidth}, false);
        }
        return batch;
    });
}

} // namespace brera::milan
