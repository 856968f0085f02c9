// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exemplars/layer_statistics.h"

#include <cstdint>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::exemplars {

/// Data-set positions in the order of reading: `pilot` images spread evenly over the whole set
/// first, then the rest as it stands. The pilot shows every class's values before the bins are
/// laid.
std::vector<std::int64_t> readingOrder(std::int64_t images, std::int64_t pilot);

/// How many images the pilot has: as many as `bytes` of raw activations allow, within sensible
/// limits. Depends on nothing that may differ between two sittings.
std::int64_t pilotSize(const std::vector<LayerShape>& shapes, std::int64_t images,
                       std::int64_t bytes);

/// Lays the bins of a layer by the values seen: wide ones from the smallest value, narrow ones from
/// somewhat below the quantile to far beyond it. outputs: (n, C, H, W) or (n, C) each.
std::vector<BinEdges> layEdges(const std::vector<at::Tensor>& outputs, double quantile);

/// Every unit's exact quantile over these outputs.
std::vector<double> exactThresholds(const std::vector<at::Tensor>& outputs, double quantile);

} // namespace brera::exemplars
