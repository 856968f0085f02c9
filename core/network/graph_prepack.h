// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace torch::jit {
struct Graph;
}

namespace brera::network {

/// On the CPU, hands oneDNN the weights of frozen convolutions in its own layout once, instead of
/// at every batch, and lets it apply a ReLU that is the only user of a convolution. Convolutions it
/// cannot take stay.
void prepackConvolutions(const std::shared_ptr<torch::jit::Graph>& graph);

} // namespace brera::network
