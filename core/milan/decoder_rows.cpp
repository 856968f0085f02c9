// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/decoder_rows.h"

#include "milan/decoder.h"
#include "milan/row_math.h"
#include "milan/search_kernels.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace brera::milan {

DecoderTables::DecoderTables(const DecoderWeights& decoder)
    : weights(decoder), hidden(decoder.query.weight.size(1)),
      attentionSize(decoder.query.weight.size(0)), features(decoder.key.weight.size(1)),
      words(decoder.embedding.size(0)) {
    const auto& lstm = decoder.lstm;
    const auto size = decoder.embedding.size(1);
    wordGates = at::addmm(lstm.inputBias + lstm.hiddenBias, decoder.embedding,
                          lstm.inputWeight.slice(1, 0, size).t());
    contextGates = lstm.inputWeight.slice(1, size).contiguous();
    hiddenWeight = at::cat({decoder.query.weight, decoder.gate.weight, lstm.hiddenWeight});
    hiddenBias = at::cat(
        {at::zeros_like(decoder.query.bias), decoder.gate.bias, at::zeros_like(lstm.hiddenBias)});
    attention = decoder.attention.weight.reshape({attentionSize}).contiguous();
}

DecoderRows::DecoderRows(const DecoderTables& tables, const at::Tensor& features, std::int64_t rows)
    : m_tables(tables), m_features(features) {
    const auto start = initialState(tables.weights, features);
    m_startHidden = start.hidden;
    m_startCell = start.cell;
    m_keys = attentionKeys(tables.weights, features).add_(tables.weights.query.bias);
    const auto options = features.options();
    m_productsMemory = at::empty({rows, tables.hiddenWeight.size(0)}, options);
    m_contextMemory = at::empty({rows, tables.features}, options);
    m_gatesMemory = at::empty({rows, 4 * tables.hidden}, options);
    m_logitsMemory = at::empty({rows, tables.words}, options);
    m_sharesMemory = at::empty({rows, features.size(1)}, options);
    for (int side = 0; side < 2; ++side) {
        m_hiddenMemory[side] = at::empty({rows, tables.hidden}, options);
        m_cellMemory[side] = at::empty({rows, tables.hidden}, options);
    }
}

void DecoderRows::start(std::span<const std::int32_t> units) {
    m_units.assign(units.begin(), units.end());
    const auto index = indexTensor(units, m_features.device());
    m_hidden = m_hiddenMemory[m_side].narrow(0, 0, rows());
    m_cell = m_cellMemory[m_side].narrow(0, 0, rows());
    at::index_select_out(m_hidden, m_startHidden, 0, index);
    at::index_select_out(m_cell, m_startCell, 0, index);
}

void DecoderRows::keep(std::span<const std::int64_t> kept) {
    std::vector<std::int32_t> units;
    units.reserve(kept.size());
    for (const auto row : kept) {
        units.push_back(m_units[static_cast<std::size_t>(row)]);
    }
    m_units = std::move(units);
    m_side = 1 - m_side;
    const auto index = indexTensor(kept, m_features.device());
    auto hidden = m_hiddenMemory[m_side].narrow(0, 0, rows());
    auto cell = m_cellMemory[m_side].narrow(0, 0, rows());
    at::index_select_out(hidden, m_hidden, 0, index);
    at::index_select_out(cell, m_cell, 0, index);
    m_hidden = hidden;
    m_cell = cell;
}

void DecoderRows::step(std::span<const std::int32_t> words) {
    const auto count = rows();
    auto products = m_productsMemory.narrow(0, 0, count);
    at::addmm_out(products, m_tables.hiddenBias, m_hidden, m_tables.hiddenWeight.t());
    m_context = m_contextMemory.narrow(0, 0, count);
    m_shares = m_sharesMemory.narrow(0, 0, count);
    if (m_features.is_cpu()) {
        attendHere(products);
    } else {
        attendOnDevice(products);
    }
    auto gates = m_gatesMemory.narrow(0, 0, count);
    gatherGates(m_tables.wordGates, words,
                products.narrow(1, m_tables.attentionSize + m_tables.features, 4 * m_tables.hidden),
                gates);
    gates.addmm_(m_context, m_tables.contextGates.t());
    lstmInPlace(gates, m_cell, m_hidden);
    m_logits = m_logitsMemory.narrow(0, 0, count);
    const auto& output = m_tables.weights.output;
    at::addmm_out(m_logits, output.bias, m_hidden, output.weight.t());
}

void DecoderRows::attendHere(const at::Tensor& products) {
    kernels::Attention attention;
    attention.exemplars = m_features.size(1);
    attention.attention = m_tables.attentionSize;
    attention.features = m_tables.features;
    attention.keys = m_keys.data_ptr<float>();
    attention.values = m_features.data_ptr<float>();
    attention.weight = m_tables.attention.data_ptr<float>();
    const float* query = products.data_ptr<float>();
    float* shares = m_shares.data_ptr<float>();
    float* context = m_context.data_ptr<float>();
    at::parallel_for(0, rows(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float* own = query + row * products.stride(0);
            kernels::attend(attention, m_units[static_cast<std::size_t>(row)], own,
                            own + attention.attention, shares + row * attention.exemplars,
                            context + row * attention.features);
        }
    });
}

void DecoderRows::attendOnDevice(const at::Tensor& products) {
    const auto units = indexTensor(std::span<const std::int32_t>(m_units), m_features.device());
    const auto query = products.narrow(1, 0, m_tables.attentionSize).unsqueeze(1);
    const auto energy =
        m_keys.index_select(0, units).add_(query).tanh_().matmul(m_tables.attention);
    at::softmax_out(m_shares, energy, 1);
    const auto gate = products.narrow(1, m_tables.attentionSize, m_tables.features);
    const auto pooled =
        at::bmm(m_shares.unsqueeze(1), m_features.index_select(0, units)).squeeze(1);
    at::mul_out(m_context, pooled, at::sigmoid(gate));
}

} // namespace brera::milan
