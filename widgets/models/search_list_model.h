// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "widgets/pages/search_results.h"

#include <vector>

namespace brera::widgets {

/// The saved searches of a project and those that come with Brera. Title and number of units have
/// LayerModel's roles, so that both lists look alike.
class SearchListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { NameRole = Qt::UserRole + 100, QueryRole, ShippedRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<SearchEntry> entries);
    const SearchEntry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// −1 when there is none.
    int rowOf(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<SearchEntry> m_entries;
};

} // namespace brera::widgets
