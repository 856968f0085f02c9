// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"

#include <cstdint>
#include <string>
#include <vector>

/// What flows from describing to a project file, and the interface between them. It stands here
/// because neither room may know the other.
namespace brera {

/// How a description is found (MILAN.md section 4).
enum class DescribeMode {
    Greedy, ///< the likeliest next word, again and again
    Beam,   ///< the beam with the highest log p(d|E)
    Rerank, ///< the beam with the highest log p(d|E) − λ log p(d): the method
    Pmi     ///< a beam search with λ applied at each step
};

/// "greedy", "beam", "rerank", "pmi".
const char* name(DescribeMode mode);
/// @throws DataError for any other name.
DescribeMode describeModeFromName(const std::string& name);

/// One description of a unit that the search has found.
struct Candidate {
    std::vector<std::int32_t> tokens; ///< of the run's vocabulary; without start, stop and padding
    float logpGivenExemplars = 0;     ///< log p(d|E), stop included
    float logp = 0;                   ///< log p(d), stop included
    /// (tokens, exemplars): the share of its attention a word gave to an exemplar, in 255ths.
    std::vector<std::uint8_t> attention;

    double wpmi(double lambda) const { return logpGivenExemplars - lambda * logp; }
};

/// Everything the search found for one unit. Changing λ or the mode afterwards costs nothing.
struct UnitBeam {
    std::int64_t unit = 0;
    std::vector<Candidate> beam; ///< best first in the order of the search (mode Pmi: by its score)
    Candidate greedy;
};

/// Which candidate a mode chooses; −1 stands for `greedy`. Ties: the earlier one. Mode Pmi takes
/// the first of the beam.
int choose(const UnitBeam& unit, DescribeMode mode, double lambda);

/// What a set of descriptions was made by.
struct DescriptionRun {
    std::string captionerHash; ///< content hash of the .captioner file
    std::string captionerName; ///< for people: "demo", "milan-base"
    bool generated = false;    ///< learned from generated annotations; shown wherever it is used
    DescribeMode mode = DescribeMode::Rerank;
    double lambda = 0.2;
    int beam = 50;
    int steps = 15;                      ///< tokens at most
    std::vector<std::string> vocabulary; ///< by token number, special tokens included

    bool operator==(const DescriptionRun&) const = default;
};

/// Where describing keeps what it has. Calls come from one thread; any may throw ProjectError.
class DescriptionStore {
public:
    virtual ~DescriptionStore() = default;
    /// Units already described by this very search (mode and λ apart, unless mode is Pmi, as they
    /// change nothing of the beams). Descriptions of any other search are replaced from the first
    /// commit on.
    virtual std::vector<UnitId> begin(const DescriptionRun& run) = 0;
    virtual void commit(const std::string& layer, const std::vector<UnitBeam>& units) = 0;
    virtual void finish() = 0;
};

} // namespace brera
