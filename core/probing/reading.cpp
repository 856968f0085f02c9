// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/reading.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace brera::probing {

namespace {

template <typename Before>
std::vector<std::size_t> ordered(std::size_t count, const Before& before) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), before);
    return order;
}

} // namespace

std::vector<double> probabilities(std::span<const float> logits) {
    std::vector<double> shares(logits.begin(), logits.end());
    if (shares.empty()) {
        return shares;
    }
    const double largest = *std::max_element(shares.begin(), shares.end());
    double sum = 0;
    for (double& share : shares) {
        share = std::exp(share - largest);
        sum += share;
    }
    for (double& share : shares) {
        share /= sum;
    }
    return shares;
}

std::vector<Prediction> topPredictions(std::span<const float> logits, std::size_t count) {
    const auto shares = probabilities(logits);
    const auto order =
        ordered(logits.size(), [&](std::size_t a, std::size_t b) { return logits[a] > logits[b]; });
    std::vector<Prediction> top;
    for (const std::size_t output : order) {
        if (count != 0 && top.size() == count) {
            break;
        }
        top.push_back({static_cast<int>(output), logits[output], shares[output]});
    }
    return top;
}

std::vector<std::size_t> byPercentile(std::span<const UnitResponse> units) {
    return ordered(units.size(), [&](std::size_t a, std::size_t b) {
        if (units[a].percentile != units[b].percentile) {
            return units[a].percentile > units[b].percentile;
        }
        return units[a].deviations > units[b].deviations;
    });
}

std::vector<std::size_t> byContribution(std::span<const UnitResponse> units) {
    return ordered(units.size(), [&](std::size_t a, std::size_t b) {
        return units[a].contribution > units[b].contribution;
    });
}

} // namespace brera::probing
