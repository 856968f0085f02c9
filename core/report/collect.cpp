// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/collect.h"

#include "audit/counts.h"
#include "audit/presets.h"
#include "base/error.h"
#include "project/project.h"
#include "report/accuracy_section.h"
#include "report/cover.h"
#include "report/curve_section.h"
#include "report/text.h"
#include "report/unit_reader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace brera::report {

namespace {

using Hits = std::map<UnitId, std::pair<std::string, std::vector<std::pair<int, int>>>>;

constexpr std::size_t kFrequentTexts = 10;

std::string quoted(const std::string& text) {
    return "“" + text + "”";
}

/// @throws DataError for a layer or unit that the project does not have.
class Layers {
public:
    explicit Layers(const project::Project& project) : m_layers(project.layers()) {}

    const std::vector<LayerShape>& all() const { return m_layers; }

    const LayerShape& find(const std::string& path) const {
        const auto found = std::find_if(m_layers.begin(), m_layers.end(),
                                        [&](const auto& layer) { return layer.path == path; });
        if (found == m_layers.end()) {
            std::string names;
            for (const auto& layer : m_layers) {
                names += (names.empty() ? "" : ", ") + layer.path;
            }
            throw DataError("there is no layer " + path + "; there are: " + names);
        }
        return *found;
    }

    std::size_t place(const std::string& path) const {
        return static_cast<std::size_t>(&find(path) - m_layers.data());
    }

private:
    std::vector<LayerShape> m_layers;
};

/// Sections of the units by layer, in the network's order; inside each as given.
std::vector<Section> sectionsOf(const Layers& layers, const std::vector<UnitId>& units) {
    std::map<std::size_t, Section> byLayer;
    std::set<UnitId> seen;
    for (const auto& id : units) {
        if (!seen.insert(id).second) {
            continue;
        }
        auto& section = byLayer[layers.place(id.layer)];
        section.title = id.layer;
        Unit unit;
        unit.id = id;
        section.units.push_back(std::move(unit));
    }
    std::vector<Section> sections;
    for (auto& [place, section] : byLayer) {
        sections.push_back(std::move(section));
    }
    return sections;
}

std::vector<Unit*> unitsOf(std::vector<Section>& sections) {
    std::vector<Unit*> units;
    for (auto& section : sections) {
        for (auto& unit : section.units) {
            units.push_back(&unit);
        }
    }
    return units;
}

void markMatches(std::vector<Section>& sections, const Hits& hits) {
    for (auto* unit : unitsOf(sections)) {
        const auto hit = hits.find(unit->id);
        if (hit != hits.end() && hit->second.first == unit->text) {
            unit->matches = hit->second.second;
        }
    }
}

/// What a reader asks first: confirmed, then what is open, then what is not it.
int rankOf(const Unit& unit) {
    if (unit.judgements.empty()) {
        return 2;
    }
    switch (unit.judgements.front().verdict) {
    case project::Verdict::Confirmed:
        return 0;
    case project::Verdict::Unsure:
        return 1;
    case project::Verdict::Rejected:
        return 3;
    case project::Verdict::Undecided:
        break;
    }
    return 2;
}

/// Descriptions that several units share, the commonest first.
void addFrequentTexts(Report& report) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& section : report.sections) {
        for (const auto& unit : section.units) {
            if (!unit.text.empty()) {
                ++counts[unit.text];
            }
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> ranked(counts.begin(), counts.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& left, const auto& right) {
        return left.second > right.second;
    });
    Table table{"frequent_descriptions",
                "Descriptions that occur most",
                {{"description", "Description", Format::Text}, {"units", "Units", Format::Count}},
                {}};
    for (const auto& [text, units] : ranked) {
        if (units < 2 || table.rows.size() == kFrequentTexts) {
            break;
        }
        table.rows.push_back({text, units});
    }
    if (!table.rows.empty()) {
        report.tables.push_back(std::move(table));
    }
}

BarSeries bars(const char* name, Ink ink, const audit::AuditCounts& counts,
               const std::vector<std::size_t>& shown,
               std::int64_t (*value)(const audit::LayerCounts&)) {
    BarSeries series{name, ink, {}};
    for (const auto place : shown) {
        series.values.push_back(static_cast<double>(value(counts.layers[place])));
    }
    return series;
}

