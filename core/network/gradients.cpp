// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/gradients.h"

#include "base/error.h"
#include "network/errors.h"
#include "network/graph_cut.h"
#include "network/graph_inline.h"
#include "network/graph_optimize.h"
#include "network/network_impl.h"
#include "network/outputs.h"
#include "network/torch_edge.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/runtime/interpreter.h>

#include <algorithm>

namespace brera::network {

struct GradientForward::Impl {
    std::string name;
    torch::jit::Module module;
    std::vector<std::string> layers;
    std::vector<torch::jit::Code> pieces;
    std::vector<std::size_t> position;

    using Values = std::vector<c10::IValue>;

    c10::IValue runPiece(std::size_t piece, Values stack) const {
        stack.insert(stack.begin(), module._ivalue());
        torch::jit::InterpreterState(pieces[piece]).run(stack);
        return std::move(stack.at(0));
    }

    static Values elements(const c10::IValue& tuple) {
        const auto& list = tuple.toTupleRef().elements();
        return Values(list.begin(), list.end());
    }

    /// The values behind a cut with nothing recorded on the way; the layer's own is a new leaf
    /// from which gradients count.
    Values leafBehind(std::size_t cut, const at::Tensor& images) const {
        Values values;
        {
            const at::NoGradGuard noGrad;
            values = elements(runPiece(0, forwardArguments(module, images.contiguous())));
            for (std::size_t piece = 1; piece <= cut; ++piece) {
                values = elements(runPiece(piece, std::move(values)));
            }
        }
        auto& own = values[position[cut]];
        own = own.toTensor().detach().requires_grad_(true);
        return values;
    }

    at::Tensor logitsOf(const c10::IValue& output, std::int64_t rows) const {
        auto logits = findLogits(output, rows);
        if (!logits.defined()) {
            throw ModelError(name + " returns " + describeOutput(output) +
                             ", in which there are no logits to go back from");
        }
        if (!logits.requires_grad()) {
            throw ModelError(name + ": the logits do not depend on these layers in a way that "
                                    "gradients could follow");
        }
        return logits;
    }

    std::size_t cutOf(const std::string& layer) const {
        const auto found = std::find(layers.begin(), layers.end(), layer);
        if (found == layers.end()) {
            throw ModelError(name + ": " + layer + " is not among the layers looked at");
        }
        return static_cast<std::size_t>(found - layers.begin());
    }
};

GradientForward::GradientForward(const Network& network, const std::vector<std::string>& layers) {
    const auto& source = network.impl();
    m_impl = atTheEdge(source.name, [&] {
        checkLayers(source, layers);
        auto impl = std::make_shared<Impl>();
        impl->name = source.name;
        impl->module = source.module;
        auto forward = inlineForward(source.module);
        recordCutPoints(forward, layers);
        auto graph = forward.graph;
        settle(graph, source.module, source.device);
        settleCutPoints(graph);
        const auto cut = cutForward(graph, layers);
        for (const std::size_t key : cut.order) {
            impl->layers.push_back(layers[key]);
        }
        for (std::size_t i = 0; i < cut.pieces.size(); ++i) {
            impl->pieces.emplace_back(cut.pieces[i], "graded" + std::to_string(i));
        }
        impl->position = cut.position;
        return impl;
    });
}

const std::vector<std::string>& GradientForward::layers() const {
    return m_impl->layers;
}

at::Tensor GradientForward::run(const at::Tensor& images, const Choice& choose,
                                std::vector<at::Tensor>& activations,
                                std::vector<at::Tensor>& gradients) const {
    return atTheEdge(m_impl->name, [&] {
        const at::AutoGradMode grad(true);
        const std::size_t cuts = m_impl->layers.size();
        auto values = m_impl->leafBehind(0, images);
        activations = {values[m_impl->position[0]].toTensor()};
        for (std::size_t cut = 1; cut < cuts; ++cut) {
            values = Impl::elements(m_impl->runPiece(cut, std::move(values)));
            activations.push_back(values[m_impl->position[cut]].toTensor());
        }
        const auto logits =
            m_impl->logitsOf(m_impl->runPiece(cuts, std::move(values)), images.size(0));
        // A layer whose output does not lead to the logits owes them nothing.
        std::vector<at::Tensor> roots;
        std::copy_if(activations.begin(), activations.end(), std::back_inserter(roots),
                     [](const at::Tensor& value) { return value.requires_grad(); });
        auto found = torch::autograd::grad({logits.select(1, choose(logits.detach())).sum()}, roots,
                                           {}, false, false, true);
        gradients.clear();
        std::size_t next = 0;
        for (auto& activation : activations) {
            at::Tensor gradient;
            if (activation.requires_grad()) {
                gradient = found[next++];
            }
            activation = activation.detach();
            gradients.push_back(gradient.defined() ? gradient : at::zeros_like(activation));
        }
        return logits.detach();
    });
}

at::Tensor GradientForward::outputEffect(const at::Tensor& images, const std::string& layer,
                                         std::int64_t unit) const {
    return atTheEdge(m_impl->name, [&] {
        const std::size_t cut = m_impl->cutOf(layer);
        const at::AutoGradMode grad(true);
        auto values = m_impl->leafBehind(cut, images);
        const auto activation = values[m_impl->position[cut]].toTensor();
        if (unit < 0 || unit >= activation.size(1)) {
            throw ModelError(layer + " has " + std::to_string(activation.size(1)) +
                             " units; unit " + std::to_string(unit) + " does not exist");
        }
        for (std::size_t piece = cut + 1; piece + 1 < m_impl->pieces.size(); ++piece) {
            values = Impl::elements(m_impl->runPiece(piece, std::move(values)));
        }
        const auto logits = m_impl->logitsOf(
            m_impl->runPiece(m_impl->pieces.size() - 1, std::move(values)), images.size(0));
        // The gradient is linear in the weights it is asked for with, so that going back through
        // it a second time gives every class at once.
        const auto weights = at::zeros_like(logits).requires_grad_(true);
        const auto back =
            torch::autograd::grad({logits}, {activation}, {weights}, true, true, true);
        if (!back[0].defined()) {
            return at::zeros_like(logits);
        }
        const auto effect = torch::autograd::grad({back[0].select(1, unit).sum()}, {weights}, {},
                                                  false, false, true);
        return effect[0].defined() ? effect[0].detach() : at::zeros_like(logits);
    });
}

} // namespace brera::network
