// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/card_delegate.h"

#include "widgets/models/unit_model.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace brera::widgets {
namespace {

constexpr int kPadding = 12;
constexpr int kPatchGap = 4;
/// On cards wider than this a line holds most descriptions.
constexpr int kOneLineWidth = 30 * kGrid;
constexpr int kOwnBar = 2;
constexpr int kBadge = 16;
constexpr int kBadgeGap = 2;
constexpr int kToggle = 24;
/// What is left of the pictures of a unit that is switched off.
constexpr double kOffStrength = 0.3;

int descriptionLines(int cardWidth) {
    return cardWidth > kOneLineWidth ? 1 : 2;
}

int descriptionHeight(int cardWidth, const QFont& font) {
    const QFontMetrics metrics(font);
    return (descriptionLines(cardWidth) - 1) * metrics.lineSpacing() + metrics.height();
}

struct BrokenLine {
    int start = 0; ///< of `text` in the whole
    QString text;
};

/// The text broken into at most `lines` lines, what is left over being elided.
QList<BrokenLine> broken(const QString& text, const QFont& font, int width, int lines) {
    QList<BrokenLine> result;
    QTextLayout layout(text, font);
    layout.beginLayout();
    while (true) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(width);
        if (result.size() == lines - 1) {
            result.append({line.textStart(),
                           QFontMetrics(font).elidedText(text.mid(line.textStart()),
                                                         Qt::ElideRight, width)});
            break;
        }
        result.append(
            {line.textStart(), text.mid(line.textStart(), line.textLength()).trimmed()});
    }
    layout.endLayout();
    return result;
}

