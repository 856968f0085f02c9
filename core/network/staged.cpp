// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/staged.h"

#include "base/error.h"
#include "network/errors.h"
#include "network/graph_cut.h"
#include "network/graph_cut_late.h"
#include "network/graph_fuse.h"
#include "network/graph_inline.h"
#include "network/graph_optimize.h"
#include "network/graph_prepack.h"
#include "network/network_impl.h"
#include "network/outputs.h"
#include "network/torch_edge.h"

#include <torch/csrc/jit/runtime/interpreter.h>

#include <optional>

namespace brera::network {

struct StageState::Impl {
    int cut = 0;
    std::size_t position = 0; ///< of the activation among the values
    std::int64_t rows = 0;
    std::vector<c10::IValue> values;
};

namespace {

/// (units) or (rows, units) laid over (rows, units, …).
at::Tensor spread(const at::Tensor& mask, const at::Tensor& activation) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(activation.dim()), 1);
    shape[0] = mask.dim() == 2 ? mask.size(0) : 1;
    shape[1] = mask.size(-1);
    if (mask.size(-1) != activation.size(1) ||
        (mask.dim() == 2 && mask.size(0) != activation.size(0))) {
        throw ModelError("a mask of another size than the layer's " +
                         std::to_string(activation.size(1)) + " units");
    }
    return mask.to(activation.device()).view(shape);
}

/// (rows, units) bool on the CPU of values (rows, units, …).
at::Tensor answers(const at::Tensor& values, const at::Tensor& silent) {
    const at::NoGradGuard noGrad;
    const auto other = silent.defined() ? values.ne(spread(silent, values)) : values.ne(0);
    return (other.dim() > 2 ? other.flatten(2).any(2) : other).cpu().contiguous();
}

} // namespace

int StageState::cut() const {
    return m_impl->cut;
}

std::int64_t StageState::rows() const {
    return m_impl->rows;
}

std::int64_t StageState::bytes() const {
    std::int64_t sum = 0;
    for (const auto& value : m_impl->values) {
        if (value.isTensor()) {
            sum += static_cast<std::int64_t>(value.toTensor().nbytes());
        }
    }
    return sum;
}

const at::Tensor& StageState::activation() const {
    return m_impl->values[m_impl->position].toTensor();
}

StageState StageState::select(const at::Tensor& index) const {
    const at::NoGradGuard noGrad;
    auto chosen = std::make_shared<Impl>(*m_impl);
    chosen->rows = index.size(0);
    for (auto& value : chosen->values) {
        if (!value.isTensor()) {
            throw ModelError("the network counts on its batch size behind this layer");
        }
        const auto& tensor = value.toTensor();
        if (tensor.dim() > 0 && tensor.size(0) == m_impl->rows) {
            const auto format = tensor.suggest_memory_format();
            value = tensor.index_select(0, index).contiguous(format);
        }
    }
    return StageState(std::move(chosen));
}

StageState StageState::masked(const at::Tensor& keep, const at::Tensor& fill) const {
    const at::NoGradGuard noGrad;
    auto changed = std::make_shared<Impl>(*m_impl);
    at::Tensor value = activation() * spread(keep, activation());
    if (fill.defined()) {
        value.add_(spread(fill, activation()));
    }
    changed->values[m_impl->position] = value;
    return StageState(std::move(changed));
}

StageState StageState::selectWithout(const at::Tensor& rows, const at::Tensor& units,
                                     const at::Tensor& values) const {
    const at::NoGradGuard noGrad;
    const auto device = activation().device();
    auto chosen = select(rows.to(device));
    auto place = chosen.activation();
    const auto count = rows.size(0);
    auto value = values.defined() ? values.to(device) : at::zeros({count}, place.options());
    std::vector<std::int64_t> shape(static_cast<std::size_t>(place.dim()) - 1, 1);
    shape[0] = count;
    place.index_put_({at::arange(count, rows.options().device(device)), units.to(device)},
                     value.view(shape));
    return chosen;
}

at::Tensor StageState::active(const at::Tensor& silent) const {
    return answers(activation(), silent);
}

at::Tensor StageState::active(const std::vector<std::int64_t>& units,
                              const at::Tensor& silent) const {
    const auto& values = activation();
    return answers(values.index_select(1, at::tensor(units).to(values.device())), silent);
}

StageState StageState::exchanged(const at::Tensor& index, const StageState& other) const {
    const at::NoGradGuard noGrad;
    auto changed = std::make_shared<Impl>(*m_impl);
    for (std::size_t i = 0; i < changed->values.size(); ++i) {
        auto& value = changed->values[i];
        if (value.isTensor() && value.toTensor().dim() > 0 &&
            value.toTensor().size(0) == m_impl->rows) {
            auto copy = value.toTensor().clone(); // in its own memory format
            value = copy.index_copy_(0, index, other.m_impl->values[i].toTensor());
        }
    }
    return StageState(std::move(changed));
}

struct UnitOff::Kept {
    at::Tensor place;
    at::Tensor values;
};

UnitOff::UnitOff(const StageState& state, std::int64_t unit, float value)
    : m_kept(std::make_unique<Kept>()) {
    const at::NoGradGuard noGrad;
    m_kept->place = state.activation().select(1, unit);
    m_kept->values = m_kept->place.clone();
    m_kept->place.fill_(value);
}

UnitOff::~UnitOff() {
    const at::NoGradGuard noGrad;
    m_kept->place.copy_(m_kept->values);
}

