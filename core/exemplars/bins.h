// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace brera::exemplars {

/// The histogram every unit is counted in: wide bins below a split point, the split value by itself
/// (a ReLU's zero is an atom of any size), narrow bins above it that grow with the distance from
/// it, and one bin on either side for the rest. Bin numbers never fall as values rise, so counts
/// bracket every rank exactly.
///
///   0 | 1 … kLow | kLow+1 | kLow+2 … kLow+1+kFine | kLow+2+kFine
///   <low   low…split  =split      split…high            ≥high
///
/// Narrow bins: y = 1 + 255 · (value − split) / (high − split) lies in [1, 256); each of its eight
/// octaves has 256 equal bins, which are simply the leading bits of the float y.
constexpr int kLowBins = 256;
constexpr int kOctaveBits = 8; ///< bins an octave: 2^8
constexpr int kOctaves = 8;
constexpr int kFineBins = kOctaves << kOctaveBits;
constexpr float kFineSpan = (1 << kOctaves) - 1; ///< of y − 1
constexpr int kAtomBin = kLowBins + 1;
constexpr int kFirstFineBin = kLowBins + 2;
constexpr int kOverflowBin = kFirstFineBin + kFineBins;
constexpr int kBins = kOverflowBin + 1;

/// The share of values that should lie above the split for a quantile: several times those above
/// the quantile itself, so that a pilot that is not typical does no harm.
double tailShare(double quantile);

/// Where one unit's bins lie.
struct BinEdges {
    float low = 0;
    float split = 0;
    float high = 1;

    float lowScale() const;  ///< wide bins per unit of value; positive and finite
    float fineScale() const; ///< y per unit of value; positive and finite
    /// Nominal edges of a bin; `minimum` and `maximum` bound the outermost two.
    struct Range {
        float from;
        float to;
    };
    Range range(int bin, float minimum, float maximum) const;
};

/// The bin of a value; NaN goes to bin 0, as −∞ does.
int binOf(float value, float low, float lowScale, float split, float fineScale);

/// A quantile read from counts.
struct QuantileEstimate {
    double value = 0;
    double rankErrorBound = 0; ///< |rank(value) − quantile| ≤ this, as a share of all values
    int bin = 0;               ///< the bin that brackets it
};

/// `counts` has kBins entries. Minimum and maximum are the unit's own.
QuantileEstimate estimateQuantile(const BinEdges& edges, const std::uint64_t* counts,
                                  double quantile, float minimum, float maximum);

/// The quantile of a handful of values, linear between the two nearest ranks (NumPy's default,
/// Hyndman & Fan type 7). Reorders `values`, which must not be empty.
double exactQuantile(std::vector<float>& values, double quantile);

} // namespace brera::exemplars
