// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "plots/curve_plot.h"
#include "widgets/models/ablation_view.h"

/// How a measured curve becomes a figure.
namespace brera::widgets {

enum class CurveLine { Chosen, SortedAll, Random };

/// One line of the figure.
struct FigureLine {
    CurveLine line = CurveLine::Chosen;
    int set = 0;
};

/// The lines of a curve's figure, by the number of the plot's series.
QList<FigureLine> figureLines(const CurveView& view);
QList<plots::CurveSet> figureSets(const CurveView& view);
QList<plots::CurveSeries> figureSeries(const CurveView& view);
QList<plots::CurvePoint> figurePoints(const CurveView& view, const FigureLine& line);

/// A number of units worth taking, and why.
struct CurveChoice {
    qint64 count = 0;
    QString text; ///< "12 units: validation ▲0.1, adversarial ▲6.0"
};
/// What the stop rule chooses (paper, appendix E); empty for a curve without points.
std::optional<CurveChoice> stopChoice(const CurveView& view);
/// The largest gain on the second set at a loss of at most two points on the first; empty with
/// fewer than two sets or where nothing is gained.
std::optional<CurveChoice> bestChoice(const CurveView& view);
/// The first `count` units of the line's order; empty for a line that has none of its own.
std::vector<UnitId> unitsAt(const CurveView& view, CurveLine line, qint64 count);

} // namespace brera::widgets
