// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

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
/// what has changed since. @param kind as Report::kind.
std::vector<std::string> limitationsOf(const project::Project& project, const std::string& kind);

/// The present moment, as Report::made has it.
std::string now();

} // namespace brera::report
