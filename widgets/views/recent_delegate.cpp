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
    // Name and date, what is in it, where it lies.
    const int step = line + 4;
    const QRect first(text.left(), text.center().y() - line / 2 - step, text.width(), line);
    const QString state =
        missing ? tr("missing") : index.data(RecentModel::OpenedRole).toString();
    const int dated = option.fontMetrics.horizontalAdvance(state) + 2 * kGrid;
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(missing ? tokens.muted : tokens.text);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(strong).elidedText(index.data(Qt::DisplayRole).toString(),
                                                      Qt::ElideRight, first.width() - dated));
    painter->setFont(option.font);
    painter->setPen(missing ? tokens.problem : tokens.muted);
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, state);
    painter->setPen(tokens.muted);
    painter->drawText(first.translated(0, step), Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data(RecentModel::SummaryRole).toString(),
                                                    Qt::ElideRight, text.width()));
    QString path = index.data(RecentModel::PathRole).toString();
    const QString home = QDir::homePath();
    if (path.startsWith(home + QLatin1Char('/'))) {
        path = QLatin1Char('~') + path.mid(home.size());
    }
    painter->drawText(first.translated(0, 2 * step), Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(path, Qt::ElideMiddle, text.width()));
    painter->restore();
}

} // namespace brera::widgets
