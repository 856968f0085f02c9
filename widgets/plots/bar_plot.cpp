// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bar_drawing.h"

#include "plots/legend_row.h"
#include "plots/read_out.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brera::plots {
namespace {

constexpr int kGrid = 8;

QString numberText(const QLocale& locale, double value) {
    return locale.toString(value, 'f', value == std::round(value) ? 0 : 1);
}

} // namespace

BarPlot::BarPlot(Size size, QWidget* parent)
    : QWidget(parent), m_drawing(std::make_unique<BarDrawing>(size, this)),
      m_legend(new LegendRow(this)), m_readOut(new ReadOut(this)), m_groupTitle(tr("layer")),
      m_valueTitle(tr("units")) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Units by layer"));
    setSizePolicy(QSizePolicy::Expanding,
                  size == Size::Small ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_legend);
    layout->addWidget(m_drawing->plot(), 1);
    m_legend->hide();
    m_drawing->plot()->setMouseTracking(true);
    m_drawing->plot()->installEventFilter(this);
    if (size == Size::Full) {
        m_drawing->plot()->yAxis->setLabel(m_valueTitle);
    }
    connect(m_legend, &LegendRow::toggled, this, [this](int series, bool shown) {
        m_drawing->setShown(series, shown);
        setCurrent(-1, -1, false);
        refresh();
    });
    connect(m_drawing->plot(), &QCustomPlot::afterLayout, this, [this] { m_drawing->arrange(); });
    refresh();
}

BarPlot::~BarPlot() = default;

void BarPlot::setBars(const QStringList& groups, const QList<BarSeries>& series) {
    m_group = -1;
    m_series = -1;
    m_drawing->setBars(groups, series);
    QStringList names;
    for (const BarSeries& one : series) {
        names << one.name;
    }
    m_legend->setNames(names);
    m_legend->setVisible(series.size() > 1);
    refresh();
}

void BarPlot::setAxisTitles(const QString& groups, const QString& values) {
    m_groupTitle = groups;
    m_valueTitle = values;
    if (m_drawing->plot()->yAxis->visible()) {
        m_drawing->plot()->yAxis->setLabel(values);
    }
    refresh();
}

void BarPlot::setSelectedGroup(int group) {
    m_drawing->setSelectedGroup(group);
    refresh();
}

int BarPlot::selectedGroup() const {
    return m_drawing->selectedGroup();
}

int BarPlot::groupCount() const {
    return static_cast<int>(m_drawing->groups().size());
}

int BarPlot::currentGroup() const {
    return m_group;
}

int BarPlot::currentSeries() const {
    return m_series;
}

QPoint BarPlot::positionOf(int group, int series) const {
    return m_drawing->plot()->mapTo(this, m_drawing->positionOf(group, series));
}

QByteArray BarPlot::exported(FigureFormat format) const {
    return format == FigureFormat::Csv ? table() : m_drawing->exported(format, m_valueTitle);
}

QString BarPlot::exportTo(const QString& path) const {
    const std::optional<FigureFormat> format = figureFormatOf(path);
    if (!format) {
        return tr("%1 has no ending that Brera writes: use .png, .svg or .csv.").arg(path);
    }
    return writeFigure(path, exported(*format));
}

QSize BarPlot::sizeHint() const {
    return m_drawing->plot()->yAxis->visible() ? QSize(480, 280) : QSize(240, 88);
}

QSize BarPlot::minimumSizeHint() const {
    return m_drawing->plot()->yAxis->visible() ? QSize(200, 88) : QSize(96, 64);
}

