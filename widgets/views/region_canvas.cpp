// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/region_canvas.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

/// A rectangle smaller than this share was a click.
constexpr double kSmallest = 0.02;

} // namespace

RegionCanvas::RegionCanvas(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(14 * kGrid, 14 * kGrid);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QSize RegionCanvas::sizeHint() const {
    return {60 * kGrid, 60 * kGrid};
}

void RegionCanvas::setPicture(const QImage& frame, QSize input) {
    m_frame = frame;
    m_input = input.isEmpty() ? frame.size() : input;
    m_mask.reset();
    m_region.reset();
    composePicture();
}

void RegionCanvas::setHint(const QString& hint) {
    m_hint = hint;
    update();
}

void RegionCanvas::setMask(std::optional<ResponseMap> mask) {
    m_mask = std::move(mask);
    composePicture();
}

void RegionCanvas::setRegion(std::optional<probing::Region> region) {
    m_region = region;
    update();
}

QRectF RegionCanvas::pictureRect() const {
    if (m_input.isEmpty()) {
        return {};
    }
    QRectF place(QPointF(0, 0), QSizeF(m_input).scaled(QSizeF(size()), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(rect()).center());
    return place;
}

QRectF RegionCanvas::regionRect() const {
    const QRectF picture = pictureRect();
    return m_region ? QRectF(picture.left() + m_region->left * picture.width(),
                             picture.top() + m_region->top * picture.height(),
                             m_region->width * picture.width(), m_region->height * picture.height())
                    : QRectF();
}

QImage RegionCanvas::piece() const {
    if (!m_region || m_frame.isNull()) {
        return {};
    }
    const QRect cut = QRectF(m_region->left * m_frame.width(), m_region->top * m_frame.height(),
                             m_region->width * m_frame.width(), m_region->height * m_frame.height())
                          .toAlignedRect()
                          .intersected(m_frame.rect());
    if (!m_mask) {
        return m_frame.copy(cut);
    }
    QImage masked = m_frame.convertToFormat(QImage::Format_ARGB32);
    const ActivationField field = fieldOf(m_mask->map, masked.size());
    for (int y = 0; y < masked.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(masked.scanLine(y));
        const float* values = field.values.data() + static_cast<std::ptrdiff_t>(y) * field.width;
        for (int x = 0; x < masked.width(); ++x) {
            if (static_cast<double>(values[x]) <= m_mask->threshold) {
                line[x] = 0;
            }
        }
    }
    return masked.copy(cut);
}

QPointF RegionCanvas::shareAt(const QPointF& place) const {
    const QRectF picture = pictureRect();
    return picture.isEmpty() ? QPointF()
                             : QPointF((place.x() - picture.left()) / picture.width(),
                                       (place.y() - picture.top()) / picture.height());
}

void RegionCanvas::composePicture() {
    m_picture = QImage();
    if (!m_frame.isNull()) {
        const QSize shown =
            (pictureRect().size() * devicePixelRatioF()).toSize().expandedTo(QSize(1, 1));
        m_picture = m_frame.scaled(shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                        .convertToFormat(QImage::Format_RGB32);
        if (m_mask) {
            m_picture = compose(m_picture, fieldOf(m_mask->map, shown), m_mask->threshold,
                                m_mask->top, MaskStyle{});
        }
    }
    update();
}

void RegionCanvas::resizeEvent(QResizeEvent*) {
    composePicture();
}

void RegionCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    if (m_picture.isNull()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(hasFocus() ? tokens.accent : tokens.line, 1.5, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        const QRect place = m_input.isEmpty() ? rect() : pictureRect().toRect();
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 6, 6);
        painter.setPen(tokens.muted);
        painter.drawText(place.adjusted(2 * kGrid, 2 * kGrid, -2 * kGrid, -2 * kGrid),
                         Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    paintPicture(painter, rect(), m_picture, tokens.tile);
    if (m_region) {
        const QRectF region = regionRect();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 140), 4));
        painter.drawRect(region);
        painter.setPen(QPen(QColor(255, 255, 255), 2));
        painter.drawRect(region);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(pictureRect().toRect().adjusted(1, 1, -1, -1));
    }
}

void RegionCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_frame.isNull()) {
        QWidget::mousePressEvent(event);
        return;
    }
    const QPointF share = shareAt(event->position());
    if (m_region && regionRect().contains(event->position())) {
        m_doing = Doing::Carrying;
        m_grab = share - QPointF(m_region->left + m_region->width / 2,
                                 m_region->top + m_region->height / 2);
        return;
    }
    m_doing = Doing::Drawing;
    m_from = QPointF(std::clamp(share.x(), 0.0, 1.0), std::clamp(share.y(), 0.0, 1.0));
    m_region.reset();
    update();
}

void RegionCanvas::mouseMoveEvent(QMouseEvent* event) {
    switch (m_doing) {
    case Doing::Nothing:
        setCursor(m_region && regionRect().contains(event->position()) ? Qt::OpenHandCursor
                  : m_frame.isNull()                                   ? Qt::ArrowCursor
                                                                       : Qt::CrossCursor);
        return;
    case Doing::Carrying:
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT carried(event->globalPosition().toPoint(), m_grab);
        return;
    case Doing::Drawing:
        break;
    }
    const QPointF share = shareAt(event->position());
    const QPointF to(std::clamp(share.x(), 0.0, 1.0), std::clamp(share.y(), 0.0, 1.0));
    const QRectF drawn = QRectF(m_from, to).normalized();
    m_region = probing::Region{drawn.left(), drawn.top(), drawn.width(), drawn.height()};
    update();
}

void RegionCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const Doing did = std::exchange(m_doing, Doing::Nothing);
    if (did == Doing::Carrying) {
        setCursor(Qt::OpenHandCursor);
        Q_EMIT carriedTo(event->globalPosition().toPoint());
    } else if (did == Doing::Drawing) {
        if (m_region && (m_region->width < kSmallest || m_region->height < kSmallest)) {
            m_region.reset();
            update();
        }
        Q_EMIT regionChanged();
    }
}

void RegionCanvas::keyPressEvent(QKeyEvent* event) {
    if (m_region && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT placeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace brera::widgets
