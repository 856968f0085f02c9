// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QList>
#include <QString>

#include "audit/compare.h"

#include <memory>
#include <vector>

namespace brera::widgets {

/// Two projects compared, and what the page needs beside.
struct ComparedProjects {
    audit::Comparison comparison;
    std::vector<double> firstThresholds;  ///< by place in comparison.first.units
    std::vector<double> secondThresholds; ///< by place in comparison.second.units
    QString firstPath;
    QString secondPath;
    bool audited = false; ///< units were searched for; otherwise every unit counts as found
};

using Compared = std::shared_ptr<const ComparedProjects>;

/// What a person wants to have compared.
struct CompareWish {
    QString second; ///< path of the other project
    QString query;  ///< empty: all units
    QString audit;  ///< whose verdicts count; empty: nobody's

    bool operator==(const CompareWish&) const = default;
};

/// A search that is offered for comparing.
struct CompareAudit {
    QString title;
    QString query;
    QString name;
};

/// A project that is offered for comparing.
struct CompareChoice {
    QString name;
    QString path;
};

enum class CompareSide { First, Second };

} // namespace brera::widgets
