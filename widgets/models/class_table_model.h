// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ablation/figures.h"

#include <optional>
#include <string>
#include <vector>

namespace brera::widgets {

/// How each class does with and without the units that are switched off. Classes without images are
/// left out. Rows are in the order of the outputs; SortRole sorts the largest changes together.
class ClassTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { ClassColumn, ImagesColumn, BeforeColumn, AfterColumn, ChangeColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole + 1, ///< of ChangeColumn: the size of the change
        ChangeRole                   ///< double, change of accuracy; invalid where not known
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(const std::optional<ablation::Figures>& before,
                    const std::optional<ablation::Figures>& after,
                    const std::vector<std::string>& names);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString name;
        qint64 images = 0;
        double before = 0;
        std::optional<double> after;
    };
    std::vector<Row> m_rows;
};

} // namespace brera::widgets
