// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/project_ablation.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace brera::ablation {
class Ledger;
}

namespace brera::project {
class Project;
}

namespace brera::cli {

class Console;

/// What ablate, importance, curve and edit have in common: a project, units, labelled sets.
class AblationOptions {
public:
    void addProject(CLI::App& command);
    void addUnits(CLI::App& command);
    void addSets(CLI::App& command);

    project::Project open() const;
    /// For keeping what is measured; a remark says why nothing can be kept.
    project::Project openToKeep(Console& console) const;
    /// --units and --search together, in that order. @throws DataError when there are none.
    std::vector<UnitId> units(const project::Project& project) const;
    bool namesUnits() const { return !m_units.empty() || !m_search.empty(); }
    /// The choice of units in the words it was made in.
    std::string unitsText() const;
    const std::string& search() const { return m_search; }
    bool namesSets() const { return !m_images.empty(); }
    /// --images NAME=FOLDER or FOLDER, names told apart by numbers where they are the same; the
    /// project's own images without any.
    ablation::AblationJob job() const;

private:
    std::string m_project;
    std::string m_units;
    std::string m_search;
    std::vector<std::string> m_images;
    std::string m_device = "auto";
    bool m_mean = false;
    bool m_trusted = false;
};

/// {"top1", "top5", "loss", "images"}.
nlohmann::json toJson(const ablation::Figures& figures);
/// Tells on standard error which folders had no label.
void remarkUnmatched(Console& console, const ablation::ProjectAblation& ablation);
/// Tells how much was measured before.
void remarkFound(Console& console, const ablation::Ledger& ledger);

} // namespace brera::cli
