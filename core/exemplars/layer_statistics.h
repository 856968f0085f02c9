// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "exemplars/bins.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace brera::exemplars {

/// What has been learned about all units of one layer so far: histograms, means, extremes,
/// exemplars. Plain memory; the order in which images were added does not matter, except for the
/// last bits of the mean.
class LayerStatistics {
public:
    LayerStatistics(LayerShape shape, int k);

    const LayerShape& shape() const { return m_shape; }
    int k() const { return m_k; }
    std::size_t units() const { return m_edges.size(); }

    /// Where the bins lie; before anything is added.
    void setEdges(std::vector<BinEdges> edges);
    const std::vector<BinEdges>& edges() const { return m_edges; }

    /// Small layers keep every value above a unit's split as well, which makes their quantiles
    /// exact. Decided by sizes known beforehand, so that it is the same in every sitting.
    void keepTails(std::int64_t images, double quantile);
    bool keepsTails() const { return m_keepsTails; }
    std::vector<float>& tail(std::size_t unit) { return m_tails[unit]; }

    /// Thresholds known exactly because all values were at hand; they win over the histogram.
    void setExactThresholds(std::vector<double> thresholds) {
        m_exactThresholds = std::move(thresholds);
    }

    // --- what the accumulators write; one unit is written by one thread at a time ---
    std::uint64_t* counts(std::size_t unit) { return m_counts.data() + unit * kBins; }
    const std::uint64_t* counts(std::size_t unit) const { return m_counts.data() + unit * kBins; }
    void addExtremes(std::size_t unit, double sum, float minimum, float maximum,
                     std::uint64_t nans);
    void addValues(std::uint64_t perUnit) { m_values += perUnit; }

    /// Whether an image with this maximum would be an exemplar now.
    bool isWanted(std::size_t unit, float activation, std::int64_t image) const;
    void insert(std::size_t unit, Exemplar exemplar);
    const std::vector<Exemplar>& exemplars(std::size_t unit) const { return m_exemplars[unit]; }
    void setExemplars(std::size_t unit, std::vector<Exemplar> exemplars);
    /// Exemplars of units that changed since the last call.
    std::vector<UnitExemplars> takeChanged();

    QuantileEstimate quantile(std::size_t unit, double q) const;
    /// Narrow edges around the bin that brackets a quantile, for reading again.
    BinEdges refinedEdges(std::size_t unit, double q) const;
    /// Takes over a unit's quantile from a second count of the same images with narrower bins.
    void sharpen(std::size_t unit, const LayerStatistics& fresh, double q);
    UnitStatistics summary(std::size_t unit, double q) const;
    std::uint64_t nans(std::size_t unit) const { return m_nans[unit]; }
    float largest() const; ///< max |a| over all units; 1 when there is none

    /// All but the exemplars, for a store. @throws ProjectError when the bytes are of another layer
    /// or damaged.
    std::vector<std::uint8_t> serialize() const;
    void restore(std::span<const std::uint8_t> bytes);

private:
    /// A quantile read a second time, and the values that bracket it.
    struct Sharpened {
        double value = 0;
        double rankErrorBound = -1; ///< negative: never read again
        float from = 0;
        float to = 0;
    };

    std::optional<double> exactFromTail(std::size_t unit, double q) const;
    BinEdges::Range bracket(std::size_t unit, double q) const;

    LayerShape m_shape;
    int m_k;
    std::vector<BinEdges> m_edges;
    std::vector<std::uint64_t> m_counts; ///< (units, kBins)
    std::vector<double> m_sum;
    std::vector<float> m_minimum;
    std::vector<float> m_maximum;
    std::vector<std::uint64_t> m_nans;
    std::vector<double> m_exactThresholds;
    std::vector<Sharpened> m_sharpened;
    bool m_keepsTails = false;
    std::vector<std::vector<float>> m_tails; ///< of each unit, in no particular order
    std::uint64_t m_values = 0;              ///< values counted in each unit
    std::vector<std::vector<Exemplar>> m_exemplars;
    std::vector<std::uint8_t> m_changed;
};

} // namespace brera::exemplars
