// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/background.h"

#include "demo/colours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>

namespace brera::demo {

namespace {

constexpr double kGrain = 8; ///< deviation of the noise on every channel, in grey levels

/// How much of the second colour there is at (x, y), 0 … 1.
using Blend = std::function<double(int x, int y)>;

/// Position along a direction drawn evenly, with its least and greatest value over the picture.
struct Ramp {
    double cosine, sine, least, greatest;

    Ramp(int size, Random& random) {
        const double angle = random.uniform(0, std::numbers::pi);
        cosine = std::cos(angle);
        sine = std::sin(angle);
        const double end = size - 1;
        const auto corners = {0.0, end * cosine, end * sine, end * (cosine + sine)};
        least = std::min(corners);
        greatest = std::max(corners);
    }
    double at(int x, int y) const { return x * cosine + y * sine; }
};

Blend gradient(int size, Random& random) {
    return [ramp = Ramp(size, random)](int x, int y) {
        return (ramp.at(x, y) - ramp.least) / (ramp.greatest - ramp.least);
    };
}

Blend stripes(int size, Random& random) {
    const Ramp ramp(size, random);
    const double period = random.uniform(6, 24);
    return [=](int x, int y) {
        const double phase = ramp.at(x, y) / period;
        return phase - std::floor(phase) < .5 ? 1.0 : 0.0;
    };
}

Blend checkers(int, Random& random) {
    const double side = random.uniform(6, 20);
    return [=](int x, int y) {
        return (static_cast<int>(x / side) + static_cast<int>(y / side)) % 2 == 0 ? 0.0 : 1.0;
    };
}

/// Catmull-Rom weights of the four neighbours of a point `t` past the second.
std::array<double, 4> cubicWeights(double t) {
    return {((-.5 * t + 1) * t - .5) * t, (1.5 * t - 2.5) * t * t + 1,
            ((-1.5 * t + 2) * t + .5) * t, (.5 * t - .5) * t * t};
}

/// A coarse grid of random values, smoothly enlarged.
Blend clouds(int size, Random& random) {
    const int cells = size / 8 + 1;
    std::vector<double> grid(static_cast<std::size_t>(cells * cells));
    std::ranges::generate(grid, [&] { return random.uniform(); });
    return [=](int x, int y) {
        const double gx = (x + .5) * cells / size - .5;
        const double gy = (y + .5) * cells / size - .5;
        const double fx = std::floor(gx);
        const double fy = std::floor(gy);
        const auto across = cubicWeights(gx - fx);
        const auto down = cubicWeights(gy - fy);
        double value = 0;
        for (int j = 0; j < 4; ++j) {
            for (int i = 0; i < 4; ++i) {
                const int cx = std::clamp(static_cast<int>(fx) + i - 1, 0, cells - 1);
                const int cy = std::clamp(static_cast<int>(fy) + j - 1, 0, cells - 1);
                value += across[static_cast<std::size_t>(i)] * down[static_cast<std::size_t>(j)] *
                         grid[static_cast<std::size_t>(cy * cells + cx)];
            }
        }
        return std::clamp(value, 0.0, 1.0);
    };
}

Blend dots(int, Random& random) {
    const double period = random.uniform(8, 20);
    return [=](int x, int y) {
        const double dx = std::fmod(x, period) - period / 2;
        const double dy = std::fmod(y, period) - period / 2;
        return std::hypot(dx, dy) < .3 * period ? 1.0 : 0.0;
    };
}

Blend plain(int, Random&) {
    return [](int, int) { return 0.0; };
}

struct Texture {
    const char* name;
    Blend (*make)(int size, Random& random);
};
constexpr std::array<Texture, 6> kTextures = {{{"gradient", gradient},
                                               {"stripes", stripes},
                                               {"checkers", checkers},
                                               {"clouds", clouds},
                                               {"dots", dots},
                                               {"plain", plain}}};

Colour anyColour(Random& random) {
    const auto channel = [&] { return static_cast<float>(random.below(256)); };
    const float red = channel();
    const float green = channel();
    return {red, green, channel()};
}

} // namespace

Background drawBackground(int size, Random& random) {
    const Texture& texture =
        kTextures[static_cast<std::size_t>(random.below(static_cast<int>(kTextures.size())))];
    const Colour first = anyColour(random);
    const Colour second = anyColour(random);
    const Blend blend = texture.make(size, random);

    Background background;
    background.truth.texture = texture.name;
    background.truth.colours.emplace_back(kColourNames[colourName(first)]);
    if (texture.make != plain && colourName(second) != colourName(first)) {
        background.truth.colours.emplace_back(kColourNames[colourName(second)]);
    }
    background.rgb.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 3);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const auto share = static_cast<float>(blend(x, y));
            for (const float Colour::*channel : {&Colour::red, &Colour::green, &Colour::blue}) {
                const float value = first.*channel + share * (second.*channel - first.*channel);
                background.rgb.push_back(value + static_cast<float>(kGrain * random.noise()));
            }
        }
    }
    return background;
}

} // namespace brera::demo
