// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/curve_figure.h"

#include <QCoreApplication>

namespace brera::widgets {
namespace {

/// What a person gives up for a gain elsewhere, in the paper's spirit.
constexpr double kLossAllowed = 0.02;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::widgets::CurveFigure)
};

double accuracy(const ablation::Figures& figures) {
    return figures.top1();
}

CurveChoice choiceAt(const CurveView& view, const ablation::CurvePoint& point) {
    QStringList changes;
    for (std::size_t set = 0; set < view.sets.size(); ++set) {
        changes.append(Words::tr("%1 %2").arg(
            view.sets[set],
            changeText(accuracy(point.sets[set]) - accuracy(view.curve.points.front().sets[set]))));
    }
    return {point.count,
            Words::tr("%1: %2").arg(unitsText(point.count), changes.join(QStringLiteral(", ")))};
}

} // namespace

QList<FigureLine> figureLines(const CurveView& view) {
    QList<FigureLine> lines;
    for (int set = 0; set < static_cast<int>(view.sets.size()); ++set) {
        lines.append({CurveLine::Chosen, set});
        if (view.all) {
            lines.append({CurveLine::SortedAll, set});
        }
        if (view.trials > 0) {
            lines.append({CurveLine::Random, set});
        }
    }
    return lines;
}

QList<plots::CurveSet> figureSets(const CurveView& view) {
    QList<plots::CurveSet> sets;
    for (std::size_t set = 0; set < view.sets.size(); ++set) {
        std::optional<double> baseline;
        if (!view.curve.points.empty()) {
            baseline = accuracy(view.curve.points.front().sets[set]) * 100;
        }
        sets.append({view.sets[set], baseline});
    }
    return sets;
}

QList<plots::CurveSeries> figureSeries(const CurveView& view) {
    QList<plots::CurveSeries> series;
    for (const FigureLine& line : figureLines(view)) {
        const QString set = view.sets[static_cast<std::size_t>(line.set)];
        switch (line.line) {
        case CurveLine::Chosen:
            series.append({Words::tr("%1 · %2").arg(set, view.order), 0, line.set, false});
            break;
        case CurveLine::SortedAll:
            series.append({Words::tr("%1 · all units %2").arg(set, view.order), 1, line.set, true});
            break;
        case CurveLine::Random:
            series.append({Words::tr("%1 · %2 random orders").arg(set).arg(view.trials),
                           plots::kNeutralColour, line.set, true});
            break;
        }
    }
    return series;
}

QList<plots::CurvePoint> figurePoints(const CurveView& view, const FigureLine& line) {
    QList<plots::CurvePoint> points;
    const auto set = static_cast<std::size_t>(line.set);
    if (line.line == CurveLine::Random) {
        for (const ablation::Band& band : ablation::band(view.controls, set, accuracy)) {
            points.append({band.count, band.mean * 100, band.low * 100, band.high * 100});
        }
        return points;
    }
    const ablation::Curve& curve = line.line == CurveLine::Chosen ? view.curve : *view.all;
    for (const ablation::CurvePoint& point : curve.points) {
        plots::CurvePoint drawn;
        drawn.count = point.count;
        drawn.percent = accuracy(point.sets.at(set)) * 100;
        points.append(drawn);
    }
    return points;
}

std::optional<CurveChoice> stopChoice(const CurveView& view) {
    if (view.curve.points.empty() || view.sets.empty()) {
        return {};
    }
    const std::int64_t count = ablation::stopRule(view.curve, 0);
    for (const ablation::CurvePoint& point : view.curve.points) {
        if (point.count == count) {
            return choiceAt(view, point);
        }
    }
    return {};
}

std::optional<CurveChoice> bestChoice(const CurveView& view) {
    if (view.curve.points.empty() || view.sets.size() < 2) {
        return {};
    }
    const ablation::CurvePoint& whole = view.curve.points.front();
    const ablation::CurvePoint* best = &whole;
    for (const ablation::CurvePoint& point : view.curve.points) {
        if (accuracy(point.sets[0]) >= accuracy(whole.sets[0]) - kLossAllowed &&
            accuracy(point.sets[1]) > accuracy(best->sets[1])) {
            best = &point;
        }
    }
    return best == &whole ? std::nullopt : std::optional(choiceAt(view, *best));
}

std::vector<UnitId> unitsAt(const CurveView& view, CurveLine line, qint64 count) {
    if (line == CurveLine::Random || (line == CurveLine::SortedAll && !view.all)) {
        return {};
    }
    const std::vector<UnitId>& order =
        line == CurveLine::Chosen ? view.curve.order : view.all->order;
    const auto units = std::min(static_cast<std::size_t>(std::max<qint64>(0, count)), order.size());
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(units)};
}

} // namespace brera::widgets
