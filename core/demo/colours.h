// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace brera::demo {

/// Red, green and blue on any common scale.
struct Colour {
    float red = 0;
    float green = 0;
    float blue = 0;
};

/// The colour words of the demo world.
constexpr std::array<std::string_view, 12> kColourNames = {"black",  "grey",   "white", "red",
                                                           "orange", "yellow", "green", "turquoise",
                                                           "blue",   "purple", "pink",  "brown"};

/// The word people would use for a colour, as an index into kColourNames; channels 0 … 255.
std::size_t colourName(const Colour& colour);

/// Moves the hue by a share of the colour circle, saturation and value kept. Works on premultiplied
/// colours as well: scaling a colour leaves its hue and saturation alone.
Colour shiftHue(const Colour& colour, float share);

} // namespace brera::demo
