// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QTimer>

#include <functional>

namespace brera::widgets {

/// A grid of equal cards that fills the width: as many columns as fit, each stretched to share what
/// is left. Places are worked out from row numbers alone, so ten thousand cards cost what ten do.
/// Arrows, Home, End, Page Up and Page Down move; Enter and double click activate.
class CardGridView final : public QAbstractItemView {
    Q_OBJECT
public:
    /// Card height for a card width.
    using HeightForWidth = std::function<int(int)>;

    explicit CardGridView(QWidget* parent = nullptr);

    void setCardSize(int minimumWidth, HeightForWidth height);
    void setSpacing(int margin, int gap);
    /// Cards end where the scroll bar begins, whether or not it is there, so that it can stand in a
    /// margin.
    void setBarBeside(bool beside);
    /// Of all cards together.
    int contentHeight() const;
    QSize cardSize() const { return m_card; }
    int columns() const { return m_columns; }

    /// First and last row that can be seen, both −1 when there are none.
    std::pair<int, int> visibleRows() const;

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;

Q_SIGNALS:
    /// What can be seen has changed; at most once every few milliseconds while scrolling.
    void visibleChanged();
    void cardSizeChanged(QSize size);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;

public Q_SLOTS:
    void reset() override;
    void doItemsLayout() override;

private:
    int rowsBefore(int y) const;
    /// The card that stays in the middle of the view while cards change size; none at the top,
    /// which stays the top.
    QModelIndex middleCard() const;
    int count() const;
    void layOut();
    void announce();

    HeightForWidth m_height;
    int m_minimumWidth = 240;
    int m_margin = 16;
    int m_gap = 16;
    bool m_barBeside = false;
    int m_columns = 1;
    QSize m_card{240, 120};
    QPersistentModelIndex m_hovered;
    QTimer m_announce;
};

} // namespace brera::widgets
