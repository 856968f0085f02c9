// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/collect.h"

#include "project/audits.h"
#include "project/project.h"
#include "report/cover.h"
#include "report/text.h"
#include "report/unit_reader.h"

#include <algorithm>
#include <cstddef>

namespace brera::report {

namespace {

using audit::ComparedUnit;
using audit::Comparison;
using audit::MatchBy;

/// The two networks' names, different even where the files are called the same.
std::pair<std::string, std::string> namesOf(const Comparison& comparison) {
    const auto& first = comparison.first.name;
    const auto& second = comparison.second.name;
    return first != second ? std::make_pair(first, second)
                           : std::make_pair(first + " (1)", second + " (2)");
}

std::string likenessText(const audit::Counterpart& counterpart) {
    std::string text = "r = " + decimals(static_cast<double>(counterpart.correlation), 2);
    return text + ", exemplars shared " + percent(static_cast<double>(counterpart.overlap));
}

Unit unitOf(const ComparedUnit& compared, const std::string& network) {
    Unit unit;
    unit.id = compared.unit;
    unit.network = network;
    return unit;
}

/// A layer's numbers on both sides; layers of one side alone stand behind.
struct LayerPair {
    std::string layer;
    audit::LayerCounts first;
    audit::LayerCounts second;
};

std::vector<LayerPair> pairsOf(const Comparison& comparison) {
    std::vector<LayerPair> pairs;
    for (const auto& counts : comparison.first.counts.layers) {
        pairs.push_back({counts.layer, counts, {}});
    }
    for (const auto& counts : comparison.second.counts.layers) {
        const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const LayerPair& pair) {
            return pair.layer == counts.layer;
        });
        if (found != pairs.end()) {
            found->second = counts;
        } else {
            pairs.push_back({counts.layer, {}, counts});
        }
    }
    return pairs;
}

/// Side by side (the paper's Figure 5).
Plot plotOf(const std::vector<LayerPair>& pairs, const std::pair<std::string, std::string>& names,
            const char* title, std::int64_t audit::LayerCounts::*value) {
    Plot plot;
    plot.title = title;
    BarSeries first{names.first, Ink::Accent, {}};
    BarSeries second{names.second, Ink::Second, {}};
    for (const auto& pair : pairs) {
        plot.categories.push_back(pair.layer);
        first.values.push_back(static_cast<double>(pair.first.*value));
        second.values.push_back(static_cast<double>(pair.second.*value));
    }
    plot.bars = {std::move(first), std::move(second)};
    return plot;
}

Table countsTable(const std::vector<LayerPair>& pairs, const Comparison& comparison,
                  const std::pair<std::string, std::string>& names, bool audited) {
    Table table{"layers", "By layer", {{"layer", "Layer", Format::Text}}, {}};
    const auto add = [&](const std::string& side, const std::string& key) {
        table.columns.push_back({key + "_units", side + ": units", Format::Count});
        table.columns.push_back({key + "_found", side + ": found", Format::Count});
        if (audited) {
            table.columns.push_back({key + "_confirmed", side + ": confirmed", Format::Count});
            table.columns.push_back({key + "_rejected", side + ": rejected", Format::Count});
        }
    };
    add(names.first, "first");
    add(names.second, "second");
    auto rows = pairs;
    rows.push_back({"all layers", comparison.first.counts.total, comparison.second.counts.total});
    for (const auto& pair : rows) {
        std::vector<Cell> row{pair.layer};
        for (const auto* counts : {&pair.first, &pair.second}) {
            row.insert(row.end(), {counts->units, counts->found});
            if (audited) {
                row.insert(row.end(), {counts->confirmed, counts->rejected});
            }
        }
        table.rows.push_back(std::move(row));
    }
    table.summed = true;
    return table;
}

