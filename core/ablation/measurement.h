// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/evaluator_impl.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace brera::ablation {

/// One set of units on one evaluator, batch by batch.
class Measurement {
public:
    /// Runs the evaluator's baseline first where there is none yet.
    Measurement(Evaluator& evaluator, const UnitSet& units, const std::stop_token& stop);

    bool finished() const { return m_finished; }
    /// The next batch. @throws Cancelled.
    void step(const std::stop_token& stop);

    std::int64_t done() const { return m_done; }
    std::int64_t total() const { return m_base->images; }
    /// What changed on the images done, carried over to all; once finished, the result.
    Figures figures() const;

private:
    Evaluator::Impl& m_impl;
    const Figures* m_base;
    CutSets m_sets;
    Figures m_known;                       ///< the base with the batches done exchanged
    std::vector<std::int64_t> m_classDone; ///< images done, by class
    std::size_t m_batch = 0;
    std::int64_t m_done = 0;
    bool m_finished = false;
};

} // namespace brera::ablation
