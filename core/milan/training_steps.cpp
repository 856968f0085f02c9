// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/training_steps.h"

#include "milan/decoder.h"
#include "milan/language_model.h"

namespace brera::milan {

namespace {

constexpr int kGreedySteps = 15;

/// Clears values at random and scales the others up. The mask is drawn on the CPU: the same on
/// every device.
at::Tensor dropped(const at::Tensor& values, std::optional<at::Generator> generator) {
    if (!generator) {
        return values;
    }
    auto mask = at::empty(values.sizes(), values.options().device(at::kCPU).requires_grad(false));
    mask.bernoulli_(1 - kDropout, *generator).mul_(1 / (1 - kDropout));
    return values * mask.to(values.device());
}

/// The decoder's weights, joined so that a step needs three products.
struct JoinedWeights {
    at::Tensor fromHidden, fromHiddenBias; ///< hidden → query and gate
    at::Tensor fromEmbedding, fromEmbeddingBias;
    at::Tensor gates; ///< context and hidden → LSTM gates

    explicit JoinedWeights(const DecoderWeights& weights) {
        const auto embedding = weights.embedding.size(1);
        const auto& input = weights.lstm.inputWeight;
        fromHidden = at::cat({weights.query.weight, weights.gate.weight});
        fromHiddenBias = at::cat({weights.query.bias, weights.gate.bias});
        fromEmbedding = input.narrow(1, 0, embedding);
        fromEmbeddingBias = weights.lstm.inputBias + weights.lstm.hiddenBias;
        gates = at::cat(
            {input.narrow(1, embedding, input.size(1) - embedding), weights.lstm.hiddenWeight}, 1);
    }
};

struct Packed {
    at::Tensor hidden;    ///< (tokens, hidden)
    at::Tensor attention; ///< (tokens, exemplars)
};

/// Teacher forcing over samples of falling length: a step computes only those that go on.
Packed forcedPacked(const DecoderWeights& weights, const at::Tensor& features, const Batch& batch) {
    const JoinedWeights joined(weights);
    const auto attentionSize = weights.query.weight.size(0);
    const auto featureSize = weights.gate.weight.size(0);
    const auto fromWords = at::linear(at::embedding(weights.embedding, batch.inputs),
                                      joined.fromEmbedding, joined.fromEmbeddingBias);
    auto keys = attentionKeys(weights, features);
    auto values = features;
    auto [hidden, cell] = initialState(weights, features);
    std::vector<at::Tensor> hiddens;
    std::vector<at::Tensor> attentions;
    std::int64_t at = 0;
    for (const auto rows : batch.rows) {
        if (rows < hidden.size(0)) {
            hidden = hidden.narrow(0, 0, rows);
            cell = cell.narrow(0, 0, rows);
            keys = keys.narrow(0, 0, rows);
            values = values.narrow(0, 0, rows);
        }
        const auto both = at::linear(hidden, joined.fromHidden, joined.fromHiddenBias)
                              .split_with_sizes({attentionSize, featureSize}, 1);
        const auto energy = at::linear(at::tanh(keys + both[0].unsqueeze(1)),
                                       weights.attention.weight, weights.attention.bias);
        const auto attention = at::softmax(energy.squeeze(2), 1);
        const auto context =
            at::bmm(attention.unsqueeze(1), values).squeeze(1) * at::sigmoid(both[1]);
        const auto gates = (fromWords.narrow(0, at, rows) +
                            at::linear(at::cat({context, hidden}, 1), joined.gates))
                               .chunk(4, 1);
        cell = at::sigmoid(gates[1]) * cell + at::sigmoid(gates[0]) * at::tanh(gates[2]);
        hidden = at::sigmoid(gates[3]) * at::tanh(cell);
        hiddens.push_back(hidden);
        attentions.push_back(attention);
        at += rows;
    }
    return {at::cat(hiddens), at::cat(attentions)};
}

} // namespace

at::Tensor decoderLoss(const DecoderWeights& weights, const at::Tensor& features,
                       const Batch& batch, double attentionWeight,
                       std::optional<at::Generator> dropout) {
    const auto forced = forcedPacked(weights, features, batch);
    const auto loss = at::cross_entropy_loss(
        decoderLogits(weights, dropped(forced.hidden, std::move(dropout))), batch.targets);
    if (attentionWeight == 0) {
        return loss;
    }
    const auto given = at::zeros({features.size(0), features.size(1)}, features.options())
                           .index_add(0, batch.sampleOf, forced.attention);
    return loss + attentionWeight * (1 - given).square().mean();
}

at::Tensor languageModelLoss(const LanguageModelWeights& weights, const Batch& batch,
                             std::optional<at::Generator> dropout) {
    const auto sizes = at::tensor(batch.rows, at::kLong);
    auto sequence = at::embedding(weights.embedding, batch.inputs);
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const auto& layer = weights.layers[i];
        if (i > 0) {
            sequence = dropped(sequence, dropout);
        }
        const auto start =
            at::zeros({1, batch.rows.front(), layer.hiddenWeight.size(1)}, sequence.options());
        sequence = std::get<0>(
            at::lstm(sequence, sizes, {start, start},
                     {layer.inputWeight, layer.hiddenWeight, layer.inputBias, layer.hiddenBias},
                     true, 1, 0, true, false));
    }
    return at::cross_entropy_loss(languageModelLogits(weights, sequence), batch.targets);
}

std::vector<std::vector<std::int32_t>> greedyTokens(const DecoderWeights& weights,
                                                    const language::Vocabulary& vocabulary,
                                                    const at::Tensor& features) {
    const at::NoGradGuard noGrad;
    const auto keys = attentionKeys(weights, features);
    auto state = initialState(weights, features);
    auto words = at::full({features.size(0)}, vocabulary.specials().start,
                          features.options().dtype(at::kLong));
    std::vector<at::Tensor> chosen;
    for (int t = 0; t < kGreedySteps; ++t) {
        state = decoderStep(weights, features, keys, state, words).state;
        words = decoderLogits(weights, state.hidden).argmax(1);
        chosen.push_back(words);
    }
    const auto all = at::stack(chosen, 1).to(at::kCPU).contiguous();
    const auto* numbers = all.data_ptr<std::int64_t>();
    std::vector<std::vector<std::int32_t>> result(static_cast<std::size_t>(features.size(0)));
    for (auto& row : result) {
        for (int t = 0; t < kGreedySteps; ++t) {
            row.push_back(static_cast<std::int32_t>(numbers[t]));
            if (row.back() == vocabulary.specials().stop) {
                break;
            }
        }
        numbers += kGreedySteps;
    }
    return result;
}

} // namespace brera::milan
