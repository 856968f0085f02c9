// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace brera::widgets {

/// A cell of the beam: text, or a number in tabular figures; the chosen description stands out.
class BeamDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The names over its columns, each above the edge on which the column's cells stand.
class BeamHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit BeamHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    QSize sectionSizeFromContents(int section) const override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    QString textOf(int section) const;
};

} // namespace brera::widgets
