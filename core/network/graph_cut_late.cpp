// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_cut_late.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace brera::network {

using namespace torch::jit;

namespace {

bool writes(const Node* node) {
    return std::string_view(node->kind().toUnqualString()).ends_with('_');
}

bool isZero(const Value* value) {
    const auto constant = toIValue(value);
    if (!constant || !constant->isIntList()) {
        return false;
    }
    const auto numbers = constant->toIntVector();
    return std::all_of(numbers.begin(), numbers.end(), [](auto number) { return number == 0; });
}

/// Averages where padding does not count: else a constant map gets dark edges.
bool averagesEvenly(const Node* node) {
    const bool padded = !isZero(node->input(3));
    const bool ceil = constant_as<bool>(node->input(4)).value_or(true);
    const bool counted = constant_as<bool>(node->input(5)).value_or(true);
    const auto divisor = toIValue(node->input(6));
    return divisor && divisor->isNone() && ((!padded && !ceil) || !counted);
}

/// A mean over height and width and nothing else.
bool averagesMaps(const Node* node) {
    const auto dims = node->inputs().size() == 4 ? toIValue(node->input(1)) : c10::nullopt;
    if (!dims || !dims->isIntList()) {
        return false;
    }
    std::set<std::int64_t> chosen;
    for (const auto dim : dims->toIntVector()) {
        chosen.insert(dim < 0 ? dim + 4 : dim);
    }
    return chosen == std::set<std::int64_t>{2, 3};
}

bool isPooling(const Node* node) {
    return node->kind() == aten::max_pool2d || node->kind() == aten::adaptive_avg_pool2d ||
           (node->kind() == aten::avg_pool2d && averagesEvenly(node)) ||
           (node->kind() == aten::mean && averagesMaps(node));
}

bool isUnitwise(const Node* node) {
    static const std::set<std::string> kElementwise{
        "relu",       "relu_",     "relu6",      "relu6_",      "hardtanh", "hardtanh_",
        "leaky_relu", "hardswish", "hardswish_", "leaky_relu_", "silu",     "silu_",
        "sigmoid",    "tanh",      "elu",        "gelu"};
    if (!node->kind().is_aten() || node->outputs().size() != 1) {
        return false;
    }
    const auto inputs = node->inputs();
    if (std::any_of(inputs.begin() + 1, inputs.end(),
                    [](const Value* input) { return input->node()->kind() != prim::Constant; })) {
        return false;
    }
    return kElementwise.contains(node->kind().toUnqualString()) || isPooling(node) ||
           (node->kind() == aten::batch_norm && !constant_as<bool>(node->input(5)).value_or(true));
}

/// The only user of the value, the tuple of results aside; null when there are several.
Node* onlyUser(const Value* value, const Node* tuple) {
    Node* user = nullptr;
    for (const auto& use : value->uses()) {
        if (use.user == tuple) {
            continue;
        }
        if (user != nullptr || use.offset != 0) {
            return nullptr;
        }
        user = use.user;
    }
    return user;
}

bool isUsedBy(const Value* value, const Node* user) {
    const auto& uses = value->uses();
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return use.user == user; });
}

bool isWritten(const Value* value) {
    const auto& uses = value->uses();
    return std::any_of(uses.begin(), uses.end(), [](const Use& use) { return writes(use.user); });
}

/// The chain behind a recorded value, first to last.
std::vector<Node*> chainBehind(Value* recorded, const Node* tuple, const Graph& graph) {
    std::vector<Node*> chain;
    for (Value* at = recorded;;) {
        Node* next = onlyUser(at, tuple);
        if (next == nullptr || !isUnitwise(next) || next->owningBlock() != graph.block() ||
            (chain.empty() && writes(next)) || isUsedBy(next->output(), tuple)) {
            break;
        }
        chain.push_back(next);
        at = next->output();
    }
    // What lies behind a cut is kept, and nothing may write to it.
    while (!chain.empty() && isWritten(chain.back()->output())) {
        chain.pop_back();
    }
    return chain;
}

std::shared_ptr<Graph> copied(const std::vector<Node*>& chain) {
    auto graph = std::make_shared<Graph>();
    graph->addInput("self");
    std::unordered_map<const Value*, Value*> values;
    values[chain.front()->input(0)] = graph->addInput();
    Value* last = nullptr;
    for (Node* node : chain) {
        for (Value* input : node->inputs().slice(1)) {
            if (!values.contains(input)) {
                Node* constant = graph->insertNode(
                    graph->createClone(input->node(), [](Value* value) { return value; }));
                values[input] = constant->output();
            }
        }
        last = graph
                   ->insertNode(
                       graph->createClone(node, [&](Value* value) { return values.at(value); }))
                   ->output();
        values[node->output()] = last;
    }
    graph->registerOutput(last);
    graph->lint();
    return graph;
}

} // namespace

std::vector<UnitwiseChain> cutLate(const std::shared_ptr<Graph>& graph) {
    Node* tuple = graph->outputs().at(0)->node();
    std::vector<UnitwiseChain> result;
    for (std::size_t i = 1; i < tuple->inputs().size(); ++i) {
        const auto chain = chainBehind(tuple->input(i), tuple, *graph);
        if (chain.empty()) {
            result.push_back({});
            continue;
        }
        result.push_back({copied(chain), std::any_of(chain.begin(), chain.end(), isPooling)});
        tuple->replaceInput(i, chain.back()->output());
    }
    return result;
}

} // namespace brera::network
