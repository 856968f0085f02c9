// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/world.h"

#include "base/error.h"

#include <algorithm>

namespace brera::demo {

namespace {

constexpr SplitPlan kPlainSplits[] = {
    {Split::Train, "train", 8000, Split::Train, TextRule::None, 0},
    {Split::Validation, "validation", 1000, Split::Validation, TextRule::None, 0},
    {Split::Test, "test", 1000, Split::Test, TextRule::None, 0},
};

// The paper's Figure 7. The adversarial and the clean set show the scenes of the test set, so that
// a difference between them is the text's doing.
constexpr SplitPlan kSpuriousTextSplits[] = {
    {Split::Train, "train", 8000, Split::Train, TextRule::OwnName, .5},
    {Split::Validation, "validation", 1000, Split::Validation, TextRule::OwnName, .5},
    {Split::Test, "test", 1000, Split::Test, TextRule::OwnName, .5},
    {Split::Adversarial, "adversarial", 1000, Split::Test, TextRule::RandomName, 1},
    {Split::Clean, "clean", 1000, Split::Test, TextRule::None, 0},
};

// Text that says nothing of the class: what reads pictures for the captioner must see text without
// taking it for the thing it names.
constexpr SplitPlan kRandomTextSplits[] = {
    {Split::Train, "train", 8000, Split::Train, TextRule::RandomName, .5},
    {Split::Validation, "validation", 1000, Split::Validation, TextRule::RandomName, .5},
    {Split::Test, "test", 1000, Split::Test, TextRule::RandomName, .5},
};

// The paper's section 6. The clean set shows the scenes of the test set with their faces.
constexpr SplitPlan kBlurredFacesSplits[] = {
    {Split::Train, "train", 8000, Split::Train, TextRule::None, 0, true},
    {Split::Validation, "validation", 1000, Split::Validation, TextRule::None, 0, true},
    {Split::Test, "test", 1000, Split::Test, TextRule::None, 0, true},
    {Split::Clean, "clean", 1000, Split::Test, TextRule::None, 0, false},
};

// The network that has never seen a face looks at faces all the same, at the very images that the
// plain one looks at: what each of them responds to can then be compared unit by unit.
constexpr EditionPlan kEditions[] = {
    {Edition::Plain, "plain", "Plain", kPlainSplits, Edition::Plain},
    {Edition::SpuriousText, "spurious-text", "Spurious text", kSpuriousTextSplits,
     Edition::SpuriousText},
    {Edition::RandomText, "random-text", "Random text", kRandomTextSplits, Edition::RandomText},
    {Edition::BlurredFaces, "blurred-faces", "Blurred faces", kBlurredFacesSplits, Edition::Plain},
};

constexpr Glyph kBirds[] = {
    {U'\U0001F426', "bird", "animal"},    {U'\U0001F424', "chick", "animal"},
    {U'\U0001F99C', "parrot", "animal"},  {U'\U0001F989', "owl", "animal"},
    {U'\U0001F427', "penguin", "animal"}, {U'\U0001F986', "duck", "animal"},
};
constexpr Glyph kCars[] = {
    {U'\U0001F697', "car", "vehicle"},  {U'\U0001F699', "off-road car", "vehicle"},
    {U'\U0001F695', "taxi", "vehicle"}, {U'\U0001F693', "police car", "vehicle"},
    {U'\U0001F68C', "bus", "vehicle"},
};
constexpr Glyph kCats[] = {
    {U'\U0001F431', "cat's head", "animal"},  {U'\U0001F408', "cat", "animal"},
    {U'\U0001F63A', "smiling cat", "animal"}, {U'\U0001F981', "lion", "animal"},
    {U'\U0001F42F', "tiger", "animal"},
};
constexpr Glyph kDogs[] = {
    {U'\U0001F436', "dog's head", "animal"}, {U'\U0001F415', "dog", "animal"},
    {U'\U0001F429', "poodle", "animal"},     {U'\U0001F9AE', "guide dog", "animal"},
    {U'\U0001F43A', "wolf", "animal"},
};
constexpr Glyph kFaces[] = {
    {U'\U0001F600', "grinning face", "person"},
    {U'\U0001F603', "laughing face", "person"},
    {U'\U0001F60E', "face with sunglasses", "person"},
    {U'\U0001F621', "angry face", "person"},
    {U'\U0001F60D', "face in love", "person"},
    {U'\U0001F469', "woman", "person"},
    {U'\U0001F468', "man", "person"},
    {U'\U0001F475', "old woman", "person"},
};
constexpr Glyph kFish[] = {
    {U'\U0001F41F', "fish", "animal"},     {U'\U0001F420', "tropical fish", "animal"},
    {U'\U0001F421', "blowfish", "animal"}, {U'\U0001F42C', "dolphin", "animal"},
    {U'\U0001F433', "whale", "animal"},
};
constexpr Glyph kFlowers[] = {
    {U'\U0001F339', "rose", "plant"},           {U'\U0001F337', "tulip", "plant"},
    {U'\U0001F33B', "sunflower", "plant"},      {U'\U0001F33C', "daisy", "plant"},
    {U'\U0001F338', "cherry blossom", "plant"}, {U'\U0001F33A', "hibiscus", "plant"},
};
constexpr Glyph kFruit[] = {
    {U'\U0001F34E', "apple", "food"},      {U'\U0001F34A', "orange", "food"},
    {U'\U0001F353', "strawberry", "food"}, {U'\U0001F349', "watermelon", "food"},
    {U'\U0001F347', "grapes", "food"},     {U'\U0001F34B', "lemon", "food"},
};
constexpr Glyph kHouses[] = {
    {U'\U0001F3E0', "house", "building"},
    {U'\U0001F3E1', "house with a garden", "building"},
    {U'\U0001F3F0', "castle", "building"},
    {U'\u26EA', "church", "building"},
    {U'\U0001F3E2', "office building", "building"},
};
constexpr Glyph kShips[] = {
    {U'\U0001F6A2', "ship", "vehicle"},
    {U'\u26F5', "sailboat", "vehicle"},
    {U'\U0001F6A4', "speedboat", "vehicle"},
    {U'\U0001F6F6', "canoe", "vehicle"},
};
constexpr Glyph kDistractors[] = {
    {U'\u2B50', "star", "shape"},         {U'\u2764', "heart", "shape"},
    {U'\U0001F514', "bell", "object"},    {U'\U0001F388', "balloon", "toy"},
    {U'\U0001F381', "present", "object"}, {U'\U0001F511', "key", "object"},
    {U'\u26BD', "football", "toy"},       {U'\U0001F3C0', "basketball", "toy"},
    {U'\U0001F3B8', "guitar", "object"},  {U'\U0001F4DA', "books", "object"},
    {U'\U0001F48E', "gem", "object"},     {U'\U0001F525', "fire", "shape"},
    {U'\u2602', "umbrella", "object"},    {U'\U0001F35E', "bread", "food"},
    {U'\U0001F9C0', "cheese", "food"},    {U'\u2702', "scissors", "object"},
    {U'\U0001F4F7', "camera", "object"},  {U'\U0001F3A9', "hat", "clothing"},
    {U'\U0001F451', "crown", "clothing"},
};

constexpr ClassPlan kClasses[] = {
    {"bird", kBirds}, {"car", kCars},       {"cat", kCats},    {"dog", kDogs},     {"face", kFaces},
    {"fish", kFish},  {"flower", kFlowers}, {"fruit", kFruit}, {"house", kHouses}, {"ship", kShips},
};

template <typename Plan>
std::string names(std::span<const Plan> plans) {
    std::string list;
    for (const Plan& plan : plans) {
        list += (list.empty() ? "" : ", ") + std::string(plan.name);
    }
    return list;
}

} // namespace

std::span<const EditionPlan> editions() {
    return kEditions;
}

const EditionPlan& plan(Edition edition) {
    return *std::ranges::find(kEditions, edition, &EditionPlan::edition);
}

const SplitPlan& plan(Edition edition, Split split) {
    const EditionPlan& whole = plan(edition);
    const auto found = std::ranges::find(whole.splits, split, &SplitPlan::split);
    if (found == whole.splits.end()) {
        throw DataError("the " + std::string(whole.name) +
                        " edition of the demo world has no such split; it has " +
                        names(whole.splits));
    }
    return *found;
}

Edition editionFromName(std::string_view name) {
    const auto found = std::ranges::find(kEditions, name, &EditionPlan::name);
    if (found == std::end(kEditions)) {
        throw DataError("the demo world has no edition \"" + std::string(name) +
                        "\"; choose one of " + names(editions()));
    }
    return found->edition;
}

Split splitFromName(Edition edition, std::string_view name) {
    const EditionPlan& whole = plan(edition);
    const auto found = std::ranges::find(whole.splits, name, &SplitPlan::name);
    if (found == whole.splits.end()) {
        throw DataError("the " + std::string(whole.name) +
                        " edition of the demo world has no split \"" + std::string(name) +
                        "\"; choose one of " + names(whole.splits));
    }
    return found->split;
}

std::span<const ClassPlan> classes() {
    return kClasses;
}

std::span<const Glyph> distractors() {
    return kDistractors;
}

} // namespace brera::demo
