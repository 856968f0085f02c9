// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/unit_view.h"

#include <QWidget>

class QPushButton;
class QSlider;

namespace brera::plots {
class HistogramPlot;
}

namespace brera::widgets {

class FiguresLabel;

/// The histogram of a unit's activations and the slider under it that sets where masks begin.
class ThresholdPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ThresholdPanel(QWidget* parent = nullptr);

    /// Starts at the project's threshold.
    void setUnit(const UnitView& view);
    double threshold() const { return m_threshold; }
    /// Back to the project's threshold.
    void resetThreshold();

Q_SIGNALS:
    void thresholdChanged(double threshold);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setThreshold(double threshold);
    void showThreshold();
    void colour();

    UnitStatistics m_statistics;
    double m_quantile = 0;
    double m_threshold = 0;
    double m_from = 0;
    double m_to = 1;
    plots::HistogramPlot* m_plot;
    QSlider* m_slider;
    FiguresLabel* m_figures;
    QPushButton* m_reset;
};

} // namespace brera::widgets
