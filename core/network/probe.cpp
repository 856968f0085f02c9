// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "network/errors.h"
#include "network/graph_fuse.h"
#include "network/graph_inline.h"
#include "network/graph_optimize.h"
#include "network/graph_prepack.h"
#include "network/graph_record.h"
#include "network/network_impl.h"
#include "network/outputs.h"
#include "network/torch_edge.h"

#include <torch/csrc/jit/runtime/interpreter.h>

namespace brera::network {

CompiledProbe compileProbe(const torch::jit::Module& module, const c10::Device& device,
                           const std::vector<std::string>& layers, bool fast) {
    auto forward = inlineForward(module);
    recordCalls(forward, layers);
    auto graph = forward.graph;
    settle(graph, module, device);
    dropNeedlessCopies(graph);
    CompiledProbe compiled;
    if (fast) {
        compiled.channelsLast = allowChannelsLast(graph);
        freezeWeights(graph, module, compiled.channelsLast);
        if (compiled.channelsLast && device.is_cpu()) {
            prepackConvolutions(graph);
        }
        fuseElementwise(graph, device.is_cpu());
    }
    // Run by the interpreter as it stands: the profiling executor would recompile for every batch
    // size.
    compiled.code = torch::jit::Code(graph, "probe");
    return compiled;
}

c10::IValue runCompiled(const CompiledProbe& compiled, const torch::jit::Module& module,
                        const at::Tensor& input, std::vector<c10::IValue>& layers) {
    const at::NoGradGuard noGrad;
    const bool convert = compiled.channelsLast && input.dim() == 4;
    auto stack = forwardArguments(module, convert ? input.contiguous(at::MemoryFormat::ChannelsLast)
                                                  : input);
    stack.insert(stack.begin(), module._ivalue());
    torch::jit::InterpreterState(compiled.code).run(stack);
    const auto& elements = stack.at(0).toTupleRef().elements();
    layers.assign(elements.begin() + 1, elements.end());
    return elements[0];
}

namespace {
/// A network may depend on its activations' memory layout in ways nobody foresaw. Where the fast
/// form fails and the plain one runs, the plain one stays; where both fail, the plain one has the
/// better words.
c10::IValue run(Probe::Impl& probe, const at::Tensor& input, std::vector<c10::IValue>& layers) {
    CompiledProbe compiled;
    bool fast = false;
    {
        const std::lock_guard lock(probe.mutex);
        compiled = probe.compiled;
        fast = probe.fast;
    }
    if (!fast) {
        return runCompiled(compiled, probe.module, input, layers);
    }
    try {
        return atTheEdge(probe.name,
                         [&] { return runCompiled(compiled, probe.module, input, layers); });
    } catch (const CudaOutOfMemory&) {
        throw;
    } catch (const ModelError&) {
        compiled = compileProbe(probe.module, probe.device, probe.layers, false);
        auto output = runCompiled(compiled, probe.module, input, layers);
        log(LogLevel::Warning,
            probe.name + " does not run in its fast form; the plain one is used");
        const std::lock_guard lock(probe.mutex);
        probe.compiled = compiled;
        probe.fast = false;
        return output;
    }
}
} // namespace

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
        const auto output = network::run(*m_impl, input, values);
        layers.clear();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].isNone()) {
                throw ModelError(m_impl->name + ": " + m_impl->layers[i] +
                                 " was not reached in this run (it stands in a branch of an if); "
                                 "leave it out");
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
    return m_impl->deviceName;
}

} // namespace brera::network
