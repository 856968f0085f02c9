// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demo_project.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace brera::cli {

class Console;

/// The user's cache when `given` is empty.
std::filesystem::path demoCache(const std::string& given);

struct PreparedDemo {
    std::filesystem::path project;
    std::int64_t images = 0;    ///< read
    std::int64_t described = 0; ///< units, in this call
    bool alreadyComplete = false;
};

/// A demo project, extracted and described. What is there already stays.
PreparedDemo prepareDemoProject(const demo::DemoOptions& options, Console& console);

/// Subcommands of `demo` that make and judge the demo captioner.
void addDemoCaptioner(CLI::App& demoApp, Console& console);
void addDemoGrounding(CLI::App& demoApp, Console& console);
/// Subcommand of `demo` that counts face units.
void addDemoAudit(CLI::App& demoApp, Console& console);
/// Subcommand of `demo` that runs the paper's editing experiment.
void addDemoEdit(CLI::App& demoApp, Console& console);

} // namespace brera::cli
