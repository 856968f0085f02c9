// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace brera::widgets {

/// A unit of a ResponseModel as a card: the picture where it answers, its description, its place
/// in its own distribution, what it gave the class; on the right the tick that switches it off
/// (a click, or the space bar).
class ResponseDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Where the tick stands in a row.
    static QRect tickRect(const QRect& row);
    static constexpr int kPicture = 48; ///< edge of the small picture

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

} // namespace brera::widgets
