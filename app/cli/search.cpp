// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "audit/widen.h"
#include "project/project.h"
#include "project/search.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <unistd.h>

namespace brera::cli {

namespace {

struct Arguments {
    std::string project;
    std::vector<std::string> words;
    std::int64_t limit = 50;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

std::string emphasised(const project::SearchHit& hit) {
    auto text = printable(hit.text);
    for (auto match = hit.matches.rbegin(); match != hit.matches.rend(); ++match) {
        text.insert(static_cast<std::size_t>(match->second), "\x1b[0m");
        text.insert(static_cast<std::size_t>(match->first), "\x1b[1m");
    }
    return text;
}

void print(Console& console, const project::SearchResult& result) {
    if (result.total == 0) {
        console.line("nothing found");
        return;
    }
    std::size_t width = 0;
    for (const auto& hit : result.hits) {
        width = std::max(width, hit.unit.toString().size());
    }
    const bool terminal = ::isatty(STDOUT_FILENO) != 0;
    for (const auto& hit : result.hits) {
        const auto unit = printable(hit.unit.toString());
        console.line(unit + std::string(width - unit.size() + 2, ' ') +
                     (terminal ? emphasised(hit) : printable(hit.text)));
    }
    std::string counts;
    for (const auto& [layer, count] : result.byLayer) {
        counts += (counts.empty() ? " (" : ", ") + printable(layer) + " " + std::to_string(count);
    }
    const auto shown = static_cast<std::int64_t>(result.hits.size());
    console.line((shown > 0 && shown < result.total ? std::to_string(shown) + " of " : "") +
                 counted(result.total, "unit", "units") + counts + ")");
}

void report(Console& console, const std::string& query, const project::SearchResult& result,
            bool generated) {
    if (result.literal) {
        console.remark("the query is malformed (a quote or parenthesis without its partner, or an "
                       "operator without its words), so each of its words is looked for as it is");
    }
    print(console, result);
    if (generated && result.total > 0) {
        console.remark("these descriptions are by a captioner that learned from generated "
                       "annotations");
    }
    nlohmann::json hits = nlohmann::json::array();
    for (const auto& hit : result.hits) {
        hits.push_back({{"unit", hit.unit.toString()},
                        {"layer", hit.unit.layer},
                        {"index", hit.unit.index},
                        {"text", hit.text},
                        {"matches", hit.matches},
                        {"rank", hit.rank}});
    }
    nlohmann::json layers = nlohmann::json::array();
    for (const auto& [layer, count] : result.byLayer) {
        layers.push_back({{"layer", layer}, {"count", count}});
    }
    console.object({{"query", query},
                    {"total", result.total},
                    {"literal", result.literal},
                    {"generated", generated},
                    {"layers", layers},
                    {"hits", hits}});
}

} // namespace

void addSearch(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "search", "Find units by what is said of them: words, \"phrases\", prefix*, AND OR NOT, "
                  "parentheses, layer:layer4, tag:face, ~word (and all words of that meaning)");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command->add_option("QUERY", arguments->words, "What to look for")->required();
    command->add_option("--limit", arguments->limit, "Units shown at most (0: only counted)")
        ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()))
        ->capture_default_str();
    command->callback([arguments, &console] {
        const auto query = joined(arguments->words);
        const auto project =
            project::Project::open(arguments->project, project::OpenMode::ReadOnly);
        const auto result =
            project::search(project, query, arguments->limit, audit::widenByWordNet());
        const auto run = project.descriptionRun();
        report(console, query, result, run && run->generated);
    });
}

} // namespace brera::cli
