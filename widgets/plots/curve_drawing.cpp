// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/curve_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace brera::plots {
namespace {

/// Fewer pixels than this between points, and dots would hide the line.
constexpr double kDotSpacing = 12;
/// Accuracies that differ by less are shown as lying together, not as mountains.
constexpr double kSmallestSpan = 4;
constexpr double kFewestCounts = 2;

/// Beyond the axes, where the whole figure is in sight.
constexpr int kDotRoom = 6;

QCPItemStraightLine* upright(QCustomPlot& plot, const QString& layer) {
    auto* line = new QCPItemStraightLine(&plot);
    line->setLayer(layer);
    line->setVisible(false);
    return line;
}

void stand(QCPItemStraightLine& line, std::optional<qint64> count) {
    line.setVisible(count.has_value());
    if (count) {
        line.point1->setCoords(static_cast<double>(*count), 0);
        line.point2->setCoords(static_cast<double>(*count), 1);
    }
}

QPen dotted(const QColor& color, double width) {
    QPen pen(color, width, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.1, 3});
    return pen;
}

} // namespace

QRect DottedGraph::clipRect() const {
    const QRect inside = QCPGraph::clipRect();
    return m_cut ? inside : inside.adjusted(-kDotRoom, -kDotRoom, kDotRoom, kDotRoom);
}

CurveDrawing::CurveDrawing(QWidget* parent) : m_plot(new QCustomPlot(parent)) {
    furnish(*m_plot);
    m_plot->xAxis->setTicker(QSharedPointer<FigureTicker>::create(true));
    m_plot->yAxis->setTicker(QSharedPointer<FigureTicker>::create(false));
    m_plot->setSelectionRectMode(QCP::srmZoom);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal | Qt::Vertical);
    m_current = upright(*m_plot, QStringLiteral("lines behind"));
    m_marker = upright(*m_plot, QStringLiteral("lines behind"));
    m_cursorLine = upright(*m_plot, QStringLiteral("lines behind"));
    m_markerLabel = new QCPItemText(m_plot);
    m_markerLabel->setLayer(QStringLiteral("overlay"));
    m_markerLabel->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_markerLabel->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_markerLabel->setPadding(QMargins(6, 3, 6, 3));
    m_markerLabel->setVisible(false);
}

void CurveDrawing::setSeries(const QList<CurveSet>& sets, const QList<CurveSeries>& series) {
    m_plot->legend->clearItems();
    m_plot->clearGraphs();
    for (const Baseline& baseline : m_baselines) {
        m_plot->removeItem(baseline.line);
        m_plot->removeItem(baseline.label);
    }
    m_baselines.clear();
    m_lines.clear();
    m_sets = sets;
    for (qsizetype set = 0; set < sets.size(); ++set) {
        Baseline baseline{new QCPItemStraightLine(m_plot), new QCPItemText(m_plot)};
        baseline.line->setLayer(QStringLiteral("lines behind"));
        baseline.label->setLayer(QStringLiteral("lines behind"));
        baseline.label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        baseline.label->setPadding(QMargins(2, 2, 2, 2));
        m_baselines.push_back(baseline);
    }
    for (const CurveSeries& one : series) {
        Line line;
        line.series = one;
        line.low = m_plot->addGraph();
        line.high = m_plot->addGraph();
        line.mean = new DottedGraph(*m_plot);
        line.dot = new DottedGraph(*m_plot);
        for (QCPGraph* graph : {line.low, line.high}) {
            graph->setPen(Qt::NoPen);
            graph->setLayer(QStringLiteral("ranges"));
        }
        line.high->setChannelFillGraph(line.low);
        if (one.faint) {
            line.mean->setLayer(QStringLiteral("lines behind"));
        }
        line.mean->setName(one.name);
        line.mean->addToLegend();
        line.dot->setLineStyle(QCPGraph::lsNone);
        line.dot->setLayer(QStringLiteral("overlay"));
        m_lines.push_back(line);
    }
    m_zoomed = false;
    m_largest = 0;
    m_markerCount.reset();
    m_currentCount.reset();
    m_cursor.reset();
    m_markerLabel->setText({});
}

