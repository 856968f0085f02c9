// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace brera::cli {

class Console;

/// Each adds one subcommand, whose callback does the work and throws brera::Error or Cancelled.
void addInfo(CLI::App& app, Console& console);
void addExtract(CLI::App& app, Console& console);
void addDescribe(CLI::App& app, Console& console);
void addSheet(CLI::App& app, Console& console);
void addExport(CLI::App& app, Console& console);
void addImport(CLI::App& app, Console& console);
void addSearch(CLI::App& app, Console& console);
void addCompare(CLI::App& app, Console& console);
void addReport(CLI::App& app, Console& console);
void addCaptioner(CLI::App& app, Console& console);
void addAblate(CLI::App& app, Console& console);
void addImportance(CLI::App& app, Console& console);
void addCurve(CLI::App& app, Console& console);
void addEdit(CLI::App& app, Console& console);
void addProbe(CLI::App& app, Console& console);
void addDemo(CLI::App& app, Console& console);
void addBench(CLI::App& app, Console& console);

} // namespace brera::cli