QByteArray BarPlot::table() const {
    QStringList head{csvField(m_groupTitle)};
    for (const BarSeries& one : m_drawing->series()) {
        head << csvField(one.name);
    }
    QStringList rows{head.join(QLatin1Char(','))};
    for (int group = 0; group < groupCount(); ++group) {
        QStringList row{csvField(m_drawing->groups()[group])};
        for (const BarSeries& one : m_drawing->series()) {
            row << QString::number(one.values.value(group), 'g', 10);
        }
        rows << row.join(QLatin1Char(','));
    }
    return (rows.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8();
}

void BarPlot::refresh() {
    m_drawing->setColours(figureColours(palette()), font(), hasFocus());
    m_drawing->arrange();
    m_drawing->setCurrent(m_group, m_series);
    for (int series = 0; series < m_drawing->series().size(); ++series) {
        m_legend->setSwatch(series, QPen(m_drawing->colourOf(series)), true);
    }
    if (isVisible()) {
        m_drawing->plot()->replot(QCustomPlot::rpQueuedReplot);
    }
    placeReadOut();
    nameFigures();
}

void BarPlot::setCurrent(int group, int series, bool byKey) {
    m_byKey = byKey && group >= 0;
    if (group == m_group && series == m_series) {
        return;
    }
    m_group = group;
    m_series = series;
    m_drawing->setCurrent(group, series);
    m_drawing->plot()->replot(QCustomPlot::rpQueuedReplot);
    placeReadOut();
    nameFigures();
}

void BarPlot::placeReadOut() {
    if (m_group < 0 || m_group >= groupCount()) {
        m_readOut->hide();
        return;
    }
    QList<ReadOut::Row> rows;
    for (int series = 0; series < m_drawing->series().size(); ++series) {
        if (m_drawing->isShown(series)) {
            const BarSeries& one = m_drawing->series()[series];
            rows << ReadOut::Row{QPen(m_drawing->colourOf(series), 4), one.name,
                                 numberText(locale(), one.values.value(m_group))};
        }
    }
    m_readOut->setRows(m_drawing->groups()[m_group], rows);
    const QPoint corner = m_drawing->plot()->pos();
    const QRect inside = m_drawing->plot()->axisRect()->rect();
    m_readOut->place(m_drawing->positionOf(m_group, m_series).x() + corner.x(),
                     inside.translated(corner));
}

void BarPlot::nameFigures() {
    QStringList parts;
    for (int group = 0; group < groupCount(); ++group) {
        if (m_group >= 0 && group != m_group) {
            continue;
        }
        QStringList figures;
        for (const BarSeries& one : m_drawing->series()) {
            const QString value = numberText(locale(), one.values.value(group));
            figures << (m_drawing->series().size() > 1 ? one.name + QLatin1Char(' ') + value
                                                       : value);
        }
        parts << m_drawing->groups()[group] + QStringLiteral(": ") +
                     figures.join(QStringLiteral(", "));
    }
    setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

void BarPlot::step(int groups, int series) {
    const int allGroups = groupCount();
    const int allSeries = static_cast<int>(m_drawing->series().size());
    if (allGroups == 0 || allSeries == 0) {
        return;
    }
    if (m_group < 0) {
        setCurrent(groups < 0 ? allGroups - 1 : 0, 0, true);
        return;
    }
    int next = m_series;
    for (int look = 0; look < allSeries && series != 0; ++look) {
        next = (next + series + allSeries) % allSeries;
        if (m_drawing->isShown(next)) {
            break;
        }
    }
    setCurrent(std::clamp(m_group + groups, 0, allGroups - 1), next, true);
}

void BarPlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1, 0);
        return;
    case Qt::Key_Right:
        step(1, 0);
        return;
    case Qt::Key_Up:
        step(0, -1);
        return;
    case Qt::Key_Down:
        step(0, 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_group >= 0) {
            Q_EMIT barActivated(m_group, m_series);
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_group >= 0) {
            setCurrent(-1, -1, false);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

bool BarPlot::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto bar = m_drawing->barAt(static_cast<QMouseEvent*>(event)->position());
        m_drawing->plot()->setCursor(bar.first < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        setCurrent(bar.first, bar.second, false);
        return true;
    }
    case QEvent::Leave:
        if (!m_byKey) {
            setCurrent(-1, -1, false);
        }
        break;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return true;
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const auto bar = m_drawing->barAt(mouse->position());
        if (mouse->button() == Qt::LeftButton && bar.first >= 0) {
            Q_EMIT barActivated(bar.first, bar.second);
        }
        return true;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void BarPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LocaleChange) {
        m_drawing->plot()->setLocale(locale());
        refresh();
    }
}

void BarPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void BarPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    refresh();
}

void BarPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    if (m_byKey) {
        setCurrent(-1, -1, false);
    }
    refresh();
}

} // namespace brera::plots
