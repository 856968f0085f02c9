// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/legend_row.h"

#include "plots/plot_colours.h"

#include <QPainter>
#include <QResizeEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace brera::plots {
namespace {

constexpr int kSwatch = 24;
constexpr int kGap = 8;
constexpr int kEdge = 4;
constexpr int kBlock = 10;

} // namespace

LegendButton::LegendButton(const QString& name, QWidget* parent) : QAbstractButton(parent) {
    setText(name);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(name);
    setToolTip(tr("Show or hide these values"));
}

void LegendButton::setSwatch(const QPen& pen, bool block) {
    m_pen = pen;
    m_block = block;
    update();
}

QSize LegendButton::sizeHint() const {
    // One pixel more than the words take: an advance is rounded.
    return {2 * kEdge + (m_block ? kBlock : kSwatch) + kGap +
                fontMetrics().horizontalAdvance(text()) + 1,
            fontMetrics().height() + 2 * kEdge};
}

QSize LegendButton::minimumSizeHint() const {
    return sizeHint();
}

void LegendButton::paintEvent(QPaintEvent*) {
    const FigureColours colours = figureColours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        painter.setPen(hasFocus() ? QPen(colours.accent) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? palette().color(QPalette::Midlight)
                                      : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setOpacity(isChecked() ? 1 : 0.4);
    const int swatch = m_block ? kBlock : kSwatch;
    const double middle = height() / 2.0;
    if (m_block) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_pen.color());
        painter.drawRoundedRect(QRectF(kEdge, middle - kBlock / 2.0, kBlock, kBlock), 2, 2);
    } else {
        painter.setPen(m_pen);
        painter.drawLine(QPointF(kEdge, middle), QPointF(kEdge + swatch, middle));
    }
    painter.setPen(colours.text);
    const QRect words = rect().adjusted(kEdge + swatch + kGap, 0, -kEdge, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

LegendRow::LegendRow(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LegendRow::setNames(const QStringList& names) {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const QString& name : names) {
        auto* button = new LegendButton(name, this);
        const int series = static_cast<int>(m_buttons.size());
        connect(button, &QAbstractButton::toggled, this,
                [this, series](bool on) { Q_EMIT toggled(series, on); });
        m_buttons << button;
        button->show();
    }
    arrange(width(), true);
    updateGeometry();
}

void LegendRow::setSwatch(int series, const QPen& pen, bool block) {
    m_buttons[series]->setSwatch(pen, block);
    arrange(width(), true);
    updateGeometry();
}

void LegendRow::setShown(int series, bool shown) {
    const QSignalBlocker quiet(m_buttons[series]);
    m_buttons[series]->setChecked(shown);
}

int LegendRow::heightForWidth(int width) const {
    return arrange(width, false);
}

QSize LegendRow::sizeHint() const {
    int wide = 0;
    for (const LegendButton* button : m_buttons) {
        wide += button->sizeHint().width() + kGap;
    }
    return {wide, arrange(std::max(wide, 1), false)};
}

QSize LegendRow::minimumSizeHint() const {
    return {0, m_buttons.isEmpty() ? 0 : m_buttons.front()->sizeHint().height()};
}

void LegendRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange(event->size().width(), true);
}

int LegendRow::arrange(int width, bool move) const {
    int x = 0;
    int y = 0;
    int lineHeight = 0;
    for (LegendButton* button : m_buttons) {
        QSize size = button->sizeHint();
        size.setWidth(std::min(size.width(), std::max(width, 2 * kSwatch)));
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += lineHeight;
        }
        if (move) {
            button->setGeometry(QRect(QPoint(x, y), size));
        }
        x += size.width() + kGap;
        lineHeight = size.height();
    }
    return y + lineHeight;
}

} // namespace brera::plots
