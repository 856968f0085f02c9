// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The whole values that flow from extraction to a project file, and the interface between them. They stand
/// here because neither room may know the other.
namespace brera {

/// A unit's activation map on one image at the layer's own resolution: value = scale · half.
struct SmallMap {
    int height = 0;
    int width = 0;
    float scale = 1;                    ///< max |a| over the map, or 1 for a map of zeros
    std::vector<std::uint16_t> halves;  ///< (height, width), IEEE binary16

    std::vector<float> values() const;  ///< (height, width), row-major
    static SmallMap fromValues(const float* values, int height, int width);
};

/// One of the images a unit responds to most.
struct Exemplar {
    std::int64_t image = 0;  ///< position in the data set
    float activation = 0;    ///< max over the map, in full precision
    SmallMap map;
};

/// Counts of a unit's activations in equal bins over [low, high), with what lies outside.
struct Histogram {
    float low = 0;
    float high = 0;
    std::vector<std::uint64_t> counts;
    std::uint64_t below = 0;
    std::uint64_t above = 0;
};

/// What the pass learned about one unit's distribution over all N·H·W values.
struct UnitStatistics {
    double threshold = 0;         ///< the quantile asked for
    double rankErrorBound = 0;    ///< |rank(threshold) − quantile| is at most this; 0 = exact
    double mean = 0;
    float minimum = 0;
    float maximum = 0;
    std::uint64_t values = 0;     ///< N·H·W
    std::uint64_t nans = 0;       ///< counted as −∞
    Histogram histogram;
};

/// A layer as extraction sees it.
struct LayerShape {
    std::string path;
    std::int64_t units = 0;
    int height = 1;  ///< of the activation map; 1 for vectors
    int width = 1;

    bool operator==(const LayerShape&) const = default;
};

/// A unit's exemplars, best first (k of them, fewer on tiny data sets).
struct UnitExemplars {
    std::int64_t unit = 0;
    std::vector<Exemplar> exemplars;
};

/// What one slice changed in one layer.
struct LayerSlice {
    std::vector<UnitExemplars> changed;       ///< only units whose exemplars are new
    std::vector<std::uint8_t> state;          ///< running statistics, opaque; replaces the last
};

/// Every unit's spatial maximum on one image, layer after layer, as half · (the layer's maximaScale).
struct ImageMaxima {
    std::int64_t image = 0;
    std::vector<std::uint16_t> halves;  ///< (sum of units)
};

struct FailedImage {
    std::int64_t image = 0;
    std::string reason;
};

/// Everything a slice adds, committed in one transaction.
struct ExtractionSlice {
    std::string phase;                   ///< opaque to the store
    std::int64_t imagesDone = 0;         ///< of the phase's order, failed ones included
    std::vector<LayerSlice> layers;      ///< one for every layer
    std::vector<ImageMaxima> maxima;
    std::vector<FailedImage> failed;
};

/// Where a killed or cancelled extraction stood.
struct ExtractionState {
    std::string phase;
    std::int64_t imagesDone = 0;
    std::vector<std::vector<std::uint8_t>> layerStates;          ///< one for every layer
    std::vector<std::vector<UnitExemplars>> exemplars;           ///< one list for every layer
};

/// The end of an extraction.
struct ExtractionResult {
    std::vector<std::vector<UnitStatistics>> statistics;  ///< [layer][unit]
    std::vector<float> maximaScales;                      ///< one for every layer
};

/// Where an extraction keeps what it has. Calls come from one thread. Any of them may throw ProjectError.
class ExtractionStore {
public:
    virtual ~ExtractionStore() = default;
    /// Empty when nothing has been committed yet.
    virtual std::optional<ExtractionState> load() = 0;
    virtual void commit(const ExtractionSlice& slice) = 0;
    virtual void finish(const ExtractionResult& result) = 0;
};

} // namespace brera
