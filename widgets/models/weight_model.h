// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "widgets/pages/probe_view.h"

#include <vector>

namespace brera::widgets {

/// Classes with how strongly a unit moves them.
class WeightModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        EffectRole = Qt::UserRole + 1, ///< double
        ShareRole                      ///< double, −1 to 1: against the strongest of all
    };

    using QAbstractListModel::QAbstractListModel;

    /// `strongest`: what a full bar stands for.
    void setRows(std::vector<WeightsView::Row> rows, double strongest);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<WeightsView::Row> m_rows;
    double m_strongest = 0;
};

} // namespace brera::widgets
