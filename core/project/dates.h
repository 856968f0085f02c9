// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace brera::project {

class Database;
class Project;

/// When a project's jobs did what it holds, in seconds since the epoch. Empty: not done, or by an
/// earlier Brera that did not note it.
struct ProjectDates {
    std::optional<std::int64_t> extracted; ///< the extraction's end
    std::optional<std::int64_t> described; ///< the last descriptions' commit
};

/// Reads rows of the project's file, over a connection of its own. @throws ProjectError
ProjectDates projectDates(const Project& project);

/// For the stores: notes the present moment, in their transaction.
void noteExtracted(Database& database);
void noteDescribed(Database& database);

} // namespace brera::project
