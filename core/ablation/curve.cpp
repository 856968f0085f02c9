// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/curve.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <utility>

namespace brera::ablation {

void CurveOptions::check() const {
    if (step < 1) {
        throw DataError("the step is " + std::to_string(step) + "; choose at least one unit");
    }
    if (most < 0) {
        throw DataError("a curve cannot end at " + std::to_string(most) + " units");
    }
}

UnitSet firstOf(std::span<const UnitId> order, std::int64_t count) {
    UnitSet units;
    for (const auto& unit : order.subspan(0, static_cast<std::size_t>(count))) {
        units[unit.layer].push_back(unit.index);
    }
    for (auto& [layer, numbers] : units) {
        std::sort(numbers.begin(), numbers.end());
    }
    return units;
}

Curve measureCurve(std::span<Evaluator* const> sets, std::vector<UnitId> order,
                   const CurveOptions& options, std::stop_token stop, const PointSink& sink,
                   Curve begun) {
    options.check();
    const std::set<UnitId> distinct(order.begin(), order.end());
    if (distinct.size() != order.size()) {
        throw DataError("a unit comes twice in the order");
    }
    Curve curve;
    curve.order = std::move(order);
    const auto all = static_cast<std::int64_t>(curve.order.size());
    const auto most = options.most > 0 ? std::min(options.most, all) : all;
    for (std::int64_t count = 0;; count = std::min(count + options.step, most)) {
        const auto known = std::find_if(begun.points.begin(), begun.points.end(),
                                        [&](const auto& point) { return point.count == count; });
        CurvePoint point{count, {}};
        if (known != begun.points.end()) {
            point = *known;
        } else {
            for (Evaluator* set : sets) {
                point.sets.push_back(set->measure(firstOf(curve.order, count), stop));
            }
        }
        curve.points.push_back(point);
        if (sink) {
            sink(point);
        }
        if (count == most) {
            return curve;
        }
    }
}

std::int64_t stopRule(const Curve& curve, std::size_t set) {
    std::int64_t best = 0;
    for (const auto& point : curve.points) {
        if (point.sets.at(set).top1() >= curve.points.front().sets.at(set).top1()) {
            best = point.count;
        }
    }
    return best;
}

std::vector<std::vector<UnitId>> randomOrders(std::span<const UnitId> units, int trials,
                                              std::uint64_t seed) {
    std::vector<std::vector<UnitId>> orders;
    std::mt19937_64 random(seed);
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<UnitId> order(units.begin(), units.end());
        // Fisher and Yates by hand: std::shuffle differs between libraries.
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[random() % i]);
        }
        orders.push_back(std::move(order));
    }
    return orders;
}

std::vector<Band> band(std::span<const Curve> curves, std::size_t set,
                       const std::function<double(const Figures&)>& value) {
    struct Values {
        Band band;
        std::int64_t number = 0;
    };
    std::map<std::int64_t, Values> byCount; // curves may have stopped half-way or have gaps
    for (const auto& curve : curves) {
        for (const auto& point : curve.points) {
            auto& at = byCount[point.count];
            const double v = value(point.sets.at(set));
            at.band.low = at.number == 0 ? v : std::min(at.band.low, v);
            at.band.high = at.number == 0 ? v : std::max(at.band.high, v);
            at.band.mean += v;
            ++at.number;
        }
    }
    std::vector<Band> bands;
    for (auto& [count, at] : byCount) {
        at.band.count = count;
        at.band.mean /= static_cast<double>(at.number);
        bands.push_back(at.band);
    }
    return bands;
}

std::vector<UnitId> leastImportantFirst(std::vector<Importance> importances, bool byLoss) {
    // A loss that is no number is the greatest damage there is.
    const auto damage = [](const Importance& each) {
        const double loss = each.without.lossSum;
        return std::isnan(loss) ? std::numeric_limits<double>::infinity() : loss;
    };
    std::stable_sort(
        importances.begin(), importances.end(), [&](const Importance& a, const Importance& b) {
            return byLoss ? damage(a) < damage(b) : a.without.correct > b.without.correct;
        });
    std::vector<UnitId> order;
    for (auto& each : importances) {
        order.push_back(std::move(each.unit));
    }
    return order;
}

} // namespace brera::ablation
