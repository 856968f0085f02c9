// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/half.h"

#include <bit>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define BRERA_F16C
#endif

namespace brera {

#ifdef BRERA_F16C
namespace {

/// As many as go eight at a time; how many that were.
__attribute__((target("avx,f16c"))) std::size_t
toHalvesByEight(const float* values, std::size_t count, float divisor, std::uint16_t* halves) {
    const __m256 divisors = _mm256_set1_ps(divisor);
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const __m256 quotients = _mm256_div_ps(_mm256_loadu_ps(values + i), divisors);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(halves + i),
                         _mm256_cvtps_ph(quotients, _MM_FROUND_TO_NEAREST_INT));
    }
    return i;
}

} // namespace
#endif

std::uint16_t toHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U) {
        return static_cast<std::uint16_t>(sign | 0x7e00U);
    }
    if (magnitude >= 0x477ff000U) { // rounds to at least 65520
        return static_cast<std::uint16_t>(sign | 0x7c00U);
    }
    if (magnitude < 0x38800000U) { // below 2^-14: a subnormal half, counted in units of 2^-24
        const float scaled = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign |
                                          (std::bit_cast<std::uint32_t>(scaled) - 0x3f000000U));
    }
    const std::uint32_t odd = (magnitude >> 13) & 1U;
    return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000U + 0xfffU + odd) >> 13));
}

float fromHalf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fU;
    const std::uint32_t mantissa = half & 0x3ffU;
    if (exponent == 0) {
        const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | sign);
    }
    if (exponent == 31) {
        return std::bit_cast<float>(sign | 0x7f800000U | (mantissa << 13));
    }
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

void toHalves(const float* values, std::size_t count, float divisor, std::uint16_t* halves) {
    std::size_t i = 0;
#ifdef BRERA_F16C
    if (__builtin_cpu_supports("f16c") != 0) {
        i = toHalvesByEight(values, count, divisor, halves);
    }
#endif
    for (; i < count; ++i) {
        halves[i] = toHalf(values[i] / divisor);
    }
}

} // namespace brera
