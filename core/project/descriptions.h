// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brera::project {

/// A unit's description as the project's present mode and λ choose it.
struct Description {
    std::int64_t unit = 0;
    std::string text;
    float logpGivenExemplars = 0;
    float logp = 0;
    double wpmi = 0;
    bool human = false; ///< a person's own words, which go before the machine's
};

/// Log-probabilities of a whole layer's beams without their texts, to re-rank as a slider moves.
struct LayerBeams {
    std::string layer;
    std::vector<std::int64_t> units;
    std::vector<std::uint32_t> first; ///< (units + 1) where a unit's candidates begin; the greedy
                                      ///< one is the last of each
    std::vector<float> logpGivenExemplars; ///< (candidates)
    std::vector<float> logp;               ///< (candidates)
    std::vector<std::uint32_t> tokenStart; ///< (candidates + 1)
    std::vector<std::uint16_t> tokens;     ///< of the run's vocabulary
};

/// Index into a unit's candidates of what mode and λ choose, for every unit of the layer: the same
/// as choose() (the greedy one being the last).
std::vector<std::uint32_t> rerank(const LayerBeams& beams, DescribeMode mode, double lambda);

} // namespace brera::project
