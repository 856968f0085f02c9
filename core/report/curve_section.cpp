// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_section.h"

#include "ablation/stored.h"
#include "base/error.h"
#include "project/project.h"
#include "report/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace brera::report {

namespace {

using ablation::StoredCurve;

const StoredCurve& findCurve(const std::vector<StoredCurve>& curves, const std::string& name) {
    const auto found = std::find_if(curves.begin(), curves.end(), [&](const StoredCurve& curve) {
        return curve.plan.name == name || std::to_string(curve.id) == name;
    });
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

bool isRandom(const StoredCurve& curve) {
    return curve.plan.origin.starts_with("random");
}

/// Random orders of the same units, measured under the same conditions.
std::vector<ablation::Curve> controlsOf(const StoredCurve& curve,
                                        const std::vector<StoredCurve>& all) {
    const std::set<UnitId> units(curve.plan.order.begin(), curve.plan.order.end());
    std::vector<ablation::Curve> controls;
    for (const auto& other : all) {
        const auto& then = other.conditions;
        if (other.id != curve.id && isRandom(other) && then.network == curve.conditions.network &&
            then.preprocessing == curve.conditions.preprocessing &&
            then.replacement == curve.conditions.replacement &&
            then.sets == curve.conditions.sets && !other.curve.points.empty() &&
            std::set<UnitId>(other.plan.order.begin(), other.plan.order.end()) == units) {
            controls.push_back(other.curve);
        }
    }
    // A band is of counts that all of them have.
    std::size_t shortest = controls.empty() ? 0 : controls.front().points.size();
    for (const auto& control : controls) {
        const auto& other = controls.front().points;
        std::size_t same = 0;
        while (same < std::min(other.size(), control.points.size()) &&
               other[same].count == control.points[same].count) {
            ++same;
        }
        shortest = std::min(shortest, same);
    }
    for (auto& control : controls) {
        control.points.resize(shortest);
    }
    return controls;
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
    for (std::size_t set = 0; set < curve.conditions.sets.size(); ++set) {
        const std::string& name = curve.conditions.sets[set].name;
        LineSeries line{name, inkOf(set), {}, {}};
        for (const auto& point : curve.curve.points) {
            line.points.push_back({static_cast<double>(point.count), accuracy(point.sets[set])});
        }
        if (!line.points.empty() && curve.curve.points.front().count == 0) {
            plot.baselines.push_back(
                {name + ", nothing switched off", inkOf(set), line.points.front().y});
        }
        plot.lines.push_back(std::move(line));
    }
    for (std::size_t set = 0; !controls.empty() && set < curve.conditions.sets.size(); ++set) {
        LineSeries control{curve.conditions.sets[set].name + ", random orders (mean and range of " +
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
    const auto& sets = curve.conditions.sets;
    for (const auto& set : sets) {
        const std::string before = sets.size() > 1 ? set.name + ": " : std::string();
        const std::string key = sets.size() > 1 ? set.name + "_" : std::string();
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
    for (std::size_t set = 0; set < curve.conditions.sets.size(); ++set) {
        text += " On " + curve.conditions.sets[set].name + ", accuracy goes from " +
                percent(accuracy(points.front().sets[set])) + " to " +
                percent(accuracy(points.back().sets[set])) + " with " + count(points.back().count) +
                " off, and last reaches where it began with " +
                count(ablation::stopRule(curve.curve, set)) + " off.";
    }
    return text + (curve.complete ? "" : " The curve has not been measured to its end.");
}

} // namespace

std::vector<UnitId> addCurve(Report& report, project::Project& project, const std::string& name) {
    const auto curves = ablation::storedCurves(project);
    const auto& curve = findCurve(curves, name);
    const auto controls = controlsOf(curve, curves);
    report.title = "Ablation curve: " + curve.plan.name;
    report.about = aboutOf(curve);
    auto& facts = report.facts.back().facts;
    facts.push_back({"curve", "Curve", curve.plan.name, false});
    facts.push_back({"origin", "Order", curve.plan.origin, false});
    facts.push_back({"replacement", "Switched off",
                     curve.conditions.replacement == ablation::Replacement::Mean
                         ? "held at the unit’s mean"
                         : "set to zero",
                     false});
    for (std::size_t set = 0; set < curve.conditions.sets.size(); ++set) {
        const auto& known = curve.conditions.sets[set];
        if (!curve.curve.points.empty()) {
            facts.push_back({"images_" + known.name, "Labelled images “" + known.name + "”",
                             count(curve.curve.points.front().sets[set].images), false});
        }
        facts.push_back({"hash_" + known.name, "Their content hash", known.hash, true});
    }
    facts.push_back({"measured", "Begun", readableTime(isoTime(curve.created)), false});
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
