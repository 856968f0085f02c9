// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "widgets/pages/compare_view.h"

namespace brera::widgets {

struct CompareHalf;
struct Tokens;

/// A row of the comparison: a unit of the first project at the left, of the second at the right,
/// how like they are between them. A unit that is only the nearest one is pale.
class CompareDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Logical pixels of a patch.
    static constexpr int kPatchEdge = 48;

    /// Where a side's unit stands in a row that fills `row`.
    static QRect halfRect(const QRect& row, CompareSide side);
    static QRect measureRect(const QRect& row);
    /// Which unit lies there; the first one for what lies between.
    static CompareSide sideAt(const QRect& row, const QPoint& position);

    /// The side that Return opens, marked in the current row while the list has the focus.
    void setSide(CompareSide side) { m_side = side; }
    CompareSide side() const { return m_side; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHalf(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   CompareSide side) const;
    void paintMeasure(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const;

    CompareSide m_side = CompareSide::First;
};

} // namespace brera::widgets
