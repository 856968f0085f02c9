// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/edit_recipe.h"

#include <cstdint>
#include <span>

namespace brera::demo {

/// A point of a curve against its beginning, where nothing is switched off. In points: hundredths
/// of the images.
struct EditGain {
    std::int64_t ablated = 0;
    double gain = 0;           ///< of adversarial accuracy
    double validationLoss = 0; ///< of validation accuracy; negative when it rose
};

EditGain gainAt(const ablation::Curve& curve, std::int64_t count);

/// The highest adversarial accuracy among the points that lost at most `allowance` of the
/// validation accuracy; of equal ones the first. Never below zero: switching nothing off counts.
EditGain bestGain(const ablation::Curve& curve, double allowance);

/// What the experiment says of one network, or on average of several. In points, or units.
struct EditFigures {
    double gain = 0; ///< best gain of the candidates by loss
    double randomGain = 0;
    double randomLow = 0; ///< of the single random orders
    double randomHigh = 0;
    double sortAllGain = 0;
    double validationLoss = 0; ///< where the best gain is
    double ablated = 0;        ///< likewise
    double candidates = 0;
    double accuracyOrderGain = 0;
    double stopRuleAblated = 0; ///< appendix E, chosen without adversarial images
    double stopRuleGain = 0;
};

EditFigures figuresOf(const SeedEdit& edit, double allowance);
/// Each the mean. @throws DataError without any.
EditFigures meanOf(std::span<const EditFigures> figures);

} // namespace brera::demo
