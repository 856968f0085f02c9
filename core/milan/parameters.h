// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace brera::milan {

/// Weights under training, laid out one after the other in one tensor, with their gradients and
/// AdamW's moments beside: one update is a few operators over all of them, and a state is a few
/// tensors.
class Parameters {
public:
    using Names = std::vector<std::pair<std::string, at::Tensor*>>;

    /// Puts leaves that require gradients, with the same values, in place of the named tensors.
    explicit Parameters(const Names& names);

    /// One step of AdamW with PyTorch's defaults (β .9 and .999, ε 1e-8, weight decay 1e-2) on the
    /// gradients gathered since the last, which are then cleared. Source: Loshchilov and Hutter,
    /// ICLR 2019, algorithm 2. @param clip bound of the gradient's norm; 0: none.
    void step(double rate, double clip);

    std::int64_t size() const { return m_values.numel(); }
    at::Tensor& values() { return m_values; } ///< (size), what the leaves show
    at::Tensor& firstMoment() { return m_first; }
    at::Tensor& secondMoment() { return m_second; }
    std::int64_t steps() const { return m_steps; }
    void setSteps(std::int64_t steps) { m_steps = steps; }

private:
    at::Tensor m_values, m_gradients, m_first, m_second;
    std::int64_t m_steps = 0;
};

} // namespace brera::milan
