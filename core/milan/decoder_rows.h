// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"

#include <cstdint>
#include <span>
#include <vector>

namespace brera::milan {

/// The decoder's weights arranged so that a step has three matrix products: everything that
/// multiplies the hidden state in one, and each word's share of the LSTM's gates looked up.
struct DecoderTables {
    explicit DecoderTables(const DecoderWeights& weights);

    const DecoderWeights& weights;
    at::Tensor wordGates; ///< (words, 4·hidden): embedding · Wᵀ and both of the LSTM's biases
    at::Tensor contextGates; ///< (4·hidden, features)
    at::Tensor hiddenWeight; ///< (attention + features + 4·hidden, hidden): query, gate, LSTM
    at::Tensor hiddenBias;   ///< the gate's; the query's is in the keys, the LSTM's in the words
    at::Tensor attention;    ///< (attention): its output's weight; a bias would change nothing
    std::int64_t hidden = 0;
    std::int64_t attentionSize = 0;
    std::int64_t features = 0;
    std::int64_t words = 0;
};

/// Hypotheses of several units that are decoded side by side, one a row: the decoder's step
/// without anything that could be done once (MILAN.md section 2). Same arithmetic as
/// milan/decoder.h, differently arranged.
class DecoderRows {
public:
    /// @param features (units, exemplars, features) float32 on the weights' device, contiguous.
    /// @param rows at most.
    DecoderRows(const DecoderTables& tables, const at::Tensor& features, std::int64_t rows);

    /// Begins with one row for each of these units.
    void start(std::span<const std::int32_t> units);
    /// The rows of the next step are these of the last one.
    void keep(std::span<const std::int64_t> rows);
    /// Feeds every row its word. The results below are valid until the next call.
    void step(std::span<const std::int32_t> words);

    std::int64_t rows() const { return static_cast<std::int64_t>(m_units.size()); }
    const at::Tensor& logits() const { return m_logits; } ///< (rows, words)
    const at::Tensor& shares() const { return m_shares; } ///< (rows, exemplars)

private:
    void attendHere(const at::Tensor& products);
    void attendOnDevice(const at::Tensor& products);

    const DecoderTables& m_tables;
    at::Tensor m_features;
    at::Tensor m_keys;
    at::Tensor m_startHidden, m_startCell; ///< (units, hidden)
    std::vector<std::int32_t> m_units;     ///< of each row
    at::Tensor m_hidden, m_cell;           ///< (rows, hidden)
    at::Tensor m_logits, m_shares, m_context;
    // memory for all rows; what is used at a step is the first part of it
    at::Tensor m_productsMemory, m_contextMemory, m_gatesMemory, m_logitsMemory, m_sharesMemory;
    at::Tensor m_hiddenMemory[2], m_cellMemory[2];
    int m_side = 0;
};

} // namespace brera::milan
