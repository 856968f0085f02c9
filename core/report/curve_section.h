// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"
#include "report/report.h"

#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::report {

/// Puts a stored ablation curve into a report: title, facts (in the last group), plot, table of its
/// points as the report's numbers. Random orders of the same units, sets and steps become the band
/// it is compared with. Returns the units that it switched off, in order.
/// @param name the curve's number, or its name; of several the newest that is no random order.
/// @throws DataError naming the curves there are.
std::vector<UnitId> addCurve(Report& report, project::Project& project, const std::string& name);

} // namespace brera::report
