// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"

#include "ablation/curve.h"
#include "base/error.h"
#include "network/network.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <span>

namespace brera::cli {

namespace {

using ablation::Figures;
using ablation::Importance;

/// Every unit alone switched off on the first set, in the units' order.
std::vector<Importance> importancesOf(ablation::Evaluator& evaluator,
                                      const std::vector<UnitId>& units, Console& console) {
    std::map<UnitId, Figures> measured;
    for (const auto& [layer, numbers] :
         ablation::firstOf(units, static_cast<std::int64_t>(units.size()))) {
        evaluator.importances(
            layer, numbers,
            [&, name = layer](std::int64_t unit, const Figures& figures) {
                measured[{name, unit}] = figures;
            },
            console.stopToken(), console.progress());
    }
    std::vector<Importance> result;
    for (const auto& unit : units) {
        result.push_back({unit, measured.at(unit)});
    }
    return result;
}

struct CurveArguments {
    AblationOptions options;
    std::string order = "loss";
    int trials = 0;
    std::uint64_t seed = 1;
    ablation::CurveOptions curve;
};

nlohmann::json toJson(const ablation::Curve& curve, const std::vector<std::string>& sets) {
    auto json = nlohmann::json::object();
    for (std::size_t set = 0; set < sets.size(); ++set) {
        auto points = nlohmann::json::array();
        for (const auto& point : curve.points) {
            auto figures = cli::toJson(point.sets[set]);
            figures["count"] = point.count;
            points.push_back(std::move(figures));
        }
        json[sets[set]] = std::move(points);
    }
    return json;
}

nlohmann::json bandJson(std::span<const ablation::Curve> curves,
                        const std::vector<std::string>& sets) {
    auto json = nlohmann::json::object();
    for (std::size_t set = 0; set < sets.size(); ++set) {
        auto points = nlohmann::json::array();
        for (const auto& at :
             ablation::band(curves, set, [](const Figures& figures) { return figures.top1(); })) {
            points.push_back(
                {{"count", at.count}, {"mean", at.mean}, {"low", at.low}, {"high", at.high}});
        }
        json[sets[set]] = std::move(points);
    }
    return json;
}

void runCurve(const CurveArguments& arguments, Console& console) {
    const auto project = arguments.options.open();
    auto order = arguments.options.units(project);
    ablation::ProjectAblation ablation(project, arguments.options.job());
    remarkUnmatched(console, ablation);
    const auto evaluators = ablation.evaluators();
    for (auto* evaluator : evaluators) {
        evaluator->baseline(console.stopToken(), console.progress());
    }
    const auto units = order;
    if (arguments.order != "given") {
        order = ablation::leastImportantFirst(importancesOf(*evaluators.front(), order, console),
                                              arguments.order == "loss");
    }
    const auto all = static_cast<std::int64_t>(units.size());
    const auto most = arguments.curve.most > 0 ? std::min(arguments.curve.most, all) : all;
    const auto steps = (most + arguments.curve.step - 1) / arguments.curve.step + 1;
    ProgressMeter meter(console.progress(), "measuring curves", steps * (arguments.trials + 1));
    const auto measure = [&](const std::vector<UnitId>& each) {
        return ablation::measureCurve(evaluators, each, arguments.curve, console.stopToken(),
                                      [&](const ablation::CurvePoint&) { meter.advance(); });
    };
    const auto curve = measure(order);
    std::vector<ablation::Curve> controls;
    for (const auto& random : ablation::randomOrders(units, arguments.trials, arguments.seed)) {
        controls.push_back(measure(random));
    }
    meter.flush();
    const auto chosen = ablation::stopRule(curve, 0);
    std::string head = "units";
    for (const auto& name : ablation.setNames()) {
        head += "\t" + name;
    }
    console.line(head);
    for (const auto& point : curve.points) {
        std::string line = std::to_string(point.count);
        for (const auto& figures : point.sets) {
            line += "\t" + percent(figures.top1());
        }
        console.line(line + (point.count == chosen ? "\t<- stop rule" : ""));
    }
    auto names = nlohmann::json::array();
    for (const auto& unit : order) {
        names.push_back(unit.toString());
    }
    console.object({{"order", names},
                    {"points", toJson(curve, ablation.setNames())},
                    {"random", bandJson(controls, ablation.setNames())},
                    {"stop_rule", chosen}});
}

} // namespace

void addImportance(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("importance", "What accuracy and loss become without each unit alone");
    const auto options = std::make_shared<AblationOptions>();
    options->addProject(*command);
    options->addUnits(*command);
    options->addSets(*command);
    command->callback([options, &console] {
        const auto project = options->open();
        const auto units = options->units(project);
        ablation::ProjectAblation ablation(project, options->job());
        remarkUnmatched(console, ablation);
        auto& evaluator = *ablation.evaluators().front();
        const auto whole = evaluator.baseline(console.stopToken(), console.progress());
        auto rows = nlohmann::json::array();
        console.line("unit\taccuracy change\tloss change");
        for (const auto& each : importancesOf(evaluator, units, console)) {
            const double accuracy = each.without.top1() - whole.top1();
            const double loss = each.without.loss() - whole.loss();
            char text[64];
            std::snprintf(text, sizeof text, "\t%+.4f\t%+.6f", accuracy, loss);
            console.line(each.unit.toString() + text);
            rows.push_back({{"unit", each.unit.toString()},
                            {"accuracy_change", accuracy},
                            {"loss_change", loss}});
        }
        console.object({{"set", ablation.setNames().front()},
                        {"baseline", cli::toJson(whole)},
                        {"units", rows}});
    });
}

void addCurve(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("curve", "Accuracy as units are switched off one after the other");
    const auto arguments = std::make_shared<CurveArguments>();
    arguments->options.addProject(*command);
    arguments->options.addUnits(*command);
    arguments->options.addSets(*command);
    command
        ->add_option("--order", arguments->order,
                     "loss or accuracy: least important on the first set first; given: as listed")
        ->check(CLI::IsMember({"loss", "accuracy", "given"}))
        ->capture_default_str();
    command->add_option("--random", arguments->trials, "Random orders as a control")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_option("--seed", arguments->seed, "Of the random orders")->capture_default_str();
    command->add_option("--step", arguments->curve.step, "Units a step")->capture_default_str();
    command->add_option("--most", arguments->curve.most, "Units at most (0: all)")
        ->capture_default_str();
    command->callback([arguments, &console] { runCurve(*arguments, console); });
}

} // namespace brera::cli
