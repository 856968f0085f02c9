// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace torch::jit {
struct Module;
}

namespace brera::network {

class Checkpoint;

/// alexnet, resnet18, resnet34, resnet50, resnet101, resnet152, demo-resnet18.
std::vector<std::string> architectureNames();

/// A TorchScript module with the module names, parameter names and arithmetic of torchvision's
/// network of that name, in training mode and ready for torch::optim: (N, 3, H, W) float32 → logits
/// (N, classes). Convolutions start from a normal distribution with He's deviation by fan-out,
/// batch norms from the identity, linear layers from U(±1/√fan-in); the same seed gives the same
/// weights.
/// @param classes number of logits; 0 = 1000, or 10 for the demo's network.
/// @throws ModelError for a name not in architectureNames() or a negative number of classes.
torch::jit::Module buildArchitecture(const std::string& name, std::uint64_t seed,
                                     std::int64_t classes = 0);

/// The architecture whose parameters' names and shapes are exactly the checkpoint's (any number of
/// classes); empty when there is none.
std::string recognizeArchitecture(const Checkpoint& checkpoint);

/// The checkpoint's weights, as float32, in the architecture they belong to; in evaluation mode.
/// @throws ModelError naming the keys that are missing, not expected or of another shape, compared
///          with the architecture that comes nearest.
torch::jit::Module moduleFromCheckpoint(const Checkpoint& checkpoint);

/// The same for the tensors whose names begin with `prefix`, under the rest of their names: a
/// network inside a larger checkpoint. Residual networks of other depths and widths are built, too,
/// with torchvision's strides and pooling, which no tensor tells: whoever uses one must say so.
/// @param architecture its name, or "residual network". @throws ModelError
torch::jit::Module moduleUnder(const Checkpoint& checkpoint, const std::string& prefix,
                               std::string& architecture);

} // namespace brera::network
