// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/edit_figures.h"

#include "base/error.h"

#include <algorithm>

namespace brera::demo {

namespace {

/// Between two figures of the same images, exactly. In points.
double change(const ablation::Figures& before, const ablation::Figures& after) {
    return before.images > 0 ? 100.0 * static_cast<double>(after.correct - before.correct) /
                                   static_cast<double>(before.images)
                             : 0;
}

EditGain gainOf(const ablation::Curve& curve, const ablation::CurvePoint& point) {
    const auto& begin = curve.points.front();
    return {point.count, change(begin.sets[kAdversarial], point.sets[kAdversarial]),
            // Subtracted from zero, so that no change is 0 and not −0.
            0 - change(begin.sets[kValidation], point.sets[kValidation])};
}

} // namespace

EditGain gainAt(const ablation::Curve& curve, std::int64_t count) {
    const auto point = std::ranges::find(curve.points, count, &ablation::CurvePoint::count);
    if (point == curve.points.end()) {
        throw DataError("a curve has no point with " + std::to_string(count) +
                        " units switched off");
    }
    return gainOf(curve, *point);
}

EditGain bestGain(const ablation::Curve& curve, double allowance) {
    // 20 of 1,000 images are 2 points, whatever floating point makes of it.
    constexpr double kRounding = 1e-9;
    EditGain best;
    for (const auto& point : curve.points) {
        const auto gain = gainOf(curve, point);
        if (gain.validationLoss <= 100 * allowance + kRounding && gain.gain > best.gain) {
            best = gain;
        }
    }
    return best;
}

EditFigures figuresOf(const SeedEdit& edit, double allowance) {
    EditFigures figures;
    const auto best = bestGain(edit.byLoss, allowance);
    figures.gain = best.gain;
    figures.validationLoss = best.validationLoss;
    figures.ablated = static_cast<double>(best.ablated);
    figures.candidates = static_cast<double>(edit.candidates.size());
    figures.accuracyOrderGain = bestGain(edit.byAccuracy, allowance).gain;
    figures.sortAllGain = bestGain(edit.sortAll, allowance).gain;
    for (std::size_t trial = 0; trial < edit.random.size(); ++trial) {
        const double gain = bestGain(edit.random[trial], allowance).gain;
        figures.randomGain += gain / static_cast<double>(edit.random.size());
        figures.randomLow = trial == 0 ? gain : std::min(figures.randomLow, gain);
        figures.randomHigh = std::max(figures.randomHigh, gain);
    }
    const auto stopped = gainAt(edit.byLoss, ablation::stopRule(edit.byLoss, kValidation));
    figures.stopRuleAblated = static_cast<double>(stopped.ablated);
    figures.stopRuleGain = stopped.gain;
    return figures;
}

EditFigures meanOf(std::span<const EditFigures> figures) {
    if (figures.empty()) {
        throw DataError("there is nothing to take the mean of");
    }
    constexpr double EditFigures::*kAll[] = {&EditFigures::gain,
                                             &EditFigures::randomGain,
                                             &EditFigures::randomLow,
                                             &EditFigures::randomHigh,
                                             &EditFigures::sortAllGain,
                                             &EditFigures::validationLoss,
                                             &EditFigures::ablated,
                                             &EditFigures::candidates,
                                             &EditFigures::accuracyOrderGain,
                                             &EditFigures::stopRuleAblated,
                                             &EditFigures::stopRuleGain};
    EditFigures mean;
    for (const auto figure : kAll) {
        for (const auto& each : figures) {
            mean.*figure += each.*figure / static_cast<double>(figures.size());
        }
    }
    return mean;
}

} // namespace brera::demo
