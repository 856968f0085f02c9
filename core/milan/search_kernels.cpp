// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/search_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

// Written with the compilers' own vectors of sixteen, cut to what the processor has.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                             \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define BRERA_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define BRERA_CLONES
#endif
#define BRERA_INLINE [[gnu::always_inline]] inline

namespace brera::milan::kernels {

namespace {

constexpr std::int64_t kWidth = 16;
using Floats = float __attribute__((vector_size(kWidth * sizeof(float))));
using Ints = std::int32_t __attribute__((vector_size(kWidth * sizeof(std::int32_t))));

BRERA_INLINE void load(const float* from, std::int64_t count, Floats& to) {
    if (count >= kWidth) {
        std::memcpy(&to, from, sizeof to);
    } else {
        to = Floats{};
        std::memcpy(&to, from, static_cast<std::size_t>(count) * sizeof(float));
    }
}

BRERA_INLINE void store(const Floats& from, std::int64_t count, float* to) {
    std::memcpy(to, &from, static_cast<std::size_t>(std::min(count, kWidth)) * sizeof(float));
}

/// Cody and Waite's reduction and the polynomial of the Cephes library's expf. NaN stays NaN.
BRERA_INLINE void exponential(Floats& x) {
    constexpr float kLow = -87.0F;
    constexpr float kHigh = 88.0F;
    constexpr float kRound = 12582912.0F; // 1.5 · 2²³: adding it leaves a whole number behind
    x = x < kLow ? Floats{} + kLow : x;
    x = x > kHigh ? Floats{} + kHigh : x;
    const Floats shifted = x * 1.44269504088896341F + kRound;
    const Floats whole = shifted - kRound;
    const Floats rest = x - whole * 0.693359375F - whole * -2.12194440e-4F;
    Floats y = Floats{} + 1.9875691500e-4F;
    y = y * rest + 1.3981999507e-3F;
    y = y * rest + 8.3334519073e-3F;
    y = y * rest + 4.1665795894e-2F;
    y = y * rest + 1.6666665459e-1F;
    y = y * rest + 5.0000001201e-1F;
    y = y * rest * rest + rest + 1.0F;
    const Ints exponent = ((Ints)shifted << 23) + (127 << 23); // the low bits hold the number
    x = y * (Floats)exponent;
}

BRERA_INLINE void sigmoid(Floats& x) {
    x = -x;
    exponential(x);
    x = 1.0F / (1.0F + x);
}

BRERA_INLINE void hyperbolicTangent(Floats& x) {
    x = x + x;
    exponential(x);
    x = 1.0F - 2.0F / (1.0F + x);
}

BRERA_INLINE float sum(const Floats& x) {
    float total = 0;
    for (int i = 0; i < kWidth; ++i) {
        total += x[i];
    }
    return total;
}

} // namespace

BRERA_CLONES
void attend(const Attention& attention, std::int64_t unit, const float* query, const float* gate,
            float* shares, float* context) {
    const std::int64_t size = attention.attention;
    const float* keys = attention.keys + unit * attention.exemplars * size;
    float highest = -std::numeric_limits<float>::infinity();
    for (std::int64_t j = 0; j < attention.exemplars; ++j) {
        const float* key = keys + j * size;
        Floats energy{};
        for (std::int64_t i = 0; i < size; i += kWidth) {
            Floats a;
            Floats b;
            Floats weight;
            load(query + i, size - i, a);
            load(key + i, size - i, b);
            load(attention.weight + i, size - i, weight); // zeros beyond the end
            a += b;
            hyperbolicTangent(a);
            energy += weight * a;
        }
        shares[j] = sum(energy);
        highest = std::max(highest, shares[j]);
    }
    float total = 0;
    for (std::int64_t j = 0; j < attention.exemplars; ++j) {
        shares[j] = std::exp(shares[j] - highest);
        total += shares[j];
    }
    for (std::int64_t j = 0; j < attention.exemplars; ++j) {
        shares[j] /= total;
    }

    const float* values = attention.values + unit * attention.exemplars * attention.features;
    for (std::int64_t i = 0; i < attention.features; i += kWidth) {
        const std::int64_t left = attention.features - i;
        Floats pooled{};
        for (std::int64_t j = 0; j < attention.exemplars; ++j) {
            Floats value;
            load(values + j * attention.features + i, left, value);
            pooled += shares[j] * value;
        }
        Floats open;
        load(gate + i, left, open);
        sigmoid(open);
        store(pooled * open, left, context + i);
    }
}

BRERA_CLONES
void lstm(const float* gates, std::int64_t size, float* cell, float* hidden) {
    for (std::int64_t i = 0; i < size; i += kWidth) {
        const std::int64_t left = size - i;
        Floats input;
        Floats forget;
        Floats candidate;
        Floats output;
        Floats state;
        load(gates + i, left, input);
        load(gates + size + i, left, forget);
        load(gates + 2 * size + i, left, candidate);
        load(gates + 3 * size + i, left, output);
        load(cell + i, left, state);
        sigmoid(input);
        sigmoid(forget);
        hyperbolicTangent(candidate);
        sigmoid(output);
        state = forget * state + input * candidate;
        store(state, left, cell + i);
        hyperbolicTangent(state);
        store(output * state, left, hidden + i);
    }
}

BRERA_CLONES
void add(const float* a, const float* b, std::int64_t count, float* sum) {
    for (std::int64_t i = 0; i < count; ++i) {
        sum[i] = a[i] + b[i];
    }
}

BRERA_CLONES
float logSumExp(const float* values, std::int64_t count) {
    const std::int64_t whole = count - count % kWidth;
    Floats highest = Floats{} - std::numeric_limits<float>::infinity();
    Floats value;
    for (std::int64_t i = 0; i < whole; i += kWidth) {
        load(values + i, kWidth, value);
        highest = value > highest ? value : highest;
    }
    float top = -std::numeric_limits<float>::infinity();
    for (int i = 0; i < kWidth; ++i) {
        top = std::max(top, highest[i]);
    }
    for (std::int64_t i = whole; i < count; ++i) {
        top = std::max(top, values[i]);
    }
    Floats total{};
    for (std::int64_t i = 0; i < whole; i += kWidth) {
        load(values + i, kWidth, value);
        value -= top;
        exponential(value);
        total += value;
    }
    float rest = sum(total);
    for (std::int64_t i = whole; i < count; ++i) {
        rest += std::exp(values[i] - top);
    }
    return top + std::log(rest);
}

BRERA_CLONES
void subtractScaled(const float* values, const float* others, float lambda, std::int64_t count,
                    float* mix) {
    for (std::int64_t i = 0; i < count; ++i) {
        mix[i] = values[i] - lambda * others[i];
    }
}

} // namespace brera::milan::kernels
