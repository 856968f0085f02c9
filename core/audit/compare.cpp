// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/compare.h"

#include "audit/exemplar_overlap.h"
#include "audit/likest.h"
#include "audit/shared_images.h"
#include "audit/unit_texts.h"
#include "base/error.h"
#include "project/project.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace brera::audit {

namespace {

/// Units of one side that may be matched with units of the other: places in ComparedSide::units.
struct Group {
    std::vector<std::size_t> first;
    std::vector<std::size_t> second;
};

void poll(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Cancelled();
    }
}

/// One of the projects while it is being read.
class Side {
public:
    Side(project::Project& project, ComparedSide& side)
        : m_project(project), m_side(side), m_layers(project.layers()) {}

    const std::vector<LayerShape>& layers() const { return m_layers; }
    const ComparedSide& side() const { return m_side; }
    const ExemplarLists& exemplars() const { return m_exemplars; }

    void readUnits(const CompareOptions& options, const project::Widen& widen,
                   const std::stop_token& stop);
    /// @param numbers this side's image numbers → numbers that both sides know.
    void readExemplars(const std::map<std::int64_t, std::int64_t>& numbers,
                       const std::stop_token& stop);

    bool keepsMaxima() const {
        return std::ranges::all_of(m_layers, [&](const LayerShape& layer) {
            const auto unit = firstUnit(layer);
            return unit && !m_project.maxima(layer.path, *unit).empty();
        });
    }
    /// Of these units of the side, over these images. Units of a layer stand together.
    Signals signals(const std::vector<std::size_t>& units,
                    const std::vector<std::int64_t>& images) const;

private:
    std::optional<std::int64_t> firstUnit(const LayerShape& layer) const {
        const auto found = std::ranges::find(
            m_side.units, layer.path, [](const ComparedUnit& each) { return each.unit.layer; });
        return found == m_side.units.end() ? std::nullopt : std::optional(found->unit.index);
    }
    ProjectError damaged() const;

    project::Project& m_project;
    ComparedSide& m_side;
    std::vector<LayerShape> m_layers;
    ExemplarLists m_exemplars; ///< by place in the side's units
};

void Side::readUnits(const CompareOptions& options, const project::Widen& widen,
                     const std::stop_token& stop) {
    m_side.name = m_project.path().stem().string();
    std::vector<UnitId> found;
    if (!options.query.empty()) {
        const auto result = project::search(m_project, options.query,
                                            std::numeric_limits<std::int64_t>::max(), widen);
        for (const auto& hit : result.hits) {
            found.push_back(hit.unit);
        }
        m_side.counts.literal = result.literal;
    }
    const std::set<UnitId> wanted(found.begin(), found.end());
    for (const auto& layer : m_layers) {
        poll(stop);
        const auto texts = unitTexts(m_project, layer.path);
        for (const auto& head : m_project.units(layer.path)) {
            ComparedUnit unit;
            unit.unit = {layer.path, head.unit};
            if (const auto text = texts.find(head.unit); text != texts.end()) {
                unit.text = text->second;
            }
            unit.found = options.query.empty() || wanted.contains(unit.unit);
            if (options.query.empty()) {
                found.push_back(unit.unit);
            }
            m_side.units.push_back(std::move(unit));
        }
    }
    std::vector<project::UnitVerdict> verdicts;
    if (!options.audit.empty()) {
        verdicts = project::Audits(m_project).verdicts(options.audit);
    }
    const bool literal = m_side.counts.literal;
    m_side.counts = count(m_layers, found, verdicts);
    m_side.counts.literal = literal;
}

void Side::readExemplars(const std::map<std::int64_t, std::int64_t>& numbers,
                         const std::stop_token& stop) {
    for (const auto& each : m_side.units) {
        poll(stop);
        auto& list = m_exemplars.emplace_back();
        for (const auto image : m_project.exemplarImages(each.unit.layer, each.unit.index)) {
            if (const auto found = numbers.find(image); found != numbers.end()) {
                list.push_back(found->second);
            }
        }
    }
}

