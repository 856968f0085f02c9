// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/class_delegate.h"

#include "widgets/models/class_table_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QPainter>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kSide = 8;
constexpr int kArrow = 10; ///< the header's mark of the order stands beside its text

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index) {
    QFont font = option.font;
    if (index.column() == ClassTableModel::ChangeColumn) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

} // namespace

QSize ClassDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const qreal text = figuresWidth(QFontMetricsF(fontOf(option, index)), index.data().toString());
    return {static_cast<int>(std::ceil(text)) + 2 * kSide + kArrow, option.fontMetrics.height() + kSide};
}

void ClassDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, tokens.accentSoft);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, tokens.raised);
    }
    const QFont font = fontOf(option, index);
    painter->setFont(font);
    const QRect place = option.rect.adjusted(kSide, 0, -kSide, 0);
    const QString text = index.data().toString();
    if (index.column() == ClassTableModel::ClassColumn) {
        painter->setPen(tokens.text);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    } else {
        const QVariant change = index.data(ClassTableModel::ChangeRole);
        painter->setPen(index.column() == ClassTableModel::AfterColumn ? tokens.text
                                                                       : tokens.muted);
        if (index.column() == ClassTableModel::ChangeColumn && change.toDouble() != 0) {
            painter->setPen(change.toDouble() > 0 ? tokens.accent : tokens.problem);
        }
        drawFigures(*painter, place.adjusted(0, 0, -kArrow, 0), Qt::AlignRight, text);
    }
    painter->restore();
}

} // namespace brera::widgets
