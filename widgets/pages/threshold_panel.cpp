// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/threshold_panel.h"

#include "plots/histogram_plot.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/figures_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSteps = 1000;

} // namespace

ThresholdPanel::ThresholdPanel(QWidget* parent)
    : QWidget(parent), m_plot(new plots::HistogramPlot(this)),
      m_slider(new QSlider(Qt::Horizontal, this)), m_figures(new FiguresLabel(Qt::AlignLeft, this)),
      m_reset(new QPushButton(tr("Reset"), this)) {
    m_slider->setObjectName(QStringLiteral("threshold"));
    m_slider->setRange(0, kSteps);
    m_slider->setPageStep(kSteps / 20);
    m_slider->setAccessibleName(tr("Threshold"));
    m_slider->setToolTip(tr("What lies above is inside the mask"));
    m_reset->setObjectName(QStringLiteral("quiet"));
    m_reset->setToolTip(tr("Back to the project's threshold"));
    m_figures->setMuted(true);

    auto* said = new QHBoxLayout;
    said->setSpacing(kGrid);
    said->addWidget(m_figures, 1);
    said->addWidget(m_reset);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addLayout(said);
    layout->addWidget(m_slider); // as wide as the histogram below
    layout->addWidget(m_plot);

    connect(m_slider, &QSlider::valueChanged, this,
            [this](int step) { setThreshold(m_from + (m_to - m_from) * step / kSteps); });
    connect(m_plot, &plots::HistogramPlot::thresholdPicked, this, &ThresholdPanel::setThreshold);
    connect(m_reset, &QPushButton::clicked, this, &ThresholdPanel::resetThreshold);
    colour();
}

void ThresholdPanel::setUnit(const UnitView& view) {
    m_statistics = view.statistics;
    m_quantile = view.quantile;
    double top = static_cast<double>(m_statistics.maximum);
    for (const ExemplarEntry& entry : view.exemplars) {
        top = std::max(top, static_cast<double>(entry.exemplar.activation));
    }
    const Histogram& histogram = m_statistics.histogram;
    m_from = histogram.counts.empty()
                 ? std::min(0.0, m_statistics.threshold)
                 : std::min(static_cast<double>(histogram.low), m_statistics.threshold);
    m_to = std::max({top, m_statistics.threshold, m_from + 1e-6});
    std::vector<double> counts(histogram.counts.size());
    std::transform(histogram.counts.begin(), histogram.counts.end(), counts.begin(),
                   [](std::uint64_t count) { return static_cast<double>(count); });
    m_plot->setHistogram(static_cast<double>(histogram.low), static_cast<double>(histogram.high),
                         counts, m_from, m_to);
    m_plot->setVisible(!counts.empty());
    m_threshold = m_statistics.threshold;
    showThreshold();
}

void ThresholdPanel::resetThreshold() {
    setThreshold(m_statistics.threshold);
}

void ThresholdPanel::setThreshold(double threshold) {
    if (threshold == m_threshold) {
        return;
    }
    m_threshold = threshold;
    showThreshold();
    Q_EMIT thresholdChanged(threshold);
}

void ThresholdPanel::showThreshold() {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(
        static_cast<int>(std::lround((m_threshold - m_from) / (m_to - m_from) * kSteps)));
    m_plot->setThreshold(m_threshold);
    const bool own = m_threshold == m_statistics.threshold;
    const double quantile =
        own && m_quantile > 0 ? m_quantile : quantileOf(m_statistics, m_threshold);
    QString text = activationText(m_threshold);
    if (quantile >= 0) {
        text += QStringLiteral(" · ") + tr("quantile %L1").arg(quantile, 0, 'f', 4) +
                QStringLiteral(" · ") + tr("%L1% above").arg((1 - quantile) * 100, 0, 'f', 2);
    }
    m_figures->setText(text);
    m_reset->setEnabled(!own);
}

void ThresholdPanel::colour() {
    const Tokens& tokens = tokensFor(palette());
    QColor below = tokens.muted;
    below.setAlphaF(0.45F);
    m_plot->setColours({tokens.surface, tokens.line, tokens.muted, below, tokens.accent});
}

void ThresholdPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        colour();
    }
    QWidget::changeEvent(event);
}

} // namespace brera::widgets
