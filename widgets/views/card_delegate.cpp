// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/card_delegate.h"

#include "widgets/models/unit_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kPadding = 12;
constexpr int kPatchGap = 4;

} // namespace

int CardDelegate::patchEdge(int cardWidth) {
    return std::max(8, (cardWidth - 2 * kPadding - (kCardPatches - 1) * kPatchGap) / kCardPatches);
}

int CardDelegate::cardWidth(int patchEdge) {
    return 2 * kPadding + (kCardPatches - 1) * kPatchGap + kCardPatches * patchEdge;
}

int CardDelegate::cardHeight(int cardWidth, const QFont& font) {
    return kPadding + patchEdge(cardWidth) + kGrid + QFontMetrics(font).height() + kPadding - 2;
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return option.rect.size();
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    painter->save();
    paintCardFrame(*painter, option, tokens);

    const auto pictures = index.data(UnitModel::PicturesRole).value<CardPictures>();
    const int edge = patchEdge(option.rect.width());
    const int stripWidth = kCardPatches * edge + (kCardPatches - 1) * kPatchGap;
    const int stripLeft = option.rect.left() + (option.rect.width() - stripWidth) / 2;
    QRect patch(stripLeft, option.rect.top() + kPadding, edge, edge);
    // Few images in all mean fewer exemplars than a strip has places.
    const bool known = !pictures.tiles.isEmpty();
    const qsizetype places = known ? pictures.tiles.size() : kCardPatches;
    for (qsizetype place = 0; place < places; ++place) {
        const QImage picture = pictures.patches.value(place);
        const QRgb mean = pictures.tiles.value(place, qRgba(0, 0, 0, 0));
        const QColor tile = qAlpha(mean) == 0 ? tokens.tile : QColor::fromRgb(mean);
        paintPicture(*painter, patch, picture, tile);
        patch.translate(edge + kPatchGap, 0);
    }

    const QRect line(stripLeft, option.rect.top() + kPadding + edge + kGrid, stripWidth,
                     option.fontMetrics.height());
    const QString activation =
        activationText(static_cast<double>(index.data(UnitModel::ActivationRole).toFloat()));
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    drawFigures(*painter, line, Qt::AlignRight, activation);

    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(tokens.text);
    const QFontMetrics metrics(strong);
    const int taken = static_cast<int>(figuresWidth(QFontMetricsF(option.font), activation));
    const QString name = index.data(UnitModel::NameRole).toString();
    drawFigures(*painter, line, Qt::AlignLeft,
                metrics.elidedText(name, Qt::ElideMiddle, line.width() - taken - kGrid));
    painter->restore();
}

} // namespace brera::widgets
