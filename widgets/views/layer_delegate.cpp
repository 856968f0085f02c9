// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/layer_delegate.h"

#include "widgets/models/layer_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QPainter>

namespace brera::widgets {

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString path = index.data(LayerModel::PathRole).toString();
    const QString units = countText(index.data(LayerModel::UnitsRole).toLongLong());
    return {option.fontMetrics.horizontalAdvance(path + units) + 6 * kGrid, 4 * kGrid};
}

void LayerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect.adjusted(kGrid, 1, -kGrid, -1);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setBrush(selected ? tokens.accentSoft : tokens.raised);
        painter->drawRoundedRect(row, 5, 5);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(tokens.accent, 1.5));
        painter->drawRoundedRect(QRectF(row).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5);
    }
    const QRect text = row.adjusted(kGrid + 2, 0, -kGrid - 2, 0);
    const QString units = countText(index.data(LayerModel::UnitsRole).toLongLong());
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    drawFigures(*painter, text, Qt::AlignRight, units);
    QFont font = option.font;
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(tokens.text);
    const int room =
        text.width() - static_cast<int>(figuresWidth(QFontMetricsF(option.font), units)) - kGrid;
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data(LayerModel::PathRole).toString(),
                                                    Qt::ElideMiddle, room));
    painter->restore();
}

} // namespace brera::widgets
