// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace brera::cli {

class Console;

/// Subcommands of `demo` that make and judge the demo captioner.
void addDemoCaptioner(CLI::App& demoApp, Console& console);
void addDemoGrounding(CLI::App& demoApp, Console& console);

} // namespace brera::cli