ProjectError Side::damaged() const {
    return ProjectError(m_project.path().string() +
                        " is damaged: its activations are not of all its units and images. "
                        "Restore it from a copy, or extract into a new project");
}

Signals Side::signals(const std::vector<std::size_t>& units,
                      const std::vector<std::int64_t>& images) const {
    // Room for all is made after the first layer is read: the project refuses what it cannot hold.
    Signals signals(0, images.size());
    const std::string* layer = nullptr;
    std::vector<float> maxima; ///< (units of the layer, all images)
    std::size_t first = 0;     ///< place of the layer's first unit
    const auto all = static_cast<std::size_t>(m_side.images);
    std::vector<float> values(images.size());
    if (std::ranges::any_of(
            images, [&](std::int64_t image) { return image < 0 || image >= m_side.images; })) {
        throw damaged();
    }
    for (std::size_t row = 0; row < units.size(); ++row) {
        const std::string& mine = m_side.units[units[row]].unit.layer;
        if (layer == nullptr || *layer != mine) {
            layer = &mine;
            maxima = m_project.layerMaxima(mine);
            first = units[row];
        }
        if (row == 0) {
            signals = Signals(units.size(), images.size());
        }
        if (maxima.empty()) {
            continue; // zeros: like nothing
        }
        if ((units[row] - first + 1) * all > maxima.size()) {
            throw damaged();
        }
        const float* const whole = &maxima[(units[row] - first) * all];
        for (std::size_t i = 0; i < images.size(); ++i) {
            values[i] = whole[images[i]];
        }
        signals.set(row, values);
    }
    return signals;
}

/// Layers of the same name face each other; where there are none, or when asked to, all units do.
std::vector<Group> groups(const Side& first, const Side& second, bool acrossLayers) {
    std::map<std::string, Group> byName;
    Group all;
    const auto add = [&](const Side& side, auto member) {
        for (std::size_t place = 0; place < side.side().units.size(); ++place) {
            (byName[side.side().units[place].unit.layer].*member).push_back(place);
            (all.*member).push_back(place);
        }
    };
    add(first, &Group::first);
    add(second, &Group::second);
    std::vector<Group> common;
    for (const auto& layer : first.layers()) {
        auto& group = byName[layer.path];
        if (!group.first.empty() && !group.second.empty()) {
            common.push_back(std::move(group));
        }
    }
    if (acrossLayers || common.empty()) {
        return {std::move(all)};
    }
    return common;
}

/// Writes the counterparts of one group by one measure.
void assign(Comparison& comparison, const Group& group, const LikestRows& likest,
            Counterpart ComparedUnit::*which) {
    const auto put = [&](ComparedSide& side, const std::vector<std::size_t>& mine,
                         const std::vector<std::size_t>& others, const std::vector<Likest>& rows,
                         const std::vector<Likest>& back) {
        for (std::size_t row = 0; row < mine.size(); ++row) {
            if (rows[row].index < 0) {
                continue;
            }
            const auto other = static_cast<std::size_t>(rows[row].index);
            Counterpart& counterpart = side.units[mine[row]].*which;
            counterpart.unit = static_cast<std::int64_t>(others[other]);
            counterpart.mutual = back[other].index == static_cast<std::int64_t>(row);
        }
    };
    put(comparison.first, group.first, group.second, likest.first, likest.second);
    put(comparison.second, group.second, group.first, likest.second, likest.first);
}

