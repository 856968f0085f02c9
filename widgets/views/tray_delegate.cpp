// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/tray_delegate.h"

#include "widgets/theme/figures.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/painting.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace brera::widgets {
namespace {

constexpr int kHeight = 26;
constexpr int kCross = 14;
constexpr int kGap = 4; ///< between chips, on their right

QRect chipOf(const QRect& cell) {
    QRect chip = cell.adjusted(0, 0, -kGap, 0);
    chip.setHeight(kHeight);
    return chip;
}

QRect crossOf(const QRect& cell) {
    const QRect chip = chipOf(cell);
    return {chip.right() - kCross - 5, chip.center().y() - kCross / 2 + 1, kCross, kCross};
}

} // namespace

int TrayDelegate::chipHeight() {
    return kHeight;
}

QSize TrayDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const qreal text = figuresWidth(QFontMetricsF(option.font), index.data().toString());
    return {static_cast<int>(std::ceil(text)) + kGrid + kCross + 10 + kGap, kHeight};
}

void TrayDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect chip = chipOf(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(hovered ? tokens.accentSoft : tokens.raised);
    painter->setPen(focused ? QPen(tokens.accent, 1.5) : QPen(Qt::NoPen));
    painter->drawRoundedRect(QRectF(chip).adjusted(0.75, 0.75, -0.75, -0.75), 6, 6);
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    drawFigures(*painter, chip.adjusted(kGrid, 0, 0, 0), Qt::AlignLeft, index.data().toString());
    paintIcon(*painter, crossOf(option.rect), QStringLiteral("close"),
              hovered ? tokens.text : tokens.muted);
    painter->restore();
}

bool TrayDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                               const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton &&
            crossOf(option.rect).adjusted(-4, -6, 5, 6).contains(mouse->position().toPoint())) {
            Q_EMIT removeRequested(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace brera::widgets
