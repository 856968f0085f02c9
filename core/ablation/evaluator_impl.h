// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/activation_cache.h"
#include "ablation/evaluator.h"
#include "network/staged.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace brera::ablation {

/// Above this share of a batch's rows it is cheaper to run all of them than to pick.
constexpr double kMostRowsPicked = 0.6;

/// Units switched off behind one cut, ascending.
struct CutUnits {
    int cut;
    std::vector<std::int64_t> units;

    bool operator==(const CutUnits&) const = default;
};
/// By ascending cut; none empty.
using CutSets = std::vector<CutUnits>;

/// A set of units as text: equal texts are equal sets.
std::string keyOf(const CutSets& sets);

struct Evaluator::Impl {
    /// Images that run together; unreadable and unlabelled ones are left out.
    struct Batch {
        std::vector<std::int64_t> images;
        std::vector<int> labels;
        std::vector<float> logits; ///< (images, outputs), nothing switched off
        std::vector<Outcome> outcomes;
        std::vector<std::vector<bool>> active; ///< [cut] (images, units), nothing switched off
        CutSets lastSets;                      ///< what was switched off last, …
        std::vector<float> lastLogits;         ///< … and gave these
    };

    network::StagedForward forward;
    LabelledSet set;
    EvaluatorOptions options;
    std::vector<std::int64_t> order; ///< labelled images, every class spread over all of them

    /// Guards what follows. Held for a batch at most, but while the images are first read.
    mutable std::mutex mutex;
    std::condition_variable_any read;
    bool reading = false;
    std::vector<Batch> batches;
    std::int64_t outputs = 0;
    std::vector<std::int64_t> unitCounts;   ///< by cut
    std::vector<std::vector<float>> silent; ///< [cut][unit]: what it is when it is zero
    std::vector<std::vector<float>> off;    ///< what takes its place; empty: not known
    std::vector<std::vector<std::int64_t>> activeImages; ///< [cut][unit]
    std::vector<std::int64_t> rowBytes;                  ///< of a state's row, by cut
    std::optional<Figures> base;                         ///< once there, never changed
    ActivationCache cache;
    std::map<std::string, Figures> measured; ///< by keyOf()

    Impl(const network::Network& network, const std::vector<std::string>& layers,
         LabelledSet labelled, EvaluatorOptions chosen);

    int cutOf(const std::string& layer) const;
    /// @throws DataError naming a layer or unit that does not exist.
    CutSets byCut(const UnitSet& units) const;

    const Figures& baseline(const std::stop_token& stop, const Progress& progress);
    void readBaseline(const std::stop_token& stop, const Progress& progress);
    /// Of the states behind a cut, from one of them.
    void noteReplacements(const network::StageState& state);

    // What follows expects the mutex held.

    /// The state behind a cut with nothing switched off: kept, or worked out again.
    network::StageState plainState(std::size_t batch, int cut, const std::stop_token& stop);
    /// What takes a unit's place.
    float replacement(int cut, std::int64_t unit) const;
    std::vector<float> logits(const network::StageState& state) const;
    std::span<const float> rowOf(const std::vector<float>& values, std::size_t row) const;
    /// The batch's logits with the sets switched off.
    const std::vector<float>& logitsWithout(std::size_t batch, const CutSets& sets,
                                            const std::stop_token& stop);

    // Takes the mutex itself.

    /// Adds what switching each unit off alone changes on one batch.
    void tryUnits(std::size_t batch, int cut, std::span<const std::int64_t> units,
                  std::map<std::int64_t, Figures>& figures, const std::stop_token& stop);
    void change(Figures& figures, const Batch& batch, std::size_t row,
                std::span<const float> logits) const;

private:
    struct Start;
    Start nearestStart(std::size_t batch, const CutSets& sets) const;
    network::StageState switchedOff(const network::StageState& state, const CutSets& sets) const;
    network::StageState stateAt(std::size_t batch, const CutSets& sets, int cut,
                                const std::stop_token& stop);
    network::StageState onwards(std::size_t batch, const CutSets& sets, network::StageState state,
                                int cut);
    std::vector<float> runRows(std::size_t batch, const CutSets& sets, const Start& start,
                               const network::StageState* state,
                               const std::vector<std::int64_t>& rows);
    std::vector<std::int64_t> changedRows(std::size_t batch, const Start& start,
                                          const network::StageState* state) const;
};

} // namespace brera::ablation
