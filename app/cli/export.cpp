// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"

#include "exemplars/masks.h"
#include "exemplars/project_pictures.h"
#include "project/annotations.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {
struct Arguments {
    std::string project;
    std::string directory;
};
} // namespace

void addExport(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand("export", "Write exemplars in the MILANNOTATIONS layout");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command->add_option("DIRECTORY", arguments->directory, "Where the layers' folders go")
        ->required();
    command->callback([arguments, &console] {
        const auto project =
            project::Project::open(arguments->project, project::OpenMode::ReadOnly);
        exemplars::ProjectPictures pictures(project);
        project::Rendering rendering;
        rendering.picture = [&](std::int64_t image) { return pictures.prepared(image); };
        rendering.mask = [](const SmallMap& map, double threshold, int height, int width) {
            return exemplars::mask(map, threshold, height, width);
        };
        project::exportAnnotations(project, arguments->directory, rendering, console.stopToken(),
                                   console.progress());
        nlohmann::json layers = nlohmann::json::array();
        for (const auto& layer : project.layers()) {
            layers.push_back({{"layer", layer.path}, {"units", layer.units}});
        }
        console.line(arguments->directory + ": " + std::to_string(layers.size()) +
                     " layers written");
        console.object({{"directory", arguments->directory}, {"layers", layers}});
    });
}

} // namespace brera::cli
