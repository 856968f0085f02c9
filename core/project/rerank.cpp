// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/descriptions.h"

namespace brera::project {

std::vector<std::uint32_t> rerank(const LayerBeams& beams, DescribeMode mode, double lambda) {
    std::vector<std::uint32_t> chosen(beams.units.size());
    const double weight = mode == DescribeMode::Rerank ? lambda : 0;
    for (std::size_t u = 0; u < chosen.size(); ++u) {
        const auto first = beams.first[u];
        const auto greedy = beams.first[u + 1] - first - 1;
        if (mode == DescribeMode::Greedy || greedy == 0) {
            chosen[u] = greedy;
            continue;
        }
        if (mode == DescribeMode::Pmi) {
            continue;
        }
        const float* given = beams.logpGivenExemplars.data() + first;
        const float* alone = beams.logp.data() + first;
        double best = given[0] - weight * alone[0];
        for (std::uint32_t c = 1; c < greedy; ++c) {
            // The same expression as Candidate::wpmi, so that both choose alike to the last bit.
            const double score = given[c] - weight * alone[c];
            if (score > best) {
                best = score;
                chosen[u] = c;
            }
        }
    }
    return chosen;
}

} // namespace brera::project
