// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/graph_inline.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace brera::network {

/// Like recordCalls(), but what follows a recorded call works on the recorded value and never
/// writes to it, so that the graph can be cut right behind it.
/// @throws ModelError when a call returns no tensor, or stands inside an if or a loop.
void recordCutPoints(InlinedForward& forward, const std::vector<std::string>& keys);

/// Takes out the copies recordCutPoints() put in and nothing needs. Call after settle().

void settleCutPoints(const std::shared_ptr<torch::jit::Graph>& graph);

/// forward in pieces.
struct CutForward {
    /// Piece 0 takes (module, forward's arguments), piece i the module and the values live behind
    /// cut i − 1; each returns the tuple of the values live behind its cut, the last one what
    /// forward returns.
    std::vector<std::shared_ptr<torch::jit::Graph>> pieces;
    std::vector<std::size_t> order;    ///< cut i lies behind keys[order[i]]
    std::vector<std::size_t> position; ///< of that call's value among those live behind cut i
};

/// @param graph its result is the tuple (what forward returned, one recorded value a key).
/// @throws ModelError when pieces would share memory that one of them writes to.
CutForward cutForward(const std::shared_ptr<torch::jit::Graph>& graph,
                      const std::vector<std::string>& keys);

} // namespace brera::network
