// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QString>

#include "base/unit_id.h"
#include "project/audits.h"

#include <limits>
#include <vector>

namespace brera::widgets {

/// A unit that a search has found, on its way to the page.
struct FoundUnit {
    UnitId unit;
    QString text;                   ///< in sentence case
    QList<QPair<int, int>> matches; ///< [begin, end) of what matched in `text`
    float activation = 0;           ///< of its best exemplar
    double threshold = 0;
    /// Not numbers where they are not known.
    double wpmi = std::numeric_limits<double>::quiet_NaN();
    double importance = std::numeric_limits<double>::quiet_NaN();
    project::Verdict verdict = project::Verdict::Undecided;
};

struct LayerCount {
    QString layer;
    qint64 units = 0;
};

/// What a search has found.
struct SearchOutcome {
    QString query;                ///< as it was typed; empty for units like another one
    QString name;                 ///< of the saved search that it is; may be empty
    QString title;                ///< for people: the name, or the query, or "like layer4/12"
    std::vector<FoundUnit> units; ///< best first
    qint64 total = 0;             ///< what there is in all
    std::vector<LayerCount> byLayer;
    bool literal = false; ///< the query was malformed and taken word by word
    bool again = false;   ///< the same search once more, or the rest of it: nobody has asked anew
};

/// A line of the list of searches.
struct SearchEntry {
    QString name;
    QString title; ///< the name in the language of the window
    QString query;
    bool shipped = false; ///< it comes with Brera and cannot be removed
    qint64 units = -1;    ///< how many it finds; −1 = not known yet
    qint64 decided = 0;   ///< verdicts other than Undecided
    qint64 confirmed = 0;
};

} // namespace brera::widgets
