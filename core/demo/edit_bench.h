// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/curve.h"
#include "ablation/project_ablation.h"
#include "base/progress.h"
#include "base/unit_id.h"
#include "project/experiments.h"
#include "project/project.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace brera::demo {

/// Measures on a project's network and keeps every measurement in the project, so that a later call
/// goes on where this one ended.
class EditBench {
public:
    /// @param version of the images; measurements on others are not taken for these.
    EditBench(const std::filesystem::path& project, std::string version, std::stop_token stop,
              const Progress& progress);

    const project::Project& project() const { return m_project; }
    std::vector<UnitId> units() const; ///< of all layers, in order

    /// Units whose descriptions match, in the order of layers and units.
    std::vector<UnitId> matching(const std::string& query) const;

    /// On the validation set, with each of the units alone switched off, in the order given.
    std::vector<ablation::Importance> importances(const std::vector<UnitId>& units);

    /// Follows an order one by one, at most `most` units far and no further than until more than
    /// `broken` of the validation accuracy is lost.
    ablation::Curve follow(const std::string& name, std::vector<UnitId> order, std::int64_t most,
                           double broken);

private:
    ablation::Evaluator& evaluator(std::size_t set);
    std::string inputs(const std::string& what) const;
    void measureLayer(const std::string& layer, const std::vector<std::int64_t>& missing,
                      std::int64_t experiment, std::map<UnitId, ablation::Figures>& known);
    ablation::CurvePoint measure(const std::vector<UnitId>& order, std::int64_t count);

    project::Project m_project;
    project::Experiments m_experiments;
    std::string m_version;
    std::stop_token m_stop;
    const Progress& m_progress;
    ablation::ProjectAblation m_ablation;
    std::vector<ablation::Evaluator*> m_evaluators;
};

} // namespace brera::demo
