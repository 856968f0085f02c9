// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/bins.h"
#include "support/check.h"

#include <algorithm>
#include <limits>
#include <random>

using namespace brera::exemplars;

namespace {

std::vector<std::uint64_t> count(const std::vector<float>& values, const BinEdges& edges) {
    std::vector<std::uint64_t> counts(kBins);
    for (const float value : values) {
        ++counts[static_cast<std::size_t>(
            binOf(value, edges.low, edges.lowScale(), edges.split, edges.fineScale()))];
    }
    return counts;
}

/// How far the share of values at or below (or strictly below) `threshold` is from the quantile.
double rankError(std::vector<float> values, double threshold, double quantile) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    const auto [first, last] =
        std::equal_range(values.begin(), values.end(), static_cast<float>(threshold));
    const auto below = static_cast<double>(first - values.begin()) / n;
    const auto upTo = static_cast<double>(last - values.begin()) / n;
    return quantile < below ? below - quantile : quantile > upTo ? quantile - upTo : 0;
}

/// Draws values of several shapes: symmetric, rectified, heavy-tailed, clustered, constant.
std::vector<float> draw(int shape, std::size_t n, std::mt19937_64& random) {
    std::normal_distribution<float> normal;
    std::exponential_distribution<float> exponential;
    std::vector<float> values(n);
    for (float& value : values) {
        switch (shape) {
        case 0:
            value = normal(random);
            break;
        case 1:
            value = std::max(0.0F, normal(random) - 1);
            break;
        case 2:
            value = std::exp(3 * normal(random));
            break;
        case 3:
            value = std::floor(4 * normal(random));
            break;
        case 4:
            value = 2.5F;
            break;
        default:
            value = exponential(random) * 1e-12F - 7;
            break;
        }
    }
    return values;
}

} // namespace

TEST_CASE(the_bound_holds_against_sorted_values) {
    std::mt19937_64 random(7);
    for (int shape = 0; shape < 6; ++shape) {
        const auto values = draw(shape, 200'000, random);
        const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
        for (const double quantile : {0.5, 0.9, 0.99, 0.999}) {
            // Edges good, too low, too high and degenerate: the bound must hold for all of them.
            for (const BinEdges& edges :
                 {BinEdges{*smallest, *smallest + (*largest - *smallest) * 0.9F, *largest},
                  BinEdges{-100, -50, -20}, BinEdges{50, 60, 1000}, BinEdges{0, 0, 0},
                  BinEdges{-1, 0, 1}}) {
                const auto counts = count(values, edges);
                const auto estimate =
                    estimateQuantile(edges, counts.data(), quantile, *smallest, *largest);
                const double error = rankError(values, estimate.value, quantile);
                // One value's share: ranks of n values cannot be told apart more finely.
                CHECK(error <= estimate.rankErrorBound + 1.0 / static_cast<double>(values.size()));
            }
        }
    }
}

TEST_CASE(narrow_bins_reach_the_promised_precision) {
    std::mt19937_64 random(8);
    const auto values = draw(0, 1'000'000, random);
    const BinEdges edges{-5, 1.64F, 24};
    const auto counts = count(values, edges);
    const auto estimate = estimateQuantile(edges, counts.data(), 0.99, -5.5F, 5.5F);
    CHECK(estimate.rankErrorBound < 0.0005);
    CHECK(rankError(values, estimate.value, 0.99) <= estimate.rankErrorBound);
    CHECK_NEAR(estimate.value, 2.326, 0.01);
}

TEST_CASE(a_silent_unit_has_threshold_zero) {
    std::vector<float> values(1000, 0.0F);
    values[3] = 5;
    const BinEdges edges{-0.001F, 0, 10};
    const auto counts = count(values, edges);
    const auto estimate = estimateQuantile(edges, counts.data(), 0.99, 0, 5);
    CHECK_EQUAL(estimate.value, 0.0);
    CHECK_EQUAL(estimate.rankErrorBound, 0.0);
}

TEST_CASE(bins_rise_with_values_and_take_odd_ones) {
    const BinEdges edges{-2, 1, 3};
    int last = 0;
    for (float value = -4; value < 5; value += 0.001F) {
        const int bin = binOf(value, edges.low, edges.lowScale(), edges.split, edges.fineScale());
        CHECK(bin >= last && bin < kBins);
        last = bin;
    }
    constexpr float kInf = std::numeric_limits<float>::infinity();
    CHECK_EQUAL(binOf(kInf, -2, 1, 1, 1), kOverflowBin);
    CHECK_EQUAL(binOf(-kInf, -2, 1, 1, 1), 0);
    CHECK_EQUAL(binOf(std::numeric_limits<float>::quiet_NaN(), -2, 1, 1, 1), 0);
}

TEST_CASE(exact_quantiles_interpolate_as_numpy_does) {
    std::vector<float> values{4, 1, 3, 2};
    CHECK_NEAR(exactQuantile(values, 0.5), 2.5, 1e-12);
    CHECK_NEAR(exactQuantile(values, 0.99), 3.97, 1e-12);
    std::vector<float> one{7};
    CHECK_EQUAL(exactQuantile(one, 0.99), 7.0);
    std::vector<float> holes{std::numeric_limits<float>::quiet_NaN(), 1, 2};
    CHECK_NEAR(exactQuantile(holes, 1.0), 2, 0);
}

CHECK_MAIN