/// Both scores of every counterpart of the group.
template <typename Correlate>
void score(Comparison& comparison, const Group& group, const Side& first, const Side& second,
           const Correlate& correlate) {
    std::vector<std::size_t> rowOf(comparison.first.units.size());
    for (std::size_t row = 0; row < group.first.size(); ++row) {
        rowOf[group.first[row]] = row;
    }
    std::vector<std::size_t> otherRowOf(comparison.second.units.size());
    for (std::size_t row = 0; row < group.second.size(); ++row) {
        otherRowOf[group.second[row]] = row;
    }
    const auto rate = [&](Counterpart& counterpart, std::size_t a, std::size_t b) {
        counterpart.correlation = correlate(rowOf[a], otherRowOf[b]);
        counterpart.overlap =
            static_cast<float>(exemplarOverlap(first.exemplars()[a], second.exemplars()[b]));
    };
    for (const auto which : {&ComparedUnit::byActivations, &ComparedUnit::byExemplars}) {
        for (const std::size_t a : group.first) {
            Counterpart& counterpart = comparison.first.units[a].*which;
            if (counterpart.unit >= 0) {
                rate(counterpart, a, static_cast<std::size_t>(counterpart.unit));
            }
        }
        for (const std::size_t b : group.second) {
            Counterpart& counterpart = comparison.second.units[b].*which;
            if (counterpart.unit >= 0) {
                rate(counterpart, static_cast<std::size_t>(counterpart.unit), b);
            }
        }
    }
}

void matchGroup(Comparison& comparison, const Group& group, const Side& first, const Side& second,
                const std::stop_token& stop, ProgressMeter& meter) {
    const auto part = [](const ExemplarLists& all, const std::vector<std::size_t>& places) {
        ExemplarLists lists;
        for (const std::size_t place : places) {
            lists.push_back(all[place]);
        }
        return lists;
    };
    if (comparison.noExemplars.empty()) {
        assign(comparison, group,
               likestByOverlap(part(first.exemplars(), group.first),
                               part(second.exemplars(), group.second), stop),
               &ComparedUnit::byExemplars);
    }
    if (!comparison.noActivations.empty()) {
        score(comparison, group, first, second, [](std::size_t, std::size_t) { return 0.0F; });
        meter.advance(static_cast<std::int64_t>(group.first.size()));
        return;
    }
    std::vector<std::int64_t> firstImages;
    std::vector<std::int64_t> secondImages;
    for (const auto& [mine, other] : comparison.shared) {
        firstImages.push_back(mine);
        secondImages.push_back(other);
    }
    const Signals mine = first.signals(group.first, firstImages);
    poll(stop);
    const Signals others = second.signals(group.second, secondImages);
    poll(stop);
    assign(comparison, group, likestByCorrelation(mine, others, stop, meter),
           &ComparedUnit::byActivations);
    score(comparison, group, first, second,
          [&](std::size_t a, std::size_t b) { return correlation(mine, a, others, b); });
}

std::string few(const Comparison& comparison) {
    const auto number = [](std::int64_t images) { return std::to_string(images); };
    return comparison.first.name + " (" + number(comparison.first.images) + " images) and " +
           comparison.second.name + " (" + number(comparison.second.images) + ") have " +
           (comparison.shared.empty() ? std::string("none")
                                      : "only " + number(std::ssize(comparison.shared))) +
           " in common, by path below the data set's folder and by size";
}

void findObstacles(Comparison& comparison, const Side& first, const Side& second,
                   std::int64_t leastShared) {
    if (comparison.shared.empty()) {
        comparison.noExemplars = few(comparison) + "; look at the same folder with both networks";
    }
    if (std::ssize(comparison.shared) < leastShared) {
        comparison.noActivations =
            few(comparison) + "; a correlation needs at least " + std::to_string(leastShared);
        return;
    }
    for (const Side* side : {&first, &second}) {
        if (!side->keepsMaxima()) {
            comparison.noActivations = side->side().name +
                                       " does not hold its units' activations on every image: it "
                                       "was imported, or its extraction is not complete";
            return;
        }
    }
}

} // namespace

