// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/prediction_delegate.h"

#include "widgets/models/prediction_model.h"
#include "widgets/models/probe_text.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kBar = 8;
constexpr double kNameShare = 0.36; ///< of a row's width

void paintBar(QPainter& painter, const QRect& track, double share, const QColor& color) {
    const auto width = static_cast<int>(std::lround(track.width() * std::clamp(share, 0.0, 1.0)));
    if (width > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRect(track.topLeft(), QSize(std::max(width, 2), track.height())),
                                track.height() / 2.0, track.height() / 2.0);
    }
}

} // namespace

QSize PredictionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {20 * kGrid, option.fontMetrics.height() + kGrid};
}

void PredictionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const bool winner = index.data(PredictionModel::WinnerRole).toBool();
    const double before = index.data(PredictionModel::BeforeRole).toDouble();
    const QVariant after = index.data(PredictionModel::AfterRole);
    const QRect row = option.rect.adjusted(0, 0, -1, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QFont font = option.font;
    font.setWeight(winner ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(winner ? tokens.text : tokens.muted);
    const QString figures = after.isValid() ? probabilityText(before) + QStringLiteral(" → ") +
                                                  probabilityText(after.toDouble())
                                            : probabilityText(before);
    drawFigures(*painter, row, Qt::AlignRight, figures);
    // The widest there can be, so that bars keep their places.
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    const QString widest =
        probabilityText(1) +
        (after.isValid() ? QStringLiteral(" → ") + probabilityText(1) : QString());
    const int room = static_cast<int>(std::ceil(figuresWidth(QFontMetricsF(strong), widest)));
    const int nameWidth = static_cast<int>(row.width() * kNameShare);
    const QRect name(row.left(), row.top(), nameWidth, row.height());
    painter->setPen(tokens.text);
    painter->drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, nameWidth - kGrid));
    const QRect track(name.right() + 1, row.center().y() - kBar / 2,
                      row.width() - nameWidth - room - kGrid, kBar);
    if (track.width() > kBar) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(trackColour(tokens));
        painter->drawRoundedRect(track, kBar / 2.0, kBar / 2.0);
        paintBar(*painter, track, after.isValid() ? after.toDouble() : before,
                 winner ? tokens.accent : tokens.muted);
        if (after.isValid()) {
            const double end = track.left() + track.width() * std::clamp(before, 0.0, 1.0);
            painter->setPen(QPen(tokens.text, 1.5));
            painter->drawLine(QPointF(end, track.top() - 3), QPointF(end, track.bottom() + 4));
        }
    }
    painter->restore();
}

} // namespace brera::widgets
