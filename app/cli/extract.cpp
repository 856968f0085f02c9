// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "options.h"

#include "exemplars/extraction_job.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    exemplars::ExtractionJob job;
    PreprocessingOptions preprocessing;
};

void report(Console& console, const exemplars::ExtractionJob& job,
            const exemplars::ExtractReport& report) {
    if (report.alreadyComplete) {
        console.line(job.project.string() + " already holds this extraction; nothing to do");
    } else {
        console.line(job.project.string() + ": " + std::to_string(report.images - report.failed) +
                     " images read" +
                     (report.failed > 0 ? ", " + std::to_string(report.failed) +
                                              " skipped (listed in the project)"
                                        : ""));
    }
    if (report.unitsWithNan > 0) {
        console.remark(std::to_string(report.unitsWithNan) +
                       " units gave NaN on some image; it counts as −∞");
    }
    if (!report.unmatchedFolders.empty()) {
        std::string list;
        for (const auto& folder : report.unmatchedFolders) {
            list += (list.empty() ? "" : ", ") + folder;
        }
        console.remark("folders that match no class, and so have no label: " + list +
                       " (name the network's classes with --classes)");
    }
    console.object({{"project", job.project.string()},
                    {"images", report.images},
                    {"failed", report.failed},
                    {"already_complete", report.alreadyComplete},
                    {"reread_units", report.rereadUnits},
                    {"units_with_nan", report.unitsWithNan},
                    {"unmatched_folders", report.unmatchedFolders},
                    {"seconds",
                     {{"waiting", report.waiting},
                      {"normalizing", report.normalizing},
                      {"forward", report.forward},
                      {"statistics", report.statistics},
                      {"committing", report.committing}}}});
}

} // namespace

void addExtract(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "extract", "Find what every unit responds to, in one pass over the images");
    const auto arguments = std::make_shared<Arguments>();
    auto& job = arguments->job;
    command->add_option("NETWORK", job.network, "TorchScript file or torchvision state_dict (.pth)")
        ->required();
    command
        ->add_option("IMAGES", job.images,
                     "Folder (one sub-folder a class, or flat) or CSV of path,label")
        ->required();
    command->add_option("--project", job.project, "The .brera file to make or to go on with")
        ->required();
    command
        ->add_option("--layers", job.layers,
                     "Modules, separated by commas (brera-cli info lists them)")
        ->delimiter(',');
    command->add_option("--classes", job.classList, "Names of the network's outputs, one a line");
    command->add_option("--k", job.options.k, "Exemplars a unit")->capture_default_str();
    command
        ->add_option("--quantile", job.options.quantile,
                     "Of a unit's activations: the mask's threshold")
        ->capture_default_str();
    arguments->preprocessing.add(*command, "imagenet224");
    command->add_option("--device", job.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command->add_option("--batch", job.options.batch, "Images a forward")->capture_default_str();
    command->add_flag("--trust", job.trusted,
                      "Open the network although it contains code that could write files");
    command->callback([arguments, &console] {
        arguments->job.preprocessing = arguments->preprocessing.value();
        report(console, arguments->job,
               exemplars::runExtraction(arguments->job, console.stopToken(), console.progress()));
    });
}

} // namespace brera::cli
