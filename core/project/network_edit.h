// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace brera::project {

class Project;

/// What had been edited about a project's network before the project was made from it: noted at
/// extraction, so that it is known without the network file.
struct NetworkEdit {
    /// Units that were removed for good, by module call, ascending; a layer of the project is found
    /// by its path. Empty: the network is as it was trained.
    std::map<std::string, std::vector<std::int64_t>> removed;
    std::string why; ///< JSON text of who wrote the file: units, reason, accuracy before and after
};

/// Reads a row of the project; cheap. @throws ProjectError
NetworkEdit networkEdit(const Project& project);

/// For who makes a project: `options` (ProjectInputs::options, a JSON object) with the edit in it.
std::string withEdit(const std::string& options, const NetworkEdit& edit);

} // namespace brera::project
