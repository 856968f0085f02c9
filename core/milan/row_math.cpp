// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/row_math.h"

#include "milan/search_kernels.h"

#include <ATen/Parallel.h>

namespace brera::milan {

namespace {

constexpr std::int64_t kGrain = 4; ///< rows a thread takes at least

template <typename T>
at::Tensor indices(std::span<const T> values, const c10::Device& device) {
    auto index = at::empty({std::ssize(values)}, at::kLong);
    std::copy(values.begin(), values.end(), index.template data_ptr<std::int64_t>());
    return device.is_cpu() ? index : index.to(device);
}

} // namespace

at::Tensor indexTensor(std::span<const std::int32_t> values, const c10::Device& device) {
    return indices(values, device);
}

at::Tensor indexTensor(std::span<const std::int64_t> values, const c10::Device& device) {
    return indices(values, device);
}

void gatherGates(const at::Tensor& table, std::span<const std::int32_t> words,
                 const at::Tensor& added, at::Tensor& gates) {
    if (!table.is_cpu()) {
        at::add_out(gates, added, table.index_select(0, indexTensor(words, table.device())));
        return;
    }
    const auto size = table.size(1);
    const float* from = table.data_ptr<float>();
    const float* more = added.data_ptr<float>();
    float* to = gates.data_ptr<float>();
    at::parallel_for(0, std::ssize(words), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            kernels::add(from + words[static_cast<std::size_t>(row)] * size,
                         more + row * added.stride(0), size, to + row * size);
        }
    });
}

void lstmInPlace(const at::Tensor& gates, at::Tensor& cell, at::Tensor& hidden) {
    const auto size = cell.size(1);
    if (!gates.is_cpu()) {
        const auto parts = gates.chunk(4, 1);
        cell.mul_(at::sigmoid(parts[1])).addcmul_(at::sigmoid(parts[0]), at::tanh(parts[2]));
        at::mul_out(hidden, at::sigmoid(parts[3]), at::tanh(cell));
        return;
    }
    const float* from = gates.data_ptr<float>();
    float* state = cell.data_ptr<float>();
    float* to = hidden.data_ptr<float>();
    at::parallel_for(0, cell.size(0), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            kernels::lstm(from + row * 4 * size, size, state + row * size, to + row * size);
        }
    });
}

at::Tensor logSumExpRows(const at::Tensor& values) {
    if (!values.is_cpu()) {
        return at::logsumexp(values, 1);
    }
    auto result = at::empty({values.size(0)}, at::kFloat);
    const float* from = values.data_ptr<float>();
    float* to = result.data_ptr<float>();
    at::parallel_for(0, values.size(0), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            to[row] = kernels::logSumExp(from + row * values.size(1), values.size(1));
        }
    });
    return result;
}

} // namespace brera::milan
