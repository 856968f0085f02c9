// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/card_grid_view.h"

#include <QHoverEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionViewItem>

#include <algorithm>

namespace brera::widgets {
namespace {

/// While scrolling, wishes go out this often: soon enough to fill the screen, rarely enough to drop
/// what has already gone by.
constexpr int kAnnounceMilliseconds = 30;

} // namespace

CardGridView::CardGridView(QWidget* parent)
    : QAbstractItemView(parent), m_height([](int width) { return width; }) {
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    m_announce.setSingleShot(true);
    m_announce.setInterval(kAnnounceMilliseconds);
    connect(&m_announce, &QTimer::timeout, this, &CardGridView::visibleChanged);
}

void CardGridView::setCardSize(int minimumWidth, HeightForWidth height) {
    const QModelIndex middle = middleCard();
    m_minimumWidth = std::max(1, minimumWidth);
    m_height = std::move(height);
    doItemsLayout();
    scrollTo(middle, PositionAtCenter);
}

void CardGridView::setSpacing(int margin, int gap) {
    m_margin = margin;
    m_gap = gap;
    doItemsLayout();
}

void CardGridView::setBarBeside(bool beside) {
    m_barBeside = beside;
    doItemsLayout();
}

int CardGridView::contentHeight() const {
    const int lines = (count() + m_columns - 1) / m_columns;
    return lines == 0 ? 0 : 2 * m_margin + lines * (m_card.height() + m_gap) - m_gap;
}

QModelIndex CardGridView::middleCard() const {
    if (verticalOffset() == 0) {
        return {};
    }
    return indexAt(QPoint(m_margin + m_card.width() / 2, viewport()->height() / 2));
}

int CardGridView::count() const {
    return model() ? model()->rowCount(rootIndex()) : 0;
}

void CardGridView::layOut() {
    const int whole =
        m_barBeside ? width() - verticalScrollBar()->sizeHint().width() : viewport()->width();
    const int room = std::max(1, whole - 2 * m_margin);
    m_columns = std::max(1, (room + m_gap) / (m_minimumWidth + m_gap));
    const int width = std::max(1, (room - (m_columns - 1) * m_gap) / m_columns);
    const QSize card(width, std::max(1, m_height(width)));
    if (card != m_card) {
        m_card = card;
        Q_EMIT cardSizeChanged(card);
    }
}

void CardGridView::updateGeometries() {
    layOut();
    const int height = contentHeight();
    QScrollBar& bar = *verticalScrollBar();
    bar.setRange(0, std::max(0, height - viewport()->height()));
    bar.setPageStep(viewport()->height());
    bar.setSingleStep(std::max(8, m_card.height() / 4));
    QAbstractItemView::updateGeometries();
    announce();
}

void CardGridView::doItemsLayout() {
    QAbstractItemView::doItemsLayout();
    viewport()->update();
}

void CardGridView::reset() {
    m_hovered = QPersistentModelIndex();
    QAbstractItemView::reset();
    updateGeometries();
    verticalScrollBar()->setValue(0);
}

void CardGridView::announce() {
    if (!m_announce.isActive()) {
        m_announce.start();
    }
}

int CardGridView::verticalOffset() const {
    return verticalScrollBar()->value();
}

int CardGridView::rowsBefore(int y) const {
    const int line = m_card.height() + m_gap;
    return std::max(0, (y + verticalOffset() - m_margin)) / line * m_columns;
}

std::pair<int, int> CardGridView::visibleRows() const {
    const int rows = count();
    if (rows == 0) {
        return {-1, -1};
    }
    const int first = std::min(rowsBefore(0), rows - 1);
    const int last = std::min(rowsBefore(viewport()->height() - 1) + m_columns - 1, rows - 1);
    return {first, last};
}

QRect CardGridView::visualRect(const QModelIndex& index) const {
    if (!index.isValid() || index.column() != 0) {
        return {};
    }
    const int column = index.row() % m_columns;
    const int line = index.row() / m_columns;
    QRect rect(m_margin + column * (m_card.width() + m_gap),
               m_margin + line * (m_card.height() + m_gap) - verticalOffset(), m_card.width(),
               m_card.height());
    if (isRightToLeft()) {
        rect.moveLeft(viewport()->width() - rect.right() - 1);
    }
    return rect;
}

QModelIndex CardGridView::indexAt(const QPoint& point) const {
    if (!model()) {
        return {};
    }
    const int first = rowsBefore(point.y());
    for (int row = first; row < std::min(first + m_columns, count()); ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        if (visualRect(index).contains(point)) {
            return index;
        }
    }
    return {};
}

void CardGridView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    const QRect rect = visualRect(index);
    if (rect.isEmpty()) {
        return;
    }
    const int top = rect.top() + verticalOffset() - m_margin;
    const int bottom = rect.bottom() + verticalOffset() + 1 + m_margin - viewport()->height();
    QScrollBar& bar = *verticalScrollBar();
    switch (hint) {
    case PositionAtTop:
        bar.setValue(top);
        break;
    case PositionAtBottom:
        bar.setValue(bottom);
        break;
    case PositionAtCenter:
        bar.setValue((top + bottom) / 2);
        break;
    case EnsureVisible:
        if (top < bar.value()) {
            bar.setValue(top);
        } else if (bottom > bar.value()) {
            bar.setValue(std::min(bottom, top));
        }
        break;
    }
}

