// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/colours.h"

#include <algorithm>
#include <cmath>

namespace brera::demo {

namespace {

enum Name : std::size_t {
    Black,
    Grey,
    White,
    Red,
    Orange,
    Yellow,
    Green,
    Turquoise,
    Blue,
    Purple,
    Pink,
    Brown
};

struct Hsv {
    float hue = 0; ///< 0 … 6
    float saturation = 0;
    float value = 0; ///< on the colour's own scale
};

Hsv toHsv(const Colour& colour) {
    const auto [low, high] = std::minmax({colour.red, colour.green, colour.blue});
    const float chroma = high - low;
    if (chroma <= 0) {
        return {0, 0, high};
    }
    float hue = 0;
    if (high == colour.red) {
        hue = (colour.green - colour.blue) / chroma;
    } else if (high == colour.green) {
        hue = 2 + (colour.blue - colour.red) / chroma;
    } else {
        hue = 4 + (colour.red - colour.green) / chroma;
    }
    return {hue < 0 ? hue + 6 : hue, chroma / high, high};
}

Colour fromHsv(const Hsv& hsv) {
    const auto channel = [&](float offset) {
        const float k = std::fmod(offset + hsv.hue, 6.0F);
        const float ramp = std::clamp(std::min(k, 4 - k), 0.0F, 1.0F);
        return hsv.value * (1 - hsv.saturation * ramp);
    };
    return {channel(5), channel(3), channel(1)};
}

} // namespace

std::size_t colourName(const Colour& colour) {
    const Hsv hsv = toHsv(colour);
    const float value = hsv.value / 255;
    const float degrees = hsv.hue * 60;
    if (value < .2F) {
        return Black;
    }
    if (hsv.saturation < .15F) {
        return value > .85F ? White : value < .3F ? Black : Grey;
    }
    const bool pale = hsv.saturation < .5F && value > .75F;
    if (degrees < 14 || degrees >= 346) {
        return pale ? Pink : Red;
    }
    if (degrees < 42) {
        return value < .7F ? Brown : Orange;
    }
    if (degrees < 68) {
        return value < .5F ? Brown : Yellow;
    }
    if (degrees < 160) {
        return Green;
    }
    if (degrees < 195) {
        return Turquoise;
    }
    if (degrees < 255) {
        return Blue;
    }
    if (degrees < 288) {
        return Purple;
    }
    if (degrees < 330) {
        return value > .75F ? Pink : Purple;
    }
    return value > .6F ? Pink : Red;
}

Colour shiftHue(const Colour& colour, float share) {
    Hsv hsv = toHsv(colour);
    if (hsv.saturation <= 0) {
        return colour;
    }
    hsv.hue += 6 * share;
    hsv.hue -= 6 * std::floor(hsv.hue / 6);
    return fromHsv(hsv);
}

} // namespace brera::demo
