// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probing/paste.h"

#include <cstdint>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

/// The pairs of pictures a project keeps (experiments of kind "pasted").
namespace brera::probing {

struct KeptPair {
    std::int64_t id = 0;
    std::string name;
    std::int64_t created = 0; ///< seconds since the epoch
    PastedPair pair;
};

/// Keeps a pair. One with the same inputs keeps its name and date and gets the new predictions.
/// @returns its id. @throws ProjectError, also when the project is read-only.
std::int64_t keepPair(project::Project& project, const PastedPair& pair, const std::string& name);
/// Newest first; damaged ones are left out.
std::vector<KeptPair> keptPairs(project::Project& project);
/// The kept pair with the same inputs as this one goes, if there is one.
void removePair(project::Project& project, const PastedPair& pair);
void renamePair(project::Project& project, std::int64_t id, const std::string& name);

} // namespace brera::probing
