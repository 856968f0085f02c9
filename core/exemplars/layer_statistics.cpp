// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/layer_statistics.h"

#include "base/error.h"
#include "exemplars/byte_stream.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace brera::exemplars {

namespace {

constexpr std::uint8_t kStateVersion = 1;
constexpr int kShownBins = 96;
constexpr double kTailBytes = 8 << 20; ///< of all a layer's tails together, about

/// Larger activation first; the smaller image number wins a tie.
bool ranksBefore(float activation, std::int64_t image, const Exemplar& other) {
    return activation > other.activation || (activation == other.activation && image < other.image);
}

/// Counts in equal bins between the edges, from the piecewise ones.
Histogram shownHistogram(const BinEdges& edges, const std::uint64_t* counts, float minimum,
                         float maximum) {
    Histogram shown;
    shown.low = std::max(edges.low, minimum);
    shown.high = std::min(edges.high, maximum);
    if (!(shown.low < shown.high)) {
        shown.high = shown.low + std::max(std::fabs(shown.low) * 1e-3F, 1e-6F);
    }
    std::vector<double> spread(kShownBins);
    const double width = (static_cast<double>(shown.high) - shown.low) / kShownBins;
    for (int bin = 0; bin < kBins; ++bin) {
        if (counts[bin] == 0) {
            continue;
        }
        const auto nominal = edges.range(bin, minimum, maximum);
        const double from = std::max(nominal.from, minimum);
        const double to = std::min(nominal.to, maximum);
        if (to < shown.low) {
            shown.below += counts[bin];
        } else if (from > shown.high) {
            shown.above += counts[bin];
        } else { // a bin's values count as evenly spread over it
            const double first = std::clamp((from - shown.low) / width, 0.0, kShownBins - 1e-9);
            const double last = std::clamp((to - shown.low) / width, first, kShownBins - 1e-9);
            const auto count = static_cast<double>(counts[bin]);
            for (auto i = static_cast<std::size_t>(first); i <= static_cast<std::size_t>(last);
                 ++i) {
                const double overlap = std::min(last, static_cast<double>(i + 1)) -
                                       std::max(first, static_cast<double>(i));
                spread[i] += last > first ? count * overlap / (last - first) : count;
            }
        }
    }
    shown.counts.resize(kShownBins);
    std::transform(spread.begin(), spread.end(), shown.counts.begin(),
                   [](double count) { return static_cast<std::uint64_t>(std::llround(count)); });
    return shown;
}

} // namespace

LayerStatistics::LayerStatistics(LayerShape shape, int k)
    : m_shape(std::move(shape)), m_k(k), m_edges(static_cast<std::size_t>(m_shape.units)),
      m_counts(m_edges.size() * kBins), m_sum(m_edges.size()),
      m_minimum(m_edges.size(), std::numeric_limits<float>::infinity()),
      m_maximum(m_edges.size(), -std::numeric_limits<float>::infinity()), m_nans(m_edges.size()),
      m_sharpened(m_edges.size()), m_exemplars(m_edges.size()), m_changed(m_edges.size()) {
}

void LayerStatistics::setEdges(std::vector<BinEdges> edges) {
    m_edges = std::move(edges);
}

void LayerStatistics::addExtremes(std::size_t unit, double sum, float minimum, float maximum,
                                  std::uint64_t nans) {
    m_sum[unit] += sum;
    m_minimum[unit] = std::min(m_minimum[unit], minimum);
    m_maximum[unit] = std::max(m_maximum[unit], maximum);
    m_nans[unit] += nans;
}

bool LayerStatistics::isWanted(std::size_t unit, float activation, std::int64_t image) const {
    const auto& best = m_exemplars[unit];
    return best.size() < static_cast<std::size_t>(m_k) ||
           ranksBefore(activation, image, best.back());
}

void LayerStatistics::insert(std::size_t unit, Exemplar exemplar) {
    auto& best = m_exemplars[unit];
    const auto place = std::find_if(best.begin(), best.end(), [&](const Exemplar& other) {
        return ranksBefore(exemplar.activation, exemplar.image, other);
    });
    best.insert(place, std::move(exemplar));
    if (best.size() > static_cast<std::size_t>(m_k)) {
        best.pop_back();
    }
    m_changed[unit] = 1;
}

void LayerStatistics::setExemplars(std::size_t unit, std::vector<Exemplar> exemplars) {
    m_exemplars[unit] = std::move(exemplars);
    m_changed[unit] = 1;
}

std::vector<UnitExemplars> LayerStatistics::takeChanged() {
    std::vector<UnitExemplars> changed;
    for (std::size_t unit = 0; unit < units(); ++unit) {
        if (m_changed[unit] != 0) {
            changed.push_back({static_cast<std::int64_t>(unit), m_exemplars[unit]});
            m_changed[unit] = 0;
        }
    }
    return changed;
}

void LayerStatistics::keepTails(std::int64_t images, double quantile) {
    const double values = static_cast<double>(images) * static_cast<double>(m_shape.units) *
                          m_shape.height * m_shape.width;
    m_keepsTails = values * tailShare(quantile) * sizeof(float) <= kTailBytes;
    m_tails.resize(m_keepsTails ? units() : 0);
}

