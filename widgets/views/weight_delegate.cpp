// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/weight_delegate.h"

#include "widgets/models/probe_text.h"
#include "widgets/models/weight_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kBar = 4;

} // namespace

QSize WeightDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {12 * kGrid, option.fontMetrics.height() + kBar + kGrid};
}

void WeightDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const double effect = index.data(WeightModel::EffectRole).toDouble();
    const QRect row = option.rect.adjusted(0, 0, -1, 0);
    const QRect line(row.left(), row.top(), row.width(), option.fontMetrics.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    const QString figures = signedText(effect);
    drawFigures(*painter, line, Qt::AlignRight, figures);
    const int room = line.width() - kGrid -
                     static_cast<int>(std::ceil(figuresWidth(QFontMetricsF(option.font), figures)));
    painter->setPen(tokens.text);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
    const double share = std::fabs(index.data(WeightModel::ShareRole).toDouble());
    const QRectF track(row.left(), line.bottom() + 2, row.width(), kBar);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.line);
    painter->drawRoundedRect(track, kBar / 2.0, kBar / 2.0);
    painter->setBrush(effect < 0 ? tokens.problem : tokens.accent);
    painter->drawRoundedRect(
        QRectF(track.topLeft(),
               QSizeF(std::max(2.0, track.width() * std::min(share, 1.0)), track.height())),
        kBar / 2.0, kBar / 2.0);
    painter->restore();
}

} // namespace brera::widgets
