// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/concept_masks.h"

#include "base/error.h"
#include "demo/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

namespace brera::demo {

namespace {

/// Sides of the demo networks' maps.
constexpr std::array<int, 5> kGrids = {48, 24, 12, 6, 3};
/// Pixels of a concept that an image must show to be an exemplar of it.
constexpr int kLeastPixels = 60;
/// Images that a concept needs to be drawn at all.
constexpr std::size_t kLeastImages = 30;
constexpr int kEdgeWidth = 3; ///< pixels

struct KindShare {
    ConceptKind kind;
    double share;
};
/// How the drawn units are dealt out. Colours and textures are hard to learn, as features of deep
/// layers hardly hold them: they get more than their number.
constexpr KindShare kShares[] = {
    {ConceptKind::Class, .15},       {ConceptKind::Group, .15},    {ConceptKind::Distractor, .15},
    {ConceptKind::Colour, .21},      {ConceptKind::Texture, .13},  {ConceptKind::Text, .05},
    {ConceptKind::Combination, .13}, {ConceptKind::Position, .03},
};

/// Which images show a concept.
using Lists = std::vector<std::vector<std::int64_t>>;

Lists imagesByConcept(const DrawnImages& images, std::stop_token stop, const Progress& progress) {
    Lists lists(concepts().size());
    ProgressMeter meter(progress, "looking through images", images.size());
    for (std::int64_t image = 0; image < images.size(); ++image) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        ConceptCounts counts;
        counts.add(images.concepts(image));
        for (std::size_t which = 0; which < lists.size(); ++which) {
            if (counts.share(static_cast<int>(which)) * counts.pixels() >= kLeastPixels) {
                lists[which].push_back(image);
            }
        }
        meter.advance();
    }
    return lists;
}

/// Only what lies within kEdgeWidth pixels of the mask's end.
void keepEdges(std::vector<std::uint8_t>& mask) {
    const auto whole = mask;
    const auto inside = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < kPictureSize && y < kPictureSize &&
               whole[static_cast<std::size_t>(y * kPictureSize + x)] != 0;
    };
    for (int y = 0; y < kPictureSize; ++y) {
        for (int x = 0; x < kPictureSize; ++x) {
            const bool deep = inside(x - kEdgeWidth, y) && inside(x + kEdgeWidth, y) &&
                              inside(x, y - kEdgeWidth) && inside(x, y + kEdgeWidth);
            if (deep) {
                mask[static_cast<std::size_t>(y * kPictureSize + x)] = 0;
            }
        }
    }
}

/// Mean of the mask over the cells of a grid.
std::vector<float> pooled(const std::vector<std::uint8_t>& mask, int side) {
    const int cell = kPictureSize / side;
    std::vector<float> grid(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < kPictureSize; ++y) {
        for (int x = 0; x < kPictureSize; ++x) {
            grid[static_cast<std::size_t>(y / cell * side + x / cell)] +=
                mask[static_cast<std::size_t>(y * kPictureSize + x)];
        }
    }
    for (float& value : grid) {
        value /= static_cast<float>(cell * cell);
    }
    return grid;
}

/// Leaves what lies on one side of a line through the strongest cell.
void cut(std::vector<float>& grid, int side, Random& random) {
    const auto strongest = std::ranges::max_element(grid) - grid.begin();
    const double x0 = static_cast<double>(strongest % side);
    const double y0 = static_cast<double>(strongest / side);
    const double angle = random.uniform(0, 6.283185307179586);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if ((x - x0) * std::cos(angle) + (y - y0) * std::sin(angle) < -.5) {
                grid[static_cast<std::size_t>(y * side + x)] *= .2F;
            }
        }
    }
}

/// How one unit's masks are made.
struct Manner {
    int side = 48;
    bool edges = false;
    double cutShare = 0;
    double noise = 0;
    double threshold = .5;
};

Manner anyManner(const Concept& what, Random& random) {
    Manner manner;
    // Small things drown in coarse grids.
    const bool small = what.kind == ConceptKind::Distractor;
    manner.side = kGrids[static_cast<std::size_t>(random.below(small ? 4 : 5))];
    const bool thing = what.kind == ConceptKind::Class || what.kind == ConceptKind::Distractor;
    manner.edges = thing && manner.side >= 24 && random.chance(.3);
    manner.cutShare = random.chance(.5) ? random.uniform(.2, 1) : 0;
    manner.noise = random.chance(.5) ? random.uniform(.02, .25) : 0;
    manner.threshold = random.uniform(.3, .85);
    return manner;
}

Exemplar drawExemplar(const DrawnImages& images, std::int64_t image, int which,
                      const Manner& manner, Random& random) {
    auto mask = images.concepts(image).mask(which);
    if (manner.edges) {
        keepEdges(mask);
    }
    auto grid = pooled(mask, manner.side);
    if (random.chance(manner.cutShare)) {
        cut(grid, manner.side, random);
    }
    for (float& value : grid) {
        value += static_cast<float>(manner.noise * random.noise());
    }
    // Relative to the strongest cell, so that every exemplar has a region, as with real units.
    const float strongest = std::max(*std::ranges::max_element(grid), 1e-3F);
    for (float& value : grid) {
        value = std::clamp(value / strongest, 0.0F, 1.0F);
    }
    return {image, 1, SmallMap::fromValues(grid.data(), manner.side, manner.side)};
}

