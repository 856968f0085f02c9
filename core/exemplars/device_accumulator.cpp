// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/accumulator.h"

#include <torch/torch.h>

#include <bit>
#include <cstring>
#include <limits>

namespace brera::exemplars {

namespace {

constexpr std::int64_t kNoImage = std::numeric_limits<std::int64_t>::max();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

template <typename T>
std::vector<T> toHost(const at::Tensor& tensor) {
    const auto host = tensor.cpu().contiguous();
    const auto* data = static_cast<const T*>(host.data_ptr());
    return {data, data + host.numel()};
}

/// One layer's running figures as tensors on the outputs' device.
class DeviceLayer {
public:
    explicit DeviceLayer(LayerStatistics& layer) : m_layer(layer) {}

    /// x: (n, P, C). Returns the maxima, (n, C).
    at::Tensor add(const at::Tensor& x, const at::Tensor& images, bool exemplars) {
        if (!m_counts.defined()) {
            upload(x.device());
        }
        count(x);
        const auto nan = x.isnan();
        const auto maxima = x.masked_fill(nan, -kInfinity).amax(1);
        m_maximum = at::maximum(m_maximum, maxima.amax(0));
        m_minimum =
            at::minimum(m_minimum, x.masked_fill(nan, kInfinity).amin(at::IntArrayRef{0, 1}));
        m_sum += at::nansum(x.to(at::kDouble), at::IntArrayRef{0, 1});
        m_nans += nan.sum(at::IntArrayRef{0, 1});
        m_layer.addValues(static_cast<std::uint64_t>(x.size(0) * x.size(1)));
        if (m_layer.keepsTails()) {
            keepTails(x);
        }
        if (exemplars) {
            keepBest(x, maxima, images);
        }
        return maxima;
    }

    void sync() {
        if (!m_counts.defined()) {
            return;
        }
        const auto units = m_layer.units();
        const auto counts = toHost<std::int64_t>(m_counts);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            m_layer.counts(0)[i] += static_cast<std::uint64_t>(counts[i]);
        }
        const auto sum = toHost<double>(m_sum);
        const auto minimum = toHost<float>(m_minimum);
        const auto maximum = toHost<float>(m_maximum);
        const auto nans = toHost<std::int64_t>(m_nans);
        for (std::size_t u = 0; u < units; ++u) {
            m_layer.addExtremes(u, sum[u], minimum[u], maximum[u],
                                static_cast<std::uint64_t>(nans[u]));
        }
        clearSums();
        download();
    }

private:
    void upload(const at::Device& device) {
        const auto units = static_cast<std::int64_t>(m_layer.units());
        std::vector<float> edges[4];
        for (const BinEdges& edge : m_layer.edges()) {
            edges[0].push_back(edge.low);
            edges[1].push_back(edge.lowScale());
            edges[2].push_back(edge.split);
            edges[3].push_back(edge.fineScale());
        }
        for (int i = 0; i < 4; ++i) {
            m_edges[i] = at::tensor(edges[i]).to(device);
        }
        m_base = at::arange(units, at::TensorOptions(at::kLong).device(device)) * kBins;
        m_device = device;
        clearSums();

        const auto k = static_cast<std::int64_t>(m_layer.k());
        const auto area = static_cast<std::int64_t>(m_layer.shape().height) * m_layer.shape().width;
        auto values = at::full({units, k}, -kInfinity, at::kFloat);
        auto ids = at::full({units, k}, kNoImage, at::kLong);
        auto scales = at::ones({units, k}, at::kFloat);
        auto maps = at::zeros({units, k, area}, at::kHalf);
        for (std::int64_t u = 0; u < units; ++u) {
            const auto& best = m_layer.exemplars(static_cast<std::size_t>(u));
            for (std::size_t rank = 0; rank < best.size(); ++rank) {
                const std::int64_t at = u * k + static_cast<std::int64_t>(rank);
                values.data_ptr<float>()[at] = best[rank].activation;
                ids.data_ptr<std::int64_t>()[at] = best[rank].image;
                scales.data_ptr<float>()[at] = best[rank].map.scale;
                std::memcpy(static_cast<std::uint16_t*>(maps.data_ptr()) + at * area,
                            best[rank].map.halves.data(), static_cast<std::size_t>(area) * 2);
            }
        }
        m_knownIds = ids;
        m_values = values.to(device);
        m_ids = ids.to(device);
        m_scales = scales.to(device);
        m_maps = maps.to(device);
    }

    void clearSums() {
        const auto units = static_cast<std::int64_t>(m_layer.units());
        const auto on = [&](at::ScalarType type) {
            return at::TensorOptions(type).device(m_device);
        };
        m_counts = at::zeros({units * kBins}, on(at::kLong));
        m_sum = at::zeros({units}, on(at::kDouble));
        m_minimum = at::full({units}, kInfinity, on(at::kFloat));
        m_maximum = at::full({units}, -kInfinity, on(at::kFloat));
        m_nans = at::zeros({units}, on(at::kLong));
    }

    /// binOf for every value at once.
    void count(const at::Tensor& x) {
        const auto& low = m_edges[0];
        const auto& split = m_edges[2];
        const auto above = x > split;
        // As in binOf: the leading bits of y are its bin.
        const auto y = ((x - split) * m_edges[3] + 1).clamp_max(static_cast<double>(kFineSpan + 1));
        const auto bits = y.contiguous().view(at::kInt).sub(std::bit_cast<std::int32_t>(1.0F));
        const auto fine = at::bitwise_right_shift(bits, 23 - kOctaveBits) + kFirstFineBin;
        auto wide = (x - low) * m_edges[1] + 1;
        wide = at::where(wide > 0, wide, at::zeros({}, wide.options()))
                   .clamp_max(static_cast<double>(kLowBins));
        auto bins = at::where(above, fine.to(at::kLong), wide.to(at::kLong));
        bins.masked_fill_(x == split, kAtomBin);
        bins += m_base;
        m_counts += at::bincount(bins.flatten(), {}, m_counts.size(0));
    }

