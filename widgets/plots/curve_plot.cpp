// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/curve_drawing.h"

#include "plots/legend_row.h"
#include "plots/read_out.h"

#include <QAccessible>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::plots {
namespace {

constexpr int kGrid = 8;
/// A click this near to a point is meant for it, in logical pixels.
constexpr double kClickReach = 12;
constexpr double kZoomStep = 0.85;
constexpr int kPageSteps = 10;

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent), m_drawing(std::make_unique<CurveDrawing>(this)),
      m_legend(new LegendRow(this)), m_readOut(new ReadOut(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Accuracy by the number of ablated units"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_legend);
    layout->addWidget(m_drawing->plot(), 1);
    m_drawing->setAxisTitles(tr("units ablated"), tr("accuracy, %"));
    m_drawing->plot()->setMouseTracking(true);
    m_drawing->plot()->installEventFilter(this);
    connect(m_legend, &LegendRow::toggled, this, &CurvePlot::setSeriesShown);
    connect(m_drawing->plot(), &QCustomPlot::afterLayout, this, [this] { placeReadOut(); });
    refresh();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::setSeries(const QList<CurveSet>& sets, const QList<CurveSeries>& series) {
    m_drawing->setSeries(sets, series);
    QStringList names;
    for (const CurveSeries& one : series) {
        names << one.name;
    }
    m_legend->setNames(names);
    m_legend->setVisible(series.size() > 1);
    m_series = 0;
    setCursorCount({});
    refresh();
}

void CurvePlot::setPoints(int series, const QList<CurvePoint>& points) {
    m_drawing->setPoints(series, points);
    refresh();
}

void CurvePlot::addPoint(int series, const CurvePoint& point) {
    m_drawing->addPoint(series, point);
    refresh();
}

void CurvePlot::setBaseline(int set, std::optional<double> percent) {
    m_drawing->setBaseline(set, percent);
    refresh();
}

void CurvePlot::setLargestCount(qint64 count) {
    m_drawing->setLargestCount(count);
    refresh();
}

void CurvePlot::setMarker(std::optional<qint64> count, const QString& label) {
    m_drawing->setMarker(count, label);
    refresh();
}

void CurvePlot::setCurrent(std::optional<qint64> count) {
    m_drawing->setCurrent(count);
    refresh();
}

void CurvePlot::setAxisTitles(const QString& counts, const QString& values) {
    m_drawing->setAxisTitles(counts, values);
    refresh();
}

int CurvePlot::seriesCount() const {
    return m_drawing->seriesCount();
}

QList<CurvePoint> CurvePlot::points(int series) const {
    return m_drawing->points(series).values();
}

void CurvePlot::setSeriesShown(int series, bool shown) {
    m_legend->setShown(series, shown);
    m_drawing->setShown(series, shown);
    refresh();
}

bool CurvePlot::isSeriesShown(int series) const {
    return m_drawing->isShown(series);
}

bool CurvePlot::isZoomed() const {
    return m_drawing->isZoomed();
}

void CurvePlot::resetZoom() {
    m_drawing->resetZoom();
    refresh();
}

std::optional<qint64> CurvePlot::cursorCount() const {
    return m_cursor;
}

void CurvePlot::setCursorCount(std::optional<qint64> count) {
    if (count == m_cursor) {
        return;
    }
    m_cursor = count;
    m_drawing->setCursor(count);
    m_drawing->plot()->replot(QCustomPlot::rpQueuedReplot);
    placeReadOut();
    nameFigures();
    Q_EMIT cursorMoved(count.value_or(-1));
}

QString CurvePlot::readOutText() const {
    return m_cursor ? m_readOut->text() : QString();
}

QPoint CurvePlot::positionOf(qint64 count, double percent) const {
    return m_drawing->plot()->mapTo(this, m_drawing->positionOf(count, percent));
}

QByteArray CurvePlot::exported(FigureFormat format) const {
    return m_drawing->exported(format);
}

QString CurvePlot::exportTo(const QString& path) const {
    const std::optional<FigureFormat> format = figureFormatOf(path);
    if (!format) {
        return tr("%1 has no ending that Brera writes: use .png, .svg or .csv.").arg(path);
    }
    return writeFigure(path, exported(*format));
}

QSize CurvePlot::sizeHint() const {
    return {560, 320};
}

QSize CurvePlot::minimumSizeHint() const {
    return {240, 180};
}

void CurvePlot::refresh() {
    m_drawing->setColours(figureColours(palette()), font(), hasFocus());
    m_drawing->arrange();
    for (int series = 0; series < m_drawing->seriesCount(); ++series) {
        m_legend->setSwatch(series, m_drawing->pen(series));
    }
    if (isVisible()) {
        m_drawing->plot()->replot(QCustomPlot::rpQueuedReplot);
    }
    placeReadOut();
    nameFigures();
}

void CurvePlot::placeReadOut() {
    if (!m_cursor) {
        m_readOut->hide();
        return;
    }
    QList<ReadOut::Row> rows;
    const QLocale locale = this->locale();
    const auto figure = [&locale](double value) { return locale.toString(value, 'f', 1); };
    for (int series = 0; series < m_drawing->seriesCount(); ++series) {
        if (!m_drawing->isShown(series)) {
            continue;
        }
        const auto& points = m_drawing->points(series);
        const auto found = points.constFind(*m_cursor);
        QString value = QStringLiteral("–");
        if (found != points.constEnd()) {
            value = figure(found->percent);
            if (std::isfinite(found->low) && std::isfinite(found->high)) {
                value += tr(" (%1 to %2)").arg(figure(found->low), figure(found->high));
            }
        }
        rows << ReadOut::Row{m_drawing->pen(series), m_drawing->series(series).name, value};
    }
    m_readOut->setRows(*m_cursor == 1 ? tr("1 unit") : tr("%L1 units").arg(*m_cursor), rows);
    const QRect inside = m_drawing->plot()->axisRect()->rect();
    const int column = m_drawing->columnOf(*m_cursor);
    if (column < inside.left() || column > inside.right()) {
        m_readOut->hide();
        return;
    }
    const QPoint corner = m_drawing->plot()->pos();
    m_readOut->place(column + corner.x(), inside.translated(corner));
}

void CurvePlot::nameFigures() {
    QStringList parts;
    if (m_cursor) {
        parts << m_readOut->text().replace(QLatin1Char('\n'), QStringLiteral("; "));
    }
    for (int series = 0; series < m_drawing->seriesCount(); ++series) {
        const auto& points = m_drawing->points(series);
        if (m_cursor || points.isEmpty() || !m_drawing->isShown(series)) {
            continue;
        }
        const auto best = std::max_element(
            points.begin(), points.end(),
            [](const CurvePoint& a, const CurvePoint& b) { return a.percent < b.percent; });
        parts << tr("%1: from %L2% at %3 to %L4% at %5, best %L6% at %7 units")
                     .arg(m_drawing->series(series).name)
                     .arg(points.first().percent, 0, 'f', 1)
                     .arg(points.firstKey())
                     .arg(points.last().percent, 0, 'f', 1)
                     .arg(points.lastKey())
                     .arg(best->percent, 0, 'f', 1)
                     .arg(best->count);
    }
    setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

void CurvePlot::stepCursor(int steps) {
    m_cursorByKey = true;
    setCursorCount(m_drawing->countAfter(m_cursor, steps));
}

void CurvePlot::stepSeries(int steps) {
    const int all = m_drawing->seriesCount();
    for (int look = 0; look < all; ++look) {
        m_series = (m_series + steps + all) % all;
        if (m_drawing->isShown(m_series)) {
            return;
        }
    }
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = m_drawing->plot()->axisRect()->center();
    switch (event->key()) {
    case Qt::Key_Left:
        stepCursor(-1);
        return;
    case Qt::Key_Right:
        stepCursor(1);
        return;
    case Qt::Key_PageUp:
        stepCursor(kPageSteps);
        return;
    case Qt::Key_PageDown:
        stepCursor(-kPageSteps);
        return;
    case Qt::Key_Home:
        m_cursorByKey = true;
        setCursorCount(m_drawing->countAfter({}, 1));
        return;
    case Qt::Key_End:
        m_cursorByKey = true;
        setCursorCount(m_drawing->countAfter({}, -1));
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        stepSeries(event->key() == Qt::Key_Down ? 1 : -1);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_drawing->zoom(kZoomStep, middle);
        refresh();
        return;
    case Qt::Key_Minus:
        m_drawing->zoom(1 / kZoomStep, middle);
        refresh();
        return;
    case Qt::Key_0:
        resetZoom();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor && m_drawing->has(m_series)) {
            Q_EMIT pointActivated(m_series, *m_cursor);
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_cursor) {
            setCursorCount({});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void CurvePlot::moveCursor(const QPoint& position) {
    if (!m_drawing->plot()->axisRect()->rect().contains(position)) {
        if (!m_cursorByKey) {
            setCursorCount({});
        }
        m_drawing->plot()->unsetCursor();
        return;
    }
    m_cursorByKey = false;
    const bool onPoint = m_drawing->nearest(position).distance <= kClickReach;
    m_drawing->plot()->setCursor(onPoint ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setCursorCount(m_drawing->countNear(position.x()));
}

bool CurvePlot::press(QMouseEvent& event) {
    m_pressed = event.position().toPoint();
    // Shift moves what is in sight instead of drawing a rectangle to zoom into.
    const bool move = event.modifiers() & Qt::ShiftModifier;
    m_drawing->plot()->setSelectionRectMode(move ? QCP::srmNone : QCP::srmZoom);
    m_drawing->plot()->setInteraction(QCP::iRangeDrag, move);
    m_clicking = event.button() == Qt::LeftButton;
    return !m_clicking;
}

bool CurvePlot::release(QMouseEvent& event) {
    const QPoint position = event.position().toPoint();
    if (event.button() != Qt::LeftButton || !m_clicking) {
        return true;
    }
    m_clicking = false;
    if ((position - m_pressed).manhattanLength() > 3) {
        // The plot zooms or moves after this filter.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_drawing->holdRanges();
                refresh();
            },
            Qt::QueuedConnection);
        return false;
    }
    const CurveDrawing::Nearest nearest = m_drawing->nearest(position);
    if (nearest.series >= 0 && nearest.distance <= kClickReach) {
        m_series = nearest.series;
        Q_EMIT pointActivated(nearest.series, nearest.count);
    }
    return false;
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove:
        moveCursor(static_cast<QMouseEvent*>(event)->position().toPoint());
        break;
    case QEvent::Leave:
        if (!m_cursorByKey) {
            setCursorCount({});
        }
        break;
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick:
        resetZoom();
        return true;
    case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        const double turns = wheel->angleDelta().y() / 120.0;
        const bool zoomed =
            turns != 0 && m_drawing->zoom(std::pow(kZoomStep, turns), wheel->position());
        if (zoomed) {
            refresh();
        }
        // What cannot zoom any further lets the page scroll.
        event->setAccepted(zoomed);
        return true;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void CurvePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LocaleChange) {
        m_drawing->plot()->setLocale(locale());
        refresh();
    }
}

void CurvePlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refresh();
}

void CurvePlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    refresh();
}

void CurvePlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    if (m_cursorByKey) {
        setCursorCount({});
    }
    refresh();
}

} // namespace brera::plots
