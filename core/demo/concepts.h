// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/world.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What masked regions of the demo world share, by its recorded truth.
namespace brera::demo {

/// Kinds of concepts, in the order tables show them.
enum class ConceptKind {
    Class,       ///< "bird": pixels of an object of the class
    Group,       ///< "animal": pixels of any thing of the group
    Distractor,  ///< "star"
    Colour,      ///< "red": pixels of that colour, whatever they belong to
    Texture,     ///< "stripes": background pixels of that texture
    Text,        ///< the label with its letters
    Combination, ///< "red flower", "blue stripes"
    Position     ///< "top left": a ninth of the picture
};
constexpr int kConceptKinds = 8;

std::string_view name(ConceptKind kind);

struct Concept {
    ConceptKind kind = ConceptKind::Class;
    std::string name;
    /// Any of these names it: its own word and its synonyms, singular and plural. Of positions all
    /// are needed; combinations have none: both parts have to be named.
    std::vector<std::string> words;
    int first = -1;  ///< of a combination: the colour
    int second = -1; ///< of a combination: the class or texture
};

/// All there are. Groups that have the same pixels as a class (plants, people, buildings) are no
/// concepts of their own: their words name the class.
std::span<const Concept> concepts();
/// −1 when there is none.
int findConcept(ConceptKind kind, std::string_view name);

/// Whether a description has a word of the concept (of both parts of a combination).
bool names(const std::string& description, int which);

/// Which concepts every pixel of a picture belongs to.
class ConceptMap {
public:
    explicit ConceptMap(const Sample& sample);

    /// 0/1, (96, 96).
    std::vector<std::uint8_t> mask(int which) const;

private:
    friend class ConceptCounts;

    /// Concepts of everything that bears an id, Colour and Position aside.
    struct Owner {
        std::uint8_t id;
        std::vector<std::int16_t> concepts;
    };
    std::vector<std::uint8_t> m_ids;     ///< (96, 96)
    std::vector<std::uint8_t> m_colours; ///< (96, 96), places in kColourNames
    std::vector<Owner> m_owners;
};

/// Pixels counted by concept, over the regions of a unit or over whole pictures.
class ConceptCounts {
public:
    ConceptCounts();

    /// @param mask 0/1, (96, 96); empty for the whole picture.
    void add(const ConceptMap& map, std::span<const std::uint8_t> mask = {});
    double pixels() const { return m_pixels; }
    /// Of the pixels counted; 0 when there are none.
    double share(int which) const;

private:
    std::vector<double> m_counts; ///< by concept
    double m_pixels = 0;
};

/// A concept that regions show more often than pictures do.
struct Finding {
    int which = -1;
    double share = 0; ///< of the regions' pixels
    double base = 0;  ///< of all pictures' pixels

    double lift() const;
    /// share · ln(share / base): large for concepts that cover much and that pictures rarely show.
    double weight() const;
};

/// Concepts that cover at least `share` of the regions and that at least `lift` times as often as
/// the pictures, the weightiest first; positions come after everything else.
std::vector<Finding> findings(const ConceptCounts& regions, const ConceptCounts& pictures,
                              double share, double lift);

/// Which concept regions are about, of those found that cover at least `share` of them and at
/// least `lift` times as often as the pictures; −1 for none. It is the weightiest, with two
/// exceptions: where a class or distractor is among them its group is not ("cat", not "animal"),
/// and a combination is only where four fifths of what shows either part show both, but then
/// neither part is. A position is chosen only where there is nothing else.
int foremost(std::span<const Finding> found, double share, double lift);

} // namespace brera::demo
