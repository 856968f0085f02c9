// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/evaluator.h"
#include "ablation/stored.h"
#include "base/unit_id.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::ablation {

struct AblationJob {
    /// Name and folder (or CSV manifest) of every labelled set; an empty folder is the project's
    /// own images.
    std::vector<std::pair<std::string, std::filesystem::path>> sets;
    std::string device = "auto";
    bool trusted = false;
    int decodeThreads = 2;
    Replacement replacement = Replacement::Zero;
    std::int64_t cacheBytes = 0; ///< of all sets together; 0 = a quarter of the memory
};

/// A project's network with an evaluator for every labelled set.
class ProjectAblation {
public:
    /// @throws ProjectError when the extraction is not complete or the network has changed since;
    /// DataError when folders match no class, naming them; ModelError.
    ProjectAblation(const project::Project& project, const AblationJob& job);
    ~ProjectAblation();

    const network::Network& network() const;
    std::vector<Evaluator*> evaluators(); ///< one a set, in order
    const std::vector<std::string>& setNames() const;
    const std::vector<std::string>& classNames() const; ///< of the outputs; may be empty
    /// Folders of a set whose images have no label, as they match no class.
    const std::vector<std::string>& unmatchedFolders() const;
    /// What figures of these evaluators depend on, for a Ledger. The first call reads all labelled
    /// images. @throws Cancelled
    const Conditions& conditions(std::stop_token stop = {}, const Progress& progress = {}) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// "layer4/0,layer2/7", or a whole layer "layer4". @throws DataError naming what does not exist.
std::vector<UnitId> parseUnits(const project::Project& project, const std::string& text);

} // namespace brera::ablation
