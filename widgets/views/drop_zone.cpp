// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/drop_zone.h"

#include "widgets/theme/tokens.h"

#include <QPainter>

namespace brera::widgets {

DropZone::DropZone(const QString& text, QWidget* parent) : QWidget(parent), m_text(text) {
    setObjectName(QStringLiteral("dropZone"));
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DropZone::setActive(bool active) {
    m_active = active;
    update();
}

void DropZone::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    QColor border = tokens.muted;
    border.setAlphaF(0.6F);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_active ? tokens.accent : border, m_active ? 2 : 1);
    pen.setDashPattern({6, 5});
    painter.setPen(pen);
    painter.setBrush(m_active ? QBrush(tokens.accentSoft) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(m_active ? tokens.text : tokens.muted);
    painter.drawText(rect().adjusted(2 * kGrid, 0, -2 * kGrid, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, m_text);
}

} // namespace brera::widgets
