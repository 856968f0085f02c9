// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ablation/evaluator.h"
#include "base/unit_id.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::ablation {

/// Figures on every evaluation set with the first `count` units of an order switched off.
struct CurvePoint {
    std::int64_t count = 0;
    std::vector<Figures> sets;
};

/// Ablation in an order, step by step (paper, section 7 and appendix E).
struct Curve {
    std::vector<UnitId> order;
    std::vector<CurvePoint> points; ///< from count 0 on
};

struct CurveOptions {
    std::int64_t step = 1;
    std::int64_t most = 0; ///< units switched off at most; 0 = all of the order

    /// @throws DataError
    void check() const;
};

/// Called with every point as it is measured; what was measured before a Cancelled stays with it.
using PointSink = std::function<void(const CurvePoint&)>;

/// Goes on behind the points `begun` has already (of the same order).
/// @throws DataError naming a unit that does not exist or comes twice; Cancelled.
Curve measureCurve(std::span<Evaluator* const> sets, std::vector<UnitId> order,
                   const CurveOptions& options, std::stop_token stop, const PointSink& sink = {},
                   Curve begun = {});

UnitSet firstOf(std::span<const UnitId> order, std::int64_t count);

/// The early stop of appendix E: the largest count before the set's accuracy falls for good, that
/// is, the last point that still reaches the accuracy with nothing switched off.
std::int64_t stopRule(const Curve& curve, std::size_t set);

/// Orders drawn at random from the units, for a control. The same seed gives the same orders.
std::vector<std::vector<UnitId>> randomOrders(std::span<const UnitId> units, int trials,
                                              std::uint64_t seed);

/// Mean and range of one value over several curves, at every count that any of them has: of those
/// that have it.
struct Band {
    std::int64_t count = 0;
    double mean = 0, low = 0, high = 0;
};
std::vector<Band> band(std::span<const Curve> curves, std::size_t set,
                       const std::function<double(const Figures&)>& value);

/// By rising damage: the units whose loss the set misses least come first. With `byLoss` false the
/// paper's order, by falling accuracy of the network without the unit (ties: order of the input).
struct Importance {
    UnitId unit;
    Figures without; ///< the set's figures with the unit alone switched off
};
std::vector<UnitId> leastImportantFirst(std::vector<Importance> importances, bool byLoss);

} // namespace brera::ablation
