// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/search_list_model.h"

#include "widgets/models/layer_model.h"
#include "widgets/theme/figures.h"

#include <QTextDocument>

namespace brera::widgets {

void SearchListModel::setEntries(std::vector<SearchEntry> entries) {
    const bool same =
        entries.size() == m_entries.size() &&
        std::equal(entries.begin(), entries.end(), m_entries.begin(),
                   [](const SearchEntry& a, const SearchEntry& b) { return a.name == b.name; });
    if (!same) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
        return;
    }
    m_entries = std::move(entries);
    if (!m_entries.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

int SearchListModel::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row).name == name) {
            return row;
        }
    }
    return -1;
}

int SearchListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SearchListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SearchEntry& shown = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case LayerModel::PathRole:
        return shown.title;
    case LayerModel::UnitsRole:
        return shown.units < 0 ? QVariant() : QVariant(shown.units);
    case NameRole:
        return shown.name;
    case QueryRole:
        return shown.query;
    case ShippedRole:
        return shown.shipped;
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole: {
        const QString text = shown.decided == 0
                                 ? shown.query
                                 : tr("%1\n%2 of %3 units decided, %4 confirmed")
                                       .arg(shown.query, countText(shown.decided),
                                            countText(shown.units), countText(shown.confirmed));
        return role == Qt::ToolTipRole ? Qt::convertFromPlainText(text, Qt::WhiteSpacePre) : text;
    }
    default:
        return {};
    }
}

} // namespace brera::widgets
