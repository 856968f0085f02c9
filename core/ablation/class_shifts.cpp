// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/class_shifts.h"

#include "ablation/evaluator_impl.h"
#include "base/error.h"
#include "base/priority.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <span>

namespace brera::ablation {

namespace {

/// Ties: the smaller output, as in Figures.
int predicted(std::span<const float> logits) {
    return static_cast<int>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

} // namespace

std::vector<ClassShift> classShifts(Evaluator& evaluator, const UnitSet& units,
                                    std::stop_token stop) {
    evaluator.baseline(stop);
    auto& impl = *evaluator.m_impl;
    const auto sets = impl.byCut(units);
    std::map<std::array<int, 3>, std::int64_t> moved; // label, before, after
    for (std::size_t number = 0; !sets.empty() && number < impl.batches.size(); ++number) {
        giveWay(stop);
        const std::lock_guard lock(impl.mutex);
        const auto& changed = impl.logitsWithout(number, sets, stop);
        const auto& batch = impl.batches[number];
        for (std::size_t row = 0; row < batch.images.size(); ++row) {
            const int before = predicted(impl.rowOf(batch.logits, row));
            const int after = predicted(impl.rowOf(changed, row));
            if (before != after) {
                ++moved[{batch.labels[row], before, after}];
            }
        }
    }
    std::vector<ClassShift> shifts;
    for (const auto& [place, images] : moved) {
        shifts.push_back({place[0], place[1], place[2], images});
    }
    std::stable_sort(shifts.begin(), shifts.end(),
                     [](const auto& a, const auto& b) { return a.images > b.images; });
    return shifts;
}

} // namespace brera::ablation
