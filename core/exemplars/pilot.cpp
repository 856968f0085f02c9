// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/pilot.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace brera::exemplars {

namespace {

constexpr std::int64_t kSmallestPilot = 8;
constexpr std::int64_t kLargestPilot = 512; ///< no more than a slice: a kill may cost that much
constexpr std::int64_t kSampledRows = 8192; ///< values a unit that place its bins

/// (rows, C) of all images' positions.
at::Tensor rowsOf(const at::Tensor& output) {
    return output.dim() == 2 ? output : output.permute({0, 2, 3, 1}).reshape({-1, output.size(1)});
}

/// (C, rows) on the host, contiguous, so that a unit's values stand together.
at::Tensor valuesByUnit(const std::vector<at::Tensor>& outputs, std::int64_t rows) {
    std::vector<at::Tensor> parts;
    std::int64_t total = 0;
    for (const auto& output : outputs) {
        total += output.numel() / output.size(1);
    }
    const std::int64_t step = std::max<std::int64_t>(1, total / rows);
    std::int64_t offset = 0;
    for (const auto& output : outputs) {
        const auto all = rowsOf(output);
        if (offset < all.size(0)) {
            parts.push_back(all.slice(0, offset, all.size(0), step).cpu());
        }
        // Keep the stride across images, or every image would give the same places.
        const std::int64_t taken =
            offset < all.size(0) ? (all.size(0) - offset + step - 1) / step : 0;
        offset = offset + taken * step - all.size(0);
    }
    return at::cat(parts, 0).t().contiguous();
}

float at(std::vector<float>& values, double quantile) {
    const auto index =
        static_cast<std::ptrdiff_t>(quantile * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + index, values.end());
    return values[static_cast<std::size_t>(index)];
}

} // namespace

std::vector<std::int64_t> readingOrder(std::int64_t images, std::int64_t pilot) {
    std::vector<std::int64_t> order;
    std::vector<bool> taken(static_cast<std::size_t>(images));
    for (std::int64_t i = 0; i < pilot; ++i) {
        const std::int64_t image = i * images / pilot;
        order.push_back(image);
        taken[static_cast<std::size_t>(image)] = true;
    }
    for (std::int64_t image = 0; image < images; ++image) {
        if (!taken[static_cast<std::size_t>(image)]) {
            order.push_back(image);
        }
    }
    return order;
}

std::int64_t pilotSize(const std::vector<LayerShape>& shapes, std::int64_t images,
                       std::int64_t bytes) {
    std::int64_t perImage = 0;
    for (const auto& shape : shapes) {
        perImage +=
            shape.units * shape.height * shape.width * static_cast<std::int64_t>(sizeof(float));
    }
    const auto fitting = bytes / std::max<std::int64_t>(1, perImage);
    return std::min(images, std::clamp(fitting, kSmallestPilot, kLargestPilot));
}

std::vector<BinEdges> layEdges(const std::vector<at::Tensor>& outputs, double quantile) {
    const auto sample = valuesByUnit(outputs, kSampledRows);
    const float layerLargest = std::max(at::nan_to_num(sample, 0, 0, 0).max().item<float>(), 1e-6F);

    const double splitQuantile = std::max(0.0, 1 - tailShare(quantile));
    const auto units = sample.size(0);
    std::vector<BinEdges> edges(static_cast<std::size_t>(units));
    at::parallel_for(0, units, 16, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> values;
        for (std::int64_t u = begin; u < end; ++u) {
            const float* row = sample.data_ptr<float>() + u * sample.size(1);
            values.clear();
            std::copy_if(row, row + sample.size(1), std::back_inserter(values),
                         [](float value) { return std::isfinite(value); });
            BinEdges& edge = edges[static_cast<std::size_t>(u)];
            if (values.empty()) {
                continue;
            }
            const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
            edge.low = *smallest;
            const float reach = *largest;
            edge.split = at(values, splitQuantile);
            // The quantile comes to lie in the middle octaves, with room on either side.
            float distance = at(values, quantile) - edge.split;
            if (!(distance > 0)) { // so often silent that only its largest value is a measure
                distance = (reach > edge.split ? reach - edge.split : layerLargest) / 8;
            }
            edge.high = edge.split + distance * (kFineSpan / 8);
            if (!(edge.low < edge.split)) {
                edge.low = edge.split - std::max(std::fabs(edge.split), 1.0F) * 1e-3F;
            }
        }
    });
    return edges;
}

std::vector<double> exactThresholds(const std::vector<at::Tensor>& outputs, double quantile) {
    const auto all = valuesByUnit(outputs, std::numeric_limits<std::int64_t>::max());
    const auto units = all.size(0);
    std::vector<double> thresholds(static_cast<std::size_t>(units));
    at::parallel_for(0, units, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t u = begin; u < end; ++u) {
            const float* row = all.data_ptr<float>() + u * all.size(1);
            std::vector<float> values(row, row + all.size(1));
            thresholds[static_cast<std::size_t>(u)] = exactQuantile(values, quantile);
        }
    });
    return thresholds;
}

} // namespace brera::exemplars
