// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/exemplar_overlap.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace brera::audit {

double exemplarWeight(std::size_t place) {
    return 1 / std::log2(static_cast<double>(place) + 2);
}

double exemplarOverlap(std::span<const std::int64_t> first, std::span<const std::int64_t> second) {
    std::map<std::int64_t, double> weights;
    double all = 0;
    for (std::size_t place = 0; place < first.size(); ++place) {
        if (weights.emplace(first[place], exemplarWeight(place)).second) {
            all += exemplarWeight(place);
        }
    }
    double common = 0;
    for (std::size_t place = 0; place < second.size(); ++place) {
        const double weight = exemplarWeight(place);
        all += weight;
        if (const auto found = weights.find(second[place]); found != weights.end()) {
            common += std::min(weight, found->second);
            weights.erase(found);
        }
    }
    // The larger of two is both less the smaller.
    return all > common ? common / (all - common) : 0;
}

} // namespace brera::audit
