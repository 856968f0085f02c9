// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_fuse.h"

#include "network/graph_walk.h"

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
            sum->owningBlock() != relu->owningBlock() ||
            !sum->input(1)->type()->isSubtypeOf(*TensorType::get())) {
            return;
        }
        for (Node* between = sum->next(); between != relu; between = between->next()) {
            if (between->kind() != prim::Constant) {
                return;
            }
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
    if (cpu) {
        fuseAddRelu(*graph);
    }
}

} // namespace brera::network
