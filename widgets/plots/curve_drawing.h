// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/figure_drawing.h"

#include "plots/curve_plot.h"

#include <QMap>

#include <vector>

namespace brera::plots {

/// A graph whose dots stand whole on the axes, unless what lies beyond them is to be cut off.
class DottedGraph final : public QCPGraph {
public:
    explicit DottedGraph(QCustomPlot& plot) : QCPGraph(plot.xAxis, plot.yAxis) {}
    void setCut(bool cut) { m_cut = cut; }

protected:
    QRect clipRect() const override;

private:
    bool m_cut = false;
};

/// The curves on the side of QCustomPlot: what is drawn where, and the ranges of the axes.
class CurveDrawing final {
public:
    /// The points, of the series shown, that lie nearest to a position.
    struct Nearest {
        int series = -1;
        qint64 count = 0;
        double distance = 0; ///< logical pixels
    };

    explicit CurveDrawing(QWidget* parent);

    QCustomPlot* plot() const { return m_plot; }

    void setSeries(const QList<CurveSet>& sets, const QList<CurveSeries>& series);
    void setPoints(int series, const QList<CurvePoint>& points);
    void addPoint(int series, const CurvePoint& point);
    void setBaseline(int set, std::optional<double> percent);
    void setLargestCount(qint64 count);
    void setMarker(std::optional<qint64> count, const QString& label);
    void setCurrent(std::optional<qint64> count);
    void setAxisTitles(const QString& counts, const QString& values);
    /// The cursor's line and a dot on every series shown.
    void setCursor(std::optional<qint64> count);
    void setColours(const FigureColours& colours, const QFont& font, bool focus);
    void setShown(int series, bool shown);

    int seriesCount() const { return static_cast<int>(m_lines.size()); }
    bool has(int series) const { return series >= 0 && series < seriesCount(); }
    const CurveSeries& series(int series) const { return line(series).series; }
    const QMap<qint64, CurvePoint>& points(int series) const { return line(series).points; }
    bool isShown(int series) const { return line(series).shown; }
    QPen pen(int series) const;
    const QList<CurveSet>& sets() const { return m_sets; }

    /// The nearest count at which a series shown has a point; empty where none has.
    std::optional<qint64> countNear(double x) const;
    /// The count `steps` points on from `from`, held within what there is.
    std::optional<qint64> countAfter(std::optional<qint64> from, int steps) const;
    Nearest nearest(const QPointF& position) const;
    QPoint positionOf(qint64 count, double percent) const;
    int columnOf(qint64 count) const;

    bool isZoomed() const { return m_zoomed; }
    void resetZoom();
    /// Shows `factor` times what is shown, around a position; true when that changed anything.
    bool zoom(double factor, const QPointF& around);
    /// After the plot's own zooming or moving.
    void holdRanges();
    /// Lets series, baselines, ranges and labels take their places.
    void arrange();

    QByteArray exported(FigureFormat format);

private:
    struct Line {
        CurveSeries series;
        QMap<qint64, CurvePoint> points;
        DottedGraph* mean = nullptr;
        QCPGraph* low = nullptr;
        QCPGraph* high = nullptr;
        DottedGraph* dot = nullptr;
        bool shown = true;
    };
    struct Baseline {
        QCPItemStraightLine* line = nullptr;
        QCPItemText* label = nullptr;
    };

    Line& line(int series) { return m_lines[static_cast<std::size_t>(series)]; }
    const Line& line(int series) const { return m_lines[static_cast<std::size_t>(series)]; }
    void fill(Line& line) const;
    void measure();
    void arrangeBaselines();
    void arrangeMarks();
    void arrangeDots();
    QByteArray table() const;

    QCustomPlot* m_plot;
    QList<CurveSet> m_sets;
    std::vector<Line> m_lines;
    std::vector<Baseline> m_baselines;
    QCPItemStraightLine* m_marker;
    QCPItemText* m_markerLabel;
    QCPItemStraightLine* m_current;
    QCPItemStraightLine* m_cursorLine;
    FigureColours m_colours;
    std::optional<qint64> m_markerCount;
    std::optional<qint64> m_currentCount;
    std::optional<qint64> m_cursor;
    QCPRange m_counts{0, 10};    ///< all there is to see
    QCPRange m_percents{0, 100}; ///< all there is to see
    qint64 m_largest = 0;
    bool m_zoomed = false;
};

} // namespace brera::plots
