// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace brera::network {

class Network;

/// A network's forward with the gradients of one of its outputs: what the logits owe to every unit
/// of the chosen layers. A copy of forward's graph, neither frozen nor fused, so that LibTorch can
/// go back through it; the network itself stays as it is.
class GradientForward {
public:
    /// @throws ModelError naming a module that does not exist or behind which there is no cutting
    /// (as StagedForward).
    GradientForward(const Network& network, const std::vector<std::string>& layers);

    const std::vector<std::string>& layers() const; ///< in the order of execution

    /// Which output to go back from, given the logits (N, classes).
    using Choice = std::function<std::int64_t(const at::Tensor& logits)>;

    /// images (N, 3, H, W) float32, normalised, on the network's device. Fills `activations` with
    /// what each layer returned and `gradients` with ∂ Σ_n logit_n(output) / ∂ activation of the
    /// same shapes, by layers(); returns the logits (N, classes).
    /// @throws ModelError when the network gives no logits or no gradient.
    at::Tensor run(const at::Tensor& images, const Choice& choose,
                   std::vector<at::Tensor>& activations, std::vector<at::Tensor>& gradients) const;

    /// How fast each logit rises when a unit rises by the same amount at all its positions:
    /// (N, classes), Σ_p ∂ logit / ∂ activation(p). Where the rest of the network is an average
    /// over positions and a linear layer, this is the unit's output weights.
    at::Tensor outputEffect(const at::Tensor& images, const std::string& layer,
                            std::int64_t unit) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> m_impl;
};

} // namespace brera::network
