// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"
#include "unit_order.h"
#include "wording.h"

#include "ablation/stored_text.h"
#include "base/error.h"
#include "project/csv.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>

namespace brera::cli {

namespace {

using ablation::Band;
using ablation::Curve;
using ablation::Figures;

struct CurveArguments {
    AblationOptions options;
    std::string order = "importance";
    std::string name;
    std::string csv;
    int trials = 0;
    std::uint64_t seed = 1;
    ablation::CurveOptions curve;
};

/// The curve and its controls, with what to print them by.
struct Outcome {
    std::vector<std::string> sets;
    Curve curve;
    std::vector<std::vector<Band>> random; ///< [set], of accuracy; empty without trials
    std::int64_t stopAt = 0;               ///< by the first set
};

std::vector<UnitId> chosenUnits(const CurveArguments& arguments, const UnitOrder& order,
                                const project::Project& project) {
    if (order.kind != OrderKind::Score || arguments.options.namesUnits()) {
        return arguments.options.units(project);
    }
    std::string all;
    for (const auto& [unit, score] : readScores(order.scores)) {
        all += (all.empty() ? "" : ",") + unit.toString();
    }
    return ablation::parseUnits(project, all); // names what the project does not have
}

/// As the window calls them, which lists these curves, too.
std::string originOf(const UnitOrder& order, const CurveArguments& arguments) {
    switch (order.kind) {
    case OrderKind::Loss:
        return "by loss";
    case OrderKind::Accuracy:
        return "by accuracy";
    case OrderKind::Random:
        return ablation::randomOrigin(arguments.seed, 1);
    case OrderKind::List:
        return "in their own order";
    case OrderKind::Score:
        break;
    }
    return "by " + order.scores.filename().string();
}

/// A name for a curve and its controls that no other curve has: lists show them together.
std::string nameFor(const ablation::CurvePlan& plan, const ablation::Conditions& conditions,
                    project::Project& project) {
    const auto curves = ablation::storedCurves(project);
    for (int number = 1;; ++number) {
        const auto name = plan.name + (number > 1 ? " (" + std::to_string(number) + ")" : "");
        bool taken = false;
        for (const auto& curve : curves) {
            if (curve.plan.name == name && !ablation::isRandom(curve.plan)) {
                if (ablation::curveInputs(curve.conditions, curve.plan) ==
                    ablation::curveInputs(conditions, plan)) {
                    return name;
                }
                taken = true;
            }
        }
        if (!taken) {
            return name;
        }
    }
}

std::vector<UnitId> ordered(const std::vector<UnitId>& units, const UnitOrder& order,
                            const CurveArguments& arguments, ablation::Ledger& ledger,
                            ablation::Evaluator& first, Console& console) {
    switch (order.kind) {
    case OrderKind::List:
        return units;
    case OrderKind::Random:
        return ablation::randomOrders(units, 1, arguments.seed).front();
    case OrderKind::Score:
        return byScore(units, readScores(order.scores));
    case OrderKind::Loss:
    case OrderKind::Accuracy:
        break;
    }
    return ablation::leastImportantFirst(
        ledger.importances(first, 0, units, {}, console.stopToken(), console.progress()),
        order.kind == OrderKind::Loss);
}

nlohmann::json toJson(const Outcome& outcome) {
    auto points = nlohmann::json::object();
    auto random = nlohmann::json::object();
    for (std::size_t set = 0; set < outcome.sets.size(); ++set) {
        auto& list = points[outcome.sets[set]] = nlohmann::json::array();
        for (const auto& point : outcome.curve.points) {
            auto figures = cli::toJson(point.sets[set]);
            figures["count"] = point.count;
            list.push_back(std::move(figures));
        }
        auto& bands = random[outcome.sets[set]] = nlohmann::json::array();
        if (!outcome.random.empty()) {
            for (const auto& at : outcome.random[set]) {
                bands.push_back(
                    {{"count", at.count}, {"mean", at.mean}, {"low", at.low}, {"high", at.high}});
            }
        }
    }
    auto names = nlohmann::json::array();
    for (const auto& unit : outcome.curve.order) {
        names.push_back(unit.toString());
    }
    return {
        {"order", names}, {"points", points}, {"random", random}, {"stop_rule", outcome.stopAt}};
}

void print(Console& console, const Outcome& outcome) {
    std::string head = "units";
    for (const auto& name : outcome.sets) {
        head += '\t' + printable(name);
        head += outcome.random.empty() ? "" : "\trandom (range)";
    }
    console.line(head);
    for (std::size_t i = 0; i < outcome.curve.points.size(); ++i) {
        const auto& point = outcome.curve.points[i];
        std::string line = std::to_string(point.count);
        for (std::size_t set = 0; set < outcome.sets.size(); ++set) {
            line += '\t' + percent(point.sets[set].top1());
            if (!outcome.random.empty()) {
                const auto& band = outcome.random[set][i];
                line += '\t' + percent(band.mean) + " (" + percent(band.low) + " to " +
                        percent(band.high) + ')';
            }
        }
        console.line(line + (point.count == outcome.stopAt ? "\t<- stop rule" : ""));
    }
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6f", value);
    return text;
}

void writeCsv(const std::filesystem::path& file, const Outcome& outcome) {
    std::string text = "set,count,unit,images,top1,top5,loss";
    text += outcome.random.empty() ? "\n" : ",random_mean,random_low,random_high\n";
    for (std::size_t set = 0; set < outcome.sets.size(); ++set) {
        for (std::size_t i = 0; i < outcome.curve.points.size(); ++i) {
            const auto& point = outcome.curve.points[i];
            const auto& figures = point.sets[set];
            const auto last =
                point.count > 0
                    ? outcome.curve.order[static_cast<std::size_t>(point.count) - 1].toString()
                    : std::string();
            text += project::csv::cell(outcome.sets[set]) + ',' + std::to_string(point.count) +
                    ',' + project::csv::cell(last) + ',' + std::to_string(figures.images) + ',' +
                    number(figures.top1()) + ',' + number(figures.top5()) + ',' +
                    number(figures.loss());
            if (!outcome.random.empty()) {
                const auto& band = outcome.random[set][i];
                text += ',' + number(band.mean) + ',' + number(band.low) + ',' + number(band.high);
            }
            text += '\n';
        }
    }
    project::csv::write(file, text);
}

Outcome measured(const CurveArguments& arguments, const UnitOrder& kind, Console& console,
                 ablation::Ledger& ledger, ablation::ProjectAblation& ablation,
                 project::Project& project, const std::vector<UnitId>& units) {
    const auto evaluators = ablation.evaluators();
    const auto order = ordered(units, kind, arguments, ledger, *evaluators.front(), console);
    const auto all = static_cast<std::int64_t>(units.size());
    const auto most = arguments.curve.most > 0 ? std::min(arguments.curve.most, all) : all;
    const auto steps = (most + arguments.curve.step - 1) / arguments.curve.step + 1;
    ProgressMeter meter(console.progress(), "measuring curves", steps * (arguments.trials + 1));
    ablation::CurvePlan plan{arguments.name.empty() ? arguments.options.unitsText()
                                                    : arguments.name,
                             originOf(kind, arguments), order, arguments.curve};
    if (plan.name.empty()) {
        plan.name = "units " + plan.origin;
    }
    plan.name = nameFor(plan, ledger.conditions(), project);
    const auto measure = [&](const std::vector<UnitId>& each, const std::string& origin) {
        return ledger.curve(evaluators, {plan.name, origin, each, plan.options},
                            console.stopToken(),
                            [&](const ablation::CurvePoint&) { meter.advance(); });
    };
    Outcome outcome;
    outcome.sets = ablation.setNames();
    outcome.curve = measure(order, plan.origin);
    std::vector<Curve> controls;
    for (const auto& random : ablation::randomOrders(units, arguments.trials, arguments.seed)) {
        controls.push_back(measure(
            random, ablation::randomOrigin(arguments.seed, static_cast<int>(controls.size()) + 1)));
    }
    meter.flush();
    for (std::size_t set = 0; !controls.empty() && set < outcome.sets.size(); ++set) {
        outcome.random.push_back(
            ablation::band(controls, set, [](const Figures& figures) { return figures.top1(); }));
    }
    outcome.stopAt = ablation::stopRule(outcome.curve, 0);
    return outcome;
}

void runCurve(const CurveArguments& arguments, Console& console) {
    arguments.curve.check();
    const auto kind = UnitOrder::parse(arguments.order);
    auto project = arguments.options.openToKeep(console);
    const auto units = chosenUnits(arguments, kind, project);
    ablation::ProjectAblation ablation(project, arguments.options.job());
    remarkUnmatched(console, ablation);
    ablation::Ledger ledger(ablation::directAccess(project),
                            ablation.conditions(console.stopToken(), console.progress()));
    const auto outcome = measured(arguments, kind, console, ledger, ablation, project, units);
    remarkFound(console, ledger);
    print(console, outcome);
    if (!arguments.csv.empty()) {
        writeCsv(arguments.csv, outcome);
    }
    auto json = toJson(outcome);
    json["measured"] = ledger.measured();
    json["found"] = ledger.found();
    console.object(json);
}

} // namespace

void addCurve(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("curve", "Accuracy as units are switched off one after the other");
    const auto arguments = std::make_shared<CurveArguments>();
    arguments->options.addProject(*command);
    arguments->options.addUnits(*command);
    arguments->options.addSets(*command);
    command
        ->add_option("--order", arguments->order,
                     "importance: least loss on the first set first; accuracy: the paper's; "
                     "random; list: as named; score:FILE: highest first, rows LAYER/UNIT,SCORE")
        ->check([](const std::string& text) {
            try {
                UnitOrder::parse(text);
                return std::string();
            } catch (const DataError& error) {
                return std::string(error.what());
            }
        })
        ->capture_default_str();
    command->add_option("--trials,--random", arguments->trials, "Random orders as a control")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_option("--seed", arguments->seed, "Of the random orders")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--step", arguments->curve.step, "Units a step")->capture_default_str();
    command->add_option("--most", arguments->curve.most, "Units at most (0: all)")
        ->capture_default_str();
    command->add_option("--name", arguments->name, "What the project calls the curve");
    command->add_option("--csv", arguments->csv, "Write the points to this file, too");
    command->callback([arguments, &console] { runCurve(*arguments, console); });
}

} // namespace brera::cli
