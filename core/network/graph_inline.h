// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace torch::jit {
struct Graph;
struct Module;
struct Node;
} // namespace torch::jit

namespace brera::network {

/// One call of one module that was found in a network's forward.
struct ModuleCall {
    std::string key;  ///< "layer1.0.relu", "layer1.0.relu#2" for its second call
    std::string type; ///< class name without its namespaces
    torch::jit::Node* marker =
        nullptr; ///< holds the place and the value; null when no tensor is returned
};

/// forward with every call of methods and functions replaced by what is called.
struct InlinedForward {
    std::shared_ptr<torch::jit::Graph> graph;
    std::vector<ModuleCall>
        calls; ///< in the order of the calls; callers come before what they call
};

/// "forward", and "forward1" as tracing names the second call of a module.
bool isForward(const std::string& method);

/// Works on a copy: modules that share a class share its methods' graphs, so the network's own are
/// never touched. Where a module's call returns, a marker node is left, whose input is the value
/// returned; those nodes mean nothing to LibTorch and have to be taken out before the graph runs.
/// The calls in the two branches of an if count on from the same number, so that a module called in
/// both has one key.
/// @throws ModelError when there is no forward, or it unfolds without bounds.
InlinedForward inlineForward(const torch::jit::Module& module);

} // namespace brera::network
