// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/phrases.h"

#include "demo/concept_words.h"
#include "language/tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

namespace brera::demo {

namespace {

using Templates = std::span<const std::string_view>;

// In templates: {n} nouns in the plural, {o} the singular or a texture's adjective, {c} a colour,
// {p} a part of a picture, {part} a part of a thing, {adj} a filler, {on} where things stand.
// Commoner ways to say it stand more than once.
constexpr std::string_view kThing[] = {
    "{n}",
    "{n}",
    "{n}",
    "{n}",
    "{n}",
    "{adj} {n}",
    "{adj} {n}",
    "{n} {on}",
    "pictures of {n}",
    "images of {n}",
    "drawings of {n}",
    "parts of {n}",
    "the {part} of {n}",
    "the {part} of {n}",
    "{o}",
    "{o} {on}",
    "areas with {n}",
    "regions that show {n}",
    "mostly {n}",
    "{n} and what surrounds them",
    "{n} seen up close",
    "different kinds of {n}",
};
constexpr std::string_view kEdges[] = {
    "edges of {n}",    "the edges of {n}",  "outlines of {n}", "the outline of {o}",
    "contours of {n}", "the border of {o}", "the rim of {n}",
};
constexpr std::string_view kColoured[] = {
    "{c}",
    "{c}",
    "{c} areas",
    "{c} areas",
    "{c} regions",
    "{c} things",
    "{c} parts of images",
    "the colour {c}",
    "the color {c}",
    "anything {c}",
    "{c} surfaces",
    "{c} patches",
    "things that are {c}",
    "{tone} {c} areas",
    "{tone} {c}",
    "{c} pixels",
    "mostly {c} regions",
    "{c} spaces",
    "areas coloured in {c}",
};
constexpr std::string_view kTextured[] = {
    "{o} backgrounds",
    "{o} backgrounds",
    "{n}",
    "{n} in the background",
    "backgrounds with {n}",
    "a background of {n}",
    "{o} patterns",
    "{o} textures",
    "patterns of {n}",
    "areas with {n}",
    "{o} areas",
    "{o} regions behind things",
    "a {o} background",
    "{o} parts of the background",
};
constexpr std::string_view kWritten[] = {
    "text",
    "words",
    "letters",
    "text",
    "words",
    "writing",
    "lettering",
    "printed words",
    "text in the top left corner",
    "words in the top left corner",
    "letters in a corner",
    "black text on white labels",
    "labels with text",
    "a white label with a word",
    "text at the top of images",
    "written words",
    "black letters on white",
    "names written in the corner",
    "printed letters",
    "the letters of a word",
    "text on a white background",
    "words on labels",
};
constexpr std::string_view kColouredThings[] = {
    "{c} {n}",          "{c} {n}",
    "{c} {n}",          "{c} {n} {on}",
    "{n} that are {c}", "pictures of {c} {n}",
    "parts of {c} {n}", "the {part} of {c} {n}",
    "{adj} {c} {n}",    "{n} in {c}",
    "mostly {c} {n}",
};
constexpr std::string_view kColouredTextures[] = {
    "{c} {n}",
    "{c} {n}",
    "{o} {c} backgrounds",
    "{c} and {o} backgrounds",
    "{n} in {c}",
    "backgrounds with {c} {n}",
    "{o} patterns in {c}",
    "a {o} {c} background",
};
constexpr std::string_view kPlaced[] = {
    "the {n} of images", "the {n} of pictures",    "things in the {n}",
    "areas in the {n}",  "whatever is in the {n}", "the {n} of the image",
};
constexpr std::string_view kGeneral[] = {
    "various things",           "many different things",   "things of all kinds",
    "all kinds of backgrounds", "edges and contours",      "mixed areas of images",
    "nothing in particular",    "random regions",          "different colours and forms",
    "many kinds of patches",    "corners and lines",       "contrasts between light and dark",
    "things on backgrounds",    "borders between regions",
};
constexpr std::string_view kBoth[] = {"{1} and {2}", "{1} and {2}", "{1} or {2}", "{1} with {2}"};

constexpr std::string_view kAdjectives[] = {"big",     "large",     "small", "bright", "colourful",
                                            "various", "different", "some",  "many",   "single"};
constexpr std::string_view kTones[] = {"dark", "bright", "light", "pale", "deep"};
constexpr std::string_view kParts[] = {"body",       "middle",     "top",     "bottom", "sides",
                                       "upper part", "lower part", "surface", "centre", "inside"};
constexpr std::string_view kPlaces[] = {
    "on a background",      "in front of backgrounds", "on colourful backgrounds",
    "against a background", "in the middle",           "in images",
    "on any background"};

/// How often somebody is less exact: a group for a class.
constexpr double kVague = .02;

template <typename List>
std::string any(const List& list, Random& random) {
    return std::string(
        list[static_cast<std::size_t>(random.below(static_cast<int>(std::size(list))))]);
}

/// One of a list with blanks between; underscores become blanks.
std::string anyWord(std::string_view list, Random& random) {
    std::vector<std::string> words;
    std::istringstream stream{std::string(list)};
    for (std::string word; stream >> word;) {
        std::ranges::replace(word, '_', ' ');
        words.push_back(std::move(word));
    }
    return words.empty() ? std::string() : any(words, random);
}

std::string filled(std::string text, std::string_view slot, const std::string& with) {
    for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot)) {
        text.replace(at, slot.size(), with);
    }
    return text;
}

