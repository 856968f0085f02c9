// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace torch::jit {
struct Graph;
}

namespace brera::network {

/// Operators behind a cut that treat every unit by itself and make a constant map of a constant
/// map.
struct UnitwiseChain {
    std::shared_ptr<torch::jit::Graph> graph; ///< (module, activation); null when there are none
    bool pools = false;                       ///< takes maps (N, C, H, W)
};

/// Moves every cut of the graph (its result is a tuple, whose values from the second on are the
/// recorded ones) behind the batch norms, ReLUs and poolings right after it, as far as nothing else
/// needs what lies between: maps there are smaller, and what follows has less to do. A unit that is
/// constant behind the cut is constant there too.
/// @return what the cut of each key was moved over.
std::vector<UnitwiseChain> cutLate(const std::shared_ptr<torch::jit::Graph>& graph);

} // namespace brera::network