std::vector<Section> sectionsOf(const Comparison& comparison, const audit::Matching& matching,
                                MatchBy by, const std::pair<std::string, std::string>& names) {
    Section matched{"Matched units", "Each is the other’s counterpart, the likest first.", {}};
    for (const auto& pair : matching.matched) {
        const auto& compared = comparison.first.units[pair.first];
        Unit unit = unitOf(compared, names.first);
        Unit other = unitOf(comparison.second.units[pair.second], names.second);
        other.relation = likenessText(compared.counterpart(by));
        unit.counterparts.push_back(std::move(other));
        matched.units.push_back(std::move(unit));
    }
    const auto alone = [&](const audit::ComparedSide& side, const std::string& name,
                           const audit::ComparedSide& others, const std::string& otherName,
                           const std::vector<std::size_t>& places) {
        Section section{"Only in " + name,
                        "No unit of the other network matches these. Beneath each stands the one "
                        "that is nearest.",
                        {}};
        for (const auto place : places) {
            const auto& compared = side.units[place];
            Unit unit = unitOf(compared, name);
            if (const auto& nearest = compared.counterpart(by); nearest.unit >= 0) {
                Unit other =
                    unitOf(others.units[static_cast<std::size_t>(nearest.unit)], otherName);
                other.relation = "nearest, no match: " + likenessText(nearest);
                unit.counterparts.push_back(std::move(other));
            }
            section.units.push_back(std::move(unit));
        }
        return section;
    };
    Section lost =
        alone(comparison.first, names.first, comparison.second, names.second, matching.lost);
    Section fresh =
        alone(comparison.second, names.second, comparison.first, names.first, matching.fresh);
    std::vector<Section> sections;
    for (auto* section : {&matched, &lost, &fresh}) {
        if (!section->units.empty()) {
            sections.push_back(std::move(*section));
        }
    }
    return sections;
}

/// Both projects' facts, group by group, so that they stand side by side.
void addFacts(Report& report, const project::Project& first, const project::Project& second,
              const std::pair<std::string, std::string>& names) {
    auto ofFirst = projectFacts(first);
    auto ofSecond = projectFacts(second);
    const auto add = [&](FactGroup& group, const char* key, const std::string& name) {
        group.key = std::string(key) + "_" + group.key;
        group.title = name + ": " + group.title;
        report.facts.push_back(std::move(group));
    };
    for (std::size_t i = 0; i < ofFirst.size(); ++i) {
        add(ofFirst[i], "first", names.first);
        add(ofSecond[i], "second", names.second);
    }
}

/// What was asked, and of which files.
FactGroup reportFacts(project::Project& first, project::Project& second,
                      const Comparison& comparison, const ComparisonSubject& subject,
                      const Report& report) {
    FactGroup group{"report", "Report", {}};
    auto& facts = group.facts;
    facts.push_back({"first_project", "First project file", first.path().filename().string()});
    facts.push_back({"second_project", "Second project file", second.path().filename().string()});
    const auto& compared = subject.compared;
    if (!compared.audit.empty()) {
        facts.push_back({"audit", "Audit", compared.audit});
    }
    if (!compared.query.empty()) {
        facts.push_back({"query", "Search", compared.query, true});
    }
    if (comparison.first.counts.literal) {
        facts.push_back({"literal", "Read as", kLiteral});
    }
    if (!compared.audit.empty()) {
        const auto latest = std::max(lastVerdict(project::Audits(first).verdicts(compared.audit)),
                                     lastVerdict(project::Audits(second).verdicts(compared.audit)));
        if (latest > 0) {
            facts.push_back(dateFact("decided", "Last verdict", latest));
        }
    }
    const bool byActivations = subject.by == MatchBy::Activations;
    facts.push_back({"matched_by", "Matched by",
                     byActivations ? "correlation of activations" : "shared exemplars", false,
                     std::string(byActivations ? "activations" : "exemplars")});
    facts.push_back(
        {"threshold", "At least", shortest(subject.threshold), false, subject.threshold});
    facts.push_back({"across_layers", "Layers",
                     compared.acrossLayers ? "any unit may match any other"
                                           : "units match within layers of the same name, where "
                                             "there are any",
                     false, std::string(compared.acrossLayers ? "any" : "same")});
    const auto shared = static_cast<std::int64_t>(comparison.shared.size());
    facts.push_back({"shared", "Images in common", count(shared), false, shared});
    if (const auto& obstacle = comparison.obstacle(subject.by); !obstacle.empty()) {
        facts.push_back({"obstacle", "Not matched", obstacle});
    }
    facts.push_back({"made", "Made", readableTime(report.made), false, report.made});
    facts.push_back({"brera", "Brera", report.version});
    return group;
}

} // namespace

