// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exemplars/layer_statistics.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::exemplars {

/// Adds network outputs to LayerStatistics. The host implementation counts with hand-vectorised
/// loops; the device one with tensor operations wherever the tensors live, and brings the sums home
/// only in sync().
class Accumulator {
public:
    enum class Kind { Host, Device };

    /// One statistics object a layer; they must outlive the accumulator. Edges must be set.
    static std::unique_ptr<Accumulator> make(Kind kind, std::vector<LayerStatistics*> layers);
    virtual ~Accumulator() = default;

    /// outputs[layer]: (n, C, H, W) or (n, C) float32; images: the n data set positions. Without
    /// exemplars only the histograms are counted (reading again). Returns every unit's maximum, (n,
    /// sum of units) row-major; with exemplars false it is empty.
    virtual std::vector<float> add(const std::vector<at::Tensor>& outputs,
                                   std::span<const std::int64_t> images, bool exemplars) = 0;
    /// Makes the LayerStatistics complete; call before reading them.
    virtual void sync() = 0;
};

} // namespace brera::exemplars
