// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "report/report.h"

#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::report {

struct CollectOptions;

/// Fills in what a project knows of units whose ids are there: description, scores, notes, tags,
/// verdicts, statistics and tiles. @param audit whose verdicts count; empty: those of all.
/// @throws ProjectError for a unit that does not exist; Cancelled.
void readUnits(project::Project& project, const std::vector<Unit*>& units, const std::string& audit,
               const CollectOptions& options, const std::stop_token& stop,
               const Progress& progress);

/// All tiles' problems, once an image, by image.
std::vector<MissingImage> missingImages(const std::vector<Section>& sections);

} // namespace brera::report
