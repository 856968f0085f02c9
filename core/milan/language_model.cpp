// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/language_model.h"

namespace brera::milan {

LanguageModelState languageModelStart(const LanguageModelWeights& weights, std::int64_t rows) {
    LanguageModelState state;
    for (const auto& layer : weights.layers) {
        const auto zeros = at::zeros({rows, layer.hiddenWeight.size(1)},
                                     layer.hiddenWeight.options().requires_grad(false));
        state.hidden.push_back(zeros);
        state.cell.push_back(zeros);
    }
    return state;
}

LanguageModelState languageModelStep(const LanguageModelWeights& weights,
                                     const LanguageModelState& state, const at::Tensor& tokens) {
    LanguageModelState next;
    at::Tensor input = at::embedding(weights.embedding, tokens);
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const auto& layer = weights.layers[i];
        auto [hidden, cell] =
            at::lstm_cell(input, {state.hidden[i], state.cell[i]}, layer.inputWeight,
                          layer.hiddenWeight, layer.inputBias, layer.hiddenBias);
        input = hidden;
        next.hidden.push_back(std::move(hidden));
        next.cell.push_back(std::move(cell));
    }
    return next;
}

at::Tensor languageModelLogits(const LanguageModelWeights& weights, const at::Tensor& hidden) {
    return at::linear(hidden, weights.output.weight, weights.output.bias);
}

at::Tensor languageModelForced(const LanguageModelWeights& weights, const at::Tensor& inputs,
                               double dropout) {
    std::vector<at::Tensor> parameters;
    for (const auto& layer : weights.layers) {
        parameters.insert(parameters.end(), {layer.inputWeight, layer.hiddenWeight, layer.inputBias,
                                             layer.hiddenBias});
    }
    const auto layers = static_cast<std::int64_t>(weights.layers.size());
    const auto start = at::zeros({layers, inputs.size(0), weights.layers[0].hiddenWeight.size(1)},
                                 weights.embedding.options().requires_grad(false));
    return std::get<0>(at::lstm(at::embedding(weights.embedding, inputs), {start, start},
                                parameters, true, layers, dropout, dropout > 0, false, true));
}

} // namespace brera::milan
