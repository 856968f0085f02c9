// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/concepts.h"
#include "demo/renderer.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::demo {

/// When a unit's masks are taken to be about a concept.
constexpr double kTruthShare = .5; ///< they cover at least so much of it …
constexpr double kTruthLift = 3;   ///< … and so many times its base rate

/// The recorded concept of a unit: the foremost that its masks cover by at least kTruthShare and
/// kTruthLift; −1 without one.
int truthOf(const ConceptCounts& regions, const ConceptCounts& pictures);

struct KindGrounding {
    std::size_t units = 0;
    double grounded = 0; ///< share of them whose description names the concept
};

/// How true descriptions are to the demo world's record.
struct Grounding {
    std::size_t described = 0; ///< all units
    std::size_t units = 0;     ///< those with a recorded concept, positions aside
    double grounded = 0;       ///< share of those whose description names it
    double shuffled = 0;       ///< the same, every description given to every other of those units
    double text = 0;           ///< grounded, of units that respond to text
    double macro = 0;          ///< mean of `grounded` over kinds with kMacroUnits or more
    double distinct = 0;       ///< distinct descriptions a hundred units, of all units
    std::map<ConceptKind, KindGrounding> byKind;
};
constexpr std::size_t kMacroUnits = 5;

/// @param truths one a unit, as truthOf gives them; as many as descriptions.
Grounding ground(std::span<const std::string> descriptions, std::span<const int> truths);

/// One unit of a measured network.
struct GroundedUnit {
    std::string layer;
    std::int64_t unit = 0;
    int truth = -1;
    std::string beam;     ///< the description by log p(d|E) alone
    std::string reranked; ///< by the method
};

struct GroundingReport {
    Grounding reranked;
    Grounding beam;
    std::vector<GroundedUnit> units;
};

struct GroundingOptions {
    std::filesystem::path captioner;
    std::filesystem::path network; ///< a demo network
    Edition edition = Edition::SpuriousText;
    std::int64_t images = 0; ///< of the validation set; 0: its usual size
    double lambda = .2;
};

/// Finds the exemplars of every unit of a demo network, describes them, and compares with what the
/// masks show.
/// @throws ModelError, DataError; Cancelled.
GroundingReport measureGrounding(const Renderer& renderer, const GroundingOptions& options,
                                 std::stop_token stop, const Progress& progress);

} // namespace brera::demo