struct StagedForward::Impl {
    std::string name;
    torch::jit::Module module;
    std::string deviceName;
    std::vector<std::string> layers;
    bool channelsLast = false;
    std::vector<torch::jit::Code> pieces;
    std::vector<std::size_t> position;
    struct Chain {
        std::optional<torch::jit::Code> code;
        bool pools = false;
    };
    std::vector<Chain> chains; ///< what each cut was moved over

    c10::IValue run(const torch::jit::Code& code, std::vector<c10::IValue> stack) const {
        const at::NoGradGuard noGrad;
        stack.insert(stack.begin(), module._ivalue());
        torch::jit::InterpreterState(code).run(stack);
        return std::move(stack.at(0));
    }

    StageState stateOf(const c10::IValue& tuple, std::size_t cut, std::int64_t rows) const {
        auto state = std::make_shared<StageState::Impl>();
        state->cut = static_cast<int>(cut);
        state->position = position[cut];
        state->rows = rows;
        const auto& elements = tuple.toTupleRef().elements();
        state->values.assign(elements.begin(), elements.end());
        const auto& value = state->values[state->position];
        if (!value.isTensor() || (value.toTensor().dim() != 2 && value.toTensor().dim() != 4)) {
            throw ModelError(layers[cut] + " returns " + describeOutput(value) +
                             "; units can be switched off in maps (N, C, H, W) and in vectors "
                             "(N, C) alone");
        }
        return StageState(std::move(state));
    }
};

StagedForward::StagedForward(const Network& network, const std::vector<std::string>& layers,
                             bool fast, bool late) {
    const auto& source = network.impl();
    m_impl = atTheEdge(source.name, [&] {
        checkLayers(source, layers);
        auto impl = std::make_shared<Impl>();
        impl->name = source.name;
        impl->module = source.module;
        impl->deviceName = source.deviceName;
        auto forward = inlineForward(source.module);
        recordCutPoints(forward, layers);
        auto graph = forward.graph;
        settle(graph, source.module, source.device);
        settleCutPoints(graph);
        if (fast) {
            impl->channelsLast = allowChannelsLast(graph);
            freezeWeights(graph, source.module, impl->channelsLast);
            if (impl->channelsLast && source.device.is_cpu()) {
                prepackConvolutions(graph);
            }
            fuseElementwise(graph, source.device.is_cpu());
        }
        const auto moved =
            late ? cutLate(graph) : std::vector<UnitwiseChain>(layers.size(), UnitwiseChain());
        const auto cut = cutForward(graph, layers);
        for (const std::size_t key : cut.order) {
            impl->layers.push_back(layers[key]);
            Impl::Chain chain;
            if (moved[key].graph != nullptr) {
                chain.code.emplace(moved[key].graph, "behind " + layers[key]);
                chain.pools = moved[key].pools;
            }
            impl->chains.push_back(std::move(chain));
        }
        for (std::size_t i = 0; i < cut.pieces.size(); ++i) {
            impl->pieces.emplace_back(cut.pieces[i], "piece" + std::to_string(i));
        }
        impl->position = cut.position;
        return impl;
    });
}

const std::vector<std::string>& StagedForward::layers() const {
    return m_impl->layers;
}

const std::string& StagedForward::device() const {
    return m_impl->deviceName;
}

StageState StagedForward::head(const at::Tensor& images) const {
    return atTheEdge(m_impl->name, [&] {
        auto arguments =
            forwardArguments(m_impl->module, m_impl->channelsLast && images.dim() == 4
                                                 ? images.contiguous(at::MemoryFormat::ChannelsLast)
                                                 : images);
        return m_impl->stateOf(m_impl->run(m_impl->pieces[0], std::move(arguments)), 0,
                               images.size(0));
    });
}

StageState StagedForward::advance(const StageState& state, int cut) const {
    return atTheEdge(m_impl->name, [&] {
        StageState at = state;
        while (at.cut() < cut) {
            const auto next = static_cast<std::size_t>(at.cut()) + 1;
            at = m_impl->stateOf(m_impl->run(m_impl->pieces[next], at.impl().values), next,
                                 at.rows());
        }
        return at;
    });
}

at::Tensor StagedForward::behind(const StageState& state, const at::Tensor& values) const {
    const auto& chain = m_impl->chains[static_cast<std::size_t>(state.cut())];
    if (!chain.code) {
        return values;
    }
    return atTheEdge(m_impl->name, [&] {
        // Constant maps stay constant whatever their size; this one is large enough for any window.
        constexpr std::int64_t kSide = 64;
        const auto& activation = state.activation();
        std::vector<std::int64_t> shape(
            chain.pools ? 4 : static_cast<std::size_t>(activation.dim()), kSide);
        shape[0] = 1;
        shape[1] = 1;
        std::vector<std::int64_t> flat(shape.size(), 1);
        flat[1] = values.size(0);
        const auto maps = values.to(activation.device()).view(flat).repeat(shape);
        return m_impl->run(*chain.code, {maps})
            .toTensor()
            .flatten(1)
            .reshape({values.size(0), -1})
            .select(1, 0)
            .cpu()
            .contiguous();
    });
}

at::Tensor StagedForward::logits(const StageState& state) const {
    const auto last = static_cast<int>(m_impl->layers.size()) - 1;
    const StageState at = advance(state, last);
    return atTheEdge(m_impl->name, [&] {
        return findLogits(m_impl->run(m_impl->pieces.back(), at.impl().values), at.rows());
    });
}

} // namespace brera::network
