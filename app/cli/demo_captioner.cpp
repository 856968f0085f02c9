// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "demo_commands.h"
#include "places/places.h"
#include "wording.h"

#include "demo/captioner_recipe.h"
#include "demo/grounding.h"
#include "demo/renderer.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

nlohmann::json toJson(const demo::Grounding& grounding) {
    nlohmann::json kinds = nlohmann::json::object();
    for (const auto& [kind, each] : grounding.byKind) {
        kinds[std::string(demo::name(kind))] = {{"units", each.units}, {"grounded", each.grounded}};
    }
    return {{"grounded", grounding.grounded}, {"shuffled", grounding.shuffled},
            {"text", grounding.text},         {"macro", grounding.macro},
            {"units", grounding.units},       {"described", grounding.described},
            {"distinct", grounding.distinct}, {"by_kind", kinds}};
}

void print(const demo::GroundingReport& report, Console& console) {
    const auto& method = report.reranked;
    const auto& beam = report.beam;
    console.line(formatted("%zu of %zu units have a recorded concept (at least %.0f%% of their "
                           "masks, %.0f times its base rate)",
                           method.units, method.described, 100 * demo::kTruthShare,
                           demo::kTruthLift));
    console.line("                 rerank     beam");
    const auto row = [&](const char* what, double first, double second) {
        console.line(formatted("%-14s %8.3f %8.3f", what, first, second));
    };
    row("grounded", method.grounded, beam.grounded);
    row("shuffled", method.shuffled, beam.shuffled);
    row("text units", method.text, beam.text);
    row("mean of kinds", method.macro, beam.macro);
    row("distinct/100", method.distinct, beam.distinct);
    console.line("by kind           units   rerank     beam");
    for (const auto& [kind, each] : method.byKind) {
        console.line(formatted("  %-14s %6zu %8.3f %8.3f", std::string(demo::name(kind)).c_str(),
                               each.units, each.grounded, beam.byKind.at(kind).grounded));
    }
    console.line("(positions count in no mean; kinds of fewer than " +
                 std::to_string(demo::kMacroUnits) + " units not in the mean of kinds)");
}

} // namespace

void addDemoCaptioner(CLI::App& demoApp, Console& console) {
    auto* command = demoApp.add_subcommand(
        "captioner", "Make the demo captioner: every step of its recipe, from drawn images on");
    const auto recipe = std::make_shared<demo::CaptionerRecipe>();
    struct Paths {
        std::string work;
        std::string out;
    };
    const auto paths = std::make_shared<Paths>();
    command->add_option("--out", paths->out, "The captioner to write")->required();
    command
        ->add_option("--work", paths->work,
                     "Folder for finished steps; a call with the same one goes on there")
        ->required();
    command->add_option("--seed", recipe->seed, "Of drawn units, phrases and the training")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--drawn-units", recipe->drawnUnits, "Units drawn from concepts")
        ->capture_default_str();
    command->add_option("--epochs", recipe->training.epochs, "Of the decoder, at most")
        ->capture_default_str();
    command->add_option("--hidden", recipe->hidden, "Size of the decoder")->capture_default_str();
    command->add_option("--lm-hidden", recipe->lmHidden, "Size of the language model")
        ->capture_default_str();
    command->callback([recipe, paths, &console] {
        recipe->work = paths->work;
        recipe->captioner = paths->out;
        const demo::Renderer renderer;
        const auto outcome = demo::makeCaptioner(
            renderer, *recipe, console.stopToken(), console.progress(),
            [&](const std::string& step) { console.line(step); },
            [&](const milan::TrainingEpoch& epoch) {
                console.line(formatted("%s, epoch %d: loss %.4f, held out %.4f, BLEU %.3f, %.0f s",
                                       epoch.part.c_str(), epoch.epoch, epoch.loss,
                                       epoch.heldOutLoss, epoch.bleu, epoch.seconds));
            });
        console.line(paths->out + " written: " + std::to_string(outcome.bytes) + " bytes, " +
                     std::to_string(outcome.words) + " words");
        console.object({{"captioner", paths->out},
                        {"bytes", outcome.bytes},
                        {"words", outcome.words},
                        {"drawn_units", outcome.drawnUnits},
                        {"network_units", outcome.networkUnits}});
    });
}

void addDemoGrounding(CLI::App& demoApp, Console& console) {
    auto* command = demoApp.add_subcommand(
        "grounding", "Compare descriptions of a demo network's units with the recorded truth");
    struct Arguments {
        std::string captioner;
        std::string network;
        std::string edition = "spurious-text";
        bool list = false;
        demo::GroundingOptions options;
    };
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--captioner", arguments->captioner, "The one shipped when not given");
    command
        ->add_option("--edition", arguments->edition,
                     "Whose validation images and, unless given, whose network")
        ->capture_default_str();
    command->add_option("--network", arguments->network, "A demo network (.pth)");
    command->add_option("--images", arguments->options.images, "Of the validation set (0: all)")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--lambda", arguments->options.lambda, "Weight of log p(d) in re-ranking")
        ->capture_default_str();
    command->add_flag("--list", arguments->list, "Also print every unit");
    command->callback([arguments, &console] {
        auto& options = arguments->options;
        const auto resources = resourceFolder() / "demo";
        options.edition = demo::editionFromName(arguments->edition);
        options.captioner = arguments->captioner.empty()
                                ? resources / "demo.captioner"
                                : std::filesystem::path(arguments->captioner);
        options.network = arguments->network.empty() ? resources / (arguments->edition + ".pth")
                                                     : std::filesystem::path(arguments->network);
        const demo::Renderer renderer;
        const auto report =
            demo::measureGrounding(renderer, options, console.stopToken(), console.progress());
        nlohmann::json json = toJson(report.reranked);
        json["rerank"] = toJson(report.reranked);
        json["beam"] = toJson(report.beam);
        json["generated"] = true;
        if (arguments->list) {
            json["list"] = nlohmann::json::array();
            for (const auto& unit : report.units) {
                const std::string truth =
                    unit.truth < 0 ? ""
                                   : demo::concepts()[static_cast<std::size_t>(unit.truth)].name;
                console.line(unit.layer + "/" + std::to_string(unit.unit) + "\t" + truth + "\t" +
                             unit.reranked + "\t" + unit.beam);
                json["list"].push_back({{"layer", unit.layer},
                                        {"unit", unit.unit},
                                        {"truth", truth},
                                        {"rerank", unit.reranked},
                                        {"beam", unit.beam}});
            }
        }
        print(report, console);
        console.object(json);
    });
}

} // namespace brera::cli
