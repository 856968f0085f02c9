// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "wording.h"

#include "base/error.h"
#include "milan/describing_job.h"
#include "places/places.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace brera::cli {

namespace {

struct Arguments {
    std::string project;
    std::string captioner;
    std::string mode = "rerank";
    milan::DescribingJob job;
};

/// Whether every unit has its beam of this very search already, so that only the choice among the
/// candidates is left.
bool onlyChooses(const project::Project& project, const milan::DescribingJob& job) {
    const auto run = project.descriptionRun();
    const auto described = project.described();
    if (!job.layers.empty() || !run || described.done < described.total ||
        run->beam != job.search.beam || run->steps != job.search.steps) {
        return false;
    }
    const auto pmiLambda = project.pmiLambda();
    const bool sameSearch = job.search.mode == DescribeMode::Pmi ? pmiLambda == job.search.lambda
                                                                 : !pmiLambda.has_value();
    return sameSearch && run->captionerHash == project::contentHash(job.captioner);
}

void report(Console& console, const project::Project& project, const milan::DescribingReport& done,
            bool chosen) {
    const auto run = project.descriptionRun();
    const auto described = project.described();
    const auto name = run ? run->captionerName : std::string();
    if (chosen) {
        console.line(project.path().string() + ": chosen anew from the candidates of " +
                     counted(described.done, "unit", "units"));
    } else {
        console.line(
            project.path().string() + ": " + counted(done.described, "unit", "units") +
            " described" +
            (done.already > 0 ? ", " + std::to_string(done.already) + " had been before" : "") +
            (done.withoutExemplars > 0
                 ? ", " + std::to_string(done.withoutExemplars) + " have no exemplars"
                 : ""));
    }
    if (run && run->generated) {
        console.remark("the captioner " + name + " learned from generated annotations");
    }
    console.object(
        {{"project", project.path().string()},
         {"captioner", name},
         {"generated", run && run->generated},
         {"mode", run ? brera::name(run->mode) : ""},
         {"lambda", run ? run->lambda : 0},
         {"beam", run ? run->beam : 0},
         {"rechosen", chosen},
         {"described", done.described},
         {"already", done.already},
         {"without_exemplars", done.withoutExemplars},
         {"units", described.done},
         {"seconds", {{"encoding", done.encodingSeconds}, {"search", done.searchSeconds}}}});
}

} // namespace

void addDescribe(CLI::App& app, Console& console) {
    auto* command =
        app.add_subcommand("describe", "Describe every unit of a project in a short phrase");
    const auto arguments = std::make_shared<Arguments>();
    auto& job = arguments->job;
    command->add_option("PROJECT", arguments->project, "The .brera file")->required();
    command
        ->add_option("--captioner", arguments->captioner,
                     "The .captioner file, or demo for the one that comes with Brera")
        ->required();
    command
        ->add_option("--mode", arguments->mode,
                     "greedy, beam, rerank (the method) or pmi; changing it later costs nothing "
                     "but for pmi")
        ->check(CLI::IsMember({"greedy", "beam", "rerank", "pmi"}))
        ->capture_default_str();
    command->add_option("--lambda", job.search.lambda, "Weight of log p(d)")->capture_default_str();
    command->add_option("--beam", job.search.beam, "Candidates a unit")->capture_default_str();
    command->add_option("--layers", job.layers, "Layers, separated by commas (default: all)")
        ->delimiter(',');
    command->add_option("--device", job.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command->callback([arguments, &console] {
        auto& job = arguments->job;
        job.search.mode = describeModeFromName(arguments->mode);
        job.search.check();
        job.captioner = arguments->captioner == "demo"
                            ? resourceFolder() / "demo" / "demo.captioner"
                            : std::filesystem::path(arguments->captioner);
        auto project = project::Project::open(arguments->project);
        if (project.isReadOnly()) {
            throw ProjectError(project.path().string() +
                               " can only be read: " + project.readOnlyReason());
        }
        milan::DescribingReport done;
        const bool chosen = onlyChooses(project, job);
        if (chosen) {
            done.already = project.described().done;
            project.setDescriptionChoice(job.search.mode, job.search.lambda);
        } else {
            done = milan::describe(project, job, console.stopToken(), console.progress());
        }
        report(console, project, done, chosen);
    });
}

} // namespace brera::cli