/// A marker's stroke behind [begin, end) of a line of text, in the painter's font.
void paintMark(QPainter& painter, const QRect& line, const QString& text, int begin, int end,
               const QColor& colour) {
    const int first = std::clamp(begin, 0, static_cast<int>(text.size()));
    const int last = std::clamp(end, 0, static_cast<int>(text.size()));
    if (last <= first) {
        return;
    }
    const QFontMetrics metrics(painter.font());
    // A little wider than the words, but never beyond the edge that all texts stand on.
    const int left = std::max(line.left(),
                              line.left() + metrics.horizontalAdvance(text.left(first)) - 2);
    const int right = line.left() + metrics.horizontalAdvance(text.left(last)) + 2;
    const QRect mark(left, line.center().y() - metrics.height() / 2 + 1, right - left,
                     metrics.height() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(mark, 3, 3);
    painter.restore();
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
    const auto badges = CardBadges::fromInt(index.data(UnitModel::BadgesRole).toInt());
    const bool off = badges.testAnyFlags(AblatedBadge | RemovedBadge);
    painter->setOpacity(off ? kOffStrength : 1);
    const qsizetype places = known ? pictures.tiles.size() : kCardPatches;
    for (qsizetype place = 0; place < places; ++place) {
        const QImage picture = pictures.patches.value(place);
        const QRgb mean = pictures.tiles.value(place, qRgba(0, 0, 0, 0));
        const QColor tile = qAlpha(mean) == 0 ? tokens.tile : QColor::fromRgb(mean);
        paintPicture(*painter, patch, picture, tile);
        patch.translate(edge + kPatchGap, 0);
    }
    painter->setOpacity(1);

    QRect line(stripLeft, option.rect.top() + kPadding + edge + kGrid, stripWidth,
               option.fontMetrics.height());
    if (m_described) {
        QRect place = line;
        place.setHeight(descriptionHeight(option.rect.width(), option.font));
        paintDescription(*painter, place, option, index);
        line.moveTop(place.bottom() + 1 + kGrid / 2);
    }
    if (m_toggling && option.state.testFlag(QStyle::State_MouseOver)) {
        paintToggle(*painter, option, badges.testFlag(AblatedBadge));
    }
    const QString activation =
        activationText(static_cast<double>(index.data(UnitModel::ActivationRole).toFloat()));
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    drawFigures(*painter, line, Qt::AlignRight, activation);
    line.setRight(line.right() -
                  static_cast<int>(figuresWidth(QFontMetricsF(option.font), activation)));
    line.setLeft(paintBadges(*painter, line, option, index));

    // Under a description the name is what is read second.
    QFont strong = option.font;
    strong.setWeight(m_described ? QFont::Normal : QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(m_described ? tokens.muted : tokens.text);
    const QFontMetrics metrics(strong);
    const QString name = index.data(UnitModel::NameRole).toString();
    drawFigures(*painter, line, Qt::AlignLeft,
                metrics.elidedText(name, Qt::ElideMiddle, line.width() - kGrid));
    painter->restore();
}

int CardDelegate::paintBadges(QPainter& painter, const QRect& line,
                              const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const auto badges = CardBadges::fromInt(index.data(UnitModel::BadgesRole).toInt());
    QRect place(line.left(), line.center().y() - kBadge / 2 + 1, kBadge, kBadge);
    for (const QString& icon : badgeIcons(badges)) {
        paintIcon(painter, place, icon, tokens.accent);
        place.translate(kBadge + kBadgeGap, 0);
    }
    return place.left() + (badges ? kGrid / 2 : 0);
}

QRect CardDelegate::toggleRect(const QRect& card) {
    QRect place(0, 0, kToggle, kToggle);
    place.moveTopRight(card.topRight() + QPoint(-kGrid, kGrid));
    return place;
}

void CardDelegate::paintToggle(QPainter& painter, const QStyleOptionViewItem& option,
                               bool off) const {
    const Tokens& tokens = tokensFor(option.palette);
    const QRect place = toggleRect(option.rect);
    painter.setRenderHint(QPainter::Antialiasing);
    // Over pictures of any colour.
    painter.setPen(QPen(off ? tokens.accent : tokens.line, 1));
    painter.setBrush(off ? tokens.accent : tokens.surface);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintIcon(painter, place.adjusted(3, 3, -3, -3), QStringLiteral("ablate"),
              off ? tokens.onAccent : tokens.text);
}

bool CardDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                               const QStyleOptionViewItem& option, const QModelIndex& index) {
    const bool pressed = event->type() == QEvent::MouseButtonPress ||
                         event->type() == QEvent::MouseButtonDblClick;
    if (m_toggling && (pressed || event->type() == QEvent::MouseButtonRelease)) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton &&
            toggleRect(option.rect).contains(mouse->position().toPoint())) {
            if (!pressed) {
                Q_EMIT toggleRequested(index);
            }
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

bool CardDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (m_toggling && event->type() == QEvent::ToolTip &&
        toggleRect(option.rect).contains(event->pos())) {
        const auto badges = CardBadges::fromInt(index.data(UnitModel::BadgesRole).toInt());
        QToolTip::showText(event->globalPos(),
                           badges.testFlag(AblatedBadge) ? tr("Switch this unit on again (A)")
                                                         : tr("Switch this unit off (A)"),
                           view);
        return true;
    }
    if (event->type() == QEvent::ToolTip && index.isValid()) {
        // A card may be too small for all of it; someone's words may look like markup.
        QStringList lines;
        if (const QString text = index.data(UnitModel::DescriptionRole).toString();
            !text.isEmpty()) {
            lines.append(text);
        }
        const auto best = static_cast<double>(index.data(UnitModel::ActivationRole).toFloat());
        lines.append(tr("%1 · best activation %2")
                         .arg(index.data(UnitModel::NameRole).toString(), activationText(best)));
        QToolTip::showText(event->globalPos(),
                           Qt::convertFromPlainText(lines.join(QLatin1Char('\n'))), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
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
    const auto matches = index.data(UnitModel::MatchesRole).value<QList<QPair<int, int>>>();
    for (const BrokenLine& part :
         broken(text, font, line.width(), descriptionLines(option.rect.width()))) {
        for (const auto& [begin, end] : matches) {
            paintMark(painter, line, part.text, begin - part.start, end - part.start,
                      tokens.mark);
        }
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, part.text);
        line.translate(0, option.fontMetrics.lineSpacing());
    }
}

} // namespace brera::widgets
