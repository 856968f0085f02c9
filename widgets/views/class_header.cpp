// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/class_header.h"

#include "widgets/theme/tokens.h"
#include "widgets/views/class_delegate.h"
#include "widgets/views/painting.h"

#include <QPainter>

namespace brera::widgets {
namespace {

constexpr int kMark = 10;

} // namespace

ClassHeader::ClassHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setHighlightSections(false);
}

void ClassHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const Tokens& tokens = tokensFor(palette());
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const auto alignment = static_cast<Qt::Alignment>(
        model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    const QRect place = ClassDelegate::textRect(rect, alignment);
    painter->save();
    painter->fillRect(rect, tokens.surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line);
    painter->setFont(font());
    painter->setPen(tokens.muted);
    painter->drawText(place, static_cast<int>(alignment | Qt::AlignVCenter), text);
    if (isSortIndicatorShown() && sortIndicatorSection() == section) {
        const int end = alignment.testFlag(Qt::AlignRight)
                            ? place.right() + 1
                            : place.left() + QFontMetrics(font()).horizontalAdvance(text);
        paintIcon(*painter, QRect(end + 3, rect.center().y() - kMark / 2 + 1, kMark, kMark),
                  sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("arrow-up")
                                                             : QStringLiteral("arrow-down"),
                  tokens.muted);
    }
    painter->restore();
}

QSize ClassHeader::sectionSizeFromContents(int section) const {
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    return {ClassDelegate::widthFor(QFontMetrics(font()).horizontalAdvance(text)),
            fontMetrics().height() + kGrid + kGrid / 2};
}

} // namespace brera::widgets
