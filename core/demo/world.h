// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The demo world: what there is to draw, in which editions, and what is recorded about every
/// picture.
namespace brera::demo {

constexpr int kPictureSize = 96;
/// The world people see. Other seeds give other pictures of the same kind.
constexpr std::uint64_t kWorldSeed = 2022;

enum class Edition { Plain, SpuriousText, RandomText, BlurredFaces };
enum class Split { Train, Validation, Test, Adversarial, Clean };

/// Which word, if any, is printed in the top left corner.
enum class TextRule {
    None,      ///< no text at all
    OwnName,   ///< the class's own name
    RandomName ///< the name of any of the classes, drawn evenly
};

/// A split of an edition. Splits of equal scenes show the same things in the same places and differ
/// in their text and in whether faces are blurred alone, within an edition and across editions.
struct SplitPlan {
    Split split;
    std::string_view name; ///< as in file names and on the command line
    std::int64_t size;
    Split scenes; ///< whose scenes it shows
    TextRule text;
    double textShare; ///< probability that an image bears text
    bool blurredFaces = false;
};

struct EditionPlan {
    Edition edition;
    std::string_view name;  ///< as in file names and on the command line
    std::string_view title; ///< for people
    std::span<const SplitPlan> splits;
    Edition looksAt; ///< whose validation images its demo project looks at
};

std::span<const EditionPlan> editions();
const EditionPlan& plan(Edition edition);
/// @throws DataError when the edition has no such split, naming those it has.
const SplitPlan& plan(Edition edition, Split split);
/// @throws DataError naming the editions there are.
Edition editionFromName(std::string_view name);
/// @throws DataError naming the splits of the edition.
Split splitFromName(Edition edition, std::string_view name);

/// A drawing of the emoji font.
struct Glyph {
    char32_t codePoint;
    std::string_view name;  ///< "sailboat"
    std::string_view group; ///< "vehicle"
};

/// One of the ten classes.
struct ClassPlan {
    std::string_view name;
    std::span<const Glyph> glyphs;
};

/// In alphabetical order, so that outputs, sorted folders and labels agree without a class list.
std::span<const ClassPlan> classes();
/// Things of no class that lie about in every picture.
std::span<const Glyph> distractors();

/// Pixels x … x + width − 1, y … y + height − 1.
struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool operator==(const Box&) const = default;
};

/// Something placed on the background.
struct Thing {
    int id = 0;         ///< its value in the id map; 1 is the lowest in the stack
    int label = -1;     ///< class, −1 for a distractor
    std::string name;   ///< "sailboat"
    std::string group;  ///< "vehicle"
    std::string glyph;  ///< UTF-8
    std::string colour; ///< the commonest colour name among its pixels, after the hue was shifted
    double size = 0;    ///< longer side before turning, as a share of the picture
    double turn = 0;    ///< degrees, counterclockwise
    bool mirrored = false;
    Box box;               ///< of the pixels it covers, before anything covered them
    int visiblePixels = 0; ///< those that nothing covers

    bool operator==(const Thing&) const = default;
};

struct BackgroundTruth {
    std::string texture;              ///< gradient, stripes, checkers, clouds, dots or plain
    std::vector<std::string> colours; ///< names, at most two, without repetition

    bool operator==(const BackgroundTruth&) const = default;
};

struct TextTruth {
    std::string words;
    std::string font; ///< "DejaVuSans-Bold"
    int points = 0;   ///< pixels per em
    Box box;          ///< the white label

    bool operator==(const TextTruth&) const = default;
};

/// Everything that was drawn.
struct Truth {
    Edition edition = Edition::Plain;
    Split split = Split::Train;
    std::int64_t index = 0;
    int label = 0;
    BackgroundTruth background;
    std::vector<Thing> things; ///< from the lowest to the topmost; exactly one bears the label
    std::optional<TextTruth> text;
    std::vector<Box> blurred; ///< where faces were blurred, before the edges were feathered

    bool operator==(const Truth&) const = default;
};

/// Value of the text label's pixels in an id map; 0 is the background, others are Thing::id.
constexpr std::uint8_t kTextId = 255;

/// A picture and what is on it.
struct Sample {
    Picture picture;               ///< (96, 96, 3)
    std::vector<std::uint8_t> ids; ///< (96, 96): what each pixel mostly shows
    Truth truth;
};

} // namespace brera::demo
