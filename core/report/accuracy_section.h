// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace brera::project {
class Project;
}

namespace brera::report {

struct Report;
struct Subject;

/// Puts into a report what accuracy and loss become without the subject's units, on every labelled
/// set: a plot, a table and how it was measured (in the last group of facts). Figures are the
/// subject's own, else those of stored curves that have switched off just these units; nothing is
/// added where there are none. @throws ProjectError
void addAccuracies(Report& report, project::Project& project, const Subject& subject);

} // namespace brera::report
