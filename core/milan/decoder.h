// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"

namespace brera::milan {

/// The decoder of MILAN.md section 2, a row at a time, in plain differentiable operators: what
/// training learns through and what the search is checked against. Rows are any mixture of units
/// and beams; features are (rows, exemplars, features).

struct DecoderState {
    at::Tensor hidden; ///< (rows, hidden)
    at::Tensor cell;   ///< (rows, hidden)
};

struct DecoderStep {
    DecoderState state;   ///< after the token
    at::Tensor attention; ///< (rows, exemplars), each row sums to 1
};

/// W_k v_j + b: (rows, exemplars, attention), the same at every step.
at::Tensor attentionKeys(const DecoderWeights& weights, const at::Tensor& features);

/// From the mean of the exemplars' features.
DecoderState initialState(const DecoderWeights& weights, const at::Tensor& features);

/// One token further. @param tokens (rows) int64, the words before.
DecoderStep decoderStep(const DecoderWeights& weights, const at::Tensor& features,
                        const at::Tensor& keys, const DecoderState& state,
                        const at::Tensor& tokens);

/// Unnormalised scores of the next word from the state's hidden part: (…, hidden) → (…, words).
/// Dropout, while training, is the caller's.
at::Tensor decoderLogits(const DecoderWeights& weights, const at::Tensor& hidden);

/// Teacher forcing: the logits after start and each of the targets but the last.
struct Forced {
    at::Tensor hidden;    ///< (rows, steps, hidden); decoderLogits makes words of it
    at::Tensor attention; ///< (rows, steps, exemplars)
};
/// @param inputs (rows, steps) int64: start, then the words.
Forced decoderForced(const DecoderWeights& weights, const at::Tensor& features,
                     const at::Tensor& inputs);

} // namespace brera::milan
