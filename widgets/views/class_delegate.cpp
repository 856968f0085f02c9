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
constexpr int kMark = 12; ///< room for the header's mark of the order, beside its text

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index) {
    QFont font = option.font;
    // A dash is no figure to stress.
    if (index.column() == ClassTableModel::ChangeColumn &&
        index.data(ClassTableModel::ChangeRole).isValid()) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

} // namespace

QRect ClassDelegate::textRect(const QRect& cell, Qt::Alignment alignment) {
    return cell.adjusted(kSide, 0, alignment.testFlag(Qt::AlignRight) ? -kSide - kMark : -kSide, 0);
}

int ClassDelegate::widthFor(int text) {
    return text + 2 * kSide + kMark;
}

QSize ClassDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const qreal text = figuresWidth(QFontMetricsF(fontOf(option, index)), index.data().toString());
    return {widthFor(static_cast<int>(std::ceil(text))), option.fontMetrics.height() + kSide};
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
    const bool isName = index.column() == ClassTableModel::ClassColumn;
    const QRect place = textRect(option.rect, isName ? Qt::AlignLeft : Qt::AlignRight);
    const QString text = index.data().toString();
    if (isName) {
        painter->setPen(tokens.text);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    } else {
        const QVariant change = index.data(ClassTableModel::ChangeRole);
        painter->setPen(index.column() == ClassTableModel::AfterColumn && change.isValid()
                            ? tokens.text
                            : tokens.muted);
        if (index.column() == ClassTableModel::ChangeColumn && change.toDouble() != 0) {
            painter->setPen(change.toDouble() > 0 ? tokens.accent : tokens.problem);
        }
        drawFigures(*painter, place, Qt::AlignRight, text);
    }
    painter->restore();
}

} // namespace brera::widgets
