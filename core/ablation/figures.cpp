// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/figures.h"

#include <algorithm>
#include <cmath>

namespace brera::ablation {

void count(Figures& figures, std::span<const float> logits, int label, int sign) {
    if (label < 0 || static_cast<std::size_t>(label) >= logits.size()) {
        return;
    }
    if (figures.classes.size() < logits.size()) {
        figures.classes.resize(logits.size());
    }
    const auto own = static_cast<std::size_t>(label);
    std::int64_t before = 0; // outputs that rank before the label's
    double largest = logits[0];
    for (std::size_t i = 0; i < logits.size(); ++i) {
        before += logits[i] > logits[own] || (logits[i] == logits[own] && i < own) ||
                          std::isnan(logits[own])
                      ? 1
                      : 0;
        largest = std::max(largest, static_cast<double>(logits[i]));
    }
    double sum = 0;
    for (const float logit : logits) {
        sum += std::exp(static_cast<double>(logit) - largest);
    }
    const bool first = before == 0;
    figures.images += sign;
    figures.correct += first ? sign : 0;
    figures.correctFive += before < 5 ? sign : 0;
    figures.lossSum += sign * (std::log(sum) + largest - static_cast<double>(logits[own]));
    figures.classes[own].images += sign;
    figures.classes[own].correct += first ? sign : 0;
}

} // namespace brera::ablation
