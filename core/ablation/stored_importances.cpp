// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored_importances.h"

#include "ablation/stored_text.h"
#include "base/error.h"
#include "project/experiments.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace brera::ablation {

namespace {

using project::Experiments;

std::optional<Figures> readFigures(const std::string& text) {
    try {
        return figuresFromJson(std::string_view(text));
    } catch (const DataError&) {
        return {};
    }
}

/// The inputs of an experiment of the present network; null for any other.
nlohmann::json inputsOf(const project::Experiment& experiment, const Conditions& now) {
    auto json = nlohmann::json::parse(experiment.inputs, nullptr, false);
    const auto is = [&json](const char* key, const std::string& value) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() && *found == value;
    };
    const bool mine = json.is_object() && is("network", now.network) &&
                      is("preprocessing", now.preprocessing) && json.contains("set") &&
                      json["set"].is_string();
    return mine ? json : nlohmann::json();
}

/// Losses with nothing switched off, by the set's hash.
std::map<std::string, double> wholeLosses(const Experiments& experiments, const Conditions& now) {
    std::map<std::string, double> losses;
    for (const auto& experiment : experiments.all(kBaselineKind)) {
        const auto inputs = inputsOf(experiment, now);
        const auto measured = experiments.measurements(experiment.id);
        if (inputs.is_null() || measured.empty()) {
            continue;
        }
        if (const auto figures = readFigures(measured.front().second)) {
            losses.emplace(inputs["set"].get<std::string>(), figures->loss());
        }
    }
    return losses;
}

} // namespace

std::vector<StoredImportances> storedImportances(project::Project& project) {
    const auto inputs = project.inputs();
    const Conditions now{inputs.networkHash, inputs.preprocessing, Replacement::Zero, {}};
    const Experiments experiments(project);
    const auto losses = wholeLosses(experiments, now);
    std::vector<StoredImportances> all;
    for (const auto& experiment : experiments.all(kImportanceKind)) {
        const auto json = inputsOf(experiment, now);
        if (json.is_null() || !json.contains("layer") || !json["layer"].is_string()) {
            continue;
        }
        const auto layer = json["layer"].get<std::string>();
        const auto hash = json["set"].get<std::string>();
        const auto whole = losses.find(hash);
        if (whole == losses.end()) {
            continue;
        }
        const auto replacement =
            json.value("replacement", "") == "mean" ? Replacement::Mean : Replacement::Zero;
        auto found = std::ranges::find_if(all, [&](const StoredImportances& each) {
            return each.set.hash == hash && each.replacement == replacement;
        });
        if (found == all.end()) {
            // The name of the experiment is "LAYER on SET".
            const auto front = layer + " on ";
            const bool named = experiment.name.starts_with(front);
            found = all.insert(
                found,
                {{named ? experiment.name.substr(front.size()) : "", hash}, replacement, {}});
        }
        for (const auto& [unit, text] : experiments.measurements(experiment.id)) {
            if (const auto figures = readFigures(text)) {
                found->rises[{layer, unit}] = figures->loss() - whole->second;
            }
        }
    }
    return all;
}

} // namespace brera::ablation
