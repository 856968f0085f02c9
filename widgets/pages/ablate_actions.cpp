// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ablate_actions.h"

#include "widgets/models/unit_model.h"
#include "widgets/views/card_delegate.h"
#include "widgets/views/card_grid_view.h"

#include <QAction>

#include <algorithm>

namespace brera::widgets {
namespace {

UnitId unitOf(const QModelIndex& index) {
    return UnitId::parse(index.data(UnitModel::NameRole).toString().toStdString());
}

} // namespace

AblateActions::AblateActions(CardGridView& grid)
    : QObject(&grid), m_grid(grid), m_action(new QAction(tr("Switch off or on"), this)) {
    m_action->setShortcut(Qt::Key_A);
    m_action->setShortcutContext(Qt::WidgetShortcut);
    grid.addAction(m_action);
    connect(m_action, &QAction::triggered, this, [this] {
        if (const std::vector<UnitId> units = chosen(); !units.empty()) {
            Q_EMIT toggleRequested(units);
        }
    });
    if (auto* cards = qobject_cast<CardDelegate*>(grid.itemDelegate())) {
        connect(cards, &CardDelegate::toggleRequested, this,
                [this](const QModelIndex& index) { Q_EMIT toggleRequested({unitOf(index)}); });
    }
    setPossible(false);
}

void AblateActions::setPossible(bool possible) {
    m_action->setEnabled(possible);
    if (auto* cards = qobject_cast<CardDelegate*>(m_grid.itemDelegate())) {
        cards->setToggling(possible);
    }
}

std::vector<UnitId> AblateActions::chosen() const {
    QModelIndexList rows = m_grid.selectionModel()->selectedIndexes();
    if (rows.isEmpty() && m_grid.currentIndex().isValid()) {
        rows.append(m_grid.currentIndex());
    }
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    std::vector<UnitId> units;
    for (const QModelIndex& row : rows) {
        units.push_back(unitOf(row));
    }
    return units;
}

} // namespace brera::widgets
