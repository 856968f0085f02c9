// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "milan/search.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::milan {

struct DescribingJob {
    std::filesystem::path captioner;
    std::vector<std::string> layers; ///< empty = all
    std::string device = "auto";
    SearchOptions search;
    std::size_t mapBytes = std::size_t{1} << 30; ///< for pooled features in flight
};

struct DescribingReport {
    std::int64_t described = 0; ///< in this sitting
    std::int64_t already = 0;   ///< by an earlier one
    std::int64_t withoutExemplars = 0;
    double encodingSeconds = 0;
    double searchSeconds = 0;
};

/// Describes every unit of a project: encodes each distinct image once, pools it for every (unit,
/// exemplar) that needs it, searches units in batches, commits in slices. A job that was stopped
/// goes on where it stood. An image that is missing by now is left out and counted in the log.
/// @throws ProjectError when the extraction is not complete; DataError, ModelError; Cancelled with
/// everything done so far committed.
DescribingReport describe(project::Project& project, const DescribingJob& job, std::stop_token stop,
                          const Progress& progress);

/// Captioner and options of a run, as the project keeps them.
DescriptionRun runOf(const Captioner& captioner, const std::filesystem::path& file,
                     const SearchOptions& options);

} // namespace brera::milan
