// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/progress.h"

#include <cstdint>
#include <stop_token>
#include <string>

namespace brera::project {
class Project;
}

namespace brera::cli {

struct SheetOptions {
    int columns = 4;
    int exemplars = 5;
    int patch = 72;
    std::int64_t limit = 0; ///< units; 0 = all
};

struct Sheet {
    Picture picture;
    std::int64_t units = 0;
    std::int64_t missing = 0; ///< exemplars whose image could not be read
};

/// Cards of units in rows: name, largest activation and the best exemplars of each.
/// @throws ProjectError for a layer the project does not have; Cancelled.
Sheet contactSheet(const project::Project& project, const std::string& layer,
                   const SheetOptions& options, std::stop_token stop, const Progress& progress);

} // namespace brera::cli
