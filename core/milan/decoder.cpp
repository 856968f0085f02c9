// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/decoder.h"

namespace brera::milan {

namespace {
at::Tensor linear(const LinearWeights& layer, const at::Tensor& input) {
    return at::linear(input, layer.weight, layer.bias);
}
} // namespace

at::Tensor attentionKeys(const DecoderWeights& weights, const at::Tensor& features) {
    return linear(weights.key, features);
}

DecoderState initialState(const DecoderWeights& weights, const at::Tensor& features) {
    const auto mean = features.mean(1);
    return {at::tanh(linear(weights.initialHidden, mean)),
            at::tanh(linear(weights.initialCell, mean))};
}

DecoderStep decoderStep(const DecoderWeights& weights, const at::Tensor& features,
                        const at::Tensor& keys, const DecoderState& state,
                        const at::Tensor& tokens) {
    const auto query = linear(weights.query, state.hidden).unsqueeze(1);
    const auto energy = linear(weights.attention, at::tanh(keys + query)).squeeze(2);
    DecoderStep step;
    step.attention = at::softmax(energy, 1);
    const auto context = at::bmm(step.attention.unsqueeze(1), features).squeeze(1) *
                         at::sigmoid(linear(weights.gate, state.hidden));
    const auto input = at::cat({at::embedding(weights.embedding, tokens), context}, 1);
    std::tie(step.state.hidden, step.state.cell) =
        at::lstm_cell(input, {state.hidden, state.cell}, weights.lstm.inputWeight,
                      weights.lstm.hiddenWeight, weights.lstm.inputBias, weights.lstm.hiddenBias);
    return step;
}

at::Tensor decoderLogits(const DecoderWeights& weights, const at::Tensor& hidden) {
    return linear(weights.output, hidden);
}

Forced decoderForced(const DecoderWeights& weights, const at::Tensor& features,
                     const at::Tensor& inputs) {
    const auto keys = attentionKeys(weights, features);
    DecoderState state = initialState(weights, features);
    std::vector<at::Tensor> hidden;
    std::vector<at::Tensor> attention;
    for (std::int64_t t = 0; t < inputs.size(1); ++t) {
        auto step = decoderStep(weights, features, keys, state, inputs.select(1, t));
        state = std::move(step.state);
        hidden.push_back(state.hidden);
        attention.push_back(step.attention);
    }
    return {at::stack(hidden, 1), at::stack(attention, 1)};
}

} // namespace brera::milan
