// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "milan/captioner.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::milan {

struct SearchOptions {
    DescribeMode mode = DescribeMode::Rerank;
    double lambda = 0.2; ///< Pmi: applied at each step; else it changes nothing of the search
    int beam = 50;
    int steps = 15; ///< tokens at most, stop included
    bool attention = true;

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

/// Beam search with both log-probabilities of every beam, and the greedy decode, for several units
/// at once (MILAN.md section 4). The attention's keys are projected once a unit; language-model
/// states are shared by beams of a common prefix.
/// A unit's result does not depend on the units beside it, but for captioners whose record says
/// lmCountsPastStop: as in the reference, how far log p(d) counts depends on the longest hypothesis
/// of the call.
/// @param features (units, exemplars, features) float32.
/// @returns as many as units, numbered from 0.
/// @throws DataError when the features do not fit or the options make no sense; ModelError when the
/// weights give no finite probability; Cancelled.
std::vector<UnitBeam> search(const Captioner& captioner, const at::Tensor& features,
                             const SearchOptions& options, std::stop_token stop = {});

struct Score {
    double logpGivenExemplars = 0;
    double logp = 0;
};
/// Of given token sequences (without start; ended by stop unless cut off), one list a unit. What
/// follows the first stop does not count.
/// @throws DataError when there is not one list a unit, or no such word.
std::vector<std::vector<Score>>
score(const Captioner& captioner, const at::Tensor& features,
      const std::vector<std::vector<std::vector<std::int32_t>>>& tokens);

} // namespace brera::milan
