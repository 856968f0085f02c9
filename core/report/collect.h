// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/compare.h"
#include "base/progress.h"
#include "base/unit_id.h"
#include "project/search.h"
#include "report/report.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::report {

struct SetFigures {
    double top1 = 0;
    double top5 = 0;
    double loss = 0;
};

/// What a labelled set's figures become when units are switched off together.
struct SetChange {
    std::string set;
    std::int64_t images = 0;
    SetFigures before;
    SetFigures after;
    bool mean = false; ///< units are held at their mean, not at zero
};

/// What a report is about.
struct Subject {
    enum class Kind {
        Units,  ///< `units`, in this order
        Layer,  ///< all units of the layer `name`
        Search, ///< what the search `name` finds
        Audit,  ///< what the saved search or preset `name` finds, with the verdicts on it
        Curve   ///< the ablation curve `name` (or its number) with the units it switches off
    };
    Kind kind = Kind::Units;
    std::string name;
    std::vector<UnitId> units;
    /// Of `units`, by whoever has measured it; without it a report shows what the project's curves
    /// know of them.
    std::vector<SetChange> measured = {};
};

struct CollectOptions {
    std::string title;    ///< made from the subject when empty
    int exemplars = 10;   ///< of each unit at most
    int tileSize = 96;    ///< pixels
    int jpegQuality = 82; ///< 1 to 100
    int threads = 2;      ///< that decode and draw
    bool pictures = true; ///< false: exemplars are named but not drawn (CSV and JSON show none)

    /// @throws DataError naming what is out of range.
    void check() const;
};

/// Reads everything a report needs from the project, pictures included; images that cannot be read
/// leave a gap and are listed. The project is only read, and used by nobody else meanwhile.
/// @throws ProjectError, DataError for a layer, unit, audit or curve that does not exist, naming
/// those that do; Cancelled.
Report collect(project::Project& project, const Subject& subject, const CollectOptions& options,
               const project::Widen& widen, std::stop_token stop, const Progress& progress);

/// What of a comparison is reported.
struct ComparisonSubject {
    audit::CompareOptions compared; ///< what audit::compare was asked for
    audit::MatchBy by = audit::MatchBy::Activations;
    double threshold = audit::kMatchCorrelation;
};

/// Two networks on the same images: counts by layer side by side, and the units matched, lost and
/// new, both strips of each pair. With an audit or a search only units that it finds.
Report collectComparison(project::Project& first, project::Project& second,
                         const audit::Comparison& comparison, const ComparisonSubject& subject,
                         const CollectOptions& options, std::stop_token stop,
                         const Progress& progress);

} // namespace brera::report
