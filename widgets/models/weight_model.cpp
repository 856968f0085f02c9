// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/weight_model.h"

#include "widgets/models/probe_text.h"

namespace brera::widgets {

void WeightModel::setRows(std::vector<WeightsView::Row> rows, double strongest) {
    beginResetModel();
    m_rows = std::move(rows);
    m_strongest = strongest;
    endResetModel();
}

int WeightModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant WeightModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const WeightsView::Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleDescriptionRole:
        return tr("%1: %2").arg(row.name, signedText(row.effect));
    case EffectRole:
        return row.effect;
    case ShareRole:
        return m_strongest > 0 ? row.effect / m_strongest : 0.0;
    default:
        return {};
    }
}

} // namespace brera::widgets
