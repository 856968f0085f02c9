// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace brera {

/// IEEE 754 binary16, round to nearest even; overflow goes to infinity, NaN stays NaN.
std::uint16_t toHalf(float value);
float fromHalf(std::uint16_t half);

} // namespace brera
