// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "ablation/curve.h"
#include "ablation/project_ablation.h"
#include "audit/presets.h"
#include "audit/widen.h"
#include "base/error.h"
#include "project/project.h"
#include "report/collect.h"
#include "report/write.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace brera::cli {

namespace {

struct Arguments {
    std::string project;
    std::string out;
    std::string search;
    std::string audit;
    std::string units;
    std::string layer;
    std::string curve;
    std::string compared; ///< the other project
    bool byExemplars = false;
    bool acrossLayers = false;
    AblationOptions sets; ///< to measure chosen units on
    report::CollectOptions options;
};

constexpr const char* kSetsOfUnits = "--images says what to measure chosen units on: give --units";

/// What each labelled set's figures become without the units.
std::vector<report::SetChange> measured(const project::Project& project,
                                        const std::vector<UnitId>& units,
                                        const AblationOptions& options, Console& console) {
    const auto job = options.job();
    ablation::ProjectAblation ablation(project, job);
    remarkUnmatched(console, ablation);
    const auto off = ablation::firstOf(units, static_cast<std::int64_t>(units.size()));
    const auto figures = [](const ablation::Figures& of) {
        return report::SetFigures{of.top1(), of.top5(), of.loss()};
    };
    std::vector<report::SetChange> changes;
    const auto evaluators = ablation.evaluators();
    for (std::size_t set = 0; set < evaluators.size(); ++set) {
        const auto before = evaluators[set]->baseline(console.stopToken(), console.progress());
        const auto after = evaluators[set]->measure(off, console.stopToken());
        changes.push_back({ablation.setNames()[set], before.images, figures(before), figures(after),
                           job.replacement == ablation::Replacement::Mean});
    }
    return changes;
}

/// The one that was asked for. @throws DataError unless there is exactly one.
report::Subject subjectOf(const Arguments& arguments, const project::Project& project,
                          Console& console) {
    using Kind = report::Subject::Kind;
    std::vector<report::Subject> subjects;
    const auto offer = [&](Kind kind, const std::string& name) {
        if (!name.empty()) {
            subjects.push_back({kind, name, {}});
        }
    };
    offer(Kind::Search, arguments.search);
    offer(Kind::Audit, arguments.audit);
    offer(Kind::Units, arguments.units);
    offer(Kind::Layer, arguments.layer);
    offer(Kind::Curve, arguments.curve);
    if (subjects.size() != 1) {
        throw DataError(std::string(subjects.empty() ? "say what the report is about"
                                                     : "a report is about one thing") +
                        ": --search QUERY, --audit NAME, --layer LAYER, --units "
                        "layer4/0,layer2 or --curve NAME");
    }
    if (subjects.front().kind == Kind::Units) {
        subjects.front().units = ablation::parseUnits(project, arguments.units);
        if (arguments.sets.namesSets()) {
            subjects.front().measured =
                measured(project, subjects.front().units, arguments.sets, console);
        }
    } else if (arguments.sets.namesSets()) {
        throw DataError(kSetsOfUnits);
    }
    return subjects.front();
}

report::Report compared(project::Project& first, const Arguments& arguments,
                        const project::Widen& widen, Console& console) {
    if (!arguments.units.empty() || !arguments.layer.empty() || !arguments.curve.empty()) {
        throw DataError("a comparison is of all units, or with --search or --audit of those found");
    }
    if (arguments.sets.namesSets()) {
        throw DataError(kSetsOfUnits);
    }
    auto second = project::Project::open(arguments.compared, project::OpenMode::ReadOnly);
    report::ComparisonSubject subject;
    subject.compared.query = arguments.search;
    if (!arguments.audit.empty()) {
        subject.compared.audit = arguments.audit;
        subject.compared.query = audit::queryOf(first, arguments.audit);
    }
    subject.compared.acrossLayers = arguments.acrossLayers;
    subject.by = arguments.byExemplars ? audit::MatchBy::Exemplars : audit::MatchBy::Activations;
    subject.threshold = audit::defaultThreshold(subject.by);
    const auto comparison = audit::compare(first, second, subject.compared, widen,
                                           console.stopToken(), console.progress());
    return report::collectComparison(first, second, comparison, subject, arguments.options,
                                     console.stopToken(), console.progress());
}

void make(Arguments& arguments, Console& console) {
    const auto began = std::chrono::steady_clock::now();
    // Before any work: an ending that is no format is said at once.
    arguments.options.pictures = report::showsPictures(report::fileKindOf(arguments.out));
    auto project = project::Project::open(arguments.project, project::OpenMode::ReadOnly);
    const auto widen = audit::widenByWordNet();
    const auto report =
        arguments.compared.empty()
            ? report::collect(project, subjectOf(arguments, project, console), arguments.options,
                              widen, console.stopToken(), console.progress())
            : compared(project, arguments, widen, console);
    report::write(report, arguments.out, console.stopToken(), console.progress());

    if (!report.missing.empty()) {
        console.remark(counted(report.missing.size(), "image", "images") +
                       " could not be read, listed at the report's end: moved perhaps?");
    }
    const auto units = report::unitCount(report);
    const auto bytes = std::filesystem::file_size(arguments.out);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
    console.line(arguments.out + ": " + counted(units, "unit", "units"));
    console.object({{"report", arguments.out},
                    {"title", report.title},
                    {"kind", report::kindName(report.kind)},
                    {"units", units},
                    {"missing_images", report.missing.size()},
                    {"bytes", bytes},
                    {"seconds", seconds.count()}});
}

} // namespace

void addReport(CLI::App& app, Console& console) {
    auto* command = app.add_subcommand(
        "report", "Write a report of units as HTML, PDF, CSV or JSON: what a search or an audit "
                  "finds, a layer, chosen units, an ablation curve, or two networks compared");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command->add_option("--out", arguments->out, "The .html, .pdf, .csv or .json file to write")
        ->required();
    command->add_option("--search", arguments->search, "What a search finds: 'face OR head'");
    command->add_option("--audit", arguments->audit,
                        "What a saved search, or a preset (faces, text, people, colours), finds, "
                        "with the verdicts on it");
    command->add_option("--layer", arguments->layer, "All units of a layer");
    command->add_option("--units", arguments->units, "Units and layers: layer4/0,layer2/7,layer1");
    command->add_option("--curve", arguments->curve, "An ablation curve that the project keeps");
    command->add_option("--compare", arguments->compared,
                        "Another network's .brera file on the same images");
    command->add_flag("--by-exemplars", arguments->byExemplars,
                      "With --compare: match units by shared exemplars, not by correlation");
    command->add_flag("--across-layers", arguments->acrossLayers,
                      "With --compare: match units of layers with different names too");
    arguments->sets.addSets(*command);
    command->add_option("--title", arguments->options.title, "The report's title");
    command->add_option("--exemplars", arguments->options.exemplars, "Pictures of each unit")
        ->capture_default_str()
        ->check(CLI::Range(0, 100));
    command->add_option("--patch", arguments->options.tileSize, "Size of a picture in pixels")
        ->capture_default_str()
        ->check(CLI::Range(16, 512));
    command->callback([arguments, &console] { make(*arguments, console); });
}

} // namespace brera::cli
