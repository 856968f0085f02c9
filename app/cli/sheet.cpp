// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "contact_sheet.h"
#include "wording.h"

#include "base/error.h"
#include "image/picture_io.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    std::string project;
    std::string layer;
    std::string out;
    SheetOptions options;
};

} // namespace

void addSheet(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand("sheet", "Draw a contact sheet of one layer's units");
    const auto arguments = std::make_shared<Arguments>();
    auto& options = arguments->options;
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command->add_option("--layer", arguments->layer, "Whose units")->required();
    command->add_option("--out", arguments->out, "The PNG to write")->required();
    command->add_option("--columns", options.columns, "Units side by side")
        ->capture_default_str()
        ->check(CLI::Range(1, 20));
    command->add_option("--exemplars", options.exemplars, "Exemplars of each unit")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    command->add_option("--patch", options.patch, "Size of an exemplar in pixels")
        ->capture_default_str()
        ->check(CLI::Range(16, 512));
    command->add_option("--limit", options.limit, "At most so many units (0: all)")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    command->callback([arguments, &console] {
        const auto project =
            project::Project::open(arguments->project, project::OpenMode::ReadOnly);
        const auto sheet = contactSheet(project, arguments->layer, arguments->options,
                                        console.stopToken(), console.progress());
        image::writePng(arguments->out, sheet.picture);
        if (sheet.missing > 0) {
            console.remark(std::to_string(sheet.missing) +
                           " exemplars could not be read: have images moved?");
        }
        console.line(arguments->out + ": " + counted(sheet.units, "unit", "units") + " of " +
                     arguments->layer);
        console.object({{"sheet", arguments->out},
                        {"layer", arguments->layer},
                        {"units", sheet.units},
                        {"missing_exemplars", sheet.missing},
                        {"width", sheet.picture.width},
                        {"height", sheet.picture.height}});
    });
}

} // namespace brera::cli