const Concept& at(int which) {
    return concepts()[static_cast<std::size_t>(which)];
}

const ConceptWords& wordsOf(int which) {
    return wordsOf(at(which).kind, at(which).name);
}

Templates templatesFor(const Saying& saying) {
    if (saying.which < 0) {
        return kGeneral;
    }
    const Concept& what = at(saying.which);
    switch (what.kind) {
    case ConceptKind::Class:
    case ConceptKind::Group:
    case ConceptKind::Distractor:
        return saying.edges ? Templates(kEdges) : Templates(kThing);
    case ConceptKind::Colour:
        return kColoured;
    case ConceptKind::Texture:
        return kTextured;
    case ConceptKind::Text:
        return kWritten;
    case ConceptKind::Combination:
        return at(what.second).kind == ConceptKind::Class ? Templates(kColouredThings)
                                                          : Templates(kColouredTextures);
    case ConceptKind::Position:
        return kPlaced;
    }
    return kGeneral;
}

/// A few words for a concept, to stand beside others.
std::string shortly(int which, Random& random) {
    const Concept& what = at(which);
    switch (what.kind) {
    case ConceptKind::Combination:
        return shortly(what.first, random) + ' ' + anyWord(wordsOf(what.second).said, random);
    case ConceptKind::Texture:
        return anyWord(wordsOf(which).said, random);
    case ConceptKind::Position:
        return "the " + anyWord(wordsOf(which).said, random);
    default:
        return anyWord(wordsOf(which).said, random);
    }
}

/// Somebody's less exact idea of a class.
int vaguely(int which, Random& random) {
    if (at(which).kind != ConceptKind::Class || !random.chance(kVague)) {
        return which;
    }
    const auto plans = classes();
    const auto found = std::ranges::find(plans, at(which).name, &ClassPlan::name);
    const int group = findConcept(ConceptKind::Group, found->glyphs.front().group);
    return group < 0 ? which : group;
}

} // namespace

Saying sayingOf(std::span<const Finding> found) {
    constexpr double kLift = 2.5;
    std::vector<Finding> single;
    for (const Finding& each : found) {
        if (at(each.which).kind != ConceptKind::Position) {
            single.push_back(each);
        }
    }
    // What is clear first; then what a person would still see.
    for (const auto& [share, lift] : {std::pair(.5, 3.0), std::pair(.4, kLift)}) {
        if (const int which = foremost(single, share, lift); which >= 0) {
            return {which, -1, false};
        }
    }
    // No one thing, but perhaps two of a kind that together make up most of it.
    for (std::size_t i = 0; i < single.size(); ++i) {
        for (std::size_t j = i + 1; j < single.size(); ++j) {
            const Finding& a = single[i];
            const Finding& b = single[j];
            if (at(a.which).kind == at(b.which).kind &&
                at(a.which).kind != ConceptKind::Combination && a.share + b.share >= .55 &&
                std::min(a.share, b.share) >= .2 && std::min(a.lift(), b.lift()) >= kLift) {
                return {a.which, b.which, false};
            }
        }
    }
    return {};
}

std::string phrase(const Saying& saying, Random& random) {
    if (saying.which >= 0 && saying.second >= 0) {
        std::string text = any(kBoth, random);
        text = filled(text, "{1}", shortly(saying.which, random));
        return filled(text, "{2}", shortly(saying.second, random));
    }
    std::string text = any(templatesFor(saying), random);
    if (saying.which >= 0) {
        const int which = vaguely(saying.which, random);
        const bool combined = at(which).kind == ConceptKind::Combination;
        const ConceptWords& nouns = wordsOf(combined ? at(which).second : which);
        const ConceptWords& colours = wordsOf(combined ? at(which).first : which);
        text = filled(text, "{n}", anyWord(nouns.said, random));
        text = filled(text, "{o}", anyWord(nouns.other, random));
        text = filled(text, "{c}", anyWord(colours.said, random));
    }
    text = filled(text, "{adj}", any(kAdjectives, random));
    text = filled(text, "{tone}", any(kTones, random));
    text = filled(text, "{part}", any(kParts, random));
    return filled(text, "{on}", any(kPlaces, random));
}

std::vector<std::string> grammarWords() {
    std::set<std::string> words;
    const auto take = [&](std::string text) {
        for (const char* slot :
             {"{n}", "{o}", "{c}", "{1}", "{2}", "{adj}", "{tone}", "{part}", "{on}"}) {
            text = filled(text, slot, " ");
        }
        std::ranges::replace(text, '_', ' ');
        for (std::string& word : language::tokenize(text)) {
            words.insert(std::move(word));
        }
    };
    const auto takeAll = [&](const auto& list) {
        for (const std::string_view each : list) {
            take(std::string(each));
        }
    };
    takeAll(kThing);
    takeAll(kEdges);
    takeAll(kColoured);
    takeAll(kTextured);
    takeAll(kWritten);
    takeAll(kColouredThings);
    takeAll(kColouredTextures);
    takeAll(kPlaced);
    takeAll(kGeneral);
    takeAll(kBoth);
    takeAll(kAdjectives);
    takeAll(kTones);
    takeAll(kParts);
    takeAll(kPlaces);
    for (const ConceptWords& each : conceptWords()) {
        take(std::string(each.said));
        take(std::string(each.other));
    }
    return {words.begin(), words.end()};
}

} // namespace brera::demo