QModelIndex CardGridView::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int rows = count();
    if (rows == 0) {
        return {};
    }
    if (!currentIndex().isValid()) {
        return model()->index(action == MoveEnd ? rows - 1 : 0, 0, rootIndex());
    }
    const int page = std::max(1, viewport()->height() / (m_card.height() + m_gap)) * m_columns;
    const int row = currentIndex().row();
    const int forward = isRightToLeft() ? -1 : 1;
    int to = row;
    switch (action) {
    case MoveLeft:
        to = row - forward;
        break;
    case MoveRight:
        to = row + forward;
        break;
    case MovePrevious:
        to = row - 1;
        break;
    case MoveNext:
        to = row + 1;
        break;
    case MoveUp:
        to = row - m_columns < 0 ? row : row - m_columns;
        break;
    case MoveDown:
        // From above a last line that is not full, down goes to its end.
        to = row / m_columns == (rows - 1) / m_columns ? row : row + m_columns;
        break;
    case MovePageUp:
        to = row - page < 0 ? row % m_columns : row - page;
        break;
    case MovePageDown:
        to = row + page;
        break;
    case MoveHome:
        to = 0;
        break;
    case MoveEnd:
        to = rows - 1;
        break;
    }
    return model()->index(std::clamp(to, 0, rows - 1), 0, rootIndex());
}

void CardGridView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) {
    // With several to be chosen: from the card at one corner to that at the other, line by line.
    const bool several = selectionMode() != SingleSelection;
    QModelIndex from = indexAt(several ? rect.topLeft() : rect.center());
    QModelIndex to = several ? indexAt(rect.bottomRight()) : from;
    from = from.isValid() ? from : to;
    to = to.isValid() ? to : from;
    if (from.isValid()) {
        const int first = std::min(from.row(), to.row());
        const int last = std::max(from.row(), to.row());
        selectionModel()->select(
            {model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex())}, flags);
    } else if (flags & QItemSelectionModel::Clear) {
        selectionModel()->clearSelection();
    }
}

QRegion CardGridView::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const auto [first, last] = visibleRows();
    for (const QItemSelectionRange& range : selection) {
        for (int row = std::max(range.top(), first); row <= std::min(range.bottom(), last); ++row) {
            region += visualRect(model()->index(row, 0, rootIndex()));
        }
    }
    return region;
}

void CardGridView::scrollContentsBy(int dx, int dy) {
    viewport()->scroll(dx, dy);
    announce();
}

void CardGridView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const auto [first, last] = visibleRows();
    if (first < 0) {
        return;
    }
    QStyleOptionViewItem base;
    initViewItemOption(&base);
    const bool focused = hasFocus();
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        const QRect rect = visualRect(index);
        if (!event->region().intersects(rect)) {
            continue;
        }
        QStyleOptionViewItem option = base;
        option.rect = rect;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, focused && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, m_hovered == index);
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

void CardGridView::resizeEvent(QResizeEvent* event) {
    const QModelIndex middle = middleCard();
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
    if (event->oldSize().width() != event->size().width()) {
        scrollTo(middle, PositionAtCenter);
    }
}

void CardGridView::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid()) {
        Q_EMIT activated(currentIndex());
        event->accept();
        return;
    }
    QAbstractItemView::keyPressEvent(event);
}

bool CardGridView::viewportEvent(QEvent* event) {
    const auto hover = [this](const QModelIndex& index) {
        if (m_hovered != index) {
            viewport()->update(visualRect(m_hovered));
            viewport()->update(visualRect(index));
            m_hovered = index;
        }
    };
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter) {
        hover(indexAt(static_cast<QHoverEvent*>(event)->position().toPoint()));
    } else if (event->type() == QEvent::HoverLeave) {
        hover({});
    }
    return QAbstractItemView::viewportEvent(event);
}

void CardGridView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                               const QList<int>& roles) {
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    if (topLeft.row() != bottomRight.row()) {
        viewport()->update();
    }
}

void CardGridView::rowsInserted(const QModelIndex& parent, int start, int end) {
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void CardGridView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) {
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    scheduleDelayedItemsLayout();
}

} // namespace brera::widgets
