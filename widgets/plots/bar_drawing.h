// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/figure_drawing.h"

#include "plots/bar_plot.h"

#include <utility>
#include <vector>

namespace brera::plots {

/// The bars on the side of QCustomPlot.
class BarDrawing final {
public:
    BarDrawing(BarPlot::Size size, QWidget* parent);

    QCustomPlot* plot() const { return m_plot; }

    void setBars(const QStringList& groups, const QList<BarSeries>& series);
    void setShown(int series, bool shown);
    void setSelectedGroup(int group) { m_selected = group; }
    void setCurrent(int group, int series);
    void setColours(const FigureColours& colours, const QFont& font, bool focus);
    /// Lets bars, their figures and the groups' names take their places.
    void arrange();

    const QStringList& groups() const { return m_groups; }
    const QList<BarSeries>& series() const { return m_series; }
    bool isShown(int series) const { return m_shown[static_cast<std::size_t>(series)]; }
    int selectedGroup() const { return m_selected; }
    QColor colourOf(int series) const;

    /// The (group, series) whose column a position lies in, from the axis to above the highest
    /// bar, so that low bars and zeros can be met too; −1 and −1 between groups.
    std::pair<int, int> barAt(const QPointF& position) const;
    QPoint positionOf(int group, int series) const;

    QByteArray exported(FigureFormat format, const QString& title);

private:
    struct Bars {
        QCPBars* strong; ///< of every group, or of the selected one
        QCPBars* pale;   ///< of the others
    };

    double widthOf() const;
    double keyOf(int group, int series) const;
    void arrangeNames();
    void arrangeFigures();

    BarPlot::Size m_size;
    QCustomPlot* m_plot;
    QSharedPointer<QCPAxisTickerText> m_names;
    QCPItemRect* m_frame; ///< around the current bar
    std::vector<Bars> m_bars;
    std::vector<QCPItemText*> m_figures;
    std::vector<bool> m_shown;
    QStringList m_groups;
    QList<BarSeries> m_series;
    FigureColours m_colours;
    QFont m_small;
    double m_highest = 1;
    int m_selected = -1;
};

} // namespace brera::plots
