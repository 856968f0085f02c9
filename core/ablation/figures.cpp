// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/figures.h"

#include <algorithm>
#include <cmath>

namespace brera::ablation {

Outcome judge(std::span<const float> logits, int label) {
    const auto own = static_cast<std::size_t>(label);
    std::int64_t before = 0; // outputs that rank before the label's
    float largest = logits[0];
    for (std::size_t i = 0; i < logits.size(); ++i) {
        before += logits[i] > logits[own] || (logits[i] == logits[own] && i < own) ||
                          std::isnan(logits[own])
                      ? 1
                      : 0;
        largest = std::max(largest, logits[i]);
    }
    double sum = 0;
    for (const float logit : logits) {
        sum += std::exp(static_cast<double>(logit) - static_cast<double>(largest));
    }
    return {before == 0, before < 5,
            std::log(sum) + static_cast<double>(largest) - static_cast<double>(logits[own])};
}

void count(Figures& figures, const Outcome& outcome, int label, std::size_t outputs, int sign) {
    figures.classes.resize(std::max(figures.classes.size(), outputs));
    auto& own = figures.classes.at(static_cast<std::size_t>(label));
    figures.images += sign;
    figures.correct += outcome.correct ? sign : 0;
    figures.correctFive += outcome.correctFive ? sign : 0;
    figures.lossSum += sign * outcome.loss;
    own.images += sign;
    own.correct += outcome.correct ? sign : 0;
}

} // namespace brera::ablation
