// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace torch::jit {
struct Graph;
}

namespace brera::network {

/// Saves passes over memory where no result changes: a ReLU before max pooling, and a batch norm
/// with scales that are not negative, move behind it; and (on the CPU, where LibTorch has the
/// operator) a sum and the ReLU right after it become one.
void fuseElementwise(const std::shared_ptr<torch::jit::Graph>& graph, bool cpu);

} // namespace brera::network
