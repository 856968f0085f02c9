// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/accuracy_section.h"

#include "ablation/stored.h"
#include "project/project.h"
#include "report/collect.h"
#include "report/text.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace brera::report {

namespace {

using ablation::StoredCurve;

SetFigures toFigures(const ablation::Figures& figures) {
    return {figures.top1(), figures.top5(), figures.loss()};
}

/// Which of a curve's points has just these units switched off; the curve's end without any.
auto pointOf(const StoredCurve& curve, const std::set<UnitId>& units) {
    const auto& points = curve.curve.points;
    const auto& order = curve.plan.order;
    if (order.size() < units.size() ||
        std::set<UnitId>(order.begin(),
                         order.begin() + static_cast<std::ptrdiff_t>(units.size())) != units) {
        return points.end();
    }
    return std::find_if(points.begin(), points.end(), [&](const auto& point) {
        return point.count == static_cast<std::int64_t>(units.size());
    });
}

/// What the newest curves know of each set.
std::vector<SetChange> storedChanges(project::Project& project, const std::set<UnitId>& units,
                                     std::string& curves) {
    const std::string network = project.inputs().networkHash;
    std::vector<SetChange> changes;
    for (const auto& curve : ablation::storedCurves(project)) {
        const auto& points = curve.curve.points;
        const auto point = pointOf(curve, units);
        if (curve.conditions.network != network || point == points.end() ||
            points.front().count != 0) {
            continue;
        }
        bool used = false;
        for (std::size_t set = 0; set < curve.conditions.sets.size(); ++set) {
            const auto& name = curve.conditions.sets[set].name;
            const bool known = std::any_of(changes.begin(), changes.end(),
                                           [&](const auto& each) { return each.set == name; });
            if (known) {
                continue;
            }
            const auto& before = points.front().sets.at(set);
            changes.push_back({name, before.images, toFigures(before),
                               toFigures(point->sets.at(set)),
                               curve.conditions.replacement == ablation::Replacement::Mean});
            used = true;
        }
        if (used) {
            curves += (curves.empty() ? "the curve “" : ", “") + curve.plan.name + "” of " +
                      readableTime(isoTime(curve.created));
        }
    }
    return changes;
}

Plot plotOf(const std::vector<SetChange>& changes) {
    Plot plot;
    plot.title = "Accuracy without these units";
    plot.percent = true;
    BarSeries before{"as it is", Ink::Quiet, {}};
    BarSeries after{"without them", Ink::Accent, {}};
    for (const auto& change : changes) {
        plot.categories.push_back(change.set);
        before.values.push_back(change.before.top1);
        after.values.push_back(change.after.top1);
    }
    plot.bars = {std::move(before), std::move(after)};
    return plot;
}

Table tableOf(const std::vector<SetChange>& changes) {
    Table table{"accuracy",
                "Without these units",
                {{"set", "Labelled images", Format::Text},
                 {"images", "Number", Format::Count},
                 {"top1_before", "Top-1 as it is", Format::Percent},
                 {"top1_after", "Without", Format::Percent},
                 {"change", "Change, points", Format::Points},
                 {"loss_before", "Loss as it is", Format::Number},
                 {"loss_after", "Without", Format::Number}},
                {}};
    for (const auto& change : changes) {
        table.rows.push_back({change.set, change.images, change.before.top1, change.after.top1,
                              change.after.top1 - change.before.top1, change.before.loss,
                              change.after.loss});
    }
    return table;
}

} // namespace

void addAccuracies(Report& report, project::Project& project, const Subject& subject) {
    std::string how = "for this report";
    auto changes = subject.measured;
    if (changes.empty() && !subject.units.empty()) {
        how.clear();
        changes = storedChanges(project, {subject.units.begin(), subject.units.end()}, how);
    }
    if (changes.empty()) {
        return;
    }
    const bool mean =
        std::any_of(changes.begin(), changes.end(), [](const auto& each) { return each.mean; });
    auto& facts = report.facts.back().facts;
    facts.push_back({"replacement", "Switched off by",
                     mean ? "holding them at their mean" : "setting them to zero", false,
                     std::string(mean ? "mean" : "zero")});
    facts.push_back({"accuracy_from", "Accuracy from", how});
    report.about += " Without them,";
    for (const auto& change : changes) {
        report.about += (&change == &changes.front() ? " accuracy on “" : ", on “") + change.set +
                        "” goes from " + percent(change.before.top1) + " to " +
                        percent(change.after.top1);
    }
    report.about += '.';
    report.plots.push_back(plotOf(changes));
    report.tables.push_back(tableOf(changes));
}

} // namespace brera::report
