// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace brera::widgets {

/// A cell of the table of classes: a name, or a number in tabular figures; gains and losses in
/// their colours.
class ClassDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Where the text of a cell stands, and how wide a cell is for a text: the header's too.
    static QRect textRect(const QRect& cell, Qt::Alignment alignment);
    static int widthFor(int text);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace brera::widgets
