// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace c10 {
struct Device;
}
namespace torch::jit {
struct Graph;
struct Module;
} // namespace torch::jit

namespace brera::network {

/// Settles what is known before any image is seen: attributes that are no tensors become constants,
/// branches they decide disappear, dropout (none in evaluation) too, and devices written into the
/// file become the given one. No number changes.
void settle(std::shared_ptr<torch::jit::Graph>& graph, const torch::jit::Module& module,
            const c10::Device& device);

/// Makes the graph fit for activations with channels last: `view`, which needs its input's strides
/// in order, becomes `reshape`. False, and nothing is changed, when the network depends on strides
/// in other ways.
bool allowChannelsLast(std::shared_ptr<torch::jit::Graph>& graph);

/// Makes the weights constants of the graph and folds into convolutions what can be folded without
/// touching a recorded value. A network that writes to its own tensors is left alone.
/// @param channelsLast lay 4-D weights out with channels last
void freezeWeights(std::shared_ptr<torch::jit::Graph>& graph, const torch::jit::Module& module,
                   bool channelsLast);

} // namespace brera::network
