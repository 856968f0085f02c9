// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace brera::widgets {

/// A unit's card: a strip of its best exemplars, its description where units are described, its
/// name and its highest activation. Paints what a UnitModel has in memory; a patch that is not
/// there yet is a flat tile.
class CardDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Logical pixels of a patch on a card of this width, and back.
    static int patchEdge(int cardWidth);
    static int cardWidth(int patchEdge);
    static int cardHeight(int cardWidth, const QFont& font, bool described);

    /// Whether cards have room for descriptions.
    void setDescribed(bool described) { m_described = described; }
    bool isDescribed() const { return m_described; }

private:
    void paintDescription(QPainter& painter, const QRect& place, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const;

    bool m_described = false;
};

} // namespace brera::widgets
