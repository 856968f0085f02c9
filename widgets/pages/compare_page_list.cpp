// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/compare_page.h"
#include "widgets/pictures/thumbnail_service.h"
#include "widgets/views/compare_delegate.h"
#include "widgets/views/compare_heading.h"

#include <QKeyEvent>
#include <QListView>
#include <QMouseEvent>

#include <algorithm>

/// The page's list: which pictures it wants, and what keys and the mouse do in it.
namespace brera::widgets {

void ComparePage::wantPictures() {
    if (!isVisible() || m_model->rowCount() == 0) {
        return;
    }
    const int height = std::max(1, m_list->sizeHintForRow(0));
    const QModelIndex top = m_list->indexAt(QPoint(8, 1));
    const int first = top.isValid() ? top.row() : 0;
    const int shown = m_list->viewport()->height() / height + 2;
    const int rows = m_model->rowCount();
    for (const CompareSide side : {CompareSide::First, CompareSide::Second}) {
        std::vector<CardRequest> wishes;
        const auto add = [&](int row) {
            if (row >= 0 && row < rows) {
                if (const auto request = m_model->request(row, side)) {
                    wishes.push_back(*request);
                }
            }
        };
        for (int row = first; row < first + 2 * shown; ++row) {
            add(row);
        }
        for (int row = first - 1; row >= first - shown; --row) {
            add(row);
        }
        ThumbnailService& service = side == CompareSide::First ? m_first : m_second;
        service.want(wishes, CompareDelegate::kPatchEdge, devicePixelRatioF());
    }
}

bool ComparePage::isSettled() const {
    return m_first.isIdle() && m_second.isIdle();
}

void ComparePage::openCurrent() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid()) {
        return;
    }
    if (const auto request = m_model->request(current.row(), m_rows->side())) {
        Q_EMIT unitActivated(m_rows->side(), request->unit);
    }
}

void ComparePage::connectList() {
    connect(&m_first, &ThumbnailService::ready, this,
            [this](const UnitId& unit) { m_model->refresh(CompareSide::First, unit); });
    connect(&m_second, &ThumbnailService::ready, this,
            [this](const UnitId& unit) { m_model->refresh(CompareSide::Second, unit); });
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
    const bool onRows = watched == m_list->viewport();
    if (onRows && (event->type() == QEvent::MouseButtonPress ||
                   event->type() == QEvent::MouseButtonRelease)) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QModelIndex index = m_list->indexAt(mouse->position().toPoint());
        if (index.isValid() && mouse->button() == Qt::LeftButton) {
            m_rows->setSide(
                CompareDelegate::sideAt(m_list->visualRect(index), mouse->position().toPoint()));
            m_list->update(index);
            if (event->type() == QEvent::MouseButtonRelease && index == m_list->currentIndex()) {
                // Once the list is done with the click.
                QMetaObject::invokeMethod(this, &ComparePage::openCurrent, Qt::QueuedConnection);
            }
        }
    }
    if (onRows && event->type() == QEvent::Resize) {
        m_heading->update();
        wantPictures();
    }
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            m_rows->setSide(static_cast<QKeyEvent*>(event)->key() == Qt::Key_Left
                                ? CompareSide::First
                                : CompareSide::Second);
            m_list->update(m_list->currentIndex());
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            openCurrent();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace brera::widgets
