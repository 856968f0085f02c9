// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/curve_drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

/// Where things are, what is in sight, and the figure as a file.
namespace brera::plots {
namespace {

constexpr double kClosestCounts = 2;
constexpr double kClosestPercents = 0.5;

/// `range` moved and, where it is wider, cut into `all`, and no narrower than `closest`.
QCPRange held(QCPRange range, const QCPRange& all, double closest) {
    if (range.size() < closest) {
        const double middle = range.center();
        range = {middle - closest / 2, middle + closest / 2};
    }
    return range.bounded(all.lower, all.upper);
}

QString csvNumber(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 10) : QString();
}

} // namespace

std::optional<qint64> CurveDrawing::countNear(double x) const {
    const double count = m_plot->xAxis->pixelToCoord(x);
    std::optional<qint64> best;
    for (const Line& one : m_lines) {
        if (!one.shown || one.points.isEmpty()) {
            continue;
        }
        auto at = one.points.lowerBound(static_cast<qint64>(std::ceil(count)));
        for (int look = 0; look < 2; ++look) {
            if (at != one.points.end() &&
                (!best || std::abs(static_cast<double>(at.key()) - count) <
                              std::abs(static_cast<double>(*best) - count))) {
                best = at.key();
            }
            if (at == one.points.begin()) {
                break;
            }
            --at;
        }
    }
    return best;
}

std::optional<qint64> CurveDrawing::countAfter(std::optional<qint64> from, int steps) const {
    std::set<qint64> counts;
    for (const Line& one : m_lines) {
        if (one.shown) {
            for (const CurvePoint& point : one.points) {
                counts.insert(point.count);
            }
        }
    }
    if (counts.empty()) {
        return {};
    }
    if (!from) {
        return steps < 0 ? *counts.rbegin() : *counts.begin();
    }
    auto at = counts.lower_bound(*from);
    if (at == counts.end()) {
        --at;
    }
    for (; steps > 0 && std::next(at) != counts.end(); --steps) {
        ++at;
    }
    for (; steps < 0 && at != counts.begin(); ++steps) {
        --at;
    }
    return *at;
}

CurveDrawing::Nearest CurveDrawing::nearest(const QPointF& position) const {
    Nearest best{.distance = std::numeric_limits<double>::infinity()};
    for (int series = 0; series < seriesCount(); ++series) {
        if (!line(series).shown) {
            continue;
        }
        for (const CurvePoint& point : line(series).points) {
            const double x = m_plot->xAxis->coordToPixel(static_cast<double>(point.count));
            const double y = m_plot->yAxis->coordToPixel(point.percent);
            const double distance = std::hypot(x - position.x(), y - position.y());
            if (distance < best.distance) {
                best = {series, point.count, distance};
            }
        }
    }
    return best;
}

QPoint CurveDrawing::positionOf(qint64 count, double percent) const {
    return {columnOf(count), qRound(m_plot->yAxis->coordToPixel(percent))};
}

int CurveDrawing::columnOf(qint64 count) const {
    return qRound(m_plot->xAxis->coordToPixel(static_cast<double>(count)));
}

void CurveDrawing::resetZoom() {
    m_zoomed = false;
    m_plot->xAxis->setRange(m_counts);
    m_plot->yAxis->setRange(m_percents);
}

bool CurveDrawing::zoom(double factor, const QPointF& around) {
    const QRect inside = m_plot->axisRect()->rect();
    const QCPRange counts = m_plot->xAxis->range();
    const QCPRange percents = m_plot->yAxis->range();
    // Over an axis, that axis alone.
    if (around.x() >= inside.left()) {
        m_plot->xAxis->scaleRange(factor, m_plot->xAxis->pixelToCoord(around.x()));
    }
    if (around.y() <= inside.bottom()) {
        m_plot->yAxis->scaleRange(factor, m_plot->yAxis->pixelToCoord(around.y()));
    }
    holdRanges();
    return m_plot->xAxis->range() != counts || m_plot->yAxis->range() != percents;
}

void CurveDrawing::holdRanges() {
    m_plot->xAxis->setRange(held(m_plot->xAxis->range(), m_counts, kClosestCounts));
    m_plot->yAxis->setRange(held(m_plot->yAxis->range(), m_percents, kClosestPercents));
    m_zoomed = m_plot->xAxis->range() != m_counts || m_plot->yAxis->range() != m_percents;
}

QByteArray CurveDrawing::exported(FigureFormat format) {
    if (format == FigureFormat::Csv) {
        return table();
    }
    // What is on the screen for a moment is no part of the figure.
    const std::optional<qint64> cursor = m_cursor;
    const bool zoomed = m_zoomed;
    const QCPRange counts = m_plot->xAxis->range();
    const QCPRange percents = m_plot->yAxis->range();
    const QPen base = m_plot->xAxis->basePen();
    m_cursor.reset();
    m_zoomed = false;
    m_current->setVisible(false);
    m_plot->xAxis->setBasePen(QPen(m_colours.muted));
    m_plot->legend->clearItems();
    for (const Line& one : m_lines) {
        if (one.shown) {
            one.mean->addToLegend();
        }
    }
    arrange();
    m_current->setVisible(false);
    const QByteArray bytes = drawn(*m_plot, format, m_plot->size(), m_plot->yAxis->label());
    m_cursor = cursor;
    m_zoomed = zoomed;
    m_plot->xAxis->setRange(counts);
    m_plot->yAxis->setRange(percents);
    m_plot->xAxis->setBasePen(base);
    arrange();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    return bytes;
}

QByteArray CurveDrawing::table() const {
    std::set<qint64> counts;
    QStringList head{csvField(m_plot->xAxis->label())};
    std::vector<bool> ranged;
    for (const Line& one : m_lines) {
        const QString name = one.series.name;
        head << csvField(name);
        ranged.push_back(std::any_of(one.points.begin(), one.points.end(), [](const auto& point) {
            return std::isfinite(point.low) || std::isfinite(point.high);
        }));
        if (ranged.back()) {
            head << csvField(name + QStringLiteral(" (low)"))
                 << csvField(name + QStringLiteral(" (high)"));
        }
        for (const CurvePoint& point : one.points) {
            counts.insert(point.count);
        }
    }
    QStringList rows{head.join(QLatin1Char(','))};
    for (const qint64 count : counts) {
        QStringList row{QString::number(count)};
        for (std::size_t series = 0; series < m_lines.size(); ++series) {
            const auto& points = m_lines[series].points;
            const auto found = points.constFind(count);
            const bool there = found != points.constEnd();
            row << (there ? csvNumber(found->percent) : QString());
            if (ranged[series]) {
                row << (there ? csvNumber(found->low) : QString())
                    << (there ? csvNumber(found->high) : QString());
            }
        }
        rows << row.join(QLatin1Char(','));
    }
    return (rows.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8();
}

} // namespace brera::plots
