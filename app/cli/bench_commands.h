// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace brera::cli {

class Console;

/// Each adds one benchmark under `bench`.
void addAblateBench(CLI::App& benchApp, Console& console);
void addSearchBench(CLI::App& benchApp, Console& console);

} // namespace brera::cli
