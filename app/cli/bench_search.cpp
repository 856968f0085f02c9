// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_commands.h"
#include "console.h"
#include "places/places.h"

#include "bench/gallery_project.h"
#include "bench/query_bench.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    std::string project;
    std::string make;
    bench::GalleryProjectOptions generated;
    bench::QueryBenchOptions options;
};

void makeProject(const Arguments& arguments, const std::filesystem::path& path, Console& console) {
    bench::makeGalleryProject(path, arguments.generated, console.stopToken(), console.progress());
    console.remark(path.string() + " made");
}

void benchSearch(Arguments& arguments, Console& console) {
    if (!arguments.make.empty()) {
        makeProject(arguments, arguments.make, console);
        console.line(arguments.make);
        console.object({{"project", arguments.make}});
        return;
    }
    arguments.options.project = arguments.project;
    if (arguments.project.empty()) {
        arguments.options.project =
            cacheFolder() / "bench" /
            ("search-" + std::to_string(arguments.generated.units) + ".brera");
        if (!std::filesystem::exists(arguments.options.project)) {
            makeProject(arguments, arguments.options.project, console);
        }
    }
    const auto result =
        bench::benchQueries(arguments.options, console.stopToken(), console.progress());
    for (const auto& query : result["queries"]) {
        console.line(query.dump());
    }
    for (const auto& [key, value] : result.items()) {
        if (key != "queries") {
            console.line(key + ": " + value.dump());
        }
    }
    console.object(result);
}

} // namespace

void addSearchBench(CLI::App& benchApp, Console& console) {
    auto* command = benchApp.add_subcommand(
        "search", "Searches of a large project (ratio: median / 50 ms), opening it, memory");
    const auto arguments = std::make_shared<Arguments>();
    auto* project = command->add_option(
        "--project", arguments->project,
        "A .brera file (when not given: a generated one of 20,000 units and 100,000 descriptions, "
        "made in the user's cache once)");
    command->add_option("--make", arguments->make, "Only make the generated project, as this file")
        ->excludes(project);
    command->add_option("--units", arguments->generated.units, "Of the generated project")
        ->capture_default_str()
        ->check(CLI::Range(5, 1000000));
    command->add_option("--images", arguments->generated.images, "Of the generated project")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--limit", arguments->options.limit, "Hits with their texts a query")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000000));
    command->add_option("--rounds", arguments->options.rounds, "Times every query is measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command->callback([arguments, &console] { benchSearch(*arguments, console); });
}

} // namespace brera::cli