/// Found units by layer, as bars and in numbers; with verdicts where it is an audit.
void addCounts(Report& report, const audit::AuditCounts& counts, bool audited) {
    std::vector<std::size_t> shown;
    Plot plot;
    for (std::size_t i = 0; i < counts.layers.size(); ++i) {
        shown.push_back(i);
        plot.categories.push_back(counts.layers[i].layer);
    }
    if (audited) {
        plot.title = "Verdicts by layer";
        plot.remark = "Units that the audit’s search finds in each layer, and what a person "
                      "decided about them.";
        plot.stacked = true;
        plot.bars = {
            bars("confirmed", Ink::Good, counts, shown, [](const auto& c) { return c.confirmed; }),
            bars("unsure", Ink::Unsure, counts, shown, [](const auto& c) { return c.unsure; }),
            bars("undecided", Ink::Quiet, counts, shown,
                 [](const auto& c) { return c.undecided(); }),
            bars("rejected", Ink::Bad, counts, shown, [](const auto& c) { return c.rejected; })};
    } else {
        plot.title = "Units found by layer";
        plot.bars = {
            bars("found", Ink::Accent, counts, shown, [](const auto& c) { return c.found; })};
    }
    report.plots.push_back(std::move(plot));

    Table table{"layers",
                "By layer",
                {{"layer", "Layer", Format::Text},
                 {"units", "Units", Format::Count},
                 {"found", "Found", Format::Count},
                 {"share", "Share", Format::Percent}},
                {}};
    if (audited) {
        table.columns.push_back({"confirmed", "Confirmed", Format::Count});
        table.columns.push_back({"unsure", "Unsure", Format::Count});
        table.columns.push_back({"rejected", "Rejected", Format::Count});
        table.columns.push_back({"undecided", "Undecided", Format::Count});
    }
    auto rows = counts.layers;
    rows.push_back(counts.total);
    for (const auto& row : rows) {
        std::vector<Cell> cells{
            row.layer.empty() ? std::string("all layers") : row.layer, row.units, row.found,
            row.units > 0 ? static_cast<double>(row.found) / static_cast<double>(row.units) : 0.0};
        if (audited) {
            cells.insert(cells.end(), {row.confirmed, row.unsure, row.rejected, row.undecided()});
        }
        table.rows.push_back(std::move(cells));
    }
    table.summed = true;
    report.tables.push_back(std::move(table));
}

std::string inLayers(const Report& report) {
    return counted(static_cast<std::int64_t>(unitCount(report)), "unit", "units") + " in " +
           counted(static_cast<std::int64_t>(report.sections.size()), "layer", "layers");
}

/// Units with a verdict that a search no longer finds.
std::vector<UnitId> leftOut(const std::vector<project::UnitVerdict>& verdicts,
                            const std::vector<UnitId>& found) {
    const std::set<UnitId> known(found.begin(), found.end());
    std::vector<UnitId> units;
    for (const auto& verdict : verdicts) {
        if (!known.contains(verdict.unit)) {
            units.push_back(verdict.unit);
        }
    }
    return units;
}

class Collector {
public:
    Collector(project::Project& project, const CollectOptions& options, const project::Widen& widen,
              const std::stop_token& stop, const Progress& progress)
        : m_project(project), m_options(options), m_widen(widen), m_stop(stop),
          m_progress(progress), m_layers(project) {}

    Report collect(const Subject& subject) {
        m_report.version = BRERA_VERSION;
        m_report.made = now();
        m_report.facts = projectFacts(m_project);
        m_report.facts.push_back({"report", "Report", {}});
        fact("project", "Project file", m_project.path().filename().string());
        switch (subject.kind) {
        case Subject::Kind::Units:
            units(subject);
            break;
        case Subject::Kind::Layer:
            layer(subject.name);
            break;
        case Subject::Kind::Search:
            search(subject.name);
            break;
        case Subject::Kind::Audit:
            audit(subject.name);
            break;
        case Subject::Kind::Curve:
            curve(subject.name);
            break;
        }
        m_report.facts.back().facts.push_back(
            {"made", "Made", readableTime(m_report.made), false, m_report.made});
        fact("brera", "Brera", m_report.version);
        if (!m_options.title.empty()) {
            m_report.title = m_options.title;
        }
        m_report.limitations = limitationsOf(m_project, m_report.kind);
        m_report.missing = missingImages(m_report.sections);
        return std::move(m_report);
    }

private:
    void fact(std::string key, std::string label, std::string value, bool code = false) {
        m_report.facts.back().facts.push_back(
            {std::move(key), std::move(label), std::move(value), code});
    }

    void read(const std::vector<UnitId>& units, const std::string& audit) {
        m_report.sections = sectionsOf(m_layers, units);
        readSections(audit);
    }

    void readSections(const std::string& audit) {
        readUnits(m_project, unitsOf(m_report.sections), audit, m_options, m_stop, m_progress);
    }

    void units(const Subject& subject) {
        m_report.kind = Kind::Units;
        read(subject.units, {});
        m_report.title = counted(static_cast<std::int64_t>(unitCount(m_report)), "unit", "units");
        m_report.about = "A selection of " + inLayers(m_report) + ".";
        addAccuracies(m_report, m_project, subject);
    }

    void layer(const std::string& path) {
        m_report.kind = Kind::Layer;
        const auto& shape = m_layers.find(path);
        std::vector<UnitId> ids;
        for (const auto& head : m_project.units(path)) {
            ids.push_back({path, head.unit});
        }
        read(ids, {});
        m_report.title = "The units of " + path;
        m_report.about = "All " + counted(static_cast<std::int64_t>(ids.size()), "unit", "units") +
                         " of " + path +
                         (shape.height * shape.width > 1
                              ? ", each a map of " + std::to_string(shape.width) + " × " +
                                    std::to_string(shape.height) + " activations"
                              : std::string()) +
                         ", with the image regions each responds to most.";
        addFrequentTexts(m_report);
    }

