// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/figures_label.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace brera::widgets {

FiguresLabel::FiguresLabel(Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent), m_alignment(alignment) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FiguresLabel::setText(const QString& text) {
    if (text == m_text) {
        return;
    }
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void FiguresLabel::setMuted(bool muted) {
    m_muted = muted;
    update();
}

QSize FiguresLabel::sizeHint() const {
    const QFontMetricsF metrics(font());
    return {static_cast<int>(std::ceil(figuresWidth(metrics, m_text))),
            static_cast<int>(std::ceil(metrics.height()))};
}

QSize FiguresLabel::minimumSizeHint() const {
    return {0, sizeHint().height()};
}

void FiguresLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(font());
    const Tokens& tokens = tokensFor(palette());
    painter.setPen(m_muted ? tokens.muted : tokens.text);
    QString text = m_text;
    if (figuresWidth(QFontMetricsF(font()), text) > width()) {
        text = fontMetrics().elidedText(text, m_elide, width());
    }
    drawFigures(painter, rect(), m_alignment, text);
}

} // namespace brera::widgets
