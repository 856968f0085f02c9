// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace brera::widgets {

/// Widgets one after the other, in as many lines as their widths need.
class FlowLayout final : public QLayout {
public:
    /// `across`: between widgets of a line; `down`: between lines.
    FlowLayout(int across, int down);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& place) override;

private:
    /// Returns the height that the lines need.
    int arrange(const QRect& place, bool move) const;

    int m_across;
    int m_down;
    QList<QLayoutItem*> m_items;
};

} // namespace brera::widgets
