// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/exemplar_canvas.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>

#include <cmath>

namespace brera::widgets {

ExemplarCanvas::ExemplarCanvas(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(16 * kGrid, 16 * kGrid);
}

void ExemplarCanvas::setExemplar(const ExemplarEntry& entry, QSize input, double top) {
    m_entry = entry;
    m_input = input.isEmpty() ? entry.frame.size() : input;
    m_top = top;
    setAccessibleName(QString::fromStdString(entry.image.path));
    scale();
}

void ExemplarCanvas::setSharper(const QImage& frame) {
    if (!frame.isNull()) {
        m_entry.frame = frame;
        m_entry.failure.clear();
        scale();
    }
}

void ExemplarCanvas::setThreshold(double threshold) {
    if (threshold != m_threshold) {
        m_threshold = threshold;
        composePicture();
    }
}

void ExemplarCanvas::setStyle(const MaskStyle& style) {
    if (!(style == m_style)) {
        m_style = style;
        composePicture();
    }
}

void ExemplarCanvas::scale() {
    m_scaled = QImage();
    if (!m_entry.frame.isNull() && !m_input.isEmpty()) {
        const QSize room = size() * devicePixelRatioF();
        const QSize shown = m_input.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
        m_scaled = m_entry.frame.scaled(shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        m_field = fieldOf(m_entry.exemplar.map, shown);
    }
    composePicture();
}

void ExemplarCanvas::composePicture() {
    if (m_scaled.isNull()) {
        m_picture = QImage();
    } else {
        MaskStyle style = m_style;
        style.outline = std::max(1, static_cast<int>(std::lround(1.5 * devicePixelRatioF())));
        m_picture = compose(m_scaled, m_field, m_threshold, m_top, style);
    }
    update();
}

void ExemplarCanvas::resizeEvent(QResizeEvent*) {
    scale();
}

void ExemplarCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    if (m_picture.isNull()) {
        const QSize room = m_input.isEmpty() ? size() : m_input.scaled(size(), Qt::KeepAspectRatio);
        QRect place(QPoint(0, 0), room);
        place.moveCenter(rect().center());
        painter.fillRect(place, tokens.tile);
        painter.setPen(tokens.muted);
        painter.drawText(place.adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                         m_entry.failure);
        return;
    }
    paintPicture(painter, rect(), m_picture, tokens.tile);
}

} // namespace brera::widgets