    /// The units a query finds, best first. What went into it is said on the cover.
    std::vector<UnitId> find(const std::string& query, Hits& hits) {
        const auto result =
            project::search(m_project, query, std::numeric_limits<std::int64_t>::max(), m_widen);
        fact("query", "Search", query, true);
        if (result.literal) {
            fact("literal", "Read as", kLiteral);
        }
        std::vector<UnitId> found;
        for (const auto& hit : result.hits) {
            found.push_back(hit.unit);
            hits.emplace(hit.unit, std::make_pair(hit.text, hit.matches));
        }
        return found;
    }

    void search(const std::string& query) {
        m_report.kind = Kind::Search;
        Hits hits;
        const auto found = find(query, hits);
        read(found, {});
        markMatches(m_report.sections, hits);
        const auto counts = audit::count(m_layers.all(), found, {});
        m_report.title = "Units found by " + quoted(query);
        m_report.about = found.empty() ? "The search finds nothing in this project."
                                       : "The search finds " + inLayers(m_report) + ", of " +
                                             count(counts.total.units) + " in all.";
        addCounts(m_report, counts, false);
        addFrequentTexts(m_report);
    }

    void audit(const std::string& name) {
        m_report.kind = Kind::Audit;
        m_report.audit = name;
        const std::string query = audit::queryOf(m_project, name);
        fact("audit", "Audit", name);
        Hits hits;
        const auto found = find(query, hits);
        const auto verdicts = project::Audits(m_project).verdicts(name);
        const auto counts = audit::count(m_layers.all(), found, verdicts);
        m_report.sections = sectionsOf(m_layers, found);
        const auto& total = counts.total;
        m_report.title = "Audit: " + name;
        m_report.about = "The audit’s search finds " + inLayers(m_report);
        m_report.about += total.decided() == 0
                              ? "; none of them has been judged yet."
                              : ": " + count(total.confirmed) + " confirmed, " +
                                    count(total.rejected) + " rejected, " + count(total.unsure) +
                                    " unsure and " + count(total.undecided()) + " undecided.";
        if (const auto units = leftOut(verdicts, found); !units.empty()) {
            Section section{"Judged, no longer found",
                            "The search finds other units now: these were judged when it found "
                            "them, and are in no count.",
                            {}};
            for (auto& each : sectionsOf(m_layers, units)) {
                std::move(each.units.begin(), each.units.end(), std::back_inserter(section.units));
            }
            m_report.sections.push_back(std::move(section));
        }
        readSections(name);
        markMatches(m_report.sections, hits);
        for (auto& section : m_report.sections) {
            std::stable_sort(
                section.units.begin(), section.units.end(),
                [](const Unit& left, const Unit& right) { return rankOf(left) < rankOf(right); });
        }
        auto& facts = m_report.facts.back().facts;
        if (const auto latest = lastVerdict(verdicts); latest > 0) {
            facts.push_back(dateFact("decided", "Last verdict", latest));
        }
        if (counts.elsewhere > 0) {
            facts.push_back({"elsewhere", "Verdicts on units no longer found",
                             count(counts.elsewhere), false, counts.elsewhere});
        }
        addCounts(m_report, counts, true);
        addFrequentTexts(m_report);
    }

    void curve(const std::string& name) {
        m_report.kind = Kind::Curve;
        Section section{"Units in the order they are switched off", {}, {}};
        for (const auto& id : addCurve(m_report, m_project, name)) {
            m_layers.find(id.layer);
            Unit unit;
            unit.id = id;
            unit.relation = "number " + std::to_string(section.units.size() + 1);
            section.units.push_back(std::move(unit));
        }
        if (!section.units.empty()) {
            m_report.sections.push_back(std::move(section));
        }
        readSections({});
    }

    project::Project& m_project;
    const CollectOptions& m_options;
    const project::Widen& m_widen;
    const std::stop_token& m_stop;
    const Progress& m_progress;
    Layers m_layers;
    Report m_report;
};

} // namespace

void CollectOptions::check() const {
    if (exemplars < 0 || exemplars > 100) {
        throw DataError("a report shows 0 to 100 exemplars of a unit, not " +
                        std::to_string(exemplars));
    }
    if (tileSize < 16 || tileSize > 512) {
        throw DataError("exemplars are drawn 16 to 512 pixels wide, not " +
                        std::to_string(tileSize));
    }
    if (jpegQuality < 1 || jpegQuality > 100 || threads < 1 || threads > 256) {
        throw DataError("pictures need a quality of 1 to 100 and at least one thread");
    }
}

Report collect(project::Project& project, const Subject& subject, const CollectOptions& options,
               const project::Widen& widen, std::stop_token stop, const Progress& progress) {
    options.check();
    return Collector(project, options, widen, stop, progress).collect(subject);
}

} // namespace brera::report
