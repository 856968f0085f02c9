// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The loops of the search between its matrix products, on the CPU. Rows are independent, so
/// callers split them over threads. Everything is float32; exponentials are right to about 2e-7.
namespace brera::milan::kernels {

/// What does not change while a batch of units is searched.
struct Attention {
    std::int64_t exemplars = 0;
    std::int64_t attention = 0;
    std::int64_t features = 0;
    const float* keys = nullptr;   ///< (units, exemplars, attention), with both biases
    const float* values = nullptr; ///< (units, exemplars, features)
    const float* weight = nullptr; ///< (attention)
};

/// One row: shares = softmax of weight · tanh(query + key), context = Σ shares · values times the
/// sigmoid of the gate.
/// @param query (attention) @param gate (features), before the sigmoid
/// @param shares (exemplars) @param context (features)
void attend(const Attention& attention, std::int64_t unit, const float* query, const float* gate,
            float* shares, float* context);

/// One row of an LSTM: gates in the order input, forget, cell, output.
/// @param gates (4 · hidden), before their functions
/// @param cell (hidden), replaced @param hidden (hidden), written
void lstm(const float* gates, std::int64_t size, float* cell, float* hidden);

/// sum = a + b.
void add(const float* a, const float* b, std::int64_t count, float* sum);

/// log Σ exp(values); NaN when a value is.
float logSumExp(const float* values, std::int64_t count);

/// mix = values − λ · others.
void subtractScaled(const float* values, const float* others, float lambda, std::int64_t count,
                    float* mix);

} // namespace brera::milan::kernels
