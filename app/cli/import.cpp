// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "project/annotations.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {
struct Arguments {
    std::string directory;
    std::string project;
};
} // namespace

void addImport(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("import", "Make a project from a folder in the MILANNOTATIONS layout");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("DIRECTORY", arguments->directory, "Folder with one sub-folder a layer")
        ->required();
    command->add_option("--project", arguments->project, "The .brera file to make")->required();
    command->callback([arguments, &console] {
        project::importAnnotations(arguments->directory, arguments->project, console.stopToken(),
                                   console.progress());
        const auto project =
            project::Project::open(arguments->project, project::OpenMode::ReadOnly);
        std::int64_t units = 0;
        nlohmann::json layers = nlohmann::json::array();
        for (const auto& layer : project.layers()) {
            layers.push_back({{"layer", layer.path}, {"units", layer.units}});
            units += layer.units;
        }
        console.line(arguments->project + ": " + counted(units, "unit", "units") + " in " +
                     counted(layers.size(), "layer", "layers"));
        console.object({{"project", arguments->project}, {"layers", layers}, {"units", units}});
    });
}

} // namespace brera::cli
