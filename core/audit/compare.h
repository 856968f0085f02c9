// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/counts.h"
#include "base/progress.h"
#include "base/unit_id.h"
#include "project/search.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace brera::project {
class Project;
}

/// Two networks on the same images (paper, section 6 and Figure 5).
namespace brera::audit {

/// By what units are matched across networks.
enum class MatchBy {
    Activations, ///< correlation of their largest activations over the shared images
    Exemplars    ///< overlap of their exemplars among the shared images
};

/// The unit of the other network that is most like a unit.
struct Counterpart {
    std::int64_t unit = -1; ///< place in the other side's `units`; −1 = there is none
    float correlation = 0;  ///< Pearson's r, −1 … 1; 0 when it is undefined or unknown
    float overlap = 0;      ///< exemplarOverlap, 0 … 1
    bool mutual = false;    ///< this unit is also the one most like its counterpart
};

/// A unit of either network.
struct ComparedUnit {
    UnitId unit;
    std::string text;   ///< its description; empty without one
    bool found = false; ///< by the audit's search
    Counterpart byActivations;
    Counterpart byExemplars;

    const Counterpart& counterpart(MatchBy by) const {
        return by == MatchBy::Activations ? byActivations : byExemplars;
    }
};

/// One of the two projects.
struct ComparedSide {
    std::string name;                ///< of the file, without ending
    std::int64_t images = 0;         ///< in the project
    AuditCounts counts;              ///< of the audit; of all units when there is none
    std::vector<ComparedUnit> units; ///< in the order of layers and units
};

struct Comparison {
    ComparedSide first;
    ComparedSide second;
    /// Images read by both networks: the first side's number, the second side's; by the first.
    std::vector<std::pair<std::int64_t, std::int64_t>> shared;
    /// Why units could not be matched by that; empty when they could.
    std::string noActivations;
    std::string noExemplars;

    const std::string& obstacle(MatchBy by) const {
        return by == MatchBy::Activations ? noActivations : noExemplars;
    }
};

struct CompareOptions {
    std::string query; ///< the audit's search; empty: every unit counts as found
    std::string audit; ///< whose verdicts count; empty: nobody's
    /// Units are matched within layers of the same name. Where the networks have no layer name in
    /// common, or when this is set, any unit may match any other.
    bool acrossLayers = false;
    std::int64_t leastShared = 20; ///< images, for a correlation to mean anything
};

/// Counts an audit in both projects and finds every unit's counterpart. Images are the same when
/// they have the same path below the data set's root and the same size. Images that either network
/// skipped count nowhere; an activation that is no finite number counts as the unit's mean; a unit
/// that never changes correlates with nothing. Exemplars that are not shared are left out.
/// @param first, second are read only, and used by nobody else meanwhile.
/// @throws ProjectError; Cancelled.
Comparison compare(project::Project& first, project::Project& second, const CompareOptions& options,
                   const project::Widen& widen, std::stop_token stop, const Progress& progress);
/// Counts another audit in projects that were compared; who is whose counterpart stays, as it does
/// not depend on the audit. Of the options the query and the audit count.
/// @returns false, with nothing changed, when the projects have other units than those compared.
/// @throws ProjectError; Cancelled, with nothing changed.
bool recount(Comparison& comparison, project::Project& first, project::Project& second,
             const CompareOptions& options, const project::Widen& widen, std::stop_token stop);

/// How units of the first network are found again in the second.
struct Matching {
    struct Pair {
        std::size_t first = 0;  ///< place in Comparison::first.units
        std::size_t second = 0; ///< place in Comparison::second.units
    };
    std::vector<Pair> matched;      ///< each is the other's counterpart; the likest first
    std::vector<std::size_t> lost;  ///< only in the first, in the order of layers and units
    std::vector<std::size_t> fresh; ///< only in the second
};

constexpr double kMatchCorrelation = .5;
constexpr double kMatchOverlap = .1;
/// kMatchCorrelation or kMatchOverlap.
double defaultThreshold(MatchBy by);

/// Units that are each other's counterpart with at least `threshold` are matched, all others lost
/// or new. Costs next to nothing: for a slider.
Matching match(const Comparison& comparison, MatchBy by, double threshold);
/// The same of units that the audit found on either side: pairs with one of them, others of them.
Matching foundOnly(const Comparison& comparison, const Matching& matching);

} // namespace brera::audit