std::optional<double> LayerStatistics::exactFromTail(std::size_t unit, double q) const {
    if (!m_keepsTails || m_values == 0) {
        return {};
    }
    auto values = m_tails[unit];
    const double position = q * static_cast<double>(m_values - 1);
    const auto first = static_cast<double>(m_values - values.size()); // rank of the tail's smallest
    if (position < first) {
        return {};
    }
    const auto index = static_cast<std::size_t>(position - first);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), middle, values.end());
    const double lower = *middle;
    const double fraction = position - std::floor(position);
    if (fraction == 0 || index + 1 == values.size()) {
        return lower;
    }
    return lower + fraction * (*std::min_element(middle + 1, values.end()) - lower);
}

QuantileEstimate LayerStatistics::quantile(std::size_t unit, double q) const {
    if (!m_exactThresholds.empty()) {
        return {m_exactThresholds[unit], 0, 0};
    }
    if (const Sharpened& sharp = m_sharpened[unit]; sharp.rankErrorBound >= 0) {
        return {sharp.value, sharp.rankErrorBound, 0};
    }
    if (const auto exact = exactFromTail(unit, q)) {
        return {*exact, 0, 0};
    }
    return estimateQuantile(m_edges[unit], counts(unit), q, m_minimum[unit], m_maximum[unit]);
}

BinEdges::Range LayerStatistics::bracket(std::size_t unit, double q) const {
    if (const Sharpened& sharp = m_sharpened[unit]; sharp.rankErrorBound >= 0) {
        return {sharp.from, sharp.to};
    }
    const int bin = quantile(unit, q).bin;
    const auto [from, to] = m_edges[unit].range(bin, m_minimum[unit], m_maximum[unit]);
    return {std::max(from, m_minimum[unit]), std::min(to, m_maximum[unit])};
}

BinEdges LayerStatistics::refinedEdges(std::size_t unit, double q) const {
    const auto [from, to] = bracket(unit, q);
    // A hair wider than the bin, so that rounding leaves nothing of it outside.
    const float hair =
        std::max({std::fabs(from), std::fabs(to), std::numeric_limits<float>::min()}) * 4 *
        std::numeric_limits<float>::epsilon();
    return {std::min(m_minimum[unit], from - hair), from - hair, to + hair};
}

void LayerStatistics::sharpen(std::size_t unit, const LayerStatistics& fresh, double q) {
    const auto estimate = fresh.quantile(unit, q);
    const auto [from, to] = fresh.bracket(unit, q);
    m_sharpened[unit] = {estimate.value, estimate.rankErrorBound, from, to};
}

UnitStatistics LayerStatistics::summary(std::size_t unit, double q) const {
    const auto estimate = quantile(unit, q);
    UnitStatistics result;
    result.threshold = estimate.value;
    result.rankErrorBound = estimate.rankErrorBound;
    const auto finite = static_cast<double>(m_values - m_nans[unit]);
    result.mean = finite > 0 ? m_sum[unit] / finite : 0;
    result.minimum = m_minimum[unit];
    result.maximum = m_maximum[unit];
    result.values = m_values;
    result.nans = m_nans[unit];
    result.histogram =
        shownHistogram(m_edges[unit], counts(unit), m_minimum[unit], m_maximum[unit]);
    return result;
}

float LayerStatistics::largest() const {
    float result = 0;
    for (std::size_t unit = 0; unit < units(); ++unit) {
        for (const float extreme : {std::fabs(m_minimum[unit]), std::fabs(m_maximum[unit])}) {
            if (std::isfinite(extreme)) {
                result = std::max(result, extreme);
            }
        }
    }
    return result > 0 ? result : 1;
}

std::vector<std::uint8_t> LayerStatistics::serialize() const {
    ByteWriter out;
    out.value(kStateVersion);
    out.value(static_cast<std::uint64_t>(units()));
    out.value(m_values);
    out.array(m_edges);
    out.array(m_sum);
    out.array(m_minimum);
    out.array(m_maximum);
    out.varints(m_nans);
    out.varints(m_counts);
    out.value(static_cast<std::uint8_t>(m_exactThresholds.empty() ? 0 : 1));
    out.array(m_exactThresholds);
    out.array(m_sharpened);
    out.value(static_cast<std::uint8_t>(m_keepsTails ? 1 : 0));
    for (const auto& tail : m_tails) {
        out.value(static_cast<std::uint64_t>(tail.size()));
        out.array(tail);
    }
    return out.take();
}

void LayerStatistics::restore(std::span<const std::uint8_t> bytes) {
    ByteReader in(bytes);
    if (in.value<std::uint8_t>() != kStateVersion || in.value<std::uint64_t>() != units()) {
        throw ProjectError("the saved state of layer " + m_shape.path +
                           " is of another layer or another version of Brera; extract anew into a "
                           "new project");
    }
    m_values = in.value<std::uint64_t>();
    in.array(m_edges);
    in.array(m_sum);
    in.array(m_minimum);
    in.array(m_maximum);
    in.varints(m_nans);
    in.varints(m_counts);
    m_exactThresholds.resize(in.value<std::uint8_t>() != 0 ? units() : 0);
    in.array(m_exactThresholds);
    in.array(m_sharpened);
    m_keepsTails = in.value<std::uint8_t>() != 0;
    m_tails.resize(m_keepsTails ? units() : 0);
    for (auto& tail : m_tails) {
        const auto size = in.value<std::uint64_t>();
        tail.resize(static_cast<std::size_t>(std::min(size, in.left() / sizeof(float))));
        in.array(tail);
    }
    std::fill(m_changed.begin(), m_changed.end(), std::uint8_t{0});
}

} // namespace brera::exemplars