Comparison compare(project::Project& first, project::Project& second, const CompareOptions& options,
                   const project::Widen& widen, std::stop_token stop, const Progress& progress) {
    Comparison comparison;
    Side mine(first, comparison.first);
    Side other(second, comparison.second);
    mine.readUnits(options, widen, stop);
    other.readUnits(options, widen, stop);
    const auto images = first.images();
    const auto otherImages = second.images();
    comparison.first.images = std::ssize(images);
    comparison.second.images = std::ssize(otherImages);
    comparison.shared = sharedImages(images, otherImages);
    findObstacles(comparison, mine, other, options.leastShared);

    std::map<std::int64_t, std::int64_t> known;
    std::map<std::int64_t, std::int64_t> numbers;
    for (const auto& [a, b] : comparison.shared) {
        known.emplace(a, a);
        numbers.emplace(b, a);
    }
    mine.readExemplars(known, stop);
    other.readExemplars(numbers, stop);
    const auto all = groups(mine, other, options.acrossLayers);
    std::int64_t units = 0;
    for (const auto& group : all) {
        units += std::ssize(group.first);
    }
    ProgressMeter meter(progress, "comparing units", units);
    for (const auto& group : all) {
        poll(stop);
        matchGroup(comparison, group, mine, other, stop, meter);
    }
    meter.flush();
    return comparison;
}

bool recount(Comparison& comparison, project::Project& first, project::Project& second,
             const CompareOptions& options, const project::Widen& widen, std::stop_token stop) {
    ComparedSide firstNow;
    ComparedSide secondNow;
    Side(first, firstNow).readUnits(options, widen, stop);
    Side(second, secondNow).readUnits(options, widen, stop);
    const auto same = [](const ComparedSide& before, const ComparedSide& now) {
        return std::ranges::equal(before.units, now.units, {}, &ComparedUnit::unit,
                                  &ComparedUnit::unit);
    };
    if (!same(comparison.first, firstNow) || !same(comparison.second, secondNow)) {
        return false;
    }
    const auto take = [](ComparedSide& side, ComparedSide& now) {
        side.counts = std::move(now.counts);
        for (std::size_t place = 0; place < side.units.size(); ++place) {
            side.units[place].text = std::move(now.units[place].text);
            side.units[place].found = now.units[place].found;
        }
    };
    take(comparison.first, firstNow);
    take(comparison.second, secondNow);
    return true;
}

double defaultThreshold(MatchBy by) {
    return by == MatchBy::Activations ? kMatchCorrelation : kMatchOverlap;
}

Matching match(const Comparison& comparison, MatchBy by, double threshold) {
    const auto score = [&](const Counterpart& counterpart) {
        return by == MatchBy::Activations ? counterpart.correlation : counterpart.overlap;
    };
    const auto matched = [&](const ComparedUnit& unit) {
        const Counterpart& counterpart = unit.counterpart(by);
        return counterpart.unit >= 0 && counterpart.mutual &&
               static_cast<double>(score(counterpart)) >= threshold;
    };
    Matching matching;
    const auto& units = comparison.first.units;
    for (std::size_t place = 0; place < units.size(); ++place) {
        if (matched(units[place])) {
            matching.matched.push_back(
                {place, static_cast<std::size_t>(units[place].counterpart(by).unit)});
        } else {
            matching.lost.push_back(place);
        }
    }
    for (std::size_t place = 0; place < comparison.second.units.size(); ++place) {
        if (!matched(comparison.second.units[place])) {
            matching.fresh.push_back(place);
        }
    }
    std::ranges::stable_sort(
        matching.matched, [&](const Matching::Pair& a, const Matching::Pair& b) {
            return score(units[a.first].counterpart(by)) > score(units[b.first].counterpart(by));
        });
    return matching;
}

Matching foundOnly(const Comparison& comparison, const Matching& matching) {
    Matching result;
    const auto found = [](const ComparedSide& side, std::size_t place) {
        return side.units[place].found;
    };
    std::ranges::copy_if(
        matching.matched, std::back_inserter(result.matched), [&](const Matching::Pair& pair) {
            return found(comparison.first, pair.first) || found(comparison.second, pair.second);
        });
    std::ranges::copy_if(matching.lost, std::back_inserter(result.lost),
                         [&](std::size_t place) { return found(comparison.first, place); });
    std::ranges::copy_if(matching.fresh, std::back_inserter(result.fresh),
                         [&](std::size_t place) { return found(comparison.second, place); });
    return result;
}

} // namespace brera::audit
