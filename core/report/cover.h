// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::report {

/// What a project was made from: network, images, descriptions. Files are named without their
/// folders, which are nobody else's business.
std::vector<FactGroup> projectFacts(const project::Project& project);

/// How far such a report can be trusted: of descriptions that a model has made, of exemplars, of
/// what has changed since.
std::vector<std::string> limitationsOf(const project::Project& project, Kind kind);

/// How a malformed query was taken.
inline constexpr const char* kLiteral = "each of its words as it stands, as the query is malformed";

/// When the latest of them was given, in seconds since the epoch; 0 without any.
std::int64_t lastVerdict(const std::vector<project::UnitVerdict>& verdicts);

/// A moment, for people and for machines.
Fact dateFact(std::string key, std::string label, std::int64_t seconds);

/// The present moment, as Report::made has it.
std::string now();

} // namespace brera::report
