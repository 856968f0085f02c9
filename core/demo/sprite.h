// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace brera::demo {

/// A drawing with transparency: (height, width, 4), red, green and blue 0 … 255 already multiplied
/// by alpha 0 … 1.
struct Sprite {
    int width = 0;
    int height = 0;
    std::vector<float> rgba;

    float* at(int x, int y);
    const float* at(int x, int y) const;
};

Sprite makeSprite(int width, int height);
/// Without its empty borders.
Sprite trimmed(const Sprite& sprite);
/// Triangle filter, widened when shrinking so that nothing is skipped.
Sprite resized(const Sprite& sprite, int width, int height);
Sprite mirrored(const Sprite& sprite);
/// Turned about its centre, counterclockwise, on a canvas that holds all of it; bilinear.
Sprite turned(const Sprite& sprite, double degrees);
/// Hue moved by a share of the colour circle.
Sprite hueShifted(const Sprite& sprite, double share);

} // namespace brera::demo
