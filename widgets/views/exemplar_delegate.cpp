// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/exemplar_delegate.h"

#include "widgets/models/exemplar_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kCaptionGap = 2;
constexpr double kFaint = 0.22;    ///< opacity of an exemplar that a word did not look at
constexpr double kStandsOut = 1.5; ///< times an even share of the attention

} // namespace

int ExemplarDelegate::cellHeight(int cellWidth, double aspect, const QFont& font) {
    return static_cast<int>(std::lround(cellWidth * aspect)) + kCaptionGap +
           QFontMetrics(font).height();
}

QSize ExemplarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return option.rect.size();
}

void ExemplarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    const int caption = option.fontMetrics.height();
    QRect place = option.rect.adjusted(0, 0, 0, -caption - kCaptionGap);
    const QVariant tile = index.data(ExemplarModel::TileRole);
    const QString failure = index.data(ExemplarModel::FailureRole).toString();
    const QVariant attention = index.data(ExemplarModel::AttentionRole);
    if (attention.isValid()) {
        // What a word looked at less than at others steps back.
        const double strength = index.data(ExemplarModel::StrengthRole).toDouble();
        painter->setOpacity(kFaint + (1 - kFaint) * strength);
    }
    paintPicture(*painter, place, index.data(ExemplarModel::PictureRole).value<QImage>(),
                 tile.isValid() ? tile.value<QColor>() : tokens.tile);
    painter->setOpacity(1);
    if (!failure.isEmpty()) {
        painter->setPen(tokens.muted);
        painter->setFont(option.font);
        painter->drawText(place.adjusted(4, 4, -4, -4), Qt::AlignCenter | Qt::TextWordWrap,
                          tr("not readable"));
    }
    const bool looked = attention.isValid() &&
                        attention.toDouble() * index.model()->rowCount(index.parent()) > kStandsOut;
    const bool marked = looked || option.state.testFlag(QStyle::State_HasFocus) ||
                        option.state.testFlag(QStyle::State_Selected);
    if (marked || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(QPen(marked ? tokens.accent : tokens.muted, marked ? 2 : 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(marked ? place.adjusted(1, 1, -1, -1) : place.adjusted(0, 0, -1, -1));
    }
    const QRect line(option.rect.left(), option.rect.bottom() + 1 - caption, option.rect.width(),
                     caption);
    painter->setFont(option.font);
    painter->setPen(attention.isValid() ? tokens.accent : tokens.muted);
    drawFigures(*painter, line, Qt::AlignRight,
                attention.isValid() ? percentText(attention.toDouble())
                                    : activationText(static_cast<double>(
                                          index.data(ExemplarModel::ActivationRole).toFloat())));
    painter->setPen(tokens.muted);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QString::number(index.row() + 1));
    painter->restore();
}

} // namespace brera::widgets