void CurveDrawing::fill(Line& line) const {
    QVector<double> keys;
    QVector<double> values;
    QVector<double> lows;
    QVector<double> highs;
    for (const CurvePoint& point : line.points) {
        keys << static_cast<double>(point.count);
        values << point.percent;
        lows << point.low;
        highs << point.high;
    }
    line.mean->setData(keys, values, true);
    line.low->setData(keys, lows, true);
    line.high->setData(keys, highs, true);
}

void CurveDrawing::setPoints(int series, const QList<CurvePoint>& points) {
    Line& into = line(series);
    into.points.clear();
    for (const CurvePoint& point : points) {
        into.points.insert(point.count, point);
    }
    fill(into);
}

void CurveDrawing::addPoint(int series, const CurvePoint& point) {
    line(series).points.insert(point.count, point);
    fill(line(series));
}

void CurveDrawing::setBaseline(int set, std::optional<double> percent) {
    m_sets[set].baseline = percent;
}

void CurveDrawing::setLargestCount(qint64 count) {
    m_largest = count;
}

void CurveDrawing::setMarker(std::optional<qint64> count, const QString& label) {
    m_markerCount = count;
    m_markerLabel->setText(label);
}

void CurveDrawing::setCurrent(std::optional<qint64> count) {
    m_currentCount = count;
}

void CurveDrawing::setAxisTitles(const QString& counts, const QString& values) {
    m_plot->xAxis->setLabel(counts);
    m_plot->yAxis->setLabel(values);
}

void CurveDrawing::setCursor(std::optional<qint64> count) {
    m_cursor = count;
    arrangeDots();
}

void CurveDrawing::setShown(int series, bool shown) {
    line(series).shown = shown;
}

QPen CurveDrawing::pen(int series) const {
    static const std::array<Qt::PenStyle, 4> kStyles{Qt::SolidLine, Qt::CustomDashLine,
                                                     Qt::DashDotLine, Qt::DashDotDotLine};
    const CurveSeries& one = line(series).series;
    QPen pen(seriesColour(one.colour, m_colours.dark), one.faint ? 1.25 : 2);
    pen.setStyle(kStyles[static_cast<std::size_t>(std::max(0, one.set)) % kStyles.size()]);
    if (pen.style() == Qt::CustomDashLine) {
        pen.setDashPattern({4, 2.5});
    }
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

void CurveDrawing::setColours(const FigureColours& colours, const QFont& font, bool focus) {
    m_colours = colours;
    colour(*m_plot, colours, font);
    if (focus) {
        m_plot->xAxis->setBasePen(QPen(colours.accent, 2));
    }
    for (int series = 0; series < seriesCount(); ++series) {
        Line& one = line(series);
        QColor area = seriesColour(one.series.colour, colours.dark);
        one.mean->setPen(pen(series));
        one.dot->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colours.background, 1.5), area, 9));
        area.setAlphaF(colours.dark ? 0.22F : 0.16F);
        one.high->setBrush(area);
    }
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    for (const Baseline& baseline : m_baselines) {
        baseline.line->setPen(dotted(colours.muted, 1.5));
        baseline.label->setColor(colours.muted);
        baseline.label->setFont(small);
    }
    m_marker->setPen(QPen(colours.accent, 1.5, Qt::DashLine));
    m_markerLabel->setFont(small);
    m_markerLabel->setColor(colours.text);
    m_markerLabel->setBrush(colours.background);
    m_markerLabel->setPen(QPen(colours.accent, 1));
    m_current->setPen(QPen(colours.accent, 1));
    m_cursorLine->setPen(QPen(colours.muted, 1));
}

void CurveDrawing::arrange() {
    measure();
    const double pixels = std::max(1, m_plot->axisRect()->width());
    for (int series = 0; series < seriesCount(); ++series) {
        Line& one = line(series);
        for (QCPGraph* graph : {static_cast<QCPGraph*>(one.mean), one.low, one.high}) {
            graph->setVisible(one.shown);
        }
        one.mean->setCut(m_zoomed);
        one.dot->setCut(m_zoomed);
        const QCPRange range = m_plot->xAxis->range();
        const auto from = one.points.lowerBound(static_cast<qint64>(std::ceil(range.lower)));
        const auto to = one.points.upperBound(static_cast<qint64>(std::floor(range.upper)));
        const bool roomy =
            static_cast<double>(std::distance(from, to)) * kDotSpacing <= pixels || from == to;
        const QColor color = seriesColour(one.series.colour, m_colours.dark);
        one.mean->setScatterStyle(
            roomy && !one.series.faint
                ? QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(color, 1), QBrush(color), 5)
                : QCPScatterStyle::ssNone);
    }
    m_plot->yAxis->ticker()->setTickCount(tickCountFor(m_plot->axisRect()->height()));
    arrangeBaselines();
    arrangeMarks();
    arrangeDots();
}

