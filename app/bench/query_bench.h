// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace brera::bench {

/// A search is to answer within this at the median.
constexpr double kQueryMilliseconds = 50;

struct QueryBenchOptions {
    std::filesystem::path project;
    std::int64_t limit = 5000; ///< hits with their texts a query; what the window asks for
    int rounds = 5;            ///< of all queries
};

/// Searches a project as people do: words as they are typed, phrases, prefixes, alternatives,
/// filters, widened words. Also times opening (file, unit lists and descriptions, as the window
/// reads them) and "more like this". Keys: ratio (median_ms / kQueryMilliseconds), median_ms over
/// all queries of all rounds, p95_ms, first_round_median_ms, slowest (query and median_ms),
/// queries (each with its hits and median_ms), units, texts, file_mb, open_ms,
/// neighbours_build_ms, neighbours_median_ms, and, above what the process held before the project
/// was opened, memory_mb after the searches and memory_with_neighbours_mb at the end.
/// @throws ProjectError; Cancelled.
nlohmann::json benchQueries(const QueryBenchOptions& options, std::stop_token stop,
                            const Progress& progress);

} // namespace brera::bench
