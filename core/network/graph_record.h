// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/graph_inline.h"

#include <memory>
#include <string>
#include <vector>

namespace brera::network {

/// Turns the markers of the wanted calls into outputs: the graph's result becomes the tuple (what
/// forward returned, recorded value of keys[0], of keys[1], …) and all markers are gone. A key
/// whose call stands in a branch that was not taken gives None; one inside a loop gives the last
/// round's value. Every recorded value is a copy until dropNeedlessCopies() has looked at them.
/// @throws ModelError when a key has no marker.
void recordCalls(InlinedForward& forward, const std::vector<std::string>& keys);

/// Takes out the copies of recorded values that nothing later could overwrite, or whose only later
/// writer can write elsewhere.
void dropNeedlessCopies(const std::shared_ptr<torch::jit::Graph>& graph);

} // namespace brera::network
