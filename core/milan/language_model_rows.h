// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"

#include <cstdint>
#include <span>
#include <vector>

namespace brera::milan {

/// The language model's weights with each word's share of the first layer's gates looked up, and
/// one product for each further layer.
struct LanguageModelTables {
    explicit LanguageModelTables(const LanguageModelWeights& weights);

    const LanguageModelWeights& weights;
    at::Tensor wordGates;                ///< (words, 4·hidden), both biases included
    std::vector<at::Tensor> layerWeight; ///< from the second layer on: (4·hidden, 2·hidden)
    std::vector<at::Tensor> layerBias;   ///< (4·hidden)
    std::int64_t hidden = 0;
};

/// Prefixes that are read side by side, one a row. Same arithmetic as milan/language_model.h.
class LanguageModelRows {
public:
    explicit LanguageModelRows(const LanguageModelTables& tables);

    /// Begins with so many empty rows.
    void start(std::int64_t rows);
    /// The rows of the next step are these of the last one; one may be taken several times.
    void keep(std::span<const std::int64_t> rows);
    /// Feeds every row its word.
    void step(std::span<const std::int32_t> words);

    /// Unnormalised scores of the next word for the rows begin … begin + count − 1:
    /// (count, words).
    at::Tensor logits(std::int64_t begin, std::int64_t count) const;
    std::int64_t rows() const { return m_hidden[0].size(0); }

private:
    const LanguageModelTables& m_tables;
    std::vector<at::Tensor> m_hidden, m_cell; ///< a layer each, (rows, hidden)
};

/// Σ log p of each sequence's words after start, stopping at nothing: the caller decides how far a
/// sequence goes. Common prefixes are read once.
/// @param start the start word's number.
std::vector<double> languageModelSums(const LanguageModelTables& tables,
                                      std::span<const std::vector<std::int32_t>> sequences,
                                      std::int32_t start);

} // namespace brera::milan
