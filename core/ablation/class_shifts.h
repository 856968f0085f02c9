// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/evaluator.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace brera::ablation {

/// Images of one class that the network takes for another class than before: how its confusion
/// matrix changes. Numbers are outputs.
struct ClassShift {
    int label = 0;
    int before = 0; ///< highest logit with nothing switched off
    int after = 0;
    std::int64_t images = 0;

    bool operator==(const ClassShift&) const = default;
};

/// What switching the units off changes, most images first. Right after Evaluator::measure of the
/// same units nothing is run again.
/// @throws DataError naming a layer or unit that does not exist; Cancelled between batches.
std::vector<ClassShift> classShifts(Evaluator& evaluator, const UnitSet& units,
                                    std::stop_token stop = {});

} // namespace brera::ablation
