// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "network/graph_inline.h"
#include "network/graph_optimize.h"
#include "network/graph_record.h"
#include "network/network_impl.h"
#include "network/outputs.h"
#include "network/torch_edge.h"

#include <torch/csrc/jit/runtime/interpreter.h>

namespace brera::network {

std::shared_ptr<Probe::Impl> makeProbe(const Network::Impl& network,
                                       const std::vector<std::string>& layers, bool fast) {
    auto forward = inlineForward(network.module);
    recordCalls(forward, layers);
    auto graph = forward.graph;
    settle(graph, network.module, network.device);
    dropNeedlessCopies(graph);
    const bool channelsLast = fast && allowChannelsLast(graph);
    if (fast) {
        freezeWeights(graph, network.module, channelsLast);
    }
    auto probe = std::make_shared<Probe::Impl>();
    probe->name = network.name;
    probe->module = network.module;
    // Run by the interpreter as it stands: the profiling executor would recompile for every batch
    // size.
    probe->code = torch::jit::Code(graph, "probe");
    probe->layers = layers;
    probe->device = network.deviceName;
    probe->channelsLast = channelsLast;
    return probe;
}

c10::IValue runProbe(const Probe::Impl& probe, const at::Tensor& input,
                     std::vector<c10::IValue>& layers) {
    const at::NoGradGuard noGrad;
    const bool convert = probe.channelsLast && input.dim() == 4;
    auto stack = forwardArguments(
        probe.module, convert ? input.contiguous(at::MemoryFormat::ChannelsLast) : input);
    stack.insert(stack.begin(), probe.module._ivalue());
    torch::jit::InterpreterState(probe.code).run(stack);
    const auto& elements = stack.at(0).toTupleRef().elements();
    layers.assign(elements.begin() + 1, elements.end());
    return elements[0];
}

Probe::Probe(std::shared_ptr<Impl> impl) : m_impl(std::move(impl)) {
}
Probe::~Probe() = default;
Probe::Probe(const Probe&) = default;
Probe& Probe::operator=(const Probe&) = default;
Probe::Probe(Probe&&) noexcept = default;
Probe& Probe::operator=(Probe&&) noexcept = default;

at::Tensor Probe::run(const at::Tensor& input, std::vector<at::Tensor>& layers) const {
    return atTheEdge(m_impl->name, [&] {
        std::vector<c10::IValue> values;
        const auto output = runProbe(*m_impl, input, values);
        layers.clear();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].isNone()) {
                throw ModelError(
                    m_impl->name + ": " + m_impl->layers[i] +
                    " was not reached in this run (it stands in a branch of an if); leave "
                    "it out");
            }
            layers.push_back(values[i].toTensor());
        }
        return findLogits(output, input.dim() > 0 ? input.size(0) : 0);
    });
}

const std::vector<std::string>& Probe::layers() const {
    return m_impl->layers;
}

const std::string& Probe::device() const {
    return m_impl->device;
}

} // namespace brera::network
