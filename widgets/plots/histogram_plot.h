// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

#include <vector>

class QCustomPlot;
class QCPGraph;
class QCPItemStraightLine;

namespace brera::plots {

struct PlotColours {
    QColor background;
    QColor line;
    QColor text;
    QColor below; ///< of the part left of the threshold
    QColor above; ///< of the part right of it, and of the line
};

/// How often a unit's activations fall where, on a logarithmic scale, with the threshold as a line
/// that can be taken with the mouse.
class HistogramPlot final : public QWidget {
    Q_OBJECT
public:
    explicit HistogramPlot(QWidget* parent = nullptr);

    void setColours(const PlotColours& colours);
    /// `counts` in equal bins over [low, high); the axis shows [from, to].
    void setHistogram(double low, double high, const std::vector<double>& counts, double from,
                      double to);
    void setThreshold(double threshold);

    QSize sizeHint() const override;

Q_SIGNALS:
    void thresholdPicked(double threshold);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void split();
    void refresh();

    QCustomPlot* m_plot;
    QCPGraph* m_below;
    QCPGraph* m_above;
    QCPItemStraightLine* m_line;
    std::vector<double> m_heights; ///< log10(1 + count)
    double m_low = 0;
    double m_high = 1;
    double m_from = 0;
    double m_to = 1;
    double m_threshold = 0;
};

} // namespace brera::plots