bool isGroupOfClasses(const Concept& what) {
    return what.kind == ConceptKind::Group &&
           std::ranges::any_of(classes(), [&](const ClassPlan& each) {
               return each.glyphs.front().group == what.name;
           });
}

class Drawer {
public:
    Drawer(const DrawnImages& images, std::uint64_t seed, Lists lists)
        : m_images(images), m_seed(seed), m_lists(std::move(lists)) {
        for (int which = 0; which < static_cast<int>(concepts().size()); ++which) {
            if (m_lists[static_cast<std::size_t>(which)].size() >= kLeastImages) {
                const Concept& what = concepts()[static_cast<std::size_t>(which)];
                auto& list = m_byKind[static_cast<std::size_t>(what.kind)];
                // Groups of classes are what real units mix, and the hardest to tell from a class.
                list.insert(list.end(), isGroupOfClasses(what) ? 4U : 1U, which);
                m_any.push_back(which);
            }
        }
        if (m_any.empty()) {
            throw DataError("drawn units need more than " + std::to_string(images.size()) +
                            " images");
        }
    }

    DrawnUnit draw(std::int64_t number) const {
        Random random{m_seed, static_cast<std::uint64_t>(number)};
        constexpr int kTries = 8;
        DrawnUnit drawn;
        for (int attempt = 0; attempt < kTries; ++attempt) {
            const int which = anyConcept(random);
            drawn = attemptOne(which, random);
            if (drawn.saying.which == which) {
                break;
            }
        }
        return drawn;
    }

private:
    int anyConcept(Random& random) const {
        double left = random.uniform();
        for (const KindShare& each : kShares) {
            const auto& list = m_byKind[static_cast<std::size_t>(each.kind)];
            left -= each.share;
            if (left < 0 && !list.empty()) {
                return list[static_cast<std::size_t>(random.below(static_cast<int>(list.size())))];
            }
        }
        return m_any[static_cast<std::size_t>(random.below(static_cast<int>(m_any.size())))];
    }

    DrawnUnit attemptOne(int which, Random& random) const {
        const Concept& what = concepts()[static_cast<std::size_t>(which)];
        const Manner manner = anyManner(what, random);
        const int foreign = random.chance(.5) ? 1 + random.below(5) : 0;
        const int leader = anyMember(what, random);
        const double leading = leader >= 0 && random.chance(.7) ? random.uniform(.2, .6) : 0;
        DrawnUnit drawn;
        drawn.unit.threshold = manner.threshold;
        for (int place = 0; place < kExemplars; ++place) {
            const int shown = place < kExemplars - foreign ? which : anyConcept(random);
            const int listed = shown == which && random.chance(leading) ? leader : shown;
            const auto& list = m_lists[static_cast<std::size_t>(listed)];
            const auto image =
                list[static_cast<std::size_t>(random.below(static_cast<int>(list.size())))];
            drawn.unit.exemplars.push_back(drawExemplar(m_images, image, shown, manner, random));
        }
        random.shuffle(drawn.unit.exemplars);
        drawn.saying = sayingFor(which, drawn.unit);
        drawn.saying.edges = manner.edges && drawn.saying.which == which;
        return drawn;
    }

    /// A class of a group, of which real units often show more than of the others; −1 for none.
    int anyMember(const Concept& what, Random& random) const {
        std::vector<int> members;
        for (const ClassPlan& each : classes()) {
            const int which = findConcept(ConceptKind::Class, each.name);
            if (what.kind == ConceptKind::Group && each.glyphs.front().group == what.name &&
                !m_lists[static_cast<std::size_t>(which)].empty()) {
                members.push_back(which);
            }
        }
        return members.empty() ? -1
                               : members[static_cast<std::size_t>(
                                     random.below(static_cast<int>(members.size())))];
    }

    /// What is seen; a position where it was drawn for one.
    Saying sayingFor(int which, const MaskedUnit& unit) const {
        const auto found = findings(conceptsOf(unit, m_images), m_images.counts(), .1, 1);
        const bool position =
            concepts()[static_cast<std::size_t>(which)].kind == ConceptKind::Position;
        return position ? Saying{which, -1, false} : sayingOf(found);
    }

    const DrawnImages& m_images;
    std::uint64_t m_seed;
    Lists m_lists;
    std::array<std::vector<int>, kConceptKinds> m_byKind;
    std::vector<int> m_any; ///< concepts that enough images show
};

} // namespace

std::vector<DrawnUnit> drawUnits(const DrawnImages& images, std::int64_t count, std::uint64_t seed,
                                 std::stop_token stop, const Progress& progress) {
    const Drawer drawer(images, seed, imagesByConcept(images, stop, progress));
    std::vector<DrawnUnit> units(static_cast<std::size_t>(count));
    ProgressMeter meter(progress, "drawing units", count);
    forEachIndex(
        count, 0,
        [&](std::int64_t number, int) {
            units[static_cast<std::size_t>(number)] = drawer.draw(number);
        },
        stop, meter);
    return units;
}

} // namespace brera::demo
