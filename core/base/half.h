// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace brera {

/// IEEE 754 binary16, round to nearest even; overflow goes to infinity, NaN stays NaN.
std::uint16_t toHalf(float value);
/// The same for `count` values, each divided by `divisor` first.
void toHalves(const float* values, std::size_t count, float divisor, std::uint16_t* halves);
float fromHalf(std::uint16_t half);

} // namespace brera
