// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/bins.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace brera::exemplars {

namespace {
/// A positive, finite number of bins per unit of value, also for spans of zero or beyond float.
float scaleFor(float bins, float span) {
    const float scale = bins / span;
    constexpr float kLargest = 1e30F;
    return span > 0 && std::isfinite(scale) ? std::clamp(scale, 1 / kLargest, kLargest) : 1.0F;
}

/// Where a narrow bin begins, as a distance from the split in units of 1 / fineScale.
float fineStart(int bin) {
    const auto bits = static_cast<std::uint32_t>(bin) << (23 - kOctaveBits);
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(1.0F) + bits) - 1;
}
} // namespace

double tailShare(double quantile) {
    return 1 - quantile + std::clamp(5 * (1 - quantile), 0.005, 0.05);
}

float BinEdges::lowScale() const {
    return scaleFor(kLowBins, split - low);
}

float BinEdges::fineScale() const {
    return scaleFor(kFineSpan, high - split);
}

BinEdges::Range BinEdges::range(int bin, float minimum, float maximum) const {
    if (bin <= 0) {
        return {std::min(minimum, low), low};
    }
    if (bin <= kLowBins) {
        return {low + static_cast<float>(bin - 1) / lowScale(),
                bin == kLowBins ? split : low + static_cast<float>(bin) / lowScale()};
    }
    if (bin == kAtomBin) {
        return {split, split};
    }
    const int fine = bin - kFirstFineBin;
    const float from = split + fineStart(fine) / fineScale();
    if (bin < kOverflowBin) {
        return {from, split + fineStart(fine + 1) / fineScale()};
    }
    return {from, std::max(maximum, from)};
}

int binOf(float value, float low, float lowScale, float split, float fineScale) {
    if (value > split) {
        const float y = std::min((value - split) * fineScale + 1, kFineSpan + 1);
        const auto bits = std::bit_cast<std::int32_t>(y) - std::bit_cast<std::int32_t>(1.0F);
        return kFirstFineBin + (bits >> (23 - kOctaveBits));
    }
    if (value == split) {
        return kAtomBin;
    }
    const float position = (value - low) * lowScale + 1;
    return position > 0 ? static_cast<int>(std::min(position, static_cast<float>(kLowBins))) : 0;
}

QuantileEstimate estimateQuantile(const BinEdges& edges, const std::uint64_t* counts,
                                  double quantile, float minimum, float maximum) {
    std::uint64_t total = 0;
    for (int i = 0; i < kBins; ++i) {
        total += counts[i];
    }
    QuantileEstimate result;
    if (total == 0) {
        return result;
    }
    const auto n = static_cast<double>(total);
    const double position = quantile * (n - 1);
    double below = 0;
    int bin = 0;
    while (bin < kBins - 1 && below + static_cast<double>(counts[bin]) <= position) {
        below += static_cast<double>(counts[bin]);
        ++bin;
    }
    result.bin = bin;
    const auto inside = static_cast<double>(counts[bin]);
    const auto [from, to] = edges.range(bin, minimum, maximum);
    const float low = std::max(from, minimum);
    const float high = std::min(to, maximum);
    if (bin == kAtomBin || !(low < high)) { // one value only: its ranks include the quantile
        result.value = std::clamp(from, minimum, maximum);
        return result;
    }
    const double share = inside > 0 ? (position - below) / inside : 0;
    auto value = static_cast<float>(low + share * (static_cast<double>(high) - low));
    // Rounding must not carry the value into a neighbouring bin: the bound below relies on it.
    const float middle = low + (high - low) / 2;
    const auto binAt = [&](float x) {
        return binOf(x, edges.low, edges.lowScale(), edges.split, edges.fineScale());
    };
    for (int step = 0; step < 64 && binAt(value) != bin; ++step) {
        value = value + (middle - value) / 2;
    }
    result.value = value;
    const double target = quantile * n;
    result.rankErrorBound = std::max({target - below, below + inside - target, 0.0}) / n;
    return result;
}

double exactQuantile(std::vector<float>& values, double quantile) {
    const double position = quantile * static_cast<double>(values.size() - 1);
    const auto index = static_cast<std::size_t>(position);
    for (float& value : values) {
        if (std::isnan(value)) {
            value = -std::numeric_limits<float>::infinity();
        }
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), middle, values.end());
    const double lower = *middle;
    const double fraction = position - static_cast<double>(index);
    if (fraction == 0 || index + 1 == values.size()) {
        return lower;
    }
    const double upper = *std::min_element(middle + 1, values.end());
    return std::isinf(lower) ? (fraction < 0.5 ? lower : upper)
                             : lower + fraction * (upper - lower);
}

} // namespace brera::exemplars
