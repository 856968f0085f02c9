// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>

/// Steps between the matrix products of decoder and language model, for rows on any device.
namespace brera::milan {

/// (count) int64 on the device.
at::Tensor indexTensor(std::span<const std::int32_t> values, const c10::Device& device);
at::Tensor indexTensor(std::span<const std::int64_t> values, const c10::Device& device);

/// gates[row] = table[words[row]] + added[row].
/// @param table (words, n) @param added (rows, n), rows may lie apart @param gates (rows, n); may
/// be added's memory
void gatherGates(const at::Tensor& table, std::span<const std::int32_t> words,
                 const at::Tensor& added, at::Tensor& gates);

/// An LSTM's functions: gates (rows, 4·hidden) in the order input, forget, cell, output; cell is
/// replaced, hidden written, both (rows, hidden).
void lstmInPlace(const at::Tensor& gates, at::Tensor& cell, at::Tensor& hidden);

/// log Σ exp over each row: (rows, n) → (rows).
at::Tensor logSumExpRows(const at::Tensor& values);

} // namespace brera::milan
