// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/measurement.h"

#include "base/error.h"
#include "base/priority.h"

#include <algorithm>
#include <cmath>

namespace brera::ablation {

namespace {

/// Results that are remembered: enough for a person's way back, and for a curve's points.
constexpr std::size_t kMostRemembered = 500;

/// A count over all images, from its change on a part of them.
std::int64_t carriedOver(std::int64_t before, std::int64_t known, std::int64_t part,
                         std::int64_t all) {
    if (part == 0) {
        return before;
    }
    const double change =
        static_cast<double>(known - before) * static_cast<double>(all) / static_cast<double>(part);
    return std::clamp<std::int64_t>(before + std::llround(change), 0, all);
}

} // namespace

Measurement::Measurement(Evaluator& evaluator, const UnitSet& units, const std::stop_token& stop)
    : m_impl(*evaluator.m_impl), m_base(&m_impl.baseline(stop, {})), m_sets(m_impl.byCut(units)),
      m_known(*m_base), m_classDone(m_base->classes.size()) {
    const std::lock_guard lock(m_impl.mutex);
    const auto found = m_impl.measured.find(keyOf(m_sets));
    if (m_sets.empty() || found != m_impl.measured.end()) {
        m_known = m_sets.empty() ? *m_base : found->second;
        m_done = total();
        m_finished = true;
    }
}

void Measurement::step(const std::stop_token& stop) {
    giveWay(stop);
    const std::lock_guard lock(m_impl.mutex);
    const auto& changed = m_impl.logitsWithout(m_batch, m_sets, stop);
    const auto& batch = m_impl.batches[m_batch];
    for (std::size_t row = 0; row < batch.images.size(); ++row) {
        m_impl.change(m_known, batch, row, m_impl.rowOf(changed, row));
        ++m_classDone[static_cast<std::size_t>(batch.labels[row])];
    }
    m_done += static_cast<std::int64_t>(batch.images.size());
    ++m_batch;
    m_finished = m_batch == m_impl.batches.size();
    if (m_finished) {
        if (m_impl.measured.size() >= kMostRemembered) {
            m_impl.measured.clear();
        }
        m_impl.measured.emplace(keyOf(m_sets), m_known);
    }
}

Figures Measurement::figures() const {
    if (m_finished) {
        return m_known;
    }
    Figures result = *m_base;
    result.correct = 0;
    for (std::size_t i = 0; i < result.classes.size(); ++i) {
        auto& own = result.classes[i];
        own.correct =
            carriedOver(own.correct, m_known.classes[i].correct, m_classDone[i], own.images);
        result.correct += own.correct;
    }
    result.correctFive = std::max(
        result.correct, carriedOver(result.correctFive, m_known.correctFive, m_done, total()));
    if (m_done > 0) {
        result.lossSum += (m_known.lossSum - result.lossSum) * static_cast<double>(total()) /
                          static_cast<double>(m_done);
    }
    return result;
}

std::vector<Figures> measureTogether(std::span<Evaluator* const> sets, const UnitSet& units,
                                     std::stop_token stop, const SetsEstimate& estimate) {
    std::vector<Measurement> all;
    for (Evaluator* set : sets) {
        all.emplace_back(*set, units, stop);
    }
    const auto tell = [&](std::size_t set) {
        if (estimate) {
            estimate(set, all[set].figures(), all[set].done(), all[set].total());
        }
    };
    for (std::size_t set = 0; set < all.size(); ++set) {
        if (all[set].finished()) {
            tell(set);
        }
    }
    // One batch of each for a first estimate, then set by set: the first is exact all the sooner.
    for (const bool toTheEnd : {false, true}) {
        for (std::size_t set = 0; set < all.size(); ++set) {
            for (bool more = true; more && !all[set].finished(); more = toTheEnd) {
                all[set].step(stop);
                tell(set);
            }
        }
    }
    std::vector<Figures> result;
    for (const auto& each : all) {
        result.push_back(each.figures());
    }
    return result;
}

} // namespace brera::ablation
