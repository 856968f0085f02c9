// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_section.h"

#include "ablation/controls.h"
#include "ablation/stored.h"
#include "base/error.h"
#include "project/project.h"
#include "report/cover.h"
#include "report/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace brera::report {

namespace {

using ablation::StoredCurve;

/// Of the window's curves: all units of the network in the same order, as a second control.
constexpr const char* kAllUnits = "all units";

bool isControl(const StoredCurve& curve) {
    return ablation::isRandom(curve.plan) || curve.plan.origin == kAllUnits;
}

const StoredCurve& findCurve(const std::vector<StoredCurve>& curves, const std::string& name) {
    const auto find = [&](const auto& fits) {
        return std::find_if(curves.begin(), curves.end(), fits);
    };
    auto found = find([&](const StoredCurve& curve) { return std::to_string(curve.id) == name; });
    if (found == curves.end()) { // controls have the name of their curve
        found = find(
            [&](const StoredCurve& curve) { return curve.plan.name == name && !isControl(curve); });
    }
    if (found == curves.end()) {
        found = find([&](const StoredCurve& curve) { return curve.plan.name == name; });
    }
    if (found != curves.end()) {
        return *found;
    }
    std::string names;
    std::set<std::string> told; // several may have one name
    for (const auto& curve : curves) {
        if (told.insert(curve.plan.name).second) {
            names += (names.empty() ? "" : ", ") + curve.plan.name;
        }
    }
    throw DataError(
        "there is no curve " + name + "; " +
        (names.empty() ? "none has been measured yet (brera-cli curve)" : "there are: " + names));
}

/// The curves of random orders that belong to this one.
std::vector<ablation::Curve> controlsFor(const StoredCurve& curve,
                                         const std::vector<StoredCurve>& all) {
    std::vector<ablation::Curve> controls;
    for (const StoredCurve* control : ablation::controlsOf(curve, all)) {
        controls.push_back(control->curve);
    }
    return controls;
}

/// The names of a curve's sets, told apart where several are called the same.
std::vector<std::string> setNamesOf(const StoredCurve& curve) {
    std::vector<std::string> names;
    for (const auto& set : curve.conditions.sets) {
        std::string name = set.name;
        for (int number = 2; std::find(names.begin(), names.end(), name) != names.end(); ++number) {
            name = set.name + " (" + std::to_string(number) + ")";
        }
        names.push_back(std::move(name));
    }
    return names;
}

Ink inkOf(std::size_t set) {
    static constexpr std::array kInks{Ink::Accent, Ink::Second, Ink::Third, Ink::Fourth};
    return kInks[set % kInks.size()];
}

double accuracy(const ablation::Figures& figures) {
    return figures.top1();
}

Plot plotOf(const StoredCurve& curve, const std::vector<ablation::Curve>& controls) {
    Plot plot;
    plot.title = "Accuracy as units are switched off";
    plot.xLabel = "units switched off";
    plot.yLabel = "top-1 accuracy";
    plot.percent = true;
    const auto names = setNamesOf(curve);
    for (std::size_t set = 0; set < names.size(); ++set) {
        const std::string& name = names[set];
        LineSeries line{name, inkOf(set), {}, {}};
        for (const auto& point : curve.curve.points) {
            line.points.push_back({static_cast<double>(point.count), accuracy(point.sets[set])});
        }
        if (!line.points.empty() && curve.curve.points.front().count == 0) {
            plot.baselines.push_back(
                {name + ", nothing switched off", inkOf(set), line.points.front().y});
            plot.marks.push_back({name + ", stop rule", inkOf(set),
                                  static_cast<double>(ablation::stopRule(curve.curve, set))});
        }
        plot.lines.push_back(std::move(line));
    }
    for (std::size_t set = 0; !controls.empty() && set < names.size(); ++set) {
        LineSeries control{names[set] + ", random orders (mean and range of " +
                               std::to_string(controls.size()) + ")",
                           Ink::Quiet,
                           {},
                           {}};
        for (const auto& band : ablation::band(controls, set, accuracy)) {
            const auto count = static_cast<double>(band.count);
            control.points.push_back({count, band.mean});
            control.band.push_back({count, band.low, band.high});
        }
        plot.lines.push_back(std::move(control));
    }
    return plot;
}

Table tableOf(const StoredCurve& curve) {
    Table table{"curve",
                "Points of the curve",
                {{"count", "Units off", Format::Count}, {"unit", "The last of them", Format::Text}},
                {}};
    const auto names = setNamesOf(curve);
    for (const auto& name : names) {
        const std::string before = names.size() > 1 ? name + ": " : std::string();
        const std::string key = names.size() > 1 ? name + "_" : std::string();
        table.columns.push_back({key + "top1", before + "top-1", Format::Percent});
        table.columns.push_back({key + "top5", before + "top-5", Format::Percent});
        table.columns.push_back({key + "loss", before + "loss", Format::Number});
    }
    for (const auto& point : curve.curve.points) {
        const auto count = static_cast<std::size_t>(point.count);
        std::vector<Cell> row{point.count, count > 0 && count <= curve.plan.order.size()
                                               ? curve.plan.order[count - 1].toString()
                                               : std::string()};
        for (const auto& figures : point.sets) {
            row.insert(row.end(), {figures.top1(), figures.top5(), figures.loss()});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// What happened, in a sentence: the first set's accuracy from the first to the last point.
std::string aboutOf(const StoredCurve& curve) {
    const auto& points = curve.curve.points;
    const std::string units =
        counted(static_cast<std::int64_t>(curve.plan.order.size()), "unit", "units");
    if (points.empty()) {
        return units + " to be switched off one after the other; nothing has been measured yet.";
    }
    std::string text = units + " in an order, switched off step by step.";
    const auto names = setNamesOf(curve);
    for (std::size_t set = 0; set < names.size(); ++set) {
        text += " On “" + names[set] + "”, accuracy goes from " +
                percent(accuracy(points.front().sets[set])) + " to " +
                percent(accuracy(points.back().sets[set])) + " with " + count(points.back().count) +
                " off, and last reaches where it began with " +
                count(ablation::stopRule(curve.curve, set)) + " off.";
    }
    return text + (curve.complete ? "" : " The curve has not been measured to its end.");
}

void addFacts(const StoredCurve& curve, std::vector<Fact>& facts, std::size_t controls) {
    const bool mean = curve.conditions.replacement == ablation::Replacement::Mean;
    const auto& options = curve.plan.options;
    const auto names = setNamesOf(curve);
    facts.push_back({"curve", "Curve", curve.plan.name});
    facts.push_back({"origin", "Order", curve.plan.origin});
    // Curves by importance are ordered by their first set (brera-cli curve and the window).
    if (!names.empty() && (curve.plan.origin == "by loss" || curve.plan.origin == "by accuracy")) {
        facts.push_back({"ordered_on", "Importance on", names.front()});
    }
    facts.push_back({"replacement", "Switched off",
                     mean ? "held at the unit’s mean" : "set to zero", false,
                     std::string(mean ? "mean" : "zero")});
    facts.push_back({"step", "Step", counted(options.step, "unit", "units"), false, options.step});
    if (options.most > 0) {
        facts.push_back(
            {"most", "Up to", counted(options.most, "unit", "units"), false, options.most});
    }
    const auto trials = static_cast<std::int64_t>(controls);
    facts.push_back({"controls", "Random orders", count(trials), false, trials});
    const auto& points = curve.curve.points;
    for (std::size_t set = 0; set < names.size(); ++set) {
        if (!points.empty()) {
            const auto images = points.front().sets[set].images;
            facts.push_back({"images_" + names[set], "Images of “" + names[set] + "”",
                             count(images), false, images});
            const auto stop = ablation::stopRule(curve.curve, set);
            facts.push_back({"stop_rule_" + names[set], "Stop rule on “" + names[set] + "”",
                             counted(stop, "unit", "units") + " off", false, stop});
        }
        facts.push_back(
            {"hash_" + names[set], "Their content hash", curve.conditions.sets[set].hash, true});
    }
    facts.push_back(dateFact("measured", "Begun", curve.created));
}

} // namespace

std::vector<UnitId> addCurve(Report& report, project::Project& project, const std::string& name) {
    const auto curves = ablation::storedCurves(project);
    const auto& curve = findCurve(curves, name);
    const auto controls = controlsFor(curve, curves);
    report.title = "Ablation curve: " + curve.plan.name;
    report.about = aboutOf(curve);
    addFacts(curve, report.facts.back().facts, controls.size());
    auto& facts = report.facts.back().facts;
    const auto& network = report.facts.front().facts;
    const bool same = std::any_of(network.begin(), network.end(), [&](const Fact& fact) {
        return fact.key == "hash" && fact.value == curve.conditions.network;
    });
    if (!same) {
        facts.push_back(
            {"curve_network", "Measured on another network", curve.conditions.network, true});
    }
    report.plots.push_back(plotOf(curve, controls));
    report.numbers = report.tables.size();
    report.tables.push_back(tableOf(curve));
    std::int64_t most = 0;
    for (const auto& point : curve.curve.points) {
        most = std::max(most, point.count);
    }
    const auto off = std::min(static_cast<std::size_t>(most), curve.plan.order.size());
    return {curve.plan.order.begin(), curve.plan.order.begin() + static_cast<std::ptrdiff_t>(off)};
}

} // namespace brera::report
