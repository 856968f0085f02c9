// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/graph_inline.h"
#include "network/module_path.h"
#include "network/network_impl.h"
#include "network/outputs.h"
#include "network/torch_edge.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

#include <unordered_set>

namespace brera::network {

namespace {
/// The first convolution below the block whose weights are the module's own, in the order of
/// execution.
int channelsOfFirstConvolution(const torch::jit::Module& module, torch::jit::Block* block,
                               const torch::jit::Value* self) {
    using namespace torch::jit;
    for (Node* node : block->nodes()) {
        for (Block* inner : node->blocks()) {
            if (const int channels = channelsOfFirstConvolution(module, inner, self);
                channels > 0) {
                return channels;
            }
        }
        const bool plain = node->kind() == aten::conv2d;
        if (!plain && node->kind() != aten::_convolution) {
            continue;
        }
        const auto path = pathFromSelf(node->input(1), self);
        if (!path) {
            continue;
        }
        const auto dot = path->rfind('.');
        const auto owner = moduleAt(module, dot == std::string::npos ? "" : path->substr(0, dot));
        const auto weight = owner->attr(path->substr(dot == std::string::npos ? 0 : dot + 1));
        const auto groups = constant_as<std::int64_t>(node->input(plain ? 6 : 8));
        if (weight.isTensor() && weight.toTensor().dim() == 4) {
            return static_cast<int>(weight.toTensor().size(1) * groups.value_or(1));
        }
    }
    return 0;
}

ModuleInfo infoOf(const ModuleCall& call, const c10::IValue& value) {
    ModuleInfo info;
    info.path = call.key;
    info.type = call.type;
    if (!value.isTensor() || !value.toTensor().defined()) {
        return info;
    }
    info.outputShape = value.toTensor().sizes().vec();
    if (info.outputShape.size() == 4) {
        info.kind = LayerKind::Map;
        info.units = info.outputShape[1];
        info.height = static_cast<int>(info.outputShape[2]);
        info.width = static_cast<int>(info.outputShape[3]);
    } else if (info.outputShape.size() == 2) {
        info.kind = LayerKind::Vector;
        info.units = info.outputShape[1];
    }
    return info;
}
} // namespace

int inputChannels(const torch::jit::Module& module) {
    const auto forward = inlineForward(module);
    const int channels =
        channelsOfFirstConvolution(module, forward.graph->block(), forward.graph->inputs().at(0));
    return channels > 0 ? channels : 3;
}

std::vector<c10::IValue> forwardArguments(const torch::jit::Module& module,
                                          const at::Tensor& input) {
    const auto& schema = module.get_method("forward").function().getSchema();
    const auto& arguments = schema.arguments();
    if (arguments.size() < 2 || !c10::TensorType::get()->isSubtypeOf(*arguments[1].type())) {
        throw ModelError("forward takes no image tensor: its signature is " + toString(schema));
    }
    std::vector<c10::IValue> values{input};
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        if (arguments[i].default_value()) {
            values.push_back(*arguments[i].default_value());
        } else if (arguments[i].type()->kind() == c10::TypeKind::OptionalType) {
            values.emplace_back();
        } else {
            throw ModelError("forward wants more than an image: its signature is " +
                             toString(schema));
        }
    }
    return values;
}

DryRun dryRun(const Network::Impl& network, const InputSize& input) {
    {
        const std::lock_guard lock(network.mutex);
        if (network.lastDryRun && network.lastDryRun->first == input) {
            return network.lastDryRun->second;
        }
    }
    std::vector<ModuleCall> calls;
    std::vector<std::string> keys;
    std::unordered_set<std::string> seen;
    for (auto& call : inlineForward(network.module).calls) {
        if (!seen.insert(call.key).second) {
            continue; // the other branch of an if
        }
        if (call.marker != nullptr) {
            keys.push_back(call.key);
        }
        calls.push_back(std::move(call));
    }
    const auto compiled = compileProbe(network.module, network.device, keys, false);
    const auto image = at::full({1, input.channels, input.height, input.width}, 0.5,
                                at::TensorOptions(network.device));
    std::vector<c10::IValue> values;
    const auto output = runCompiled(compiled, network.module, image, values);

    DryRun result;
    std::size_t next = 0;
    for (const auto& call : calls) {
        const bool recorded = call.marker != nullptr;
        const c10::IValue value = recorded ? values[next++] : c10::IValue();
        if (!recorded || !value.isNone()) { // None: this run never came there
            result.modules.push_back(infoOf(call, value));
        }
    }
    const auto logits = findLogits(output, 1);
    result.outputs = logits.defined() ? logits.size(1) : 0;
    result.returned = describeOutput(output);
    const std::lock_guard lock(network.mutex);
    network.lastDryRun = {input, result};
    return result;
}

} // namespace brera::network