Report collectComparison(project::Project& first, project::Project& second,
                         const Comparison& comparison, const ComparisonSubject& subject,
                         const CollectOptions& options, std::stop_token stop,
                         const Progress& progress) {
    options.check();
    const auto names = namesOf(comparison);
    const bool audited = !subject.compared.audit.empty();
    const bool searched = !subject.compared.query.empty();
    auto matching = audit::match(comparison, subject.by, subject.threshold);
    if (searched) {
        matching = audit::foundOnly(comparison, matching);
    }
    Report report;
    report.kind = Kind::Comparison;
    report.audit = subject.compared.audit;
    report.version = BRERA_VERSION;
    report.made = now();
    report.title =
        options.title.empty() ? names.first + " and " + names.second + " compared" : options.title;
    const auto& counts = comparison.first.counts.total;
    const auto& others = comparison.second.counts.total;
    if (searched) {
        report.about = (audited ? "The audit “" + subject.compared.audit + "” finds "
                                : "The search “" + subject.compared.query + "” finds ") +
                       counted(counts.found, "unit", "units") + " in " + names.first + " and " +
                       counted(others.found, "unit", "units") + " in " + names.second + ". ";
    }
    report.about +=
        counted(static_cast<std::int64_t>(matching.matched.size()), "unit is", "units are") +
        " matched, " + count(static_cast<std::int64_t>(matching.lost.size())) + " only in " +
        names.first + ", " + count(static_cast<std::int64_t>(matching.fresh.size())) + " only in " +
        names.second + ".";

    addFacts(report, first, second, names);
    report.facts.push_back(reportFacts(first, second, comparison, subject, report));

    const auto pairs = pairsOf(comparison);
    report.plots.push_back(plotOf(pairs, names,
                                  searched ? "Units found by layer" : "Units by layer",
                                  &audit::LayerCounts::found));
    if (audited && counts.confirmed + others.confirmed > 0) {
        report.plots.push_back(
            plotOf(pairs, names, "Confirmed units by layer", &audit::LayerCounts::confirmed));
    }
    report.tables.push_back(
        countsTable(pairs, comparison, names, counts.decided() + others.decided() > 0));
    report.limitations = limitationsOf(first, report.kind);
    for (auto& paragraph : limitationsOf(second, report.kind)) {
        if (std::find(report.limitations.begin(), report.limitations.end(), paragraph) ==
            report.limitations.end()) {
            report.limitations.push_back(std::move(paragraph));
        }
    }
    report.sections = sectionsOf(comparison, matching, subject.by, names);

    std::vector<Unit*> ofFirst;
    std::vector<Unit*> ofSecond;
    const auto put = [&](Unit& unit) {
        (unit.network == names.first ? ofFirst : ofSecond).push_back(&unit);
    };
    for (auto& section : report.sections) {
        for (auto& unit : section.units) {
            put(unit);
            for (auto& counterpart : unit.counterparts) {
                put(counterpart);
            }
        }
    }
    readUnits(first, ofFirst, subject.compared.audit, options, stop, progress);
    readUnits(second, ofSecond, subject.compared.audit, options, stop, progress);
    report.missing = missingImages(report.sections);
    return report;
}

} // namespace brera::report
