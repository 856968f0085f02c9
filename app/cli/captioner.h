// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/evaluation.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace CLI {
class App;
}

namespace brera::cli {

class Console;

/// The subcommands of `captioner`.
void addCaptionerTrain(CLI::App& captioner, Console& console);
void addCaptionerEval(CLI::App& captioner, Console& console);

/// --beam, --lambda, --mode.
void addSearchOptions(CLI::App& command, milan::SearchOptions& options);

/// A table of metrics with their shuffled baseline.
void printMetrics(Console& console, const std::vector<milan::MetricValue>& metrics);
nlohmann::json metricsJson(const std::vector<milan::MetricValue>& metrics);

} // namespace brera::cli
