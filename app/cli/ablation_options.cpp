// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_options.h"

#include "audit/widen.h"
#include "base/error.h"
#include "console.h"
#include "project/project.h"
#include "project/search.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace brera::cli {

void AblationOptions::addProject(CLI::App& command) {
    command.add_option("PROJECT", m_project, "The .brera file")->required();
    command.add_option("--device", m_device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command.add_flag("--trust", m_trusted, "Skip the gate for this network file");
}

void AblationOptions::addUnits(CLI::App& command) {
    command.add_option("--units", m_units, "Units and layers: layer4/0,layer2/7,layer1");
    command.add_option("--search", m_search, "Units whose descriptions match: 'text OR word'");
}

void AblationOptions::addSets(CLI::App& command) {
    command
        .add_option("--images", m_images,
                    "Labelled sets, FOLDER or NAME=FOLDER, separated by commas (default: the "
                    "project's own images)")
        ->delimiter(',');
    command.add_flag("--mean", m_mean, "Hold units at their mean in place of zero");
}

project::Project AblationOptions::open() const {
    return project::Project::open(m_project, project::OpenMode::ReadOnly);
}

project::Project AblationOptions::openToKeep(Console& console) const {
    auto project = project::Project::open(m_project);
    if (project.isReadOnly()) {
        console.remark("the results are not kept, as " + project.path().string() +
                       " can only be read: " + project.readOnlyReason());
    }
    return project;
}

std::string AblationOptions::unitsText() const {
    return m_units + (m_units.empty() || m_search.empty() ? "" : ", ") + m_search;
}

std::vector<UnitId> AblationOptions::units(const project::Project& project) const {
    auto units = ablation::parseUnits(project, m_units);
    if (!m_search.empty()) {
        const auto found = project::search(
            project, m_search, std::numeric_limits<std::int64_t>::max(), audit::widenByWordNet());
        for (const auto& hit : found.hits) {
            if (std::find(units.begin(), units.end(), hit.unit) == units.end()) {
                units.push_back(hit.unit);
            }
        }
    }
    if (units.empty()) {
        throw DataError(m_search.empty() ? "no units are named; use --units or --search"
                                         : "no description matches \"" + m_search + "\"");
    }
    return units;
}

namespace {

/// Sets are known by their names: a/val and b/val are "val" and "val (2)".
std::string freeName(const std::string& wanted, const ablation::AblationJob& job) {
    std::string name = wanted;
    const auto taken = [&] {
        return std::any_of(job.sets.begin(), job.sets.end(),
                           [&](const auto& set) { return set.first == name; });
    };
    for (int number = 2; taken(); ++number) {
        name = wanted + " (" + std::to_string(number) + ")";
    }
    return name;
}

} // namespace

ablation::AblationJob AblationOptions::job() const {
    ablation::AblationJob job;
    job.device = m_device;
    job.trusted = m_trusted;
    job.replacement = m_mean ? ablation::Replacement::Mean : ablation::Replacement::Zero;
    for (const auto& text : m_images) {
        const auto equals = text.find('=');
        const std::filesystem::path folder =
            equals == std::string::npos ? text : text.substr(equals + 1);
        auto name =
            equals == std::string::npos ? folder.filename().string() : text.substr(0, equals);
        if (name.empty()) { // "FOLDER/"
            name = folder.parent_path().filename().string();
        }
        job.sets.emplace_back(freeName(name, job), folder);
    }
    if (job.sets.empty()) {
        job.sets.emplace_back("project", std::filesystem::path());
    }
    return job;
}

nlohmann::json toJson(const ablation::Figures& figures) {
    return {{"images", figures.images},
            {"top1", figures.top1()},
            {"top5", figures.top5()},
            {"loss", figures.loss()}};
}

void remarkUnmatched(Console& console, const ablation::ProjectAblation& ablation) {
    std::string names;
    for (const auto& folder : ablation.unmatchedFolders()) {
        names += (names.empty() ? "" : ", ") + folder;
    }
    if (!names.empty()) {
        console.remark("folders that match no class, and so have no label: " + names);
    }
}

void remarkFound(Console& console, const ablation::Ledger& ledger) {
    if (ledger.found() > 0) {
        console.remark(std::to_string(ledger.found()) + " of " +
                       std::to_string(ledger.found() + ledger.measured()) +
                       " measurements were known already");
    }
}

} // namespace brera::cli