    /// Values above the split, unit by unit.
    void keepTails(const at::Tensor& x) {
        const auto byUnit = x.permute({2, 0, 1}).flatten(1);
        const auto above = byUnit > m_edges[2].unsqueeze(1);
        const auto values = toHost<float>(byUnit.masked_select(above));
        const auto sizes = toHost<std::int64_t>(above.sum(1));
        auto next = values.begin();
        for (std::size_t unit = 0; unit < sizes.size(); ++unit) {
            auto& tail = m_layer.tail(unit);
            tail.insert(tail.end(), next, next + sizes[unit]);
            next += sizes[unit];
        }
    }

    /// Sorts old and new candidates by (activation falling, image rising) and keeps k.
    void keepBest(const at::Tensor& x, const at::Tensor& maxima, const at::Tensor& images) {
        const auto units = x.size(2);
        const auto k = m_values.size(1);
        const auto values = at::cat({m_values, maxima.t()}, 1);
        const auto ids = at::cat({m_ids, images.unsqueeze(0).expand({units, -1})}, 1);
        const auto byImage = std::get<1>(at::sort(ids, /*stable=*/true, 1, /*descending=*/false));
        const auto byValue = std::get<1>(
            at::sort(values.gather(1, byImage), /*stable=*/true, 1, /*descending=*/true));
        const auto kept = byImage.gather(1, byValue).slice(1, 0, k);

        const auto fresh = x.permute({2, 0, 1}); // (C, n, P)
        const auto magnitude = fresh.abs();
        auto scale = magnitude.masked_fill(magnitude.isfinite().logical_not(), 0).amax(2);
        scale = at::where(scale > 0, scale, at::ones({}, scale.options()));
        const auto maps = at::cat({m_maps, (fresh / scale.unsqueeze(2)).to(at::kHalf)}, 1);
        const auto scales = at::cat({m_scales, scale}, 1);
        m_values = values.gather(1, kept);
        m_ids = ids.gather(1, kept);
        m_scales = scales.gather(1, kept);
        m_maps = maps.gather(1, kept.unsqueeze(2).expand({units, k, maps.size(2)}));
    }

    /// Brings changed units' exemplars home.
    void download() {
        const auto ids = m_ids.cpu();
        const auto changed = (ids != m_knownIds).any(1);
        m_knownIds = ids;
        const auto rows = changed.nonzero().flatten();
        if (rows.numel() == 0) {
            return;
        }
        const auto there = rows.to(m_device);
        const auto values = toHost<float>(m_values.index_select(0, there));
        const auto scales = toHost<float>(m_scales.index_select(0, there));
        const auto images = toHost<std::int64_t>(ids.index_select(0, rows));
        const auto maps = toHost<std::uint16_t>(m_maps.index_select(0, there));
        const auto k = static_cast<std::size_t>(m_values.size(1));
        const auto& shape = m_layer.shape();
        const auto area =
            static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
        const auto units = toHost<std::int64_t>(rows);
        for (std::size_t row = 0; row < units.size(); ++row) {
            std::vector<Exemplar> best;
            for (std::size_t i = row * k; i < (row + 1) * k && images[i] != kNoImage; ++i) {
                const auto* first = maps.data() + i * area;
                best.push_back({images[i],
                                values[i],
                                {shape.height, shape.width, scales[i], {first, first + area}}});
            }
            m_layer.setExemplars(static_cast<std::size_t>(units[row]), std::move(best));
        }
    }

    LayerStatistics& m_layer;
    at::Device m_device{at::kCPU};
    at::Tensor m_edges[4]; ///< low, lowScale, split, fineScale, each (C)
    at::Tensor m_base;     ///< first bin of each unit, (C)
    at::Tensor m_counts, m_sum, m_minimum, m_maximum, m_nans;
    at::Tensor m_values, m_ids, m_scales, m_maps; ///< the best k, (C, k) and (C, k, P)
    at::Tensor m_knownIds;                        ///< ids as of the last download, on the host
};

class DeviceAccumulator final : public Accumulator {
public:
    explicit DeviceAccumulator(const std::vector<LayerStatistics*>& layers) {
        for (auto* layer : layers) {
            m_layers.emplace_back(*layer);
        }
    }

    std::vector<float> add(const std::vector<at::Tensor>& outputs,
                           std::span<const std::int64_t> images, bool exemplars) override {
        const auto ids = at::tensor(at::ArrayRef<std::int64_t>(images.data(), images.size()))
                             .to(outputs.front().device());
        std::vector<at::Tensor> maxima;
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            const auto& output = outputs[layer];
            const auto x = output.dim() == 2 ? output.unsqueeze(1)
                                             : output.permute({0, 2, 3, 1}).flatten(1, 2);
            maxima.push_back(m_layers[layer].add(x, ids, exemplars));
        }
        return exemplars ? toHost<float>(at::cat(maxima, 1)) : std::vector<float>{};
    }

    void sync() override {
        for (auto& layer : m_layers) {
            layer.sync();
        }
    }

private:
    std::vector<DeviceLayer> m_layers;
};

} // namespace

std::unique_ptr<Accumulator> makeDeviceAccumulator(std::vector<LayerStatistics*> layers);

std::unique_ptr<Accumulator> makeDeviceAccumulator(std::vector<LayerStatistics*> layers) {
    return std::make_unique<DeviceAccumulator>(layers);
}

} // namespace brera::exemplars
