// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exemplars/activation_field.h"

#include <cstdint>
#include <vector>

/// How a mask is drawn on a picture, in the window and in files alike: what is inside stays as it
/// is, what is outside is dimmed, and a light line stands around the inside, antialiased.
namespace brera::exemplars {

/// What dimming at full strength takes from the brightness outside, and its usual strength.
inline constexpr double kMostDimming = 0.88;
inline constexpr double kUsualDimming = 0.6;
/// Pictures smaller than this are thumbnails: a hairline that lets the picture through is enough.
inline constexpr int kThumbnailEdge = 96;

/// Two bytes for every pixel, (height, width).
struct MaskShade {
    /// How much of the pixel is inside, 0 to 255: above 127 exactly where the field exceeds the
    /// threshold.
    std::vector<std::uint8_t> inside;
    /// How much of the line lies on it; empty without a line.
    std::vector<std::uint8_t> line;
};

/// @param outline width of the line in pixels, which are so many to a point of the screen; 0 for
/// none. It stands outside. Where it would hide small regions it is faint: on thumbnails it
/// fades in for regions of 6 to 12 points across, on larger pictures up to 8.
MaskShade shadeMask(const ActivationField& field, double threshold, int outline);

/// How much of the brightness outside remains, in 256ths, for a strength from 0 to 1.
int brightnessKept(double strength);

/// One channel of a pixel. `kept` is of brightnessKept(), the others of a MaskShade.
inline std::uint8_t shadeChannel(int value, int kept, int inside, int line) {
    const int shown = value * (kept * (255 - inside) + 256 * inside) / (256 * 255);
    return static_cast<std::uint8_t>(shown + (255 - shown) * line / 255);
}

} // namespace brera::exemplars
