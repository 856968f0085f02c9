// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_commands.h"
#include "console.h"

#include "ablation/project_ablation.h"
#include "bench/ablate_bench.h"
#include "bench/toggle_bench.h"
#include "demo/demo_project.h"
#include "demo/evaluation_sets.h"
#include "exemplars/extraction_job.h"
#include "network/network.h"
#include "places/places.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

/// The demo project with the labelled sets its editing is watched on.
nlohmann::json benchDemo(const bench::ToggleBenchOptions& options, bool validationOnly,
                         const std::string& device, Console& console) {
    demo::DemoOptions demo;
    demo.cache = cacheFolder() / "demo";
    demo.resources = resourceFolder();
    const auto job = demo::prepareDemo(demo, console.stopToken(), console.progress());
    exemplars::runExtraction(job, console.stopToken(), console.progress());
    const auto project = project::Project::open(job.project, project::OpenMode::ReadOnly);
    ablation::AblationJob ablationJob;
    ablationJob.device = device;
    ablationJob.sets = demo::evaluationSets(job.images, console.stopToken(), console.progress());
    if (validationOnly) {
        ablationJob.sets.resize(1);
    }
    ablation::ProjectAblation ablation(project, ablationJob);
    const auto sets = ablation.evaluators();
    auto result = bench::benchToggles(sets, options, console.stopToken(), console.progress());
    result["set_names"] = ablation.setNames();
    result["device"] = ablation.network().device();
    return result;
}

} // namespace

void addAblateBench(CLI::App& benchApp, Console& console) {
    auto* command =
        benchApp.add_subcommand("ablate", "Importance of every unit against one full pass a unit");
    const auto options = std::make_shared<bench::AblateBenchOptions>();
    struct Demo {
        bool wanted = false;
        bool validationOnly = false;
        std::int64_t sample = 0;
    };
    const auto demo = std::make_shared<Demo>();
    command->add_option("--network", options->network,
                        "Network file (ResNet-18 with random weights when not given)");
    command->add_option("--images", options->images, "Images")
        ->capture_default_str()
        ->check(CLI::Range(16, 100000));
    command->add_option("--size", options->size, "Input size")
        ->capture_default_str()
        ->check(CLI::Range(32, 1024));
    command->add_option("--batch", options->batch, "Images a forward")
        ->capture_default_str()
        ->check(CLI::Range(1, 512));
    command->add_option("--sample", options->sample, "Units measured of a layer, then scaled")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--demo-sample", demo->sample, "With --demo: units of a layer (0: all)")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--rounds", options->rounds, "Times both are measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 50));
    command->add_option("--device", options->device, "auto, cpu or cuda")->capture_default_str();
    command->add_flag("--demo", demo->wanted,
                      "Instead, time switching units of the demo project one by one, live");
    command->add_flag("--validation-only", demo->validationOnly,
                      "With --demo: leave out the adversarial images");
    command->callback([options, demo, &console] {
        const auto result =
            demo->wanted ? benchDemo({.sample = demo->sample}, demo->validationOnly,
                                     options->device, console)
                         : bench::benchAblate(*options, console.stopToken(), console.progress());
        for (const auto& [key, value] : result.items()) {
            console.line(key + ": " + value.dump());
        }
        console.object(result);
    });
}

} // namespace brera::cli
