// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/histogram_plot.h"

#include <qcustomplot.h>

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::plots {
namespace {

/// More steps than this cannot be told apart in a panel.
constexpr std::size_t kMostSteps = 160;

} // namespace

HistogramPlot::HistogramPlot(QWidget* parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_below(m_plot->addGraph()),
      m_above(m_plot->addGraph()), m_line(new QCPItemStraightLine(m_plot)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // It complains whenever it has to draw on nothing, as in a page that is not laid out yet.
    m_plot->setMinimumSize(16, 16);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setCursor(Qt::SizeHorCursor);
    m_plot->axisRect()->setAutoMargins(QCP::msBottom);
    m_plot->axisRect()->setMargins(QMargins(1, 4, 1, 0));
    m_plot->yAxis->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->xAxis->setSubTicks(false);
    m_plot->xAxis->setTickLengthIn(0);
    m_plot->xAxis->setTickLengthOut(3);
    m_plot->xAxis->setPadding(0);
    m_plot->xAxis->ticker()->setTickCount(5);
    for (QCPGraph* graph : {m_below, m_above}) {
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setAntialiased(false);
        graph->setAntialiasedFill(false);
    }
    m_plot->setAccessibleName(tr("Histogram of the unit's activations"));
    const auto pick = [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) {
            const double value = m_plot->xAxis->pixelToCoord(event->position().x());
            Q_EMIT thresholdPicked(std::clamp(value, m_from, m_to));
        }
    };
    connect(m_plot, &QCustomPlot::mousePress, this, pick);
    connect(m_plot, &QCustomPlot::mouseMove, this, pick);
}

QSize HistogramPlot::sizeHint() const {
    return {240, 96};
}

void HistogramPlot::refresh() {
    if (isVisible()) {
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void HistogramPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void HistogramPlot::setColours(const PlotColours& colours) {
    m_plot->setBackground(QBrush(colours.background));
    m_plot->xAxis->setBasePen(QPen(colours.line));
    m_plot->xAxis->setTickPen(QPen(colours.line));
    m_plot->xAxis->setTickLabelColor(colours.text);
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    m_plot->xAxis->setTickLabelFont(font);
    m_below->setPen(Qt::NoPen);
    m_below->setBrush(colours.below);
    m_above->setPen(Qt::NoPen);
    m_above->setBrush(colours.above);
    m_line->setPen(QPen(colours.above, 1.5));
    refresh();
}

void HistogramPlot::setHistogram(double low, double high, const std::vector<double>& counts,
                                 double from, double to) {
    const std::size_t together =
        std::max<std::size_t>(1, (counts.size() + kMostSteps - 1) / kMostSteps);
    m_heights.clear();
    for (std::size_t bin = 0; bin < counts.size(); bin += together) {
        double sum = 0;
        for (std::size_t part = bin; part < std::min(bin + together, counts.size()); ++part) {
            sum += counts[part];
        }
        m_heights.push_back(std::log10(1 + sum));
    }
    const double width = counts.empty() ? 0 : (high - low) / static_cast<double>(counts.size());
    m_low = low;
    m_high = low + width * static_cast<double>(together * m_heights.size());
    m_from = from;
    m_to = to > from ? to : from + 1;
    m_plot->xAxis->setRange(m_from, m_to);
    const double tallest =
        m_heights.empty() ? 1 : *std::max_element(m_heights.begin(), m_heights.end());
    m_plot->yAxis->setRange(0, std::max(tallest, 0.1) * 1.08);
    split();
}

void HistogramPlot::setThreshold(double threshold) {
    m_threshold = threshold;
    m_line->point1->setCoords(threshold, 0);
    m_line->point2->setCoords(threshold, 1);
    split();
}

void HistogramPlot::split() {
    QVector<double> belowX;
    QVector<double> belowY;
    QVector<double> aboveX;
    QVector<double> aboveY;
    const double width =
        m_heights.empty() ? 0 : (m_high - m_low) / static_cast<double>(m_heights.size());
    for (std::size_t bin = 0; bin < m_heights.size(); ++bin) {
        const double left = m_low + width * static_cast<double>(bin);
        const double right = left + width;
        if (left < m_threshold) {
            belowX << left;
            belowY << m_heights[bin];
        }
        if (right > m_threshold) {
            if (aboveX.isEmpty()) {
                belowX << std::max(left, m_threshold);
                belowY << (left < m_threshold ? m_heights[bin] : 0);
            }
            aboveX << std::max(left, m_threshold);
            aboveY << m_heights[bin];
        }
    }
    if (!m_heights.empty()) {
        auto& endX = aboveX.isEmpty() ? belowX : aboveX;
        auto& endY = aboveX.isEmpty() ? belowY : aboveY;
        endX << m_high;
        endY << m_heights.back();
    }
    m_below->setData(belowX, belowY, true);
    m_above->setData(aboveX, aboveY, true);
    refresh();
}

} // namespace brera::plots
