// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure_drawing.h"

#include <QBuffer>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace brera::plots {
namespace {

/// A figure that was never laid out on the screen.
constexpr QSize kUsualSize{960, 540};
constexpr double kPngScale = 2;

/// Lends the plot its legend for as long as a picture is drawn: on the screen, buttons show it.
class LentLegend {
public:
    explicit LentLegend(QCustomPlot& plot) : m_plot(plot) {
        if (plot.legend->itemCount() < 2) {
            return;
        }
        m_lent = true;
        plot.axisRect()->insetLayout()->take(plot.legend);
        plot.legend->setFillOrder(QCPLegend::foColumnsFirst, true);
        plot.legend->setWrap(3);
        plot.legend->setVisible(true);
        plot.plotLayout()->addElement(1, 0, plot.legend);
        plot.plotLayout()->setRowStretchFactor(1, 0.001);
    }
    ~LentLegend() {
        if (!m_lent) {
            return;
        }
        m_plot.plotLayout()->take(m_plot.legend);
        m_plot.plotLayout()->simplify();
        m_plot.legend->setVisible(false);
        m_plot.axisRect()->insetLayout()->addElement(m_plot.legend, Qt::AlignTop | Qt::AlignRight);
    }
    LentLegend(const LentLegend&) = delete;
    LentLegend& operator=(const LentLegend&) = delete;

private:
    QCustomPlot& m_plot;
    bool m_lent = false;
};

} // namespace

double FigureTicker::getTickStep(const QCPRange& range) {
    double step = QCPAxisTicker::getTickStep(range);
    if (m_whole) {
        step = step < 1 ? 1 : std::floor(step);
    }
    m_decimals = 0;
    for (double part = step; m_decimals < 3 && std::abs(part - std::round(part)) > 1e-9;
         part *= 10) {
        ++m_decimals;
    }
    return step;
}

QString FigureTicker::getTickLabel(double tick, const QLocale& locale, QChar, int) {
    return locale.toString(tick, 'f', m_decimals);
}

void furnish(QCustomPlot& plot) {
    // It complains whenever it has to draw on nothing, as in a page that is not laid out yet.
    plot.setMinimumSize(16, 16);
    plot.setFocusPolicy(Qt::NoFocus);
    plot.setNoAntialiasingOnDrag(false);
    plot.setAutoAddPlottableToLegend(false);
    plot.legend->setVisible(false);
    plot.axisRect()->setMinimumMargins(QMargins(0, 8, 8, 0));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(0);
        axis->setTickLabelPadding(6);
        axis->setLabelPadding(6);
        axis->setPadding(4);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis->setBasePen(Qt::NoPen);
    for (const char* name : {"ranges", "lines behind"}) {
        plot.addLayer(QString::fromLatin1(name), plot.layer(QStringLiteral("main")),
                      QCustomPlot::limBelow);
    }
}

void colour(QCustomPlot& plot, const FigureColours& colours, const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    plot.setBackground(QBrush(colours.background));
    plot.xAxis->setBasePen(QPen(colours.muted));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabelColor(colours.muted);
        axis->setTickLabelFont(small);
        axis->setLabelColor(colours.muted);
        axis->setLabelFont(font);
        axis->grid()->setPen(QPen(colours.grid, 1));
    }
    plot.legend->setBrush(Qt::NoBrush);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setTextColor(colours.text);
    plot.legend->setFont(font);
    plot.legend->setIconSize(24, 12);
    QColor band = colours.accent;
    plot.selectionRect()->setPen(QPen(band, 1));
    band.setAlphaF(0.15F);
    plot.selectionRect()->setBrush(band);
}

int tickCountFor(int pixels) {
    return std::clamp(pixels / 40, 2, 6);
}

QByteArray drawn(QCustomPlot& plot, FigureFormat format, QSize size, const QString& title) {
    if (size.width() < 64 || size.height() < 64) {
        size = kUsualSize;
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const LentLegend legend(plot);
    if (format == FigureFormat::Png) {
        plot.toPixmap(size.width(), size.height(), kPngScale).save(&buffer, "PNG");
        return bytes;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(title);
    generator.setDescription(QStringLiteral("Brera"));
    generator.setResolution(plot.logicalDpiX());
    QCPPainter painter;
    if (!painter.begin(&generator)) {
        return {};
    }
    painter.setMode(QCPPainter::pmVectorized);
    plot.toPainter(&painter, size.width(), size.height());
    painter.end();
    return bytes;
}

} // namespace brera::plots
