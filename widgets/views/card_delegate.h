// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace brera::widgets {

/// A unit's card: a strip of its best exemplars (dimmed while it is switched off), its description
/// where units are described, its name with a row of badges, and its highest activation. Paints
/// what a UnitModel has in memory; a patch that is not there yet is a flat tile.
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

    /// Whether a card under the pointer offers to switch its unit off and on.
    void setToggling(bool toggling) { m_toggling = toggling; }
    /// Where it does, on a card that fills `card`.
    static QRect toggleRect(const QRect& card);

    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

Q_SIGNALS:
    void toggleRequested(const QModelIndex& index);

private:
    void paintDescription(QPainter& painter, const QRect& place, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const;
    /// Badges from `line`'s left on; returns where they end.
    int paintBadges(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const;
    void paintToggle(QPainter& painter, const QStyleOptionViewItem& option, bool off) const;

    bool m_described = false;
    bool m_toggling = false;
};

} // namespace brera::widgets
