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
constexpr int kSide = 10; ///< room before a text
constexpr int kEnd = 6;   ///< and behind a number

int widthFor(int text, bool words) {
    return text + (words ? 2 * kSide : kSide + kEnd);
}

/// Where a cell's text stands.
QRect textRect(const QRect& cell, bool words) {
    return words ? cell.adjusted(kSide, 0, 0, 0) : cell.adjusted(0, 0, -kEnd, 0);
}

} // namespace

QSize BeamDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString text = index.data().toString();
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    return {widthFor(static_cast<int>(std::ceil(figuresWidth(QFontMetricsF(strong), text))),
                     index.column() == BeamModel::TextColumn),
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
    const QRect place = textRect(option.rect, words);
    if (words) {
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    } else {
        drawFigures(*painter, place, Qt::AlignRight, text);
    }
    painter->restore();
}

BeamHeader::BeamHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsMovable(false);
    setSectionsClickable(false);
    setHighlightSections(false);
}

QString BeamHeader::textOf(int section) const {
    return model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
}

QSize BeamHeader::sizeHint() const {
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + kGrid};
}

QSize BeamHeader::sectionSizeFromContents(int section) const {
    return {widthFor(fontMetrics().horizontalAdvance(textOf(section)),
                     section == BeamModel::TextColumn),
            sizeHint().height()};
}

void BeamHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const Tokens& tokens = tokensFor(palette());
    const bool words = section == BeamModel::TextColumn;
    painter->save();
    painter->fillRect(rect, tokens.surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line);
    painter->setFont(font());
    painter->setPen(tokens.muted);
    painter->drawText(textRect(rect, words),
                      Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight), textOf(section));
    painter->restore();
}

} // namespace brera::widgets
