// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "audit/compare.h"
#include "audit/presets.h"
#include "audit/widen.h"
#include "project/csv.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

namespace brera::cli {

namespace {

using audit::ComparedSide;
using audit::ComparedUnit;
using audit::Comparison;
using audit::MatchBy;

struct Arguments {
    std::string first;
    std::string second;
    std::string search;
    std::string audit;
    std::string by = "activations";
    std::optional<double> threshold;
    std::int64_t limit = 20;
    std::string csv;
    audit::CompareOptions options;
};

/// What is printed of a comparison.
struct Chosen {
    const Comparison& comparison;
    MatchBy by;
    double threshold;
    audit::Matching all;
    audit::Matching audited; ///< of units that the audit found; all without one
    bool hasAudit;
};

std::string rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

std::string right(std::int64_t number, std::size_t width) {
    const auto text = std::to_string(number);
    return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

/// By layer name, in the order of the first network and then of the second.
std::vector<std::string> layersOf(const Comparison& comparison) {
    std::vector<std::string> layers;
    for (const ComparedSide* side : {&comparison.first, &comparison.second}) {
        for (const auto& layer : side->counts.layers) {
            if (std::ranges::find(layers, layer.layer) == layers.end()) {
                layers.push_back(layer.layer);
            }
        }
    }
    return layers;
}

audit::LayerCounts countsOf(const ComparedSide& side, const std::string& layer) {
    const auto found = std::ranges::find(side.counts.layers, layer, &audit::LayerCounts::layer);
    return found == side.counts.layers.end() ? audit::LayerCounts{} : *found;
}

void printCounts(Console& console, const Chosen& chosen) {
    const auto& first = chosen.comparison.first;
    const auto& second = chosen.comparison.second;
    const std::size_t width = std::max<std::size_t>({8, first.name.size(), second.name.size()});
    const auto layers = layersOf(chosen.comparison);
    std::size_t label = 5;
    for (const auto& layer : layers) {
        label = std::max(label, layer.size());
    }
    const auto heading = [&](const std::string& name) {
        return std::string(width - name.size(), ' ') + printable(name);
    };
    label = std::max(label, std::string_view("confirmed").size());
    const auto table = [&](const char* title, std::int64_t audit::LayerCounts::*value) {
        console.line(padded(title, label) + "  " + heading(first.name) + "  " +
                     heading(second.name));
        const auto row = [&](const std::string& name, const audit::LayerCounts& a,
                             const audit::LayerCounts& b) {
            console.line(padded(printable(name), label) + "  " + right(a.*value, width) + "  " +
                         right(b.*value, width));
        };
        for (const auto& layer : layers) {
            row(layer, countsOf(first, layer), countsOf(second, layer));
        }
        row("total", first.counts.total, second.counts.total);
    };
    table("found", &audit::LayerCounts::found);
    if (first.counts.total.decided() + second.counts.total.decided() > 0) {
        table("confirmed", &audit::LayerCounts::confirmed);
        const auto verdicts = [](const audit::LayerCounts& counts) {
            return std::to_string(counts.confirmed) + " confirmed, " +
                   std::to_string(counts.rejected) + " rejected, " + std::to_string(counts.unsure) +
                   " unsure";
        };
        console.line(printable(first.name) + ": " + verdicts(first.counts.total));
        console.line(printable(second.name) + ": " + verdicts(second.counts.total));
    }
}

std::string textOf(const ComparedUnit& unit) {
    return unit.text.empty() ? "(no description)" : printable(unit.text);
}

void printUnits(Console& console, const Chosen& chosen, std::size_t limit) {
    const auto& first = chosen.comparison.first;
    const auto& second = chosen.comparison.second;
    const auto more = [&](std::size_t count) {
        if (count > limit) {
            console.line("  … and " + std::to_string(count - limit) + " more");
        }
    };
    if (!chosen.audited.matched.empty() && limit > 0) {
        console.line("matched (r = correlation, o = overlap of exemplars):");
        for (std::size_t i = 0; i < std::min(limit, chosen.audited.matched.size()); ++i) {
            const auto& pair = chosen.audited.matched[i];
            const ComparedUnit& unit = first.units[pair.first];
            const ComparedUnit& other = second.units[pair.second];
            const auto& counterpart = unit.counterpart(chosen.by);
            console.line("  " + printable(unit.unit.toString()) + " = " +
                         printable(other.unit.toString()) + "  r " +
                         rounded(static_cast<double>(counterpart.correlation)) + "  o " +
                         rounded(static_cast<double>(counterpart.overlap)) + "  " + textOf(unit) +
                         " | " + textOf(other));
        }
        more(chosen.audited.matched.size());
    }
    const auto list = [&](const ComparedSide& side, const ComparedSide& others,
                          const std::vector<std::size_t>& places) {
        if (places.empty() || limit == 0) {
            return;
        }
        console.line("only in " + printable(side.name) + ":");
        for (std::size_t i = 0; i < std::min(limit, places.size()); ++i) {
            const ComparedUnit& unit = side.units[places[i]];
            std::string line = "  " + printable(unit.unit.toString()) + "  " + textOf(unit);
            if (const auto& nearest = unit.counterpart(chosen.by); nearest.unit >= 0) {
                const auto& other = others.units[static_cast<std::size_t>(nearest.unit)];
                line += "  (nearest: " + printable(other.unit.toString()) + "  r " +
                        rounded(static_cast<double>(nearest.correlation)) + "  o " +
                        rounded(static_cast<double>(nearest.overlap)) + "  " + textOf(other) + ")";
            }
            console.line(line);
        }
        more(places.size());
    };
    list(first, second, chosen.audited.lost);
    list(second, first, chosen.audited.fresh);
}

void print(Console& console, const Chosen& chosen, std::size_t limit) {
    const auto& first = chosen.comparison.first;
    const auto& second = chosen.comparison.second;
    console.line(counted(chosen.comparison.shared.size(), "image", "images") + " in common (" +
                 printable(first.name) + ": " + std::to_string(first.images) + ", " +
                 printable(second.name) + ": " + std::to_string(second.images) + ")");
    if (chosen.hasAudit) {
        printCounts(console, chosen);
    }
    if (!chosen.comparison.obstacle(chosen.by).empty()) {
        return;
    }
    const auto sizes = [](const audit::Matching& matching) {
        return std::to_string(matching.matched.size()) + " matched, " +
               std::to_string(matching.lost.size()) + " lost, " +
               std::to_string(matching.fresh.size()) + " new";
    };
    console.line("all units: " + sizes(chosen.all) + " (" +
                 (chosen.by == MatchBy::Activations ? "correlation" : "overlap") + " at least " +
                 rounded(chosen.threshold) + ")");
    if (chosen.hasAudit) {
        console.line("found ones: " + sizes(chosen.audited));
    }
    printUnits(console, chosen, limit);
}

nlohmann::json toJson(const audit::LayerCounts& counts) {
    return {{"layer", counts.layer},          {"units", counts.units},
            {"found", counts.found},          {"confirmed", counts.confirmed},
            {"rejected", counts.rejected},    {"unsure", counts.unsure},
            {"undecided", counts.undecided()}};
}

nlohmann::json toJson(const ComparedSide& side, const std::string& path) {
    auto layers = nlohmann::json::array();
    for (const auto& layer : side.counts.layers) {
        layers.push_back(toJson(layer));
    }
    auto total = toJson(side.counts.total);
    total.erase("layer");
    return {{"project", path}, {"images", side.images}, {"layers", layers}, {"total", total}};
}

nlohmann::json toJson(const ComparedUnit& unit, const ComparedSide& others, MatchBy by) {
    nlohmann::json json{{"unit", unit.unit.toString()}, {"text", unit.text}, {"found", unit.found}};
    const auto& counterpart = unit.counterpart(by);
    if (counterpart.unit >= 0) {
        const auto& other = others.units[static_cast<std::size_t>(counterpart.unit)];
        json["nearest"] = {{"unit", other.unit.toString()},
                           {"text", other.text},
                           {"correlation", counterpart.correlation},
                           {"overlap", counterpart.overlap}};
    }
    return json;
}

nlohmann::json toJson(const Chosen& chosen, const Arguments& arguments) {
    const auto& first = chosen.comparison.first;
    const auto& second = chosen.comparison.second;
    auto matched = nlohmann::json::array();
    for (const auto& pair : chosen.audited.matched) {
        const auto& unit = first.units[pair.first];
        const auto& other = second.units[pair.second];
        matched.push_back({{"first", unit.unit.toString()},
                           {"second", other.unit.toString()},
                           {"correlation", unit.counterpart(chosen.by).correlation},
                           {"overlap", unit.counterpart(chosen.by).overlap},
                           {"first_text", unit.text},
                           {"second_text", other.text},
                           {"first_found", unit.found},
                           {"second_found", other.found}});
    }
    const auto list = [&](const ComparedSide& side, const ComparedSide& others,
                          const std::vector<std::size_t>& places) {
        auto units = nlohmann::json::array();
        for (const auto place : places) {
            units.push_back(toJson(side.units[place], others, chosen.by));
        }
        return units;
    };
    return {{"query", arguments.options.query},
            {"audit", arguments.audit},
            {"by", arguments.by},
            {"threshold", chosen.threshold},
            {"shared_images", chosen.comparison.shared.size()},
            {"obstacle", chosen.comparison.obstacle(chosen.by)},
            {"first", toJson(first, arguments.first)},
            {"second", toJson(second, arguments.second)},
            {"all",
             {{"matched", chosen.all.matched.size()},
              {"lost", chosen.all.lost.size()},
              {"new", chosen.all.fresh.size()}}},
            {"matched", matched},
            {"lost", list(first, second, chosen.audited.lost)},
            {"new", list(second, first, chosen.audited.fresh)}};
}

/// One row a pair or a unit: kind (matched, lost, new), both units, scores, both texts.
std::string toCsv(const Chosen& chosen) {
    namespace csv = project::csv;
    std::string text = "kind,first,second,correlation,overlap,first_text,second_text\n";
    const auto& first = chosen.comparison.first.units;
    const auto& second = chosen.comparison.second.units;
    const auto number = [](float value) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.4f", static_cast<double>(value));
        return std::string(digits);
    };
    for (const auto& [a, b] : chosen.audited.matched) {
        const auto& counterpart = first[a].counterpart(chosen.by);
        text += "matched," + csv::cell(first[a].unit.toString()) + "," +
                csv::cell(second[b].unit.toString()) + "," + number(counterpart.correlation) +
                "," + number(counterpart.overlap) + "," + csv::cell(first[a].text) + "," +
                csv::cell(second[b].text) + "\n";
    }
    for (const auto place : chosen.audited.lost) {
        text += "lost," + csv::cell(first[place].unit.toString()) + ",,,," +
                csv::cell(first[place].text) + ",\n";
    }
    for (const auto place : chosen.audited.fresh) {
        text += "new,," + csv::cell(second[place].unit.toString()) + ",,,," +
                csv::cell(second[place].text) + "\n";
    }
    return text;
}

void compareProjects(Arguments& arguments, Console& console) {
    auto first = project::Project::open(arguments.first, project::OpenMode::ReadOnly);
    auto second = project::Project::open(arguments.second, project::OpenMode::ReadOnly);
    arguments.options.query = arguments.search;
    if (!arguments.audit.empty()) {
        arguments.options.query = audit::queryOf(first, arguments.audit);
        arguments.options.audit = arguments.audit;
    }
    const auto comparison =
        audit::compare(first, second, arguments.options, audit::widenByWordNet(),
                       console.stopToken(), console.progress());
    const auto by = arguments.by == "exemplars" ? MatchBy::Exemplars : MatchBy::Activations;
    const double threshold = arguments.threshold.value_or(audit::defaultThreshold(by));
    Chosen chosen{comparison, by, threshold, {}, {}, !arguments.options.query.empty()};
    if (comparison.obstacle(by).empty()) {
        chosen.all = audit::match(comparison, by, threshold);
        chosen.audited = audit::foundOnly(comparison, chosen.all);
    } else {
        console.remark("units are not matched: " + comparison.obstacle(by));
    }
    if (comparison.first.counts.literal) {
        console.remark("the query is malformed, so each of its words is looked for as it is");
    }
    print(console, chosen, static_cast<std::size_t>(arguments.limit));
    if (!arguments.csv.empty()) {
        project::csv::write(arguments.csv, toCsv(chosen));
        console.line(arguments.csv + " written");
    }
    console.object(toJson(chosen, arguments));
}

} // namespace

void addCompare(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "compare", "Two networks on the same images: what an audit finds in each, and which units "
                   "of one are found again in the other");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("FIRST", arguments->first, "A .brera file")->required();
    command->add_option("SECOND", arguments->second, "Another, on the same images")->required();
    std::string names;
    for (const auto& preset : audit::presets()) {
        names += (names.empty() ? "" : ", ") + std::string(preset.name);
    }
    auto* search = command->add_option("--search", arguments->search,
                                       "Only units found by this (as in brera-cli search)");
    command
        ->add_option("--audit", arguments->audit,
                     "A saved search of the first project, or a shipped one: " + names)
        ->excludes(search);
    command->add_option("--by", arguments->by, "What makes units the same: activations, exemplars")
        ->check(CLI::IsMember({"activations", "exemplars"}))
        ->capture_default_str();
    command
        ->add_option("--threshold", arguments->threshold,
                     "Least correlation (0.5 when not given) or overlap (0.1)")
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--across-layers", arguments->options.acrossLayers,
                      "Match units of layers with different names too");
    command->add_option("--limit", arguments->limit, "Units shown of each list at most")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--csv", arguments->csv, "Write the lists of units to this file");
    command->callback([arguments, &console] { compareProjects(*arguments, console); });
}

} // namespace brera::cli
