// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/renderer.h"

#include "base/error.h"
#include "demo/background.h"
#include "demo/blur.h"
#include "demo/colours.h"
#include "demo/random.h"
#include "demo/sprite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace brera::demo {

namespace {

constexpr int kVersion = 1; ///< raise it when any picture changes

/// How things are strewn; sizes are shares of the picture's side, the hue's a share of the colour
/// circle.
struct Strewing {
    double leastSize;
    double greatestSize;
    double hueJitter;
};
// Measured: with smaller objects, more jitter on them and more distractors a network reads only the
// text.
constexpr Strewing kObject{.45, .8, .08};
constexpr Strewing kBehind{.15, .4, .5};
constexpr Strewing kInFront{.15, .3, .5};
constexpr int kMostBehind = 2;
constexpr double kTurn = 35; ///< degrees, either way

constexpr double kLeastText = .15; ///< pixels per em, as a share of the picture's side
constexpr double kGreatestText = .2;
constexpr int kTextMargin = 2; ///< white pixels around the ink

/// What the random streams of one image are for: text never moves what else is drawn.
enum Stream : std::uint64_t { BackgroundStream = 1, ThingsStream, TextStream };

std::string utf8(char32_t codePoint) {
    const auto tail = [&](int shift) {
        return static_cast<char>(0x80 | ((codePoint >> shift) & 0x3f));
    };
    if (codePoint < 0x10000) {
        return {static_cast<char>(0xe0 | (codePoint >> 12)), tail(6), tail(0)};
    }
    return {static_cast<char>(0xf0 | (codePoint >> 18)), tail(12), tail(6), tail(0)};
}

/// A picture in the making.
class Canvas {
public:
    explicit Canvas(Background background)
        : m_rgb(std::move(background.rgb)),
          m_ids(static_cast<std::size_t>(kPictureSize) * kPictureSize) {
        for (float& value : m_rgb) {
            value = std::clamp(value, 0.0F, 255.0F);
        }
    }

    /// Draws a sprite with its upper left corner at (left, top), and records where and in which
    /// colour.
    void put(const Sprite& sprite, int left, int top, Thing& thing) {
        std::array<int, kColourNames.size()> votes{};
        int right = -1;
        int bottom = -1;
        Box& box = thing.box;
        box = {kPictureSize, kPictureSize, 0, 0};
        for (int y = std::max(0, -top); y < std::min(sprite.height, kPictureSize - top); ++y) {
            for (int x = std::max(0, -left); x < std::min(sprite.width, kPictureSize - left); ++x) {
                const float* pixel = sprite.at(x, y);
                const std::size_t place = index(left + x, top + y);
                const float alpha = pixel[3];
                for (std::size_t c = 0; c < 3; ++c) {
                    float& value = m_rgb[3 * place + c];
                    value = std::clamp(value * (1 - alpha) + pixel[c], 0.0F, 255.0F);
                }
                if (alpha < .5F) {
                    continue;
                }
                m_ids[place] = static_cast<std::uint8_t>(thing.id);
                ++votes[colourName({pixel[0] / alpha, pixel[1] / alpha, pixel[2] / alpha})];
                box.x = std::min(box.x, left + x);
                box.y = std::min(box.y, top + y);
                right = std::max(right, left + x);
                bottom = std::max(bottom, top + y);
            }
        }
        box.width = right + 1 - box.x;
        box.height = bottom + 1 - box.y;
        const auto winner = std::ranges::max_element(votes) - votes.begin();
        thing.colour = kColourNames[static_cast<std::size_t>(winner)];
    }

    /// Black ink on a white label whose upper left corner is at (left, top). Returns the label's
    /// box, clipped.
    Box putLabel(const Ink& ink, int left, int top) {
        const Box box{left, top, std::min(ink.width + 2 * kTextMargin, kPictureSize - left),
                      std::min(ink.height + 2 * kTextMargin, kPictureSize - top)};
        for (int y = 0; y < box.height; ++y) {
            for (int x = 0; x < box.width; ++x) {
                const int inkX = x - kTextMargin;
                const int inkY = y - kTextMargin;
                const bool inside = inkX >= 0 && inkX < ink.width && inkY >= 0 && inkY < ink.height;
                const int coverage =
                    inside ? ink.coverage[static_cast<std::size_t>(inkY * ink.width + inkX)] : 0;
                const std::size_t place = index(left + x, top + y);
                std::fill_n(m_rgb.begin() + static_cast<std::ptrdiff_t>(3 * place), 3,
                            static_cast<float>(255 - coverage));
                m_ids[place] = kTextId;
            }
        }
        return box;
    }

    void blurBox(const Box& box) { blurRegion(m_rgb, kPictureSize, kPictureSize, box); }

    Picture picture() const {
        Picture picture{kPictureSize, kPictureSize, {}};
        picture.rgb.reserve(m_rgb.size());
        for (const float value : m_rgb) {
            picture.rgb.push_back(static_cast<std::uint8_t>(value + .5F));
        }
        return picture;
    }
    std::vector<std::uint8_t>& ids() { return m_ids; }

private:
    static std::size_t index(int x, int y) {
        return static_cast<std::size_t>(y * kPictureSize + x);
    }

