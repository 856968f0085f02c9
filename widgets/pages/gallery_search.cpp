// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/gallery_page.h"

#include "widgets/models/layer_model.h"
#include "widgets/models/search_list_model.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/search_view.h"
#include "widgets/views/card_grid_view.h"

#include <QItemSelectionModel>
#include <QListView>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>

#include <utility>

/// The part of the gallery that is about searching.
namespace brera::widgets {

void GalleryPage::connectSearch() {
    m_search->model()->setBadges(
        [this](const UnitId& unit) { return QVariant(m_units->badges(unit).toInt()); });
    connect(m_units, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                if (roles.contains(UnitModel::BadgesRole)) {
                    m_search->model()->refreshRole(UnitModel::BadgesRole);
                }
            });
    for (CardGridView* grid : {m_grid, m_search->grid()}) {
        auto* similar = new QShortcut(Qt::Key_M, grid, nullptr, nullptr, Qt::WidgetShortcut);
        connect(similar, &QShortcut::activated, this, [this, grid] {
            if (const int row = grid->currentIndex().row(); row >= 0) {
                Q_EMIT similarRequested(grid == m_grid ? m_units->request(row).unit
                                                       : m_search->model()->unit(row).unit);
            }
        });
    }
    connect(m_layerList, &QAbstractItemView::clicked, this, &GalleryPage::closeSearch);
    connect(m_search, &SearchView::unitRequested, this, [this](const UnitId& unit) {
        m_wanted = unit;
        m_inspect.start();
    });
    connect(m_search, &SearchView::unitActivated, this, [this] {
        if (m_inspector->model()->rowCount() > 0) {
            openExemplar(0);
        }
    });
    connect(m_search, &SearchView::closeRequested, this, &GalleryPage::closeSearch);
    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid()) {
            const SearchEntry& entry = m_searches->entry(index.row());
            Q_EMIT searchChosen(entry.query, entry.name);
        }
    };
    connect(m_searchList, &QAbstractItemView::clicked, this, choose);
    connect(m_searchList, &QAbstractItemView::activated, this, [this, choose](const auto& index) {
        choose(index);
        m_search->grid()->setFocus();
    });
    connect(m_searchList, &QWidget::customContextMenuRequested, this, &GalleryPage::searchMenu);
}

void GalleryPage::searchMenu(const QPoint& place) {
    const QModelIndex index = m_searchList->indexAt(place);
    if (!index.isValid() || index.data(SearchListModel::ShippedRole).toBool()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Remove this search and its verdicts"), this,
                    [this, name = index.data(SearchListModel::NameRole).toString()] {
                        Q_EMIT searchRemoved(name);
                    });
    menu->popup(m_searchList->viewport()->mapToGlobal(place));
}

void GalleryPage::showSearches(std::vector<SearchEntry> entries) {
    const QString chosen = isSearching() ? m_search->outcome().name : QString();
    m_searches->setEntries(std::move(entries));
    m_searchList->setCurrentIndex(chosen.isEmpty() ? QModelIndex()
                                                   : m_searches->index(m_searches->rowOf(chosen)));
}

void GalleryPage::showSearch(SearchOutcome outcome) {
    const QString name = outcome.name;
    const bool focused = m_grid->hasFocus();
    // The rest of what was found disturbs nobody who looks at an exemplar meanwhile.
    if (!outcome.again || !isExemplarOpen()) {
        m_centre->setCurrentWidget(m_search);
    }
    m_layerList->clearSelection();
    m_search->showOutcome(std::move(outcome));
    if (focused) {
        m_search->grid()->setFocus();
    }
    m_searchList->setCurrentIndex(name.isEmpty() ? QModelIndex()
                                                 : m_searches->index(m_searches->rowOf(name)));
}

void GalleryPage::closeSearch() {
    if (!isSearching()) {
        return;
    }
    m_search->showOutcome({});
    goBack();
    m_centre->setCurrentIndex(0);
    m_searchList->setCurrentIndex({});
    m_searchList->clearSelection();
    m_layerList->selectionModel()->select(m_layerList->currentIndex(),
                                          QItemSelectionModel::ClearAndSelect);
    if (const QModelIndex current = m_grid->currentIndex(); current.isValid()) {
        m_wanted = m_units->request(current.row()).unit;
        m_inspect.start();
    }
    m_grid->setFocus();
    wantPictures();
    Q_EMIT searchClosed();
}

bool GalleryPage::isSearching() const {
    return !m_search->outcome().title.isEmpty();
}

void GalleryPage::showInLayer(const UnitId& unit) {
    closeSearch();
    goBack();
    const int row = m_layers->rowOf(QString::fromStdString(unit.layer));
    if (row < 0) {
        return;
    }
    if (unit.layer == m_units->layer()) {
        if (const int place = m_units->rowOf(unit.index); place >= 0) {
            m_grid->setCurrentIndex(m_units->index(place));
            m_grid->setFocus();
        }
        return;
    }
    m_awaited = unit.index;
    m_layerList->setCurrentIndex(m_layers->index(row));
    m_grid->setFocus();
}

} // namespace brera::widgets
