// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/beam_delegate.h"

#include "widgets/models/beam_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QPainter>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kMark = 3;  ///< width of the bar before the chosen description
constexpr int kSide = 10; ///< room at a cell's sides

} // namespace

QSize BeamDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString text = index.data().toString();
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    return {static_cast<int>(std::ceil(figuresWidth(QFontMetricsF(strong), text))) + kSide +
                (index.column() == BeamModel::TextColumn ? kSide : 0),
            option.fontMetrics.height() + 6};
}

void BeamDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const bool chosen = index.data(BeamModel::ChosenRole).toBool();
    const bool words = index.column() == BeamModel::TextColumn;
    painter->save();
    if (chosen) {
        painter->fillRect(option.rect, tokens.accentSoft);
        if (words) {
            painter->fillRect(QRect(option.rect.topLeft(), QSize(kMark, option.rect.height())),
                              tokens.accent);
        }
    } else if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, tokens.raised);
    }
    QFont font = option.font;
    if (chosen) {
        font.setWeight(QFont::DemiBold);
    }
    painter->setFont(font);
    painter->setPen(chosen || words ? tokens.text : tokens.muted);
    const QString text = index.data().toString();
    if (words) {
        const QRect place = option.rect.adjusted(kSide, 0, 0, 0);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    } else {
        drawFigures(*painter, option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight, text);
    }
    painter->restore();
}

} // namespace brera::widgets
