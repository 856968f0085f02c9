// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_optimize.h"

#include "network/graph_walk.h"
#include "network/module_path.h"

#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/constant_propagation.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/frozen_graph_optimizations.h>
#include <torch/csrc/jit/passes/peephole.h>
#include <torch/script.h>

#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace brera::network {

using namespace torch::jit;

namespace {
/// Reads of attributes that nothing in the graph assigns, with the values they read.
std::vector<std::pair<Node*, c10::IValue>> fixedAttributes(Graph& graph, const Module& module) {
    std::set<std::string> assigned;
    forEachNode(graph.block(), [&](Node* node) {
        if (node->kind() == prim::SetAttr) {
            assigned.insert(node->s(attr::name));
        }
    });
    std::vector<std::pair<Node*, c10::IValue>> result;
    forEachNode(graph.block(), [&](Node* node) {
        if (node->kind() != prim::GetAttr || assigned.contains(node->s(attr::name))) {
            return;
        }
        const auto path = pathFromSelf(node->input(0), graph.inputs().at(0));
        const auto owner = path ? moduleAt(module, *path) : std::nullopt;
        if (owner && owner->hasattr(node->s(attr::name))) {
            result.emplace_back(node, owner->attr(node->s(attr::name)));
        }
    });
    return result;
}

bool replaceByConstant(Graph& graph, Node* node, const c10::IValue& value) {
    const WithInsertPoint guard(node);
    const auto constant = tryInsertConstant(graph, value);
    if (!constant) {
        return false;
    }
    node->output()->replaceAllUsesWith(*constant);
    node->destroy();
    return true;
}

void removeDropout(Graph& graph) {
    static const std::set<std::string> kDropouts{"aten::dropout",
                                                 "aten::dropout_",
                                                 "aten::feature_dropout",
                                                 "aten::feature_dropout_",
                                                 "aten::alpha_dropout",
                                                 "aten::alpha_dropout_",
                                                 "aten::feature_alpha_dropout",
                                                 "aten::feature_alpha_dropout_"};
    forEachNode(graph.block(), [&](Node* node) {
        if (kDropouts.contains(node->kind().toQualString()) &&
            !constant_as<bool>(node->input(2)).value_or(true)) {
            node->output()->replaceAllUsesWith(node->input(0));
            node->destroy();
        }
    });
}
} // namespace

void settle(std::shared_ptr<Graph>& graph, const Module& module, const c10::Device& device) {
    for (const auto& [node, value] : fixedAttributes(*graph, module)) {
        if (!value.isTensor() && !value.isObject()) {
            replaceByConstant(*graph, node, value);
        }
    }
    forEachNode(graph->block(), [&](Node* node) {
        if (node->kind() == prim::Constant &&
            node->output()->type()->kind() == c10::TypeKind::DeviceObjType &&
            node->hasAttribute(attr::value)) {
            node->s_(attr::value, device.str());
        }
    });
    ConstantPropagation(graph);
    // LibTorch does not know that dropout hands its input on in evaluation: alias analysis would
    // miss it.
    removeDropout(*graph);
    EliminateDeadCode(graph);
}

void freezeWeights(std::shared_ptr<Graph>& graph, const Module& module, bool channelsLast) {
    const auto attributes = fixedAttributes(*graph, module);
    {
        const AliasDb aliases(graph);
        for (const auto& [node, value] : attributes) {
            if (value.isTensor() && aliases.hasWriters(node->output())) {
                return;
            }
        }
    }
    std::unordered_map<const void*, at::Tensor>
        frozen; // one copy of weights used in several places
    for (const auto& [node, value] : attributes) {
        if (!value.isTensor() || !value.toTensor().defined()) {
            continue;
        }
        const at::Tensor& tensor = value.toTensor();
        at::Tensor& copy = frozen[tensor.unsafeGetTensorImpl()];
        if (!copy.defined()) {
            copy = tensor.detach();
            if (channelsLast && copy.dim() == 4 && copy.is_floating_point()) {
                copy = copy.contiguous(at::MemoryFormat::ChannelsLast);
            }
        }
        replaceByConstant(*graph, node, copy);
    }
    ConstantPropagation(graph);
    PeepholeOptimize(graph);
    OptimizeFrozenGraph(graph, true);
    EliminateDeadCode(graph);
}

bool allowChannelsLast(std::shared_ptr<Graph>& graph) {
    static const std::set<std::string> kStrideBound{"aten::as_strided", "aten::as_strided_",
                                                    "aten::stride", "aten::_reshape_alias"};
    bool allowed = true;
    std::vector<Node*> views;
    {
        const AliasDb aliases(graph);
        forEachNode(graph->block(), [&](Node* node) {
            allowed = allowed && !kStrideBound.contains(node->kind().toQualString());
            const bool bySize = node->kind() == aten::view &&
                                node->input(1)->type()->kind() == c10::TypeKind::ListType;
            if (bySize || node->kind() == aten::view_as) {
                allowed = allowed && !isWrittenAfter(aliases, node, node->output());
                views.push_back(node);
            }
        });
    }
    if (!allowed) {
        return false;
    }
    for (Node* view : views) {
        const WithInsertPoint guard(view);
        Value* reshaped =
            graph->insert(view->kind() == aten::view ? aten::reshape : aten::reshape_as,
                          {view->input(0), view->input(1)});
        reshaped->setType(view->output()->type());
        view->output()->replaceAllUsesWith(reshaped);
        view->destroy();
    }
    return true;
}

} // namespace brera::network
