// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include "plots/figure_export.h"
#include "plots/plot_colours.h"

/// What curves and bars share on the side of QCustomPlot; seen by this room's sources alone.
namespace brera::plots {

/// Steps of 1, 2, 5, 10 … with as many decimals as the step needs, in the plot's locale.
class FigureTicker final : public QCPAxisTicker {
public:
    /// `whole`: no step below 1.
    explicit FigureTicker(bool whole) : m_whole(whole) { setTickCount(6); }

protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;
    int getSubTickCount(double) override { return 0; }

private:
    bool m_whole;
    int m_decimals = 0;
};

/// A plot with the axes, the grid and the margins of this house and nothing in it.
void furnish(QCustomPlot& plot);
/// Background, axes, grid and legend in the theme's colours, words in `font`.
void colour(QCustomPlot& plot, const FigureColours& colours, const QFont& font);

/// How many steps an axis of this length has room for.
int tickCountFor(int pixels);

/// The plot as it stands, `size` in logical pixels, with a legend below when it has more than one
/// entry. Png or Svg.
QByteArray drawn(QCustomPlot& plot, FigureFormat format, QSize size, const QString& title);

} // namespace brera::plots