void CurveDrawing::measure() {
    double last = static_cast<double>(m_largest);
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    const auto take = [&](double value) {
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    };
    for (const Line& one : m_lines) {
        if (!one.shown) {
            continue;
        }
        for (const CurvePoint& point : one.points) {
            take(point.percent);
            take(point.low);
            take(point.high);
        }
        if (!one.points.isEmpty()) {
            last = std::max(last, static_cast<double>(one.points.lastKey()));
        }
        if (one.series.set >= 0 && one.series.set < m_sets.size()) {
            take(m_sets[one.series.set].baseline.value_or(std::nan("")));
        }
    }
    if (m_markerCount) {
        last = std::max(last, static_cast<double>(*m_markerCount));
    }
    if (!(least <= most)) {
        least = 0;
        most = 100;
    }
    const double more = std::max(0.0, kSmallestSpan - (most - least)) / 2;
    const double air = (most - least + 2 * more) * 0.08;
    m_percents = {std::max(least - more - air, 0.0), std::min(most + more + air, 102.0)};
    last = std::max(last, kFewestCounts);
    m_counts = {0, 1.015 * last};
    if (!m_zoomed) {
        m_plot->xAxis->setRange(m_counts);
        m_plot->yAxis->setRange(m_percents);
    }
}

void CurveDrawing::arrangeBaselines() {
    std::vector<std::size_t> order;
    for (std::size_t set = 0; set < m_baselines.size(); ++set) {
        const auto& value = m_sets[static_cast<qsizetype>(set)].baseline;
        const bool used = std::any_of(m_lines.begin(), m_lines.end(), [&](const Line& one) {
            return one.shown && one.series.set == static_cast<int>(set);
        });
        m_baselines[set].line->setVisible(used && value);
        m_baselines[set].label->setVisible(used && value);
        if (used && value) {
            order.push_back(set);
        }
    }
    std::sort(order.begin(), order.end(), [this](std::size_t left, std::size_t right) {
        return *m_sets[static_cast<qsizetype>(left)].baseline >
               *m_sets[static_cast<qsizetype>(right)].baseline;
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
        const CurveSet& set = m_sets[static_cast<qsizetype>(order[place])];
        const Baseline& baseline = m_baselines[order[place]];
        baseline.line->point1->setCoords(0, *set.baseline);
        baseline.line->point2->setCoords(1, *set.baseline);
        // The highest is named above its line and the others below, so that near ones do not meet.
        baseline.label->setPositionAlignment(Qt::AlignRight |
                                             (place == 0 ? Qt::AlignBottom : Qt::AlignTop));
        baseline.label->setText(QStringLiteral("%1 %2").arg(
            set.name, m_plot->locale().toString(*set.baseline, 'f', 1)));
        baseline.label->position->setCoords(1, *set.baseline);
    }
}

void CurveDrawing::arrangeMarks() {
    stand(*m_marker, m_markerCount);
    stand(*m_current, m_currentCount);
    m_markerLabel->setVisible(m_markerCount && !m_markerLabel->text().isEmpty());
    if (!m_markerCount) {
        return;
    }
    const QCPRange range = m_plot->xAxis->range();
    const auto at = static_cast<double>(*m_markerCount);
    const bool rightHalf = at > range.center();
    m_markerLabel->setVisible(m_markerLabel->visible() && range.contains(at));
    m_markerLabel->setPositionAlignment((rightHalf ? Qt::AlignRight : Qt::AlignLeft) |
                                        Qt::AlignBottom);
    m_markerLabel->position->setCoords(at, 0.98);
}

void CurveDrawing::arrangeDots() {
    stand(*m_cursorLine, m_cursor);
    for (Line& one : m_lines) {
        const auto found = m_cursor ? one.points.constFind(*m_cursor) : one.points.constEnd();
        const bool there = one.shown && found != one.points.constEnd();
        one.dot->setData(there ? QVector<double>{static_cast<double>(found->count)}
                               : QVector<double>(),
                         there ? QVector<double>{found->percent} : QVector<double>(), true);
    }
}

} // namespace brera::plots
