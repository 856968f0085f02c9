// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/concepts.h"

#include "demo/colours.h"
#include "demo/concept_words.h"
#include "language/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <set>
#include <sstream>
#include <tuple>

namespace brera::demo {

namespace {

constexpr std::size_t kPixels = static_cast<std::size_t>(kPictureSize) * kPictureSize;
constexpr std::array<std::string_view, 9> kPlaces = {"top left",    "top",    "top right",
                                                     "left",        "centre", "right",
                                                     "bottom left", "bottom", "bottom right"};

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    std::istringstream stream{std::string(text)};
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

std::size_t place(std::size_t pixel) {
    constexpr std::size_t kThird = kPictureSize / 3;
    const std::size_t x = pixel % kPictureSize;
    const std::size_t y = pixel / kPictureSize;
    return std::min<std::size_t>(2, y / kThird) * 3 + std::min<std::size_t>(2, x / kThird);
}

std::vector<Concept> allConcepts() {
    std::vector<Concept> all;
    for (const ConceptWords& each : conceptWords()) {
        all.push_back({each.kind, std::string(each.name), split(each.words), -1, -1});
    }
    const auto singles = static_cast<int>(all.size());
    for (int colour = 0; colour < singles; ++colour) {
        if (all[static_cast<std::size_t>(colour)].kind != ConceptKind::Colour) {
            continue;
        }
        for (int other = 0; other < singles; ++other) {
            const auto& second = all[static_cast<std::size_t>(other)];
            if (second.kind == ConceptKind::Class || second.kind == ConceptKind::Texture) {
                all.push_back({ConceptKind::Combination,
                               all[static_cast<std::size_t>(colour)].name + ' ' + second.name,
                               {},
                               colour,
                               other});
            }
        }
    }
    return all;
}

const Concept& at(int which) {
    return concepts()[static_cast<std::size_t>(which)];
}

/// Numbers of concepts that pixels are counted by, looked up once.
struct Numbers {
    std::array<int, kColourNames.size()> colours{};
    std::array<int, kPlaces.size()> places{};

    Numbers() {
        for (std::size_t i = 0; i < colours.size(); ++i) {
            colours[i] = findConcept(ConceptKind::Colour, kColourNames[i]);
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i] = findConcept(ConceptKind::Position, kPlaces[i]);
        }
    }
};

const Numbers& numbers() {
    static const Numbers all;
    return all;
}

/// Of a class or distractor; empty for others.
std::string_view groupOf(const Concept& what) {
    if (what.kind == ConceptKind::Class) {
        const auto found = std::ranges::find(classes(), what.name, &ClassPlan::name);
        return found->glyphs.front().group;
    }
    if (what.kind == ConceptKind::Distractor) {
        return std::ranges::find(distractors(), what.name, &Glyph::name)->group;
    }
    return {};
}

void addIfKnown(std::vector<std::int16_t>& list, ConceptKind kind, std::string_view name) {
    if (const int found = findConcept(kind, name); found >= 0) {
        list.push_back(static_cast<std::int16_t>(found));
    }
}

} // namespace

