// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"

namespace brera::milan {

/// The language model of MILAN.md section 3 in plain differentiable operators.

/// One tensor (rows, hidden) a layer.
struct LanguageModelState {
    std::vector<at::Tensor> hidden;
    std::vector<at::Tensor> cell;
};

/// Zeros.
LanguageModelState languageModelStart(const LanguageModelWeights& weights, std::int64_t rows);

/// One token further. @param tokens (rows) int64, the words before. The last layer's hidden part
/// makes the words: languageModelLogits.
LanguageModelState languageModelStep(const LanguageModelWeights& weights,
                                     const LanguageModelState& state, const at::Tensor& tokens);

/// Unnormalised scores of the next word: (…, hidden) → (…, words).
at::Tensor languageModelLogits(const LanguageModelWeights& weights, const at::Tensor& hidden);

/// Whole sequences at once. @param inputs (rows, steps) int64: start, then the words.
/// @param dropout between the layers, while training; 0 else.
/// @returns the last layer's hidden part, (rows, steps, hidden).
at::Tensor languageModelForced(const LanguageModelWeights& weights, const at::Tensor& inputs,
                               double dropout = 0);

} // namespace brera::milan
