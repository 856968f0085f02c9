// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/recent_delegate.h"

#include "widgets/models/recent_model.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QDir>
#include <QPainter>

namespace brera::widgets {
namespace {

constexpr int kStripHeight = 48;
constexpr int kStripWidth = 4 * kStripHeight + 3 * 4;

} // namespace

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {2 * kStripWidth, kStripHeight + 3 * kGrid + kGrid};
}

void RecentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    QStyleOptionViewItem card = option;
    card.rect.adjust(0, 0, 0, -kGrid);
    paintCardFrame(*painter, card, tokens);

    const bool missing = index.data(RecentModel::MissingRole).toBool();
    const QRect strip(card.rect.left() + 12, card.rect.top() + 12, kStripWidth, kStripHeight);
    const auto picture = index.data(RecentModel::StripRole).value<QImage>();
    if (missing) {
        painter->setOpacity(0.35);
    }
    if (picture.isNull()) {
        for (int place = 0; place < 4; ++place) {
            painter->fillRect(QRect(strip.left() + place * (kStripHeight + 4), strip.top(),
                                    kStripHeight, kStripHeight),
                              tokens.tile);
        }
    } else {
        paintPicture(*painter, strip, picture, tokens.tile);
    }
    painter->setOpacity(1);

    const QRect text = card.rect.adjusted(strip.width() + 12 + 2 * kGrid, 0, -2 * kGrid, 0);
    const int line = option.fontMetrics.height();
    QRect first(text.left(), text.center().y() - line - 1, text.width(), line);
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(missing ? tokens.muted : tokens.text);
    const QString name = index.data(Qt::DisplayRole).toString();
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(strong).elidedText(name, Qt::ElideRight, first.width()));

    const int nameWidth = QFontMetrics(strong).horizontalAdvance(name) + 2 * kGrid;
    painter->setFont(option.font);
    painter->setPen(missing ? tokens.problem : tokens.muted);
    const QString state = missing ? tr("missing") : index.data(RecentModel::SummaryRole).toString();
    painter->drawText(
        first.adjusted(nameWidth, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter,
        option.fontMetrics.elidedText(state, Qt::ElideRight, first.width() - nameWidth));
    QString path = index.data(RecentModel::PathRole).toString();
    const QString home = QDir::homePath();
    if (path.startsWith(home + QLatin1Char('/'))) {
        path = QLatin1Char('~') + path.mid(home.size());
    }
    painter->setPen(tokens.muted);
    painter->drawText(first.translated(0, line + 3), Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(path, Qt::ElideMiddle, text.width()));
    painter->restore();
}

} // namespace brera::widgets
