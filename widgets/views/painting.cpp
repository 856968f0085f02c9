// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/painting.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/tokens.h"

#include <QPainter>
#include <QPixmapCache>
#include <QStyleOptionViewItem>

namespace brera::widgets {
namespace {

constexpr qreal kRadius = 6;

} // namespace

void paintCardFrame(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens) {
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const qreal pen = selected || focused ? 2 : 1;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(selected ? tokens.accentSoft : tokens.surface);
    if (selected || focused) {
        painter.setPen(QPen(tokens.accent, pen));
    } else {
        painter.setPen(QPen(hovered ? tokens.muted : tokens.line, pen));
    }
    const qreal inset = pen / 2;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), kRadius,
                            kRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QColor trackColour(const Tokens& tokens) {
    QColor colour = tokens.muted;
    colour.setAlphaF(tokens.surface.lightness() > 127 ? 0.16F : 0.32F);
    return colour;
}

void paintPicture(QPainter& painter, const QRect& place, const QImage& picture,
                  const QColor& tile) {
    if (picture.isNull()) {
        painter.fillRect(place, tile);
        return;
    }
    QSizeF size = QSizeF(picture.size()).scaled(QSizeF(place.size()), Qt::KeepAspectRatio);
    QRectF target(QPointF(0, 0), size);
    target.moveCenter(QRectF(place).center());
    const qreal ratio = painter.device()->devicePixelRatioF();
    const bool exact = qAbs(size.width() * ratio - picture.width()) < 1.5;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !exact);
    painter.drawImage(target, picture);
}

void paintIcon(QPainter& painter, const QRect& place, const QString& name, const QColor& colour) {
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("icon/%1/%2/%3/%4")
                            .arg(name, colour.name(QColor::HexArgb))
                            .arg(place.width())
                            .arg(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = themedPixmap(name, colour, place.width(), ratio);
        QPixmapCache::insert(key, pixmap);
    }
    painter.drawPixmap(place.topLeft(), pixmap);
}

} // namespace brera::widgets
