// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/curve.h"
#include "base/progress.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace brera::project {
class Project;
}

/// What a project keeps of measurements, so that nothing is measured twice.
namespace brera::ablation {

/// Figures as JSON text.
std::string toJsonText(const Figures& figures);
/// @throws DataError when the text is not that.
Figures figuresFromJson(std::string_view text);

/// What figures depend on besides the units that are switched off. Measurements are used again only
/// where all of it is the same.
struct Conditions {
    struct Set {
        std::string name; ///< as lists show it; figures do not depend on it
        std::string hash; ///< of what the labelled images hold, and of their labels

        bool operator==(const Set&) const = default;
    };
    std::string network;       ///< hash of its file
    std::string preprocessing; ///< JSON text
    Replacement replacement = Replacement::Zero;
    std::vector<Set> sets;
};

/// How a thread that measures reaches a project that others may use at the same time. Neither
/// function is called while something is measured.
struct ProjectAccess {
    using Use = std::function<void(project::Project&)>;
    std::function<void(const Use&)> read; ///< runs it at once
    /// Runs it at once or later, in the order of the calls. Empty when nothing can be kept.
    std::function<void(Use)> write;
};
/// For a project that nobody else uses; nothing is kept in a read-only one.
ProjectAccess directAccess(project::Project& project);

/// A curve to be measured.
struct CurvePlan {
    std::string name;   ///< as lists show it; the curve can be renamed later
    std::string origin; ///< how the order came about: "importance", "list", randomOrigin()
    std::vector<UnitId> order;
    CurveOptions options;
};

/// The origin of a control: trials of one seed and the same units make a band (curve.h).
std::string randomOrigin(std::uint64_t seed, int trial);
bool isRandom(const CurvePlan& plan);

/// A curve that a project keeps. Rename or remove it with project::Experiments; to go on with it,
/// give its plan to Ledger::curve.
struct StoredCurve {
    std::int64_t id = 0;      ///< of the experiment
    std::int64_t created = 0; ///< seconds since the epoch
    bool complete = false;
    CurvePlan plan;
    Conditions conditions;
    Curve curve; ///< the points measured so far, by count; one entry a set of `conditions`
};

/// Newest first. Damaged points are left out (and measured again when the curve goes on).
std::vector<StoredCurve> storedCurves(project::Project& project);

/// Whether a curve is of the present network and preprocessing, and each of its sets is what the
/// set of that name is now.
bool isCurrent(const StoredCurve& curve, const Conditions& now);

/// Called with what is known already, and then with results as they are measured.
using ImportanceSink = std::function<void(const Importance&)>;

/// Measures what a project does not hold yet, and keeps it as it comes: a kill loses less than a
/// second of it, Cancelled nothing. The evaluators must be those of the conditions
/// (ProjectAblation). Every call may throw ProjectError, DataError and Cancelled.
class Ledger {
public:
    Ledger(ProjectAccess access, Conditions conditions)
        : m_access(std::move(access)), m_conditions(std::move(conditions)) {}

    const Conditions& conditions() const { return m_conditions; }
    /// Measurements of this sitting that the project held already, and those made now.
    std::int64_t found() const { return m_found; }
    std::int64_t measured() const { return m_measured; }

    /// What is known of a layer's units on a set, by unit; measures nothing.
    std::map<std::int64_t, Figures> knownImportances(const std::string& layer,
                                                     std::size_t set) const;

    /// Figures of a set with nothing switched off.
    Figures baseline(Evaluator& evaluator, std::size_t set, std::stop_token stop = {},
                     const Progress& progress = {});
    /// Each unit alone switched off, in the units' order. Cancel it to make room for something
    /// urgent and call it again.
    std::vector<Importance> importances(Evaluator& evaluator, std::size_t set,
                                        const std::vector<UnitId>& units,
                                        const ImportanceSink& sink = {}, std::stop_token stop = {},
                                        const Progress& progress = {});
    /// Points that another curve of the same sets has measured for the same units are taken from
    /// there. @param evaluators one for each set of the conditions.
    Curve curve(std::span<Evaluator* const> evaluators, const CurvePlan& plan,
                std::stop_token stop = {}, const PointSink& sink = {});

private:
    ProjectAccess m_access;
    Conditions m_conditions;
    std::int64_t m_found = 0;
    std::int64_t m_measured = 0;
};

} // namespace brera::ablation
