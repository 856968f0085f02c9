// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/response_delegate.h"

#include "widgets/models/probe_text.h"
#include "widgets/models/response_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kInner = kGrid; ///< between a card's border and what stands in it
constexpr int kOuter = 3;     ///< above and below a card
constexpr int kTick = 4 * kGrid;
constexpr int kBarHeight = 4;
constexpr int kWide = 260; ///< of a row that has room for a bar

QRect cardOf(const QRect& row) {
    return row.adjusted(0, kOuter, -kGrid / 2, -kOuter);
}

/// What a unit gave or took, from the zero in the middle of `track` on.
void paintShare(QPainter& painter, const QRect& track, double share, const Tokens& tokens) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(trackColour(tokens));
    painter.drawRoundedRect(track, kBarHeight / 2.0, kBarHeight / 2.0);
    const double half = track.width() / 2.0;
    const double length = std::clamp(std::fabs(share), 0.0, 1.0) * half;
    const double middle = track.left() + half;
    painter.setBrush(share < 0 ? tokens.problem : tokens.accent);
    painter.drawRoundedRect(
        QRectF(share < 0 ? middle - length : middle, track.top(), length, track.height()),
        kBarHeight / 2.0, kBarHeight / 2.0);
    painter.setBrush(tokens.muted);
    painter.drawRect(QRectF(std::floor(middle), track.top() - 3, 1, track.height() + 6));
}

/// A unit's place among its own maxima, in as many words as there is room for.
QString placeText(double percentile, const QFontMetricsF& metrics, qreal room) {
    if (percentile < 0) {
        return {};
    }
    const QString share = percentileText(percentile);
    const QString text = ResponseDelegate::tr("stronger than on %1 of images").arg(share);
    return figuresWidth(metrics, text) <= room ? text : QStringLiteral("> ") + share;
}

/// A circle with a stroke through it: off.
void paintTick(QPainter& painter, const QRect& place, const QColor& color) {
    QRectF circle(0, 0, 14, 14);
    circle.moveCenter(QRectF(place).center());
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle);
    const qreal reach = 7 * std::sqrt(0.5);
    painter.drawLine(circle.center() - QPointF(reach, reach),
                     circle.center() + QPointF(reach, reach));
}

} // namespace

QRect ResponseDelegate::tickRect(const QRect& row) {
    const QRect card = cardOf(row);
    return {card.right() - kTick, card.top() + (card.height() - kTick) / 2, kTick, kTick};
}

QSize ResponseDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {30 * kGrid,
            std::max(kPicture, 3 * option.fontMetrics.height()) + 2 * kInner + 2 * kOuter};
}

void ResponseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const bool ablated = index.data(ResponseModel::AblatedRole).toBool();
    painter->save();
    QStyleOptionViewItem card = option;
    card.rect = cardOf(option.rect);
    paintCardFrame(*painter, card, tokens);
    const QRect inside = card.rect.adjusted(kInner, kInner, -kInner - kTick, -kInner);
    const QRect picture(inside.left(), inside.top() + (inside.height() - kPicture) / 2, kPicture,
                        kPicture);
    painter->setOpacity(ablated ? 0.4 : 1);
    paintPicture(*painter, picture, index.data(ResponseModel::PictureRole).value<QImage>(),
                 tokens.tile);

    const int lineHeight = option.fontMetrics.height();
    const QRect text = inside.adjusted(kPicture + kGrid + kGrid / 2, 0, 0, 0);
    const QRect first(text.left(), text.top(), text.width(), lineHeight);
    const QRect second = first.translated(0, (inside.height() - lineHeight) / 2);
    const QRect third(text.left(), inside.bottom() + 1 - lineHeight, text.width(), lineHeight);
    const QString description = index.data(ResponseModel::DescriptionRole).toString();
    const QString name = index.data(ResponseModel::NameRole).toString();
    const bool wide = option.rect.width() >= kWide;

    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    strong.setStrikeOut(ablated);
    painter->setFont(strong);
    painter->setPen(tokens.text);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(strong).elidedText(description.isEmpty() ? name : description,
                                                      Qt::ElideRight, first.width()));
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    // In a narrow row the name has a line to itself, and the figures take the bar's place.
    const QFontMetricsF metrics(option.font);
    const int named = description.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(name);
    const QString place =
        placeText(index.data(ResponseModel::PercentileRole).toDouble(), metrics,
                  wide ? second.width() - std::min(named, second.width() / 2) - kGrid : 0);
    const QString gave = signedText(index.data(ResponseModel::ContributionRole).toDouble());
    const int room =
        wide ? second.width() - kGrid - static_cast<int>(std::ceil(figuresWidth(metrics, place)))
             : second.width();
    if (named > 0) {
        painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(name, Qt::ElideMiddle, room));
    }
    drawFigures(*painter, third, Qt::AlignRight, gave);
    if (wide) {
        drawFigures(*painter, second, Qt::AlignRight, place);
        const QRect track(third.left(), third.center().y() - kBarHeight / 2,
                          third.width() - 8 * kGrid, kBarHeight);
        painter->setRenderHint(QPainter::Antialiasing);
        paintShare(*painter, track, index.data(ResponseModel::ShareRole).toDouble(), tokens);
    } else {
        drawFigures(*painter, third, Qt::AlignLeft, place);
    }

    painter->setOpacity(1);
    paintTick(*painter, tickRect(option.rect), ablated ? tokens.problem : tokens.muted);
    painter->restore();
}

bool ResponseDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                   const QStyleOptionViewItem& option, const QModelIndex& index) {
    bool hit = false;
    if (event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        hit = mouse->button() == Qt::LeftButton &&
              tickRect(option.rect).contains(mouse->position().toPoint());
        if (hit && event->type() == QEvent::MouseButtonPress) {
            return false; // the row becomes current too; the release switches
        }
    } else if (event->type() == QEvent::KeyPress) {
        hit = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    }
    if (!hit) {
        return false;
    }
    const bool ablated = index.data(ResponseModel::AblatedRole).toBool();
    return model->setData(index, ablated ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace brera::widgets
