// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_commands.h"
#include "console.h"

#include "bench/ablate_bench.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

void addAblateBench(CLI::App& benchApp, Console& console) {
    auto* command = benchApp.add_subcommand(
        "ablate", "Importance of every unit against one full pass a unit");
    const auto options = std::make_shared<bench::AblateBenchOptions>();
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
    command->add_option("--rounds", options->rounds, "Times both are measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 50));
    command->add_option("--device", options->device, "auto, cpu or cuda")->capture_default_str();
    command->callback([options, &console] {
        const auto result = bench::benchAblate(*options, console.stopToken(), console.progress());
        for (const auto& [key, value] : result.items()) {
            console.line(key + ": " + value.dump());
        }
        console.object(result);
    });
}

} // namespace brera::cli
