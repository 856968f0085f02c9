// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/pasted_pairs.h"

#include "base/error.h"
#include "base/log.h"
#include "project/experiments.h"

#include <array>

namespace brera::probing {

namespace {
constexpr const char* kKind = "pasted";
} // namespace

std::int64_t keepPair(project::Project& project, const PastedPair& pair, const std::string& name) {
    project::Experiments experiments(project);
    const auto id = experiments.begin(kKind, pairInputs(pair), name);
    const std::array<project::Measurement, 1> measured{{{0, pairPredictions(pair)}}};
    experiments.record(id, measured);
    experiments.setComplete(id);
    return id;
}

std::vector<KeptPair> keptPairs(project::Project& project) {
    const project::Experiments experiments(project);
    std::vector<KeptPair> pairs;
    for (const auto& experiment : experiments.all(kKind)) {
        const auto measured = experiments.measurements(experiment.id);
        try {
            pairs.push_back(
                {experiment.id, experiment.name, experiment.created,
                 pairFrom(experiment.inputs, measured.empty() ? "" : measured.front().second)});
        } catch (const DataError& error) {
            log(LogLevel::Warning, "pair “" + experiment.name + "”: " + error.what());
        }
    }
    return pairs;
}

void removePair(project::Project& project, const PastedPair& pair) {
    project::Experiments experiments(project);
    if (const auto id = experiments.find(kKind, pairInputs(pair))) {
        experiments.remove(*id);
    }
}

void renamePair(project::Project& project, std::int64_t id, const std::string& name) {
    project::Experiments(project).rename(id, name);
}

} // namespace brera::probing
