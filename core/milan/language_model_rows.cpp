// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/language_model_rows.h"

#include "milan/row_math.h"

#include <algorithm>
#include <numeric>

namespace brera::milan {

namespace {
constexpr std::int64_t kLogitRows = 512; ///< whose scores of all words lie in memory at once
}

LanguageModelTables::LanguageModelTables(const LanguageModelWeights& model)
    : weights(model), hidden(model.layers[0].hiddenWeight.size(1)) {
    const auto& first = model.layers[0];
    wordGates =
        at::addmm(first.inputBias + first.hiddenBias, model.embedding, first.inputWeight.t());
    for (std::size_t i = 1; i < model.layers.size(); ++i) {
        const auto& layer = model.layers[i];
        layerWeight.push_back(at::cat({layer.inputWeight, layer.hiddenWeight}, 1));
        layerBias.push_back(layer.inputBias + layer.hiddenBias);
    }
}

LanguageModelRows::LanguageModelRows(const LanguageModelTables& tables) : m_tables(tables) {
}

void LanguageModelRows::start(std::int64_t rows) {
    m_hidden.clear();
    m_cell.clear();
    for (std::size_t i = 0; i < m_tables.weights.layers.size(); ++i) {
        m_hidden.push_back(at::zeros({rows, m_tables.hidden}, m_tables.wordGates.options()));
        m_cell.push_back(at::zeros_like(m_hidden.back()));
    }
}

void LanguageModelRows::keep(std::span<const std::int64_t> rows) {
    const auto index = indexTensor(rows, m_tables.wordGates.device());
    for (std::size_t i = 0; i < m_hidden.size(); ++i) {
        m_hidden[i] = m_hidden[i].index_select(0, index);
        m_cell[i] = m_cell[i].index_select(0, index);
    }
}

void LanguageModelRows::step(std::span<const std::int32_t> words) {
    auto gates = at::mm(m_hidden[0], m_tables.weights.layers[0].hiddenWeight.t());
    gatherGates(m_tables.wordGates, words, gates, gates);
    lstmInPlace(gates, m_cell[0], m_hidden[0]);
    for (std::size_t i = 1; i < m_hidden.size(); ++i) {
        at::addmm_out(gates, m_tables.layerBias[i - 1], at::cat({m_hidden[i - 1], m_hidden[i]}, 1),
                      m_tables.layerWeight[i - 1].t());
        lstmInPlace(gates, m_cell[i], m_hidden[i]);
    }
}

at::Tensor LanguageModelRows::logits(std::int64_t begin, std::int64_t count) const {
    const auto& output = m_tables.weights.output;
    return at::addmm(output.bias, m_hidden.back().narrow(0, begin, count), output.weight.t());
}

std::vector<double> languageModelSums(const LanguageModelTables& tables,
                                      std::span<const std::vector<std::int32_t>> sequences,
                                      std::int32_t start) {
    std::vector<double> sums(sequences.size(), 0.0);
    // In the order of a dictionary, sequences with a common prefix are neighbours.
    std::vector<std::size_t> order(sequences.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return sequences[a] < sequences[b]; });
    std::erase_if(order, [&](std::size_t i) { return sequences[i].empty(); });

    LanguageModelRows rows(tables);
    std::vector<std::int64_t> node(sequences.size(), 0); ///< row of a sequence's prefix
    std::vector<std::int32_t> words{start};
    rows.start(order.empty() ? 0 : 1);
    for (std::size_t length = 0; !order.empty(); ++length) {
        rows.step(words);
        // Whose next word is looked up in which row; rows grow along the order.
        std::size_t next = 0;
        for (std::int64_t begin = 0; begin < rows.rows(); begin += kLogitRows) {
            const auto count = std::min(kLogitRows, rows.rows() - begin);
            std::vector<std::int64_t> at;
            std::vector<std::int64_t> token;
            const auto first = next;
            for (; next < order.size() && node[order[next]] < begin + count; ++next) {
                at.push_back(node[order[next]] - begin);
                token.push_back(sequences[order[next]][length]);
            }
            const auto logits = rows.logits(begin, count);
            const auto row = indexTensor(std::span<const std::int64_t>(at), logits.device());
            const auto word = indexTensor(std::span<const std::int64_t>(token), logits.device());
            const auto values =
                (logits.index({row, word}) - logSumExpRows(logits).index({row})).cpu();
            const float* value = values.data_ptr<float>();
            for (std::size_t i = first; i < next; ++i) {
                sums[order[i]] += static_cast<double>(value[i - first]);
            }
        }
        // One word further: a row for every distinct prefix that goes on.
        std::erase_if(order, [&](std::size_t i) { return sequences[i].size() == length + 1; });
        std::vector<std::int64_t> parents;
        words.clear();
        std::int64_t last = -1;
        for (const auto i : order) {
            const auto word = sequences[i][length];
            if (parents.empty() || node[i] != last || word != words.back()) {
                last = node[i];
                parents.push_back(node[i]);
                words.push_back(word);
            }
            node[i] = std::ssize(parents) - 1;
        }
        if (!order.empty()) {
            rows.keep(parents);
        }
    }
    return sums;
}

} // namespace brera::milan
