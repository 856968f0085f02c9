// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/parameters.h"

#include <cmath>

namespace brera::milan {

namespace {
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kWeightDecay = 1e-2;
} // namespace

Parameters::Parameters(const Names& names) {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> flat;
    for (const auto& [name, tensor] : names) {
        flat.push_back(tensor->detach().reshape({-1}));
    }
    m_values = at::cat(flat);
    m_gradients = at::zeros_like(m_values);
    m_first = at::zeros_like(m_values);
    m_second = at::zeros_like(m_values);
    std::int64_t at = 0;
    for (const auto& [name, tensor] : names) {
        const auto view = [&](const at::Tensor& whole) {
            return whole.narrow(0, at, tensor->numel()).view(tensor->sizes());
        };
        // Gradients accumulate in place, so into the one tensor.
        auto leaf = view(m_values).detach().requires_grad_();
        leaf.mutable_grad() = view(m_gradients);
        at += tensor->numel();
        *tensor = std::move(leaf);
    }
}

void Parameters::step(double rate, double clip) {
    const at::NoGradGuard noGrad;
    if (clip > 0) {
        const double norm = m_gradients.norm().item<double>();
        if (norm > clip) {
            m_gradients.mul_(clip / norm);
        }
    }
    ++m_steps;
    const auto steps = static_cast<double>(m_steps);
    m_first.mul_(kBeta1).add_(m_gradients, 1 - kBeta1);
    m_second.mul_(kBeta2).addcmul_(m_gradients, m_gradients, 1 - kBeta2);
    const auto deviation =
        m_second.sqrt().div_(std::sqrt(1 - std::pow(kBeta2, steps))).add_(kEpsilon);
    m_values.mul_(1 - rate * kWeightDecay);
    m_values.addcdiv_(m_first, deviation, -rate / (1 - std::pow(kBeta1, steps)));
    m_gradients.zero_();
}

} // namespace brera::milan
