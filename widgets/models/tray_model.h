// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "base/unit_id.h"

#include <vector>

namespace brera::widgets {

/// The units of the ablation tray, in the order they were added.
class TrayModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    /// Rows that stay keep their places, so that nothing jumps.
    void setUnits(const std::vector<UnitId>& units);
    const std::vector<UnitId>& units() const { return m_units; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<UnitId> m_units;
};

} // namespace brera::widgets
