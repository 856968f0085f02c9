// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/flow_layout.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace brera::widgets {

FlowLayout::FlowLayout(int across, int down) : m_across(across), m_down(down) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item) {
    m_items.append(item);
}

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const {
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    return size;
}

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        const QSize hint = item->sizeHint();
        size = {size.width() + (size.isEmpty() ? 0 : m_across) + hint.width(),
                std::max(size.height(), hint.height())};
    }
    return size;
}

void FlowLayout::setGeometry(const QRect& place) {
    QLayout::setGeometry(place);
    arrange(place, true);
}

int FlowLayout::arrange(const QRect& place, bool move) const {
    int top = place.top();
    int bottom = top;
    for (int first = 0; first < count();) {
        // As many as fit into the line, and one at least.
        int left = place.left();
        int high = 0;
        std::vector<std::pair<QLayoutItem*, QRect>> line;
        for (; first < count(); ++first) {
            QLayoutItem* item = m_items[first];
            if (item->isEmpty()) {
                continue;
            }
            const QSize hint = item->sizeHint();
            const QSize size(std::min(hint.width(), place.width()), hint.height());
            if (!line.empty() && left + size.width() > place.right() + 1) {
                break;
            }
            line.emplace_back(item, QRect(QPoint(left, top), size));
            left += size.width() + m_across;
            high = std::max(high, size.height());
        }
        for (const auto& [item, rect] : line) {
            if (move) {
                item->setGeometry(rect.translated(0, (high - rect.height()) / 2));
            }
        }
        if (!line.empty()) {
            bottom = top + high;
            top = bottom + m_down;
        }
    }
    return bottom - place.top();
}

} // namespace brera::widgets
