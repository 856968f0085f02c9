// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "demo_commands.h"
#include "places/places.h"
#include "wording.h"

#include "demo/demo_project.h"
#include "demo/image_tree.h"
#include "demo/renderer.h"
#include "demo/training.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

std::string editionNames() {
    std::string names;
    for (const auto& edition : demo::editions()) {
        names += (names.empty() ? "" : ", ") + std::string(edition.name);
    }
    return names;
}

void addRender(CLI::App& demoApp, Console& console) {
    auto* command =
        demoApp.add_subcommand("render", "Draw the demo world's images with their recorded truth");
    struct Arguments {
        std::string directory;
        std::string edition = "spurious-text";
        std::vector<std::string> splits;
        std::int64_t images = 0;
    };
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("DIRECTORY", arguments->directory, "Where the images go")->required();
    command->add_option("--edition", arguments->edition, editionNames())->capture_default_str();
    command
        ->add_option("--splits", arguments->splits,
                     "Names separated by commas (all when not given)")
        ->delimiter(',');
    command->add_option("--images", arguments->images, "Images a split (0: the usual number)")
        ->check(CLI::NonNegativeNumber);
    command->callback([arguments, &console] {
        demo::RenderOptions options;
        options.directory = arguments->directory;
        options.edition = demo::editionFromName(arguments->edition);
        options.images = arguments->images;
        for (const auto& split : arguments->splits) {
            options.splits.push_back(demo::splitFromName(options.edition, split));
        }
        const demo::Renderer renderer;
        nlohmann::json list = nlohmann::json::array();
        for (const auto& split :
             demo::renderImages(renderer, options, console.stopToken(), console.progress())) {
            console.line(split.images.string() + ": " + std::to_string(split.written) +
                         " images drawn");
            list.push_back({{"images", split.images.string()},
                            {"truth", split.truth.string()},
                            {"written", split.written}});
        }
        console.object({{"edition", arguments->edition}, {"splits", list}});
    });
}

void addTrain(CLI::App& demoApp, Console& console) {
    auto* command = demoApp.add_subcommand("train", "Train a demo network (narrow ResNet-18)");
    struct Arguments {
        std::string out;
        std::string edition = "spurious-text";
        demo::TrainingOptions options;
    };
    const auto arguments = std::make_shared<Arguments>();
    auto& options = arguments->options;
    command->add_option("--out", arguments->out, "The network to write (.pth, half precision)")
        ->required();
    command->add_option("--edition", arguments->edition, editionNames())->capture_default_str();
    command->add_option("--seed", options.seed, "Of the weights and the order of the images")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--epochs", options.epochs, "Passes over the training images")
        ->capture_default_str();
    command->add_option("--images", options.trainingImages, "Training images (0: the usual number)")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--snapshots", options.snapshots,
                      "Keep the network at every epoch's end too (NAME.epoch-N.pth)");
    command->callback([arguments, &console] {
        arguments->options.edition = demo::editionFromName(arguments->edition);
        nlohmann::json epochs = nlohmann::json::array();
        const auto onEpoch = [&](const demo::EpochReport& epoch) {
            console.line(formatted("epoch %d: loss %.4f, training %s, validation %s, %.0f s",
                                   epoch.epoch, epoch.loss, percent(epoch.accuracy).c_str(),
                                   percent(epoch.validation).c_str(), epoch.seconds));
            epochs.push_back({{"epoch", epoch.epoch},
                              {"loss", epoch.loss},
                              {"accuracy", epoch.accuracy},
                              {"validation", epoch.validation},
                              {"seconds", epoch.seconds}});
        };
        const demo::Renderer renderer;
        const auto report = demo::train(renderer, arguments->options, arguments->out,
                                        console.stopToken(), console.progress(), onEpoch);
        nlohmann::json accuracies = nlohmann::json::object();
        for (const auto& split : report.accuracies) {
            console.line(split.split + ": " + percent(split.accuracy) + " of " +
                         std::to_string(split.images));
            accuracies[split.split] = split.accuracy;
        }
        console.line(arguments->out + " written");
        console.object({{"network", arguments->out},
                        {"edition", arguments->edition},
                        {"seed", arguments->options.seed},
                        {"epochs", epochs},
                        {"accuracies", accuracies}});
    });
}

void addProject(CLI::App& demoApp, Console& console) {
    auto* command =
        demoApp.add_subcommand("project", "Prepare the demo project, ready to be opened");
    struct Arguments {
        std::string edition = "spurious-text";
        std::string cache;
        std::int64_t images = 0;
    };
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--edition", arguments->edition, editionNames())->capture_default_str();
    command->add_option("--cache", arguments->cache,
                        "Where images and project go (the user's cache when not given)");
    command->add_option("--images", arguments->images, "Of the validation set (0: all)")
        ->check(CLI::NonNegativeNumber);
    command->callback([arguments, &console] {
        demo::DemoOptions options;
        options.cache = demoCache(arguments->cache);
        options.resources = resourceFolder();
        options.edition = demo::editionFromName(arguments->edition);
        options.images = arguments->images;
        const auto prepared = prepareDemoProject(options, console);
        console.line(prepared.project.string());
        console.object({{"project", prepared.project.string()},
                        {"images", prepared.images},
                        {"described", prepared.described},
                        {"already_complete", prepared.alreadyComplete}});
    });
}

} // namespace

std::filesystem::path demoCache(const std::string& given) {
    return given.empty() ? cacheFolder() / "demo" : std::filesystem::path(given);
}

PreparedDemo prepareDemoProject(const demo::DemoOptions& options, Console& console) {
    const auto job = demo::prepareDemo(options, console.stopToken(), console.progress());
    const auto report = exemplars::runExtraction(job, console.stopToken(), console.progress());
    const auto described =
        demo::describeDemo(options, job.project, console.stopToken(), console.progress());
    return {job.project, report.images, described, report.alreadyComplete};
}

void addDemo(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("demo", "The demo world: images, networks and a project, no download");
    command->require_subcommand(1);
    command->fallthrough();
    addRender(*command, console);
    addTrain(*command, console);
    addProject(*command, console);
    addDemoCaptioner(*command, console);
    addDemoGrounding(*command, console);
    addDemoAudit(*command, console);
    addDemoEdit(*command, console);
}

} // namespace brera::cli
