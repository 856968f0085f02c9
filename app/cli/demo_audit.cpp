// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "demo_commands.h"
#include "places/places.h"

#include "demo/demo_project.h"
#include "demo/grounding.h"
#include "demo/renderer.h"
#include "demo/truth_audit.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <memory>

namespace brera::cli {

namespace {

struct Audited {
    std::string edition;
    std::string project;
    demo::FaceAudit audit;
};

void print(Console& console, const std::array<Audited, 2>& both, bool list) {
    char line[160];
    std::snprintf(line, sizeof line, "%-8s %26s %32s", "", both[0].edition.c_str(),
                  both[1].edition.c_str());
    console.line(line);
    std::snprintf(line, sizeof line, "%-8s %10s %10s %10s %10s %10s %10s", "layer", "described",
                  "confirmed", "truth", "described", "confirmed", "truth");
    console.line(line);
    const auto row = [&](const std::string& name, const demo::FaceCounts& a,
                         const demo::FaceCounts& b) {
        std::snprintf(line, sizeof line, "%-8s %10lld %10lld %10lld %10lld %10lld %10lld",
                      name.c_str(), static_cast<long long>(a.described),
                      static_cast<long long>(a.confirmed), static_cast<long long>(a.face),
                      static_cast<long long>(b.described), static_cast<long long>(b.confirmed),
                      static_cast<long long>(b.face));
        console.line(line);
    };
    for (std::size_t layer = 0; layer < both[0].audit.layers.size(); ++layer) {
        row(both[0].audit.layers[layer].layer, both[0].audit.layers[layer],
            both[1].audit.layers[layer]);
    }
    row("total", both[0].audit.total, both[1].audit.total);
    std::snprintf(line, sizeof line,
                  "described: found by the audit \"faces\"; confirmed: of those, units whose masks "
                  "are about faces");
    console.line(line);
    std::snprintf(line, sizeof line,
                  "by the recorded truth (at least %.0f%% of their pixels, %.0f times the base "
                  "rate); truth: all such units",
                  100 * demo::kTruthShare, demo::kTruthLift);
    console.line(line);
    if (!list) {
        return;
    }
    for (const auto& each : both) {
        for (const auto& unit : each.audit.units) {
            console.line(each.edition + "\t" + unit.unit.toString() + "\t" +
                         (unit.described ? "described" : "-") + "\t" + (unit.face ? "face" : "-") +
                         "\t" + printable(unit.text));
        }
    }
}

nlohmann::json toJson(const demo::FaceCounts& counts) {
    nlohmann::json json{{"units", counts.units},
                        {"described", counts.described},
                        {"confirmed", counts.confirmed},
                        {"face", counts.face}};
    if (!counts.layer.empty()) {
        json["layer"] = counts.layer;
    }
    return json;
}

nlohmann::json toJson(const Audited& audited) {
    auto layers = nlohmann::json::array();
    for (const auto& layer : audited.audit.layers) {
        layers.push_back(toJson(layer));
    }
    auto units = nlohmann::json::array();
    for (const auto& unit : audited.audit.units) {
        units.push_back({{"unit", unit.unit.toString()},
                         {"text", unit.text},
                         {"described", unit.described},
                         {"face", unit.face},
                         {"share", unit.share}});
    }
    return {{"edition", audited.edition},
            {"project", audited.project},
            {"layers", layers},
            {"total", toJson(audited.audit.total)},
            {"units", units}};
}

} // namespace

void addDemoAudit(CLI::App& demoApp, Console& console) {
    auto* command = demoApp.add_subcommand(
        "audit", "The paper's audit: units for faces in the plain network and in one that was "
                 "trained on blurred faces, both looking at the same unblurred images");
    struct Arguments {
        std::string cache;
        std::int64_t images = 0;
        bool list = false;
    };
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--cache", arguments->cache,
                        "Where images and projects go (the user's cache when not given)");
    command->add_option("--images", arguments->images, "Of the validation set (0: all)")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--list", arguments->list, "Also print every unit");
    command->callback([arguments, &console] {
        std::array<Audited, 2> both;
        const std::array editions = {demo::Edition::Plain, demo::Edition::BlurredFaces};
        const demo::Renderer renderer;
        for (std::size_t i = 0; i < both.size(); ++i) {
            demo::DemoOptions options;
            options.cache = demoCache(arguments->cache);
            options.resources = resourceFolder();
            options.edition = editions[i];
            options.images = arguments->images;
            const auto& plan = demo::plan(editions[i]);
            const auto prepared = prepareDemoProject(options, console);
            const auto project =
                project::Project::open(prepared.project, project::OpenMode::ReadOnly);
            both[i] = {std::string(plan.name), prepared.project.string(),
                       demo::auditFaces(renderer, plan.looksAt, project, console.stopToken(),
                                        console.progress())};
        }
        print(console, both, arguments->list);
        console.object({{"plain", toJson(both[0])},
                        {"blurred_faces", toJson(both[1])},
                        {"share", demo::kTruthShare},
                        {"lift", demo::kTruthLift},
                        {"generated", true}});
    });
}

} // namespace brera::cli
