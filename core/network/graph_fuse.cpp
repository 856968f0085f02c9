// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_fuse.h"

#include "network/graph_walk.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

namespace brera::network {

using namespace torch::jit;

namespace {
Symbol packedConvolution() {
    return Symbol::fromQualString("mkldnn_prepacked::conv2d_run");
}

bool isRelu(const Node* node) {
    return node->kind() == aten::relu || node->kind() == aten::relu_;
}

/// Operators whose result shares memory with nothing else.
bool isFresh(const Value* value) {
    const auto kind = value->node()->kind();
    return kind == aten::conv2d || kind == aten::_convolution || kind == aten::batch_norm ||
           kind == aten::add || kind == aten::cat || kind == packedConvolution();
}

/// Both orders give the same bits; the pooled map is the smaller one.
void poolBeforeRelu(Graph& graph) {
    forEachNode(graph.block(), [](Node* pool) {
        if (pool->kind() != aten::max_pool2d) {
            return;
        }
        Node* relu = pool->input(0)->node();
        if (!isRelu(relu) || relu->output()->uses().size() != 1 ||
            (relu->kind() == aten::relu_ && relu->input(0)->uses().size() != 1) ||
            !isFresh(relu->input(0)) || relu->owningBlock() != pool->owningBlock()) {
            return;
        }
        pool->output()->replaceAllUsesWith(relu->output());
        pool->replaceInput(0, relu->input(0));
        relu->replaceInput(0, pool->output());
        relu->moveAfter(pool);
    });
}

/// Only constants between two nodes of one block, the first of which comes first.
bool isRightBefore(const Node* first, const Node* second) {
    if (first->owningBlock() != second->owningBlock()) {
        return false;
    }
    const Node* between = first->next();
    while (between != second && between->kind() == prim::Constant) {
        between = between->next();
    }
    return between == second;
}

/// A batch norm in evaluation with scales that are not negative keeps the order of values.
bool isMonotone(const Node* norm) {
    if (norm->kind() != aten::batch_norm || constant_as<bool>(norm->input(5)).value_or(true)) {
        return false;
    }
    const auto scale = toIValue(norm->input(1));
    return scale &&
           (scale->isNone() || (scale->isTensor() && !scale->toTensor().lt(0).any().item<bool>()));
}

/// A convolution that is recorded keeps its batch norm as a pass of its own, which costs less
/// behind pooling.
void poolBeforeNorm(Graph& graph) {
    forEachNode(graph.block(), [](Node* pool) {
        if (pool->kind() != aten::max_pool2d) {
            return;
        }
        Node* norm = pool->input(0)->node();
        if (!isMonotone(norm) || norm->output()->uses().size() != 1 || !isRightBefore(norm, pool)) {
            return;
        }
        pool->output()->replaceAllUsesWith(norm->output());
        pool->replaceInput(0, norm->input(0));
        norm->replaceInput(0, pool->output());
        norm->moveAfter(pool);
    });
}

/// One pass over memory for a sum and its ReLU. LibTorch's own FuseAddRelu moves an in-place sum
/// ahead of what still reads the old value.
void fuseAddRelu(Graph& graph) {
    forEachNode(graph.block(), [&](Node* relu) {
        if (!isRelu(relu)) {
            return;
        }
        Node* sum = relu->input(0)->node();
        const bool inPlace = sum->kind() == aten::add_ && relu->kind() == aten::relu_;
        if ((!inPlace && sum->kind() != aten::add) || sum->output()->uses().size() != 1 ||
            !isRightBefore(sum, relu) || !sum->input(1)->type()->isSubtypeOf(*TensorType::get())) {
            return;
        }
        const WithInsertPoint guard(relu);
        Value* fused = graph.insert(Symbol::aten(inPlace ? "_add_relu_" : "_add_relu"),
                                    {sum->input(0), sum->input(1)}, {{"alpha", sum->input(2)}});
        fused->setType(relu->output()->type());
        relu->output()->replaceAllUsesWith(fused);
        relu->destroy();
        sum->destroy();
    });
}
} // namespace

void fuseElementwise(const std::shared_ptr<Graph>& graph, bool cpu) {
    poolBeforeRelu(*graph);
    poolBeforeNorm(*graph);
    if (cpu) {
        fuseAddRelu(*graph);
    }
}

} // namespace brera::network
