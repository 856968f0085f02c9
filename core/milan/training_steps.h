// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"
#include "milan/training_data.h"

#include <ATen/core/Generator.h>

#include <optional>
#include <vector>

namespace brera::milan {

/// The share of values that dropout clears while training (MILAN.md sections 2 and 3).
constexpr double kDropout = 0.5;

/// Mean negative log-likelihood of the batch's tokens under the decoder, plus `attentionWeight`
/// times the doubly stochastic penalty: the mean over samples and exemplars of (1 − Σ_t α_tj)²,
/// t running over the sample's own tokens.
/// @param features (samples, exemplars, features) of the batch's units.
/// @param dropout draws on it; none without.
at::Tensor decoderLoss(const DecoderWeights& weights, const at::Tensor& features,
                       const Batch& batch, double attentionWeight,
                       std::optional<at::Generator> dropout);

/// Mean negative log-likelihood of the batch's tokens under the language model.
at::Tensor languageModelLoss(const LanguageModelWeights& weights, const Batch& batch,
                             std::optional<at::Generator> dropout);

/// The likeliest next word, again and again: token numbers up to and including stop, a row a unit.
/// @param features (units, exemplars, features).
std::vector<std::vector<std::int32_t>> greedyTokens(const DecoderWeights& weights,
                                                    const language::Vocabulary& vocabulary,
                                                    const at::Tensor& features);

} // namespace brera::milan
