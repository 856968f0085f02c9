// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/probe_canvas.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr double kHandle = 12; ///< of the corner that scales, logical pixels
constexpr double kSmallestScale = 0.05;
constexpr double kLargestScale = 10;
constexpr double kStep = 0.02;
constexpr double kSmallStep = 0.004;
constexpr double kZoom = 1.1;

} // namespace

ProbeCanvas::ProbeCanvas(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(14 * kGrid, 14 * kGrid);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QSize ProbeCanvas::sizeHint() const {
    return {60 * kGrid, 60 * kGrid};
}

void ProbeCanvas::setPicture(const QImage& frame, QSize input) {
    m_frame = frame;
    m_input = input.isEmpty() ? frame.size() : input;
    m_response.reset();
    m_pasted = QImage();
    scale();
}

void ProbeCanvas::setResponse(std::optional<ResponseMap> response) {
    m_response = std::move(response);
    composePicture();
}

void ProbeCanvas::setStyle(const MaskStyle& style) {
    m_style = style;
    composePicture();
}

void ProbeCanvas::setPiece(const QImage& piece) {
    m_piece = piece;
    setPastedFrame({});
    update();
}

void ProbeCanvas::setPlacement(const probing::Placement& placement) {
    m_placement = placement;
    setPastedFrame({});
    update();
}

void ProbeCanvas::setPastedFrame(const QImage& frame) {
    if (frame.isNull() && m_pasted.isNull()) {
        return;
    }
    m_pasted = frame;
    scale();
}

QRectF ProbeCanvas::pictureRect() const {
    if (m_input.isEmpty()) {
        return {};
    }
    QRectF place(QPointF(0, 0), QSizeF(m_input).scaled(QSizeF(size()), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(rect()).center());
    return place;
}

QRectF ProbeCanvas::pieceRect() const {
    const QRectF picture = pictureRect();
    const probing::Region region = probing::landing(m_placement);
    return {picture.left() + region.left * picture.width(),
            picture.top() + region.top * picture.height(), region.width * picture.width(),
            region.height * picture.height()};
}

QPointF ProbeCanvas::shareAt(const QPointF& place) const {
    const QRectF picture = pictureRect();
    return picture.isEmpty() ? QPointF()
                             : QPointF((place.x() - picture.left()) / picture.width(),
                                       (place.y() - picture.top()) / picture.height());
}

void ProbeCanvas::scale() {
    m_scaled = QImage();
    const QImage& frame = m_pasted.isNull() ? m_frame : m_pasted;
    if (!frame.isNull()) {
        const QSize shown =
            (pictureRect().size() * devicePixelRatioF()).toSize().expandedTo(QSize(1, 1));
        m_scaled = frame.scaled(shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_RGB32);
    }
    composePicture();
}

void ProbeCanvas::composePicture() {
    m_picture = m_scaled;
    if (!m_scaled.isNull() && m_response) {
        MaskStyle style = m_style;
        style.outline = std::max(1, static_cast<int>(std::lround(1.5 * devicePixelRatioF())));
        m_picture = compose(m_scaled, fieldOf(m_response->map, m_scaled.size()),
                            m_response->threshold, m_response->top, style);
    }
    update();
}

void ProbeCanvas::resizeEvent(QResizeEvent*) {
    scale();
}

void ProbeCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    const QRectF picture = pictureRect();
    if (m_picture.isNull()) {
        painter.fillRect(picture.isEmpty() ? QRectF(rect()) : picture, tokens.tile);
    } else {
        paintPicture(painter, rect(), m_picture, tokens.tile);
    }
    if (hasPiece()) {
        const QRectF piece = pieceRect();
        if (m_pasted.isNull()) {
            painter.setClipRect(picture);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(piece, m_piece);
            painter.setClipping(false);
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 120), 3));
        painter.drawRect(piece);
        painter.setPen(QPen(tokens.accent, 1.5, Qt::DashLine));
        painter.drawRect(piece);
        painter.setPen(QPen(tokens.accent, 1.5));
        painter.setBrush(tokens.surface);
        QRectF handle(0, 0, kHandle - 2, kHandle - 2);
        handle.moveCenter(piece.bottomRight());
        painter.drawEllipse(handle);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(pictureRect().toRect().adjusted(1, 1, -1, -1));
    }
}

ProbeCanvas::Grip ProbeCanvas::gripAt(const QPointF& place) const {
    if (!hasPiece()) {
        return Grip::None;
    }
    const QRectF piece = pieceRect();
    const QPointF away = place - piece.bottomRight();
    if (std::fabs(away.x()) <= kHandle && std::fabs(away.y()) <= kHandle) {
        return Grip::Scale;
    }
    return piece.contains(place) ? Grip::Move : Grip::None;
}

void ProbeCanvas::place(probing::Placement placement, bool settled) {
    placement.scale = std::clamp(placement.scale, kSmallestScale, kLargestScale);
    // The middle stays on the picture, so that a piece can always be taken hold of again.
    placement.x = std::clamp(placement.x, 0.0, 1.0);
    placement.y = std::clamp(placement.y, 0.0, 1.0);
    setPlacement(placement);
    Q_EMIT placementChanged(m_placement);
    if (settled) {
        Q_EMIT placementSettled();
    }
}

void ProbeCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_grip = gripAt(event->position());
    m_grab = shareAt(event->position()) - QPointF(m_placement.x, m_placement.y);
}

void ProbeCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_grip == Grip::None) {
        const Grip grip = gripAt(event->position());
        setCursor(grip == Grip::Scale  ? Qt::SizeFDiagCursor
                  : grip == Grip::Move ? Qt::SizeAllCursor
                                       : Qt::ArrowCursor);
        return;
    }
    const QPointF share = shareAt(event->position());
    probing::Placement placement = m_placement;
    if (m_grip == Grip::Move) {
        placement.x = share.x() - m_grab.x();
        placement.y = share.y() - m_grab.y();
    } else {
        // By the diagonal: whichever way the pointer goes further.
        const double across = 2 * (share.x() - placement.x) / placement.region.width;
        const double down = 2 * (share.y() - placement.y) / placement.region.height;
        placement.scale = std::max(across, down);
    }
    place(placement, false);
}

void ProbeCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_grip != Grip::None) {
        m_grip = Grip::None;
        Q_EMIT placementSettled();
    }
}

void ProbeCanvas::wheelEvent(QWheelEvent* event) {
    if (!hasPiece() || event->angleDelta().y() == 0) {
        QWidget::wheelEvent(event);
        return;
    }
    probing::Placement placement = m_placement;
    placement.scale *= std::pow(kZoom, event->angleDelta().y() / 120.0);
    place(placement, true);
    event->accept();
}

void ProbeCanvas::keyPressEvent(QKeyEvent* event) {
    if (!hasPiece()) {
        QWidget::keyPressEvent(event);
        return;
    }
    probing::Placement placement = m_placement;
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kSmallStep : kStep;
    switch (event->key()) {
    case Qt::Key_Left:
        placement.x -= step;
        break;
    case Qt::Key_Right:
        placement.x += step;
        break;
    case Qt::Key_Up:
        placement.y -= step;
        break;
    case Qt::Key_Down:
        placement.y += step;
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        placement.scale *= kZoom;
        break;
    case Qt::Key_Minus:
        placement.scale /= kZoom;
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT pieceRemoved();
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    place(placement, true);
}

} // namespace brera::widgets
