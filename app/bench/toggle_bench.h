// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <span>
#include <stop_token>

namespace brera::ablation {
class Evaluator;
}

namespace brera::bench {

struct ToggleBenchOptions {
    std::int64_t sample = 0;   ///< units of a layer; 0 = all
    std::int64_t already = 10; ///< units switched off before, for the second scene
};

/// Live evaluation as a person sees it: single units of every layer switched off or on again, with
/// nothing else switched off and on top of units of all layers. Times until every set has shown
/// its first estimate and until every set is exact.
/// Keys: first_ms, exact_ms and cpu_ms, the processor time all cores together spent on the exact
/// value (each median and worst, over both scenes), from_nothing and on_top
/// (the same of each, with layers beside), the sets' sizes.
nlohmann::json benchToggles(std::span<ablation::Evaluator* const> sets,
                            const ToggleBenchOptions& options, std::stop_token stop,
                            const Progress& progress);

} // namespace brera::bench