    std::vector<float> m_rgb; ///< (96, 96, 3), 0 … 255
    std::vector<std::uint8_t> m_ids;
};

/// Turns, colours and places a glyph at random.
void strew(Canvas& canvas, const Fonts& fonts, const Glyph& glyph, int label,
           const Strewing& strewing, Random& random, std::vector<Thing>& things) {
    Thing thing;
    thing.id = static_cast<int>(things.size()) + 1;
    thing.label = label;
    thing.name = glyph.name;
    thing.group = glyph.group;
    thing.glyph = utf8(glyph.codePoint);
    thing.size = random.uniform(strewing.leastSize, strewing.greatestSize);
    thing.mirrored = random.chance(.5);
    thing.turn = random.uniform(-kTurn, kTurn);
    const double hue = random.uniform(-strewing.hueJitter, strewing.hueJitter);

    const Sprite& drawing = fonts.emoji(glyph.codePoint);
    const double scale = thing.size * kPictureSize / std::max(drawing.width, drawing.height);
    Sprite sprite = resized(drawing, std::max(4, static_cast<int>(drawing.width * scale)),
                            std::max(4, static_cast<int>(drawing.height * scale)));
    if (thing.mirrored) {
        sprite = mirrored(sprite);
    }
    sprite = hueShifted(turned(sprite, thing.turn), hue);
    const int left = random.below(std::max(1, kPictureSize - sprite.width + 1));
    const int top = random.below(std::max(1, kPictureSize - sprite.height + 1));
    canvas.put(sprite, left, top, thing);
    things.push_back(std::move(thing));
}

template <typename T>
const T& anyOf(std::span<const T> values, Random& random) {
    return values[static_cast<std::size_t>(random.below(static_cast<int>(values.size())))];
}

std::vector<Thing> drawThings(Canvas& canvas, const Fonts& fonts, int label, Random& random) {
    std::vector<Thing> things;
    const int behind = 1 + random.below(kMostBehind);
    for (int i = 0; i < behind; ++i) {
        strew(canvas, fonts, anyOf(distractors(), random), -1, kBehind, random, things);
    }
    const auto glyphs = classes()[static_cast<std::size_t>(label)].glyphs;
    strew(canvas, fonts, anyOf(glyphs, random), label, kObject, random, things);
    if (random.chance(.5)) {
        strew(canvas, fonts, anyOf(distractors(), random), -1, kInFront, random, things);
    }
    return things;
}

/// Blurs the faces of people as they were blurred in ImageNet's photographs, whatever lies in front
/// of them. Animals keep theirs. Returns where.
std::vector<Box> blurFaces(Canvas& canvas, const std::vector<Thing>& things) {
    std::vector<Box> blurred;
    for (const Thing& thing : things) {
        if (thing.group == "person") {
            blurred.push_back(enlarged(thing.box, kPictureSize, kPictureSize));
            canvas.blurBox(blurred.back());
        }
    }
    return blurred;
}

std::optional<TextTruth> drawText(Canvas& canvas, const Fonts& fonts, const SplitPlan& plan,
                                  int label, Random& random) {
    if (plan.text == TextRule::None || !random.chance(plan.textShare)) {
        return {};
    }
    TextTruth text;
    text.words = plan.text == TextRule::OwnName ? classes()[static_cast<std::size_t>(label)].name
                                                : anyOf(classes(), random).name;
    const int font = random.below(fonts.textFonts());
    text.font = fonts.textFontName(font);
    text.points = static_cast<int>(random.uniform(kLeastText, kGreatestText) * kPictureSize);
    const int left = random.below(3);
    const int top = random.below(3);
    text.box = canvas.putLabel(fonts.write(text.words, font, text.points), left, top);
    return text;
}

} // namespace

Renderer::Renderer(std::uint64_t seed) : m_seed(seed) {
}

Sample Renderer::render(Edition edition, Split split, std::int64_t index) const {
    const SplitPlan& splitPlan = plan(edition, split);
    if (index < 0) {
        throw DataError("the demo world has no image " + std::to_string(index) +
                        "; images count from 0");
    }
    const auto stream = [&](Split what, Stream purpose) {
        return Random{m_seed, static_cast<std::uint64_t>(what), static_cast<std::uint64_t>(index),
                      static_cast<std::uint64_t>(purpose)};
    };
    Sample sample;
    Truth& truth = sample.truth;
    truth.edition = edition;
    truth.split = split;
    truth.index = index;
    truth.label = static_cast<int>(index % static_cast<std::int64_t>(classes().size()));

    Random random = stream(splitPlan.scenes, BackgroundStream);
    Background background = drawBackground(kPictureSize, random);
    truth.background = background.truth;
    Canvas canvas(std::move(background));
    random = stream(splitPlan.scenes, ThingsStream);
    truth.things = drawThings(canvas, m_fonts, truth.label, random);
    if (splitPlan.blurredFaces) {
        truth.blurred = blurFaces(canvas, truth.things);
    }
    random = stream(split, TextStream);
    truth.text = drawText(canvas, m_fonts, splitPlan, truth.label, random);

    for (Thing& thing : truth.things) {
        thing.visiblePixels = static_cast<int>(std::ranges::count(canvas.ids(), thing.id));
    }
    sample.picture = canvas.picture();
    sample.ids = std::move(canvas.ids());
    return sample;
}

std::string Renderer::version() const {
    return std::to_string(kVersion) + '-' + std::to_string(m_seed) + '-' + m_fonts.version();
}

} // namespace brera::demo
