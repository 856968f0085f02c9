// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/graph_prepack.h"

#include "base/log.h"
#include "network/graph_walk.h"

#include <ATen/Context.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <string>
#include <vector>

namespace brera::network {

using namespace torch::jit;

namespace {
/// A convolution whose arguments are all known.
struct Convolution {
    at::Tensor weight;
    c10::IValue bias;
    std::vector<std::int64_t> stride;
    std::vector<std::int64_t> padding;
    std::vector<std::int64_t> dilation;
    std::int64_t groups = 1;
};

/// False unless the node is a plain 2-D convolution with constant arguments.
bool read(Node* node, Convolution& result) {
    const bool traced = node->kind() == aten::_convolution;
    if (!traced && node->kind() != aten::conv2d) {
        return false;
    }
    if (traced && toIValue(node->input(6)) != c10::IValue(false)) {
        return false; // transposed
    }
    const auto weight = toIValue(node->input(1));
    const auto bias = toIValue(node->input(2));
    const auto stride = toIValue(node->input(3));
    const auto padding = toIValue(node->input(4));
    const auto dilation = toIValue(node->input(5));
    const auto groups = toIValue(node->input(traced ? 8 : 6));
    if (!weight || !bias || !stride || !padding || !dilation || !groups || !weight->isTensor() ||
        !stride->isIntList() || !padding->isIntList() || !dilation->isIntList()) {
        return false;
    }
    const at::Tensor& values = weight->toTensor();
    if (values.dim() != 4 || values.scalar_type() != at::kFloat || !values.device().is_cpu() ||
        values.layout() != at::kStrided) {
        return false;
    }
    result = {values,
              *bias,
              stride->toIntVector(),
              padding->toIntVector(),
              dilation->toIntVector(),
              groups->toInt()};
    return true;
}

/// The relu that alone uses the value; null when there is none.
Node* onlyRelu(const Value* value) {
    if (value->uses().size() != 1) {
        return nullptr;
    }
    Node* user = value->uses()[0].user;
    const bool relu = user->kind() == aten::relu || user->kind() == aten::relu_;
    return relu && user->owningBlock() == value->node()->owningBlock() ? user : nullptr;
}

/// None for shapes that oneDNN does not take.
c10::IValue tryPack(const c10::OperatorHandle& prepack, const Convolution& convolution, bool relu) {
    // A 1x1 kernel counts as channels-last only with these strides.
    const auto weight = at::empty(convolution.weight.sizes(), convolution.weight.options(),
                                  at::MemoryFormat::ChannelsLast)
                            .copy_(convolution.weight);
    // The size is a hint: with another one the result is the same.
    const std::vector<std::int64_t> size{16, weight.size(1) * convolution.groups, 28, 28};
    Stack stack{weight,
                convolution.bias,
                convolution.stride,
                convolution.padding,
                convolution.dilation,
                convolution.groups,
                size,
                std::string(relu ? "relu" : "none")};
    try {
        prepack.callBoxed(stack);
    } catch (const std::exception& error) {
        log(LogLevel::Debug, std::string("oneDNN does not pack a convolution: ") + error.what());
        return {};
    }
    return stack.at(0);
}
} // namespace

void prepackConvolutions(const std::shared_ptr<Graph>& graph) {
    const auto prepack =
        c10::Dispatcher::singleton().findSchema({"mkldnn_prepacked::conv2d_prepack", ""});
    if (!at::globalContext().hasMKLDNN() || !prepack) {
        return;
    }
    std::vector<Node*> convolutions;
    forEachNode(graph->block(), [&](Node* node) {
        if (node->kind() == aten::conv2d || node->kind() == aten::_convolution) {
            convolutions.push_back(node);
        }
    });
    for (Node* node : convolutions) {
        Convolution convolution;
        if (!read(node, convolution)) {
            continue;
        }
        Node* relu = onlyRelu(node->output());
        const WithInsertPoint guard(node);
        const auto packed = tryPack(*prepack, convolution, relu != nullptr);
        const auto context = packed.isNone() ? decltype(tryInsertConstant(*graph, packed)){}
                                             : tryInsertConstant(*graph, packed);
        if (!context) {
            continue;
        }
        Value* output = graph->insert(Symbol::fromQualString("mkldnn_prepacked::conv2d_run"),
                                      {node->input(0), *context});
        output->setType(node->output()->type());
        if (relu != nullptr) {
            relu->output()->replaceAllUsesWith(output);
            relu->destroy();
        } else {
            node->output()->replaceAllUsesWith(output);
        }
        node->destroy();
    }
}

} // namespace brera::network
