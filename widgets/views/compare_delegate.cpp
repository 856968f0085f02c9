// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/compare_delegate.h"

#include "widgets/models/compare_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kMargin = 2 * kGrid;
constexpr int kPatchGap = 4;
constexpr int kMeasureWidth = 12 * kGrid;
/// Narrower halves show fewer pictures, so that words keep their room.
constexpr int kWordsWidth = 20 * kGrid;
constexpr int kFewPatches = 3;
constexpr double kNearestStrength = 0.5;
constexpr int kBarHeight = 4;

} // namespace

QRect CompareDelegate::halfRect(const QRect& row, CompareSide side) {
    const int width = (row.width() - 2 * kMargin - kMeasureWidth) / 2;
    const int left =
        side == CompareSide::First ? row.left() + kMargin : row.right() + 1 - kMargin - width;
    return {left, row.top() + kGrid / 2, width, row.height() - kGrid};
}

QRect CompareDelegate::measureRect(const QRect& row) {
    return QRect(row.center().x() - kMeasureWidth / 2, row.top(), kMeasureWidth, row.height());
}

CompareSide CompareDelegate::sideAt(const QRect& row, const QPoint& position) {
    return position.x() >= halfRect(row, CompareSide::Second).left() ? CompareSide::Second
                                                                     : CompareSide::First;
}

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {60 * kGrid, kPatchEdge + 3 * kGrid};
}

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, tokens.accentSoft);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, tokens.raised);
    }
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    paintHalf(*painter, option, index, CompareSide::First);
    paintHalf(*painter, option, index, CompareSide::Second);
    paintMeasure(*painter, option, index);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(halfRect(option.rect, m_side).adjusted(-3, 1, 3, -1), 6, 6);
    }
    painter->restore();
}

void CompareDelegate::paintHalf(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index, CompareSide side) const {
    const Tokens& tokens = tokensFor(option.palette);
    const bool isFirst = side == CompareSide::First;
    const auto half = index.data(isFirst ? CompareModel::FirstRole : CompareModel::SecondRole)
                          .value<CompareHalf>();
    const QRect place = halfRect(option.rect, side);
    if (!half.there) {
        painter.setPen(tokens.muted);
        painter.setFont(option.font);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, tr("nothing like it"));
        return;
    }
    const auto pictures =
        index.data(isFirst ? CompareModel::FirstPicturesRole : CompareModel::SecondPicturesRole)
            .value<CardPictures>();
    const int patches = std::clamp((place.width() - kWordsWidth) / (kPatchEdge + kPatchGap),
                                   kFewPatches, kCardPatches);
    painter.setOpacity(half.nearest ? kNearestStrength : 1);
    QRect patch(place.left(), place.center().y() - kPatchEdge / 2 + 1, kPatchEdge, kPatchEdge);
    const int known = static_cast<int>(pictures.tiles.size());
    for (int i = 0; i < patches; ++i) {
        if (known == 0 || i < known) {
            const QRgb mean = pictures.tiles.value(i, qRgba(0, 0, 0, 0));
            paintPicture(painter, patch, pictures.patches.value(i),
                         qAlpha(mean) == 0 ? tokens.tile : QColor::fromRgb(mean));
        }
        patch.translate(kPatchEdge + kPatchGap, 0);
    }
    painter.setOpacity(1);

    QRect words = place;
    words.setLeft(patch.left() - kPatchGap + 12);
    QFont strong = option.font;
    strong.setWeight(QFont::Medium);
    const QFontMetrics metrics(strong);
    const int height = metrics.lineSpacing();
    QRect line(words.left(), words.center().y() - height + 1, words.width(), height);
    const bool described = !half.text.isEmpty();
    painter.setFont(described && !half.nearest ? strong : option.font);
    painter.setPen(described && !half.nearest ? tokens.text : tokens.muted);
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(described ? half.text : tr("not described yet"),
                                         Qt::ElideRight, line.width()));
    line.translate(0, height);
    painter.setFont(option.font);
    painter.setPen(tokens.muted);
    const QString name = half.nearest ? tr("nearest: %1").arg(half.name)
                         : half.found ? tr("%1 · found").arg(half.name)
                                      : half.name;
    drawFigures(painter, line, Qt::AlignLeft,
                painter.fontMetrics().elidedText(name, Qt::ElideMiddle, line.width()));
}

void CompareDelegate::paintMeasure(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const QVariant score = index.data(CompareModel::ScoreRole);
    if (!score.isValid()) {
        return;
    }
    const QRect place = measureRect(option.rect).adjusted(kGrid, 0, -kGrid, 0);
    const QStringList lines =
        index.data(CompareModel::MeasureRole).toString().split(QStringLiteral(" · "));
    const int height = option.fontMetrics.lineSpacing();
    const int all = static_cast<int>(lines.size()) * height + kBarHeight + 4;
    QRect line(place.left(), option.rect.center().y() - all / 2, place.width(), height);
    painter.setFont(option.font);
    painter.setPen(tokens.muted);
    for (const QString& text : lines) {
        drawFigures(painter, line, Qt::AlignHCenter, text);
        line.translate(0, height);
    }
    const QRectF bar(place.left(), line.top() + 4, place.width(), kBarHeight);
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::clamp(score.toDouble(), 0.0, 1.0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(bar, 2, 2);
    painter.setBrush(tokens.accent);
    painter.drawRoundedRect(filled, 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace brera::widgets
