// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "widgets/pages/probe_view.h"

#include <vector>

namespace brera::widgets {

/// The pasted pairs a project keeps, newest first. Their names can be edited.
class PairModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64
        OutcomeRole                ///< QString: "dog 75% → cat 90%"
    };

    using QAbstractListModel::QAbstractListModel;

    void setPairs(std::vector<PairEntry> pairs);
    const PairEntry& pair(int row) const { return m_pairs[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void renamed(qint64 id, const QString& name);

private:
    static QString describe(const PairEntry& entry);

    std::vector<PairEntry> m_pairs;
};

} // namespace brera::widgets
