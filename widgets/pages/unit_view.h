// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless another standard header came
// before.
#include <QSize>

#include "base/unit_id.h"
#include "widgets/models/exemplar_model.h"
#include "widgets/pages/description_view.h"

#include <vector>

namespace brera::widgets {

/// Everything the inspector shows of a unit.
struct UnitView {
    UnitId id;
    UnitStatistics statistics;
    double quantile = 0; ///< the project's
    QSize input;         ///< what the network saw
    std::vector<ExemplarEntry> exemplars;
    DescriptionView description;
};

/// Share of a unit's activations at or below `value`, by its histogram; negative where it has none.
double quantileOf(const UnitStatistics& statistics, double value);

} // namespace brera::widgets
