// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "demo_commands.h"
#include "places/places.h"
#include "wording.h"

#include "base/error.h"
#include "demo/edit_figures.h"
#include "demo/edit_recipe.h"
#include "demo/edit_report.h"
#include "demo/renderer.h"
#include "project/csv.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <system_error>

namespace brera::cli {

namespace {

using demo::EditFigures;
using demo::EditRecipe;
using demo::SeedEdit;

nlohmann::json toJson(const EditFigures& figures) {
    return {{"gain", figures.gain},
            {"random_gain", figures.randomGain},
            {"sort_all_gain", figures.sortAllGain},
            {"validation_loss", figures.validationLoss},
            {"ablated", figures.ablated},
            {"candidates", figures.candidates},
            {"accuracy_order_gain", figures.accuracyOrderGain},
            {"stop_rule_ablated", figures.stopRuleAblated},
            {"stop_rule_gain", figures.stopRuleGain}};
}

nlohmann::json toJson(const ablation::Curve& curve) {
    auto points = nlohmann::json::array();
    for (const auto& point : curve.points) {
        const auto& validation = point.sets[demo::kValidation];
        const auto& adversarial = point.sets[demo::kAdversarial];
        points.push_back({{"count", point.count},
                          {"validation", validation.top1()},
                          {"validation_cross_entropy", validation.loss()},
                          {"adversarial", adversarial.top1()},
                          {"adversarial_cross_entropy", adversarial.loss()}});
    }
    auto order = nlohmann::json::array();
    for (const auto& unit : curve.order) {
        order.push_back(unit.toString());
    }
    return {{"order", order}, {"points", points}};
}

nlohmann::json toJson(const SeedEdit& edit, const EditFigures& figures) {
    auto json = toJson(figures);
    json["seed"] = edit.seed;
    json["network"] = edit.network.string();
    json["shipped"] = edit.shipped;
    json["project"] = edit.project.string();
    json["units"] = edit.units;
    const auto& begin = edit.byLoss.points.front();
    json["validation"] = begin.sets[demo::kValidation].top1();
    json["adversarial"] = begin.sets[demo::kAdversarial].top1();
    json["random_low"] = figures.randomLow;
    json["random_high"] = figures.randomHigh;
    auto random = nlohmann::json::array();
    for (const auto& curve : edit.random) {
        random.push_back(toJson(curve));
    }
    json["curves"] = {{"by_loss", toJson(edit.byLoss)},
                      {"by_accuracy", toJson(edit.byAccuracy)},
                      {"sort_all", toJson(edit.sortAll)},
                      {"random", random}};
    return json;
}

std::string numbers(const EditFigures& figures) {
    return formatted("%+9.1f %8.1f %9.1f %12.1f %+12.1f %+9.1f %+8.1f %10.1f %+10.1f", figures.gain,
                     figures.ablated, -figures.validationLoss, figures.candidates,
                     figures.accuracyOrderGain, figures.sortAllGain, figures.randomGain,
                     figures.stopRuleAblated, figures.stopRuleGain);
}

void print(Console& console, const EditRecipe& recipe, const std::vector<SeedEdit>& edits,
           const std::vector<EditFigures>& figures, const EditFigures& mean) {
    console.line("Candidates: units whose descriptions match \"" + recipe.query + "\".");
    for (const auto& edit : edits) {
        const auto& begin = edit.byLoss.points.front();
        console.line(formatted("  seed %llu: validation %.1f%%, adversarial %.1f%%%s",
                               static_cast<unsigned long long>(edit.seed),
                               100 * begin.sets[demo::kValidation].top1(),
                               100 * begin.sets[demo::kAdversarial].top1(),
                               edit.shipped ? " (the network that is shipped)" : ""));
    }
    console.line("");
    console.line(formatted("Points of adversarial accuracy gained at a cost of at most %.0f of "
                           "validation accuracy:",
                           100 * recipe.allowance));
    console.line("          by loss  ablated  validat.  candidates  by accuracy   all by    "
                 "random  stop rule");
    console.line("             gain    units    change       units         gain     loss    "
                 "orders    ablated       gain");
    for (std::size_t i = 0; i < edits.size(); ++i) {
        console.line(formatted("seed %-3llu", static_cast<unsigned long long>(edits[i].seed)) +
                     numbers(figures[i]));
    }
    console.line("mean    " + numbers(mean));
    console.line(formatted("The %d random orders of each network gained %.1f to %.1f.",
                           recipe.randomOrders, mean.randomLow, mean.randomHigh));
    console.line("These descriptions are by a captioner that learned from generated annotations; "
                 "while it was made, it was");
    console.line("judged on the network of seed 1. It has never met those of other seeds.");
}

void write(const std::filesystem::path& folder, const std::vector<SeedEdit>& edits,
           const EditRecipe& recipe, const nlohmann::json& json) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        throw DataError("cannot make the folder " + folder.string() + ": " + failure.message());
    }
    project::csv::write(folder / "curves.csv", demo::editCsv(edits));
    project::csv::write(folder / "edit.json", json.dump(2) + '\n');
    project::csv::write(folder / "edit.svg", demo::drawEdit(edits, recipe));
}

} // namespace

void addDemoEdit(CLI::App& demoApp, Console& console) {
    auto* command = demoApp.add_subcommand(
        "edit", "The paper's editing experiment: networks lose their text units");
    struct Arguments {
        std::string cache;
        std::string out;
        EditRecipe recipe;
    };
    const auto arguments = std::make_shared<Arguments>();
    command
        ->add_option("--seeds", arguments->recipe.seeds,
                     "Of the networks, separated by commas; those not there yet are trained")
        ->delimiter(',')
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--out", arguments->out, "Folder for the curves (CSV, JSON) and a figure");
    command->add_option("--cache", arguments->cache,
                        "Where images, networks and projects are kept (the user's cache when not "
                        "given)");
    command->callback([arguments, &console] {
        auto& recipe = arguments->recipe;
        recipe.cache = demoCache(arguments->cache);
        recipe.resources = resourceFolder();
        recipe.check();
        const demo::Renderer renderer;
        const auto edits = demo::runEdit(renderer, recipe, console.stopToken(), console.progress(),
                                         [&](const std::string& step) { console.remark(step); });
        std::vector<EditFigures> figures;
        auto perSeed = nlohmann::json::array();
        for (const auto& edit : edits) {
            figures.push_back(demo::figuresOf(edit, recipe.allowance));
            perSeed.push_back(toJson(edit, figures.back()));
        }
        const auto mean = demo::meanOf(figures);
        auto json = toJson(mean);
        json["query"] = recipe.query;
        json["allowance"] = 100 * recipe.allowance;
        json["random_orders"] = recipe.randomOrders;
        json["generated"] = true;
        json["per_seed"] = perSeed;
        print(console, recipe, edits, figures, mean);
        if (!arguments->out.empty()) {
            write(arguments->out, edits, recipe, json);
            console.line(arguments->out + ": curves.csv, edit.json, edit.svg written");
        }
        console.object(json);
    });
}

} // namespace brera::cli
