// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bar_drawing.h"

#include <algorithm>
#include <cmath>

namespace brera::plots {
namespace {

/// The share of a group's width that its bars take; more where groups are narrow, for the figures.
constexpr double kBarsShare = 0.72;
constexpr double kNarrowBarsShare = 0.9;
constexpr double kNarrowGroup = 64; ///< logical pixels
/// One bar should not be a wall.
constexpr double kWidestBar = 0.5;

} // namespace

BarDrawing::BarDrawing(BarPlot::Size size, QWidget* parent)
    : m_size(size), m_plot(new QCustomPlot(parent)), m_names(new QCPAxisTickerText),
      m_frame(new QCPItemRect(m_plot)) {
    furnish(*m_plot);
    m_plot->xAxis->setTicker(m_names);
    m_plot->yAxis->setTicker(QSharedPointer<FigureTicker>::create(true));
    if (size == BarPlot::Size::Small) {
        m_plot->yAxis->setVisible(false);
        m_plot->yAxis->grid()->setVisible(false);
        m_plot->axisRect()->setAutoMargins(QCP::msBottom);
        m_plot->axisRect()->setMargins(QMargins(0, 0, 0, 0));
        m_plot->axisRect()->setMinimumMargins(QMargins(0, 0, 0, 0));
    }
    m_frame->setLayer(QStringLiteral("overlay"));
    m_frame->setBrush(Qt::NoBrush);
    m_frame->setVisible(false);
}

void BarDrawing::setBars(const QStringList& groups, const QList<BarSeries>& series) {
    m_plot->legend->clearItems();
    m_plot->clearPlottables();
    m_bars.clear();
    m_groups = groups;
    m_series = series;
    m_shown.assign(static_cast<std::size_t>(series.size()), true);
    for (const BarSeries& one : series) {
        const Bars bars{new QCPBars(m_plot->xAxis, m_plot->yAxis),
                        new QCPBars(m_plot->xAxis, m_plot->yAxis)};
        bars.strong->setName(one.name);
        bars.strong->addToLegend();
        m_bars.push_back(bars);
    }
    if (m_selected >= groups.size()) {
        m_selected = -1;
    }
    m_frame->setVisible(false);
}

void BarDrawing::setShown(int series, bool shown) {
    m_shown[static_cast<std::size_t>(series)] = shown;
}

QColor BarDrawing::colourOf(int series) const {
    return seriesColour(m_series[series].colour, m_colours.dark);
}

void BarDrawing::setColours(const FigureColours& colours, const QFont& font, bool focus) {
    m_colours = colours;
    m_small = font;
    m_small.setPointSizeF(font.pointSizeF() * 0.9);
    colour(*m_plot, colours, font);
    m_plot->xAxis->setBasePen(focus ? QPen(colours.accent, 2) : QPen(colours.grid));
    m_frame->setPen(QPen(colours.text, 1.5));
}

double BarDrawing::widthOf() const {
    const auto shown = std::count(m_shown.begin(), m_shown.end(), true);
    const double group =
        m_plot->axisRect()->width() / std::max(1.0, static_cast<double>(m_groups.size()));
    const double share = shown > 1 && group < kNarrowGroup ? kNarrowBarsShare : kBarsShare;
    return std::min(kWidestBar, share / static_cast<double>(std::max<std::ptrdiff_t>(1, shown)));
}

double BarDrawing::keyOf(int group, int series) const {
    const auto at = m_shown.begin() + series;
    const auto before = static_cast<double>(std::count(m_shown.begin(), at, true));
    const auto shown = static_cast<double>(std::count(m_shown.begin(), m_shown.end(), true));
    return group + (before - (shown - 1) / 2) * widthOf();
}

void BarDrawing::arrange() {
    m_highest = 1;
    for (int series = 0; series < m_series.size(); ++series) {
        QVector<double> strongKeys;
        QVector<double> strong;
        QVector<double> paleKeys;
        QVector<double> pale;
        for (int group = 0; group < m_groups.size() && isShown(series); ++group) {
            const double value = m_series[series].values.value(group);
            const bool faded = m_selected >= 0 && group != m_selected;
            (faded ? paleKeys : strongKeys) << keyOf(group, series);
            (faded ? pale : strong) << value;
            m_highest = std::max(m_highest, value);
        }
        const Bars& bars = m_bars[static_cast<std::size_t>(series)];
        bars.strong->setData(strongKeys, strong);
        bars.pale->setData(paleKeys, pale);
        QColor color = colourOf(series);
        bars.strong->setBrush(color);
        color.setAlphaF(0.35F);
        bars.pale->setBrush(color);
        for (QCPBars* one : {bars.strong, bars.pale}) {
            one->setPen(Qt::NoPen);
            one->setWidth(widthOf() * 0.92);
            one->setAntialiased(false);
        }
    }
    m_plot->xAxis->setRange(-0.5, std::max(0.5, static_cast<double>(m_groups.size()) - 0.5));
    // Room above the highest bar for its figure.
    const double pixels = std::max(32, m_plot->axisRect()->height());
    const double figure = QFontMetricsF(m_small).height() + 4;
    m_plot->yAxis->setRange(0, m_highest / std::max(0.3, 1 - figure / pixels));
    m_plot->yAxis->ticker()->setTickCount(tickCountFor(m_plot->axisRect()->height()));
    arrangeNames();
    arrangeFigures();
}

void BarDrawing::arrangeNames() {
    m_names->clear();
    const QFontMetricsF metrics(m_small);
    const double room =
        m_plot->axisRect()->width() / std::max(1.0, static_cast<double>(m_groups.size())) - 6;
    double widest = 0;
    for (const QString& group : m_groups) {
        widest = std::max(widest, metrics.horizontalAdvance(group));
    }
    const bool turned = m_size == BarPlot::Size::Full && widest > room;
    m_plot->xAxis->setTickLabelRotation(turned ? -35 : 0);
    for (int group = 0; group < m_groups.size(); ++group) {
        // Names of layers differ at their ends.
        const QString name =
            turned ? m_groups[group] : metrics.elidedText(m_groups[group], Qt::ElideLeft, room);
        m_names->addTick(group, name);
    }
}

void BarDrawing::arrangeFigures() {
    std::size_t used = 0;
    const double room =
        m_plot->axisRect()->width() / std::max(1.0, m_plot->xAxis->range().size()) * widthOf();
    const QFontMetricsF metrics(m_small);
    for (int series = 0; series < m_series.size(); ++series) {
        for (int group = 0; group < m_groups.size() && isShown(series); ++group) {
            const double value = m_series[series].values.value(group);
            const QString text =
                m_plot->locale().toString(value, 'f', value == std::round(value) ? 0 : 1);
            if (metrics.horizontalAdvance(text) > room + (m_series.size() > 1 ? 1 : 8)) {
                continue;
            }
            if (used == m_figures.size()) {
                m_figures.push_back(new QCPItemText(m_plot));
                m_figures.back()->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
                m_figures.back()->setPadding(QMargins(0, 0, 0, 1));
                m_figures.back()->setClipToAxisRect(false);
            }
            QCPItemText* item = m_figures[used++];
            const bool faded = m_selected >= 0 && group != m_selected;
            item->setVisible(true);
            item->setText(text);
            item->setFont(m_small);
            item->setColor(faded || value == 0 ? m_colours.muted : m_colours.text);
            item->position->setCoords(keyOf(group, series), value);
        }
    }
    for (; used < m_figures.size(); ++used) {
        m_figures[used]->setVisible(false);
    }
}

void BarDrawing::setCurrent(int group, int series) {
    m_frame->setVisible(group >= 0);
    if (group >= 0) {
        const double key = keyOf(group, series);
        const double half = widthOf() * 0.46;
        m_frame->topLeft->setCoords(key - half, m_series[series].values.value(group));
        m_frame->bottomRight->setCoords(key + half, 0);
    }
}

std::pair<int, int> BarDrawing::barAt(const QPointF& position) const {
    const QRect inside = m_plot->axisRect()->rect();
    // The groups' names belong to their columns.
    if (position.x() < inside.left() || position.x() > inside.right() ||
        position.y() < inside.top() || position.y() > m_plot->height()) {
        return {-1, -1};
    }
    const double key = m_plot->xAxis->pixelToCoord(position.x());
    const int group = qRound(key);
    if (group < 0 || group >= m_groups.size()) {
        return {-1, -1};
    }
    int best = -1;
    double least = 0.5;
    for (int series = 0; series < m_series.size(); ++series) {
        const double away = std::abs(keyOf(group, series) - key);
        if (isShown(series) && away <= least) {
            least = away;
            best = series;
        }
    }
    return best < 0 ? std::pair{-1, -1} : std::pair{group, best};
}

QPoint BarDrawing::positionOf(int group, int series) const {
    const double middle = m_series[series].values.value(group) / 2;
    return {qRound(m_plot->xAxis->coordToPixel(keyOf(group, series))),
            qRound(m_plot->yAxis->coordToPixel(middle))};
}

QByteArray BarDrawing::exported(FigureFormat format, const QString& title) {
    const bool framed = m_frame->visible();
    const QPen base = m_plot->xAxis->basePen();
    m_frame->setVisible(false);
    m_plot->xAxis->setBasePen(QPen(m_colours.muted));
    m_plot->legend->clearItems();
    for (int series = 0; series < m_series.size(); ++series) {
        if (isShown(series)) {
            m_bars[static_cast<std::size_t>(series)].strong->addToLegend();
        }
    }
    const QByteArray bytes = drawn(*m_plot, format, m_plot->size(), title);
    m_frame->setVisible(framed);
    m_plot->xAxis->setBasePen(base);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    return bytes;
}

} // namespace brera::plots