std::string_view name(ConceptKind kind) {
    constexpr std::array<std::string_view, kConceptKinds> kNames = {
        "class", "group", "distractor", "colour", "texture", "text", "combination", "position"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::span<const Concept> concepts() {
    static const std::vector<Concept> all = allConcepts();
    return all;
}

int findConcept(ConceptKind kind, std::string_view name) {
    const auto all = concepts();
    const auto found = std::ranges::find_if(
        all, [&](const Concept& each) { return each.kind == kind && each.name == name; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

bool names(const std::string& description, int which) {
    const Concept& wanted = at(which);
    if (wanted.kind == ConceptKind::Combination) {
        return names(description, wanted.first) && names(description, wanted.second);
    }
    const auto tokens = language::tokenize(description);
    const auto said = [&](const std::string& word) {
        return std::ranges::find(tokens, word) != tokens.end();
    };
    return wanted.kind == ConceptKind::Position ? std::ranges::all_of(wanted.words, said)
                                                : std::ranges::any_of(wanted.words, said);
}

ConceptMap::ConceptMap(const Sample& sample) : m_ids(sample.ids), m_colours(kPixels) {
    const auto& rgb = sample.picture.rgb;
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        m_colours[pixel] = static_cast<std::uint8_t>(
            colourName({static_cast<float>(rgb[3 * pixel]), static_cast<float>(rgb[3 * pixel + 1]),
                        static_cast<float>(rgb[3 * pixel + 2])}));
    }
    const auto& background = sample.truth.background;
    Owner ground{0, {}};
    addIfKnown(ground.concepts, ConceptKind::Texture, background.texture);
    for (const std::string& colour : background.colours) {
        addIfKnown(ground.concepts, ConceptKind::Combination, colour + ' ' + background.texture);
    }
    m_owners.push_back(std::move(ground));
    for (const Thing& thing : sample.truth.things) {
        Owner owner{static_cast<std::uint8_t>(thing.id), {}};
        if (thing.label >= 0) {
            const std::string label(classes()[static_cast<std::size_t>(thing.label)].name);
            addIfKnown(owner.concepts, ConceptKind::Class, label);
            addIfKnown(owner.concepts, ConceptKind::Combination, thing.colour + ' ' + label);
        } else {
            addIfKnown(owner.concepts, ConceptKind::Distractor, thing.name);
        }
        addIfKnown(owner.concepts, ConceptKind::Group, thing.group);
        m_owners.push_back(std::move(owner));
    }
    Owner text{kTextId, {}};
    addIfKnown(text.concepts, ConceptKind::Text, "text");
    m_owners.push_back(std::move(text));
}

std::vector<std::uint8_t> ConceptMap::mask(int which) const {
    std::vector<std::uint8_t> result(kPixels);
    if (at(which).kind == ConceptKind::Colour || at(which).kind == ConceptKind::Position) {
        for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
            result[pixel] = numbers().colours[m_colours[pixel]] == which ||
                            numbers().places[place(pixel)] == which;
        }
        return result;
    }
    std::array<std::uint8_t, 256> bears{};
    for (const Owner& owner : m_owners) {
        bears[owner.id] = std::ranges::find(owner.concepts, which) != owner.concepts.end();
    }
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        result[pixel] = bears[m_ids[pixel]];
    }
    return result;
}

ConceptCounts::ConceptCounts() : m_counts(concepts().size()) {
}

void ConceptCounts::add(const ConceptMap& map, std::span<const std::uint8_t> mask) {
    std::array<int, 256> ids{};
    std::array<int, kColourNames.size()> colours{};
    std::array<int, kPlaces.size()> places{};
    int pixels = 0;
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        if (mask.empty() || mask[pixel] != 0) {
            ++ids[map.m_ids[pixel]];
            ++colours[map.m_colours[pixel]];
            ++places[place(pixel)];
            ++pixels;
        }
    }
    const auto count = [&](int which, int number) {
        m_counts[static_cast<std::size_t>(which)] += number;
    };
    for (std::size_t i = 0; i < colours.size(); ++i) {
        count(numbers().colours[i], colours[i]);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        count(numbers().places[i], places[i]);
    }
    for (const ConceptMap::Owner& owner : map.m_owners) {
        for (const std::int16_t each : owner.concepts) {
            count(each, ids[owner.id]);
        }
    }
    m_pixels += pixels;
}

double ConceptCounts::share(int which) const {
    return m_pixels > 0 ? m_counts[static_cast<std::size_t>(which)] / m_pixels : 0;
}

double Finding::lift() const {
    return base > 0 ? share / base : 0;
}

double Finding::weight() const {
    return base > 0 && share > 0 ? share * std::log(share / base) : 0;
}

std::vector<Finding> findings(const ConceptCounts& regions, const ConceptCounts& pictures,
                              double share, double lift) {
    std::vector<Finding> result;
    for (int which = 0; which < static_cast<int>(concepts().size()); ++which) {
        const Finding found{which, regions.share(which), pictures.share(which)};
        if (found.base > 0 && found.share >= share && found.lift() >= lift) {
            result.push_back(found);
        }
    }
    std::ranges::stable_sort(result, [](const Finding& a, const Finding& b) {
        const auto rank = [](const Finding& each) {
            return std::tuple(at(each.which).kind == ConceptKind::Position, -each.weight());
        };
        return rank(a) < rank(b);
    });
    return result;
}

int foremost(std::span<const Finding> found, double share, double lift) {
    constexpr double kBoth = .8;
    std::vector<Finding> left;
    std::ranges::copy_if(found, std::back_inserter(left), [&](const Finding& each) {
        return each.share >= share && each.lift() >= lift;
    });
    std::set<int> covered; // by something more telling
    const auto shareOf = [&](int which) {
        const auto part = std::ranges::find(found, which, &Finding::which);
        return part == found.end() ? 0 : part->share;
    };
    for (const Finding& each : left) {
        const Concept& what = at(each.which);
        if (what.kind == ConceptKind::Combination) {
            if (each.share >= kBoth * std::max(shareOf(what.first), shareOf(what.second))) {
                covered.insert({what.first, what.second});
            } else {
                covered.insert(each.which);
            }
        } else if (const auto group = groupOf(what); !group.empty()) {
            covered.insert(findConcept(ConceptKind::Group, group));
        }
    }
    const auto first = std::ranges::find_if(
        left, [&](const Finding& each) { return !covered.contains(each.which); });
    return first == left.end() ? -1 : first->which;
}

} // namespace brera::demo
