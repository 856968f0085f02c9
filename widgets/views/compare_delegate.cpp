// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/compare_delegate.h"

#include "widgets/models/compare_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kMargin = 2 * kGrid;
constexpr int kPatchGap = 4;
/// The measures and the air on both sides of them. Narrower rows leave out the measures' names.
constexpr int kMeasureWidth = 20 * kGrid;
constexpr int kMeasureAir = 3 * kGrid;
constexpr int kNarrowMeasureWidth = 11 * kGrid;
constexpr int kNarrowMeasureAir = 2 * kGrid;
constexpr int kNarrowRow = 108 * kGrid;
/// Narrower halves show fewer pictures, so that words keep their room.
constexpr int kWordsWidth = 20 * kGrid;
constexpr int kFewPatches = 3;
constexpr double kNearestStrength = 0.5;
constexpr int kBarHeight = 4;
constexpr int kMeterGap = 6;

int measureWidth(const QRect& row) {
    return row.width() < kNarrowRow ? kNarrowMeasureWidth : kMeasureWidth;
}

int measureAir(const QRect& row) {
    return row.width() < kNarrowRow ? kNarrowMeasureAir : kMeasureAir;
}

/// A number between 0 and 1 with its name as a bar below both.
struct Meter {
    QString name;   ///< "activations"
    QString figure; ///< "r 0.98"
    double value = 0;
    bool decides = false; ///< units are matched by it
};

QString figureText(const QString& pattern, double value) {
    // No "-0.00".
    return pattern.arg(QLocale().toString(std::abs(value) < 0.005 ? 0.0 : value, 'f', 2));
}

QList<Meter> metersOf(const QModelIndex& index) {
    const auto by = static_cast<audit::MatchBy>(index.data(CompareModel::MatchedByRole).toInt());
    QList<Meter> meters;
    if (const QVariant r = index.data(CompareModel::CorrelationRole); r.isValid()) {
        meters << Meter{CompareDelegate::tr("activations"),
                        figureText(CompareDelegate::tr("r %1"), r.toDouble()), r.toDouble(),
                        by == audit::MatchBy::Activations};
    }
    if (const QVariant share = index.data(CompareModel::OverlapRole); share.isValid()) {
        meters << Meter{CompareDelegate::tr("exemplars"),
                        figureText(CompareDelegate::tr("overlap %1"), share.toDouble()),
                        share.toDouble(), by == audit::MatchBy::Exemplars};
    }
    return meters;
}

} // namespace

QRect CompareDelegate::halfRect(const QRect& row, CompareSide side) {
    const int width = (row.width() - 2 * kMargin - measureWidth(row) - 2 * measureAir(row)) / 2;
    const int left =
        side == CompareSide::First ? row.left() + kMargin : row.right() + 1 - kMargin - width;
    return {left, row.top() + kGrid / 2, width, row.height() - kGrid};
}

QRect CompareDelegate::measureRect(const QRect& row) {
    const int width = measureWidth(row);
    return QRect(row.center().x() - width / 2, row.top(), width, row.height());
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
    const QList<Meter> meters = metersOf(index);
    const QRect place = measureRect(option.rect);
    const bool named = option.rect.width() >= kNarrowRow;
    const int height = option.fontMetrics.height();
    const int count = static_cast<int>(meters.size());
    const int all = count * (height + kBarHeight + 2) + (count - 1) * kMeterGap;
    QRect line(place.left(), option.rect.center().y() - all / 2, place.width(), height);
    painter.setFont(option.font);
    for (const Meter& meter : meters) {
        painter.setPen(meter.decides ? tokens.text : tokens.muted);
        if (named) {
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, meter.name);
        }
        drawFigures(painter, line, named ? Qt::AlignRight : Qt::AlignLeft, meter.figure);
        const QRectF bar(line.left(), line.bottom() + 3, line.width(), kBarHeight);
        QRectF filled = bar;
        filled.setWidth(bar.width() * std::clamp(meter.value, 0.0, 1.0));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.line);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(meter.decides ? tokens.accent : tokens.muted);
        painter.drawRoundedRect(filled, 2, 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
        line.translate(0, height + kBarHeight + 2 + kMeterGap);
    }
}

} // namespace brera::widgets
