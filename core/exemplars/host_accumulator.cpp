// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/accumulator.h"
#include "exemplars/statistics_kernel.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace brera::exemplars {

namespace {

/// (n, H·W, C) with channels innermost, whatever the layer gave.
at::Tensor positionsByUnits(const at::Tensor& output) {
    if (output.dim() == 2) {
        return output.contiguous().unsqueeze(1);
    }
    return output.permute({0, 2, 3, 1}).contiguous().flatten(1, 2);
}

class HostAccumulator final : public Accumulator {
public:
    explicit HostAccumulator(std::vector<LayerStatistics*> layers) : m_layers(std::move(layers)) {
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            const auto units = m_layers[layer]->units();
            m_tables.emplace_back(units * kBins);
            m_offsets.push_back(m_units);
            m_units += units;
            for (std::size_t first = 0; first < units; first += kBlock) {
                m_tasks.push_back({layer, first, std::min<std::size_t>(kBlock, units - first)});
            }
        }
        // Largest maps first, so that no thread is left with a big task at the end.
        std::stable_sort(m_tasks.begin(), m_tasks.end(), [this](const Task& a, const Task& b) {
            return area(a.layer) > area(b.layer);
        });
    }

    std::vector<float> add(const std::vector<at::Tensor>& outputs,
                           std::span<const std::int64_t> images, bool exemplars) override {
        std::vector<at::Tensor> layers;
        for (const auto& output : outputs) {
            layers.push_back(positionsByUnits(output));
        }
        std::vector<float> maxima(exemplars ? images.size() * m_units : 0);
        std::atomic<std::size_t> next{0};
        const auto threads = static_cast<std::int64_t>(at::get_num_threads());
        at::parallel_for(0, threads, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t thread = begin; thread < end; ++thread) {
                for (std::size_t i = next++; i < m_tasks.size(); i = next++) {
                    run(m_tasks[i], layers[m_tasks[i].layer], images, maxima);
                }
            }
        });
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            m_layers[layer]->addValues(static_cast<std::uint64_t>(layers[layer].size(0)) *
                                       static_cast<std::uint64_t>(layers[layer].size(1)));
        }
        // Tables are 32 bits wide; carry them over long before they could run full.
        m_imagesInTables += images.size();
        if (m_imagesInTables >= kImagesInTables) {
            sync();
        }
        return maxima;
    }

    void sync() override {
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            std::uint64_t* counts = m_layers[layer]->counts(0);
            for (auto& count : m_tables[layer]) {
                *counts++ += count;
                count = 0;
            }
        }
        m_imagesInTables = 0;
    }

private:
    static constexpr std::size_t kImagesInTables = 1024; ///< of at most 4 million positions each

    struct Task {
        std::size_t layer;
        std::size_t first;
        std::size_t units;
    };

    int area(std::size_t layer) const {
        return m_layers[layer]->shape().height * m_layers[layer]->shape().width;
    }

    void run(const Task& task, const at::Tensor& values, std::span<const std::int64_t> images,
             std::vector<float>& maxima) {
        LayerStatistics& layer = *m_layers[task.layer];
        const auto stride = values.size(2);
        const auto positions = values.size(1);
        KernelBlock block{};
        for (std::size_t u = 0; u < task.units; ++u) {
            const BinEdges& edges = layer.edges()[task.first + u];
            block.low[u] = edges.low;
            block.lowScale[u] = edges.lowScale();
            block.split[u] = edges.split;
            block.fineScale[u] = edges.fineScale();
        }
        const float* base = values.data_ptr<float>();
        std::uint32_t* tables = m_tables[task.layer].data() + task.first * kBins;
        for (std::size_t n = 0; n < images.size(); ++n) {
            const float* data = base + (static_cast<std::int64_t>(n) * positions) * stride +
                                static_cast<std::int64_t>(task.first);
            countBlock(data, positions, stride, static_cast<int>(task.units), block, tables);
            if (layer.keepsTails()) {
                keepTails(layer, task, data, positions, stride, block);
            }
            for (std::size_t u = 0; u < task.units; ++u) {
                finishUnit(layer, task.first + u, data + u, positions, stride, block, u);
                if (!maxima.empty()) {
                    maxima[n * m_units + m_offsets[task.layer] + task.first + u] = block.maximum[u];
                    keepIfWanted(layer, task.first + u, data + u, stride, block.maximum[u],
                                 images[n]);
                }
            }
        }
    }

    static void keepTails(LayerStatistics& layer, const Task& task, const float* data,
                          std::int64_t positions, std::int64_t stride, const KernelBlock& block) {
        for (std::int64_t position = 0; position < positions; ++position) {
            const float* row = data + position * stride;
            for (std::size_t u = 0; u < task.units; ++u) {
                if (row[u] > block.split[u]) {
                    layer.tail(task.first + u).push_back(row[u]);
                }
            }
        }
    }

    static void finishUnit(LayerStatistics& layer, std::size_t unit, const float* data,
                           std::int64_t positions, std::int64_t stride, const KernelBlock& block,
                           std::size_t u) {
        double sum = block.sum[u];
        std::uint64_t nans = 0;
        if (std::isnan(sum)) { // rare: look again, value by value
            sum = 0;
            for (std::int64_t position = 0; position < positions; ++position) {
                const float value = data[position * stride];
                nans += std::isnan(value) ? 1 : 0;
                sum += std::isfinite(value) ? static_cast<double>(value) : 0.0;
            }
        }
        layer.addExtremes(unit, sum, block.minimum[u], block.maximum[u], nans);
    }

    static void keepIfWanted(LayerStatistics& layer, std::size_t unit, const float* data,
                             std::int64_t stride, float activation, std::int64_t image) {
        if (!layer.isWanted(unit, activation, image)) {
            return;
        }
        const auto& shape = layer.shape();
        std::vector<float> map(static_cast<std::size_t>(shape.height) *
                               static_cast<std::size_t>(shape.width));
        for (std::size_t i = 0; i < map.size(); ++i) {
            map[i] = data[static_cast<std::int64_t>(i) * stride];
        }
        layer.insert(
            unit, {image, activation, SmallMap::fromValues(map.data(), shape.height, shape.width)});
    }

    std::vector<LayerStatistics*> m_layers;
    std::vector<std::vector<std::uint32_t>>
        m_tables; ///< [layer](units, kBins), since the last sync
    std::vector<std::size_t> m_offsets;
    std::size_t m_units = 0;
    std::vector<Task> m_tasks;
    std::size_t m_imagesInTables = 0;
};

} // namespace

std::unique_ptr<Accumulator> makeDeviceAccumulator(std::vector<LayerStatistics*> layers);

std::unique_ptr<Accumulator> Accumulator::make(Kind kind, std::vector<LayerStatistics*> layers) {
    if (kind == Kind::Device) {
        return makeDeviceAccumulator(std::move(layers));
    }
    return std::make_unique<HostAccumulator>(std::move(layers));
}

} // namespace brera::exemplars
