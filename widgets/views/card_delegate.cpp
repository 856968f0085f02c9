// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/card_delegate.h"

#include "widgets/models/unit_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kPadding = 12;
constexpr int kPatchGap = 4;
/// On cards wider than this a line holds most descriptions.
constexpr int kOneLineWidth = 30 * kGrid;
constexpr int kOwnBar = 2;

int descriptionLines(int cardWidth) {
    return cardWidth > kOneLineWidth ? 1 : 2;
}

int descriptionHeight(int cardWidth, const QFont& font) {
    const QFontMetrics metrics(font);
    return (descriptionLines(cardWidth) - 1) * metrics.lineSpacing() + metrics.height();
}

/// The text broken into at most `lines` lines, what is left over being elided.
QStringList broken(const QString& text, const QFont& font, int width, int lines) {
    QStringList result;
    QTextLayout layout(text, font);
    layout.beginLayout();
    while (true) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(width);
        if (result.size() == lines - 1) {
            result.append(
                QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width));
            break;
        }
        result.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return result;
}

} // namespace

int CardDelegate::patchEdge(int cardWidth) {
    return std::max(8, (cardWidth - 2 * kPadding - (kCardPatches - 1) * kPatchGap) / kCardPatches);
}

int CardDelegate::cardWidth(int patchEdge) {
    return 2 * kPadding + (kCardPatches - 1) * kPatchGap + kCardPatches * patchEdge;
}

int CardDelegate::cardHeight(int cardWidth, const QFont& font, bool described) {
    const int description = described ? descriptionHeight(cardWidth, font) + kGrid / 2 : 0;
    return kPadding + patchEdge(cardWidth) + kGrid + description + QFontMetrics(font).height() +
           kPadding - 2;
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

    QRect line(stripLeft, option.rect.top() + kPadding + edge + kGrid, stripWidth,
               option.fontMetrics.height());
    if (m_described) {
        QRect place = line;
        place.setHeight(descriptionHeight(option.rect.width(), option.font));
        paintDescription(*painter, place, option, index);
        line.moveTop(place.bottom() + 1 + kGrid / 2);
    }
    const QString activation =
        activationText(static_cast<double>(index.data(UnitModel::ActivationRole).toFloat()));
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    drawFigures(*painter, line, Qt::AlignRight, activation);

    // Under a description the name is what is read second.
    QFont strong = option.font;
    strong.setWeight(m_described ? QFont::Normal : QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(m_described ? tokens.muted : tokens.text);
    const QFontMetrics metrics(strong);
    const int taken = static_cast<int>(figuresWidth(QFontMetricsF(option.font), activation));
    const QString name = index.data(UnitModel::NameRole).toString();
    drawFigures(*painter, line, Qt::AlignLeft,
                metrics.elidedText(name, Qt::ElideMiddle, line.width() - taken - kGrid));
    painter->restore();
}

void CardDelegate::paintDescription(QPainter& painter, const QRect& place,
                                    const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const QVariant description = index.data(UnitModel::DescriptionRole);
    const bool own = index.data(UnitModel::OwnWordsRole).toBool();
    QFont font = option.font;
    font.setWeight(description.isValid() ? QFont::Medium : QFont::Normal);
    painter.setFont(font);
    painter.setPen(description.isValid() ? tokens.text : tokens.muted);
    QRect line = place;
    if (own) {
        painter.fillRect(QRect(place.left(), place.top() + 1, kOwnBar, place.height() - 2),
                         tokens.accent);
        line.adjust(kOwnBar + kGrid - kOwnBar / 2, 0, 0, 0);
    }
    const QString text = description.isValid() ? description.toString() : tr("not described yet");
    line.setHeight(option.fontMetrics.height());
    for (const QString& part :
         broken(text, font, line.width(), descriptionLines(option.rect.width()))) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, part);
        line.translate(0, option.fontMetrics.lineSpacing());
    }
}

} // namespace brera::widgets
