// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/query_bench.h"

#include "audit/presets.h"
#include "audit/similar.h"
#include "base/error.h"
#include "bench/figures.h"
#include "language/wordnet.h"
#include "project/project.h"
#include "project/search.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace brera::bench {

namespace {

constexpr int kNeighbourQueries = 50;
constexpr std::size_t kNeighbours = 200;
constexpr double kMegabyte = 1 << 20;

/// Typed letter by letter, and otherwise; from nothing found to every other unit.
std::vector<std::string> queries() {
    std::vector<std::string> all{"d*",
                                 "do*",
                                 "dog*",
                                 "dogs",
                                 "face",
                                 "red",
                                 "the",
                                 "red dog",
                                 "blue car wheels",
                                 "\"red face\"",
                                 "\"on the grass\"",
                                 "striped AND animal",
                                 "dog OR cat OR bird",
                                 "dog NOT red",
                                 "(red OR blue) AND (car OR bus)",
                                 "layer:layer3 face",
                                 "layer:layer4 green sk*",
                                 "~animal",
                                 "~vehicle red",
                                 "~building AND sky",
                                 "text in the corner",
                                 "(unbalanced quote\"",
                                 "qwertzuiop"};
    for (const auto& preset : audit::presets()) {
        all.emplace_back(preset.query);
    }
    return all;
}

double residentBytes() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    double resident = 0;
    file >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

template <typename Work>
double milliseconds(Work&& work) {
    const double began = now();
    work();
    return 1000 * (now() - began);
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// What the window reads of a project before it shows it. Returns units and texts.
std::pair<std::int64_t, std::int64_t> readLists(const project::Project& project) {
    std::int64_t units = 0;
    std::int64_t texts = 0;
    for (const auto& layer : project.layers()) {
        units += std::ssize(project.units(layer.path));
        texts += std::ssize(project.descriptions(layer.path));
    }
    return {units, texts};
}

} // namespace

nlohmann::json benchQueries(const QueryBenchOptions& options, std::stop_token stop,
                            const Progress& progress) {
    const auto poll = [&] {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
    };
    const double before = residentBytes();
    std::optional<project::Project> opened;
    std::pair<std::int64_t, std::int64_t> lists;
    const double opening = milliseconds([&] {
        opened.emplace(project::Project::open(options.project, project::OpenMode::ReadOnly));
        lists = readLists(*opened);
    });
    const project::Project& project = *opened;
    std::optional<language::WordNet> lexicon;
    const auto widen = [&](std::string_view word) {
        if (!lexicon) {
            lexicon.emplace();
        }
        return lexicon->widen(word);
    };

    const auto all = queries();
    std::vector<std::vector<double>> times(all.size());
    std::vector<std::int64_t> hits(all.size());
    ProgressMeter meter(progress, "searching",
                        static_cast<std::int64_t>(all.size()) * options.rounds);
    for (int round = 0; round < options.rounds; ++round) {
        for (std::size_t q = 0; q < all.size(); ++q) {
            poll();
            times[q].push_back(milliseconds(
                [&] { hits[q] = project::search(project, all[q], options.limit, widen).total; }));
            meter.advance();
        }
    }
    const double searched = residentBytes();

    std::optional<audit::Neighbours> neighbours;
    const double building =
        milliseconds([&] { neighbours.emplace(audit::Neighbours::build(project, stop, {})); });
    std::vector<double> nearTimes;
    const auto layers = project.layers();
    for (int i = 0; i < kNeighbourQueries; ++i) {
        poll();
        const auto& layer = layers[static_cast<std::size_t>(i) % layers.size()];
        const UnitId unit{
            layer.path,
            project.units(layer.path).at(static_cast<std::size_t>(i * 7919 % layer.units)).unit};
        nearTimes.push_back(
            milliseconds([&] { neighbours->near(unit, audit::Likeness::Both, kNeighbours); }));
    }

    std::int64_t texts = lists.second;
    for (const auto& layer : layers) {
        texts += std::ssize(project.annotations(layer.path));
    }
    std::vector<double> together;
    std::vector<double> first;
    auto list = nlohmann::json::array();
    nlohmann::json slowest;
    for (std::size_t q = 0; q < all.size(); ++q) {
        together.insert(together.end(), times[q].begin(), times[q].end());
        first.push_back(times[q].front());
        list.push_back({{"query", all[q]}, {"hits", hits[q]}, {"median_ms", median(times[q])}});
        if (slowest.is_null() ||
            list.back()["median_ms"].get<double>() > slowest["median_ms"].get<double>()) {
            slowest = list.back();
        }
    }
    return {
        {"ratio", median(together) / kQueryMilliseconds},
        {"median_ms", median(together)},
        {"p95_ms", percentile(together, .95)},
        {"first_round_median_ms", median(first)},
        {"slowest", slowest},
        {"queries", list},
        {"limit", options.limit},
        {"units", lists.first},
        {"texts", texts},
        {"file_mb", static_cast<double>(std::filesystem::file_size(options.project)) / kMegabyte},
        {"open_ms", opening},
        {"neighbours_build_ms", building},
        {"neighbours_median_ms", median(nearTimes)},
        {"memory_mb", (searched - before) / kMegabyte},
        {"memory_with_neighbours_mb", (residentBytes() - before) / kMegabyte}};
}

} // namespace brera::bench
