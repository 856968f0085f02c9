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
    std::string text;             ///< the person's where there is one, else the machine's
    std::string machineText;      ///< may be empty where the person's is not
    float logpGivenExemplars = 0; ///< of the machine's; not a number where there is none
    float logp = 0;
    double wpmi = 0;
    bool human = false; ///< `text` is a person's own
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
