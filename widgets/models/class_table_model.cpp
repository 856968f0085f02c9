// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/class_table_model.h"

#include "widgets/models/ablation_view.h"
#include "widgets/theme/figures.h"

#include <cmath>

namespace brera::widgets {

void ClassTableModel::setFigures(const std::optional<ablation::Figures>& before,
                                 const std::optional<ablation::Figures>& after,
                                 const std::vector<std::string>& names) {
    std::vector<Row> rows;
    for (std::size_t output = 0; before && output < before->classes.size(); ++output) {
        const ablation::ClassFigures& figures = before->classes[output];
        if (figures.images == 0) {
            continue;
        }
        const auto images = static_cast<double>(figures.images);
        Row row;
        row.name = output < names.size() && !names[output].empty()
                       ? QString::fromStdString(names[output])
                       : tr("class %1").arg(output);
        row.images = figures.images;
        row.before = static_cast<double>(figures.correct) / images;
        if (after && output < after->classes.size()) {
            row.after = static_cast<double>(after->classes[output].correct) / images;
        }
        rows.push_back(std::move(row));
    }
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ClassTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const std::optional<double> change =
        row.after ? std::optional(*row.after - row.before) : std::nullopt;
    if (role == ChangeRole) {
        return change ? QVariant(*change) : QVariant();
    }
    if (role == Qt::TextAlignmentRole && index.column() != ClassColumn) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    const bool sorting = role == SortRole;
    if (!sorting && role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case ClassColumn:
        return row.name;
    case ImagesColumn:
        return sorting ? QVariant(row.images) : QVariant(countText(row.images));
    case BeforeColumn:
        return sorting ? QVariant(row.before) : QVariant(accuracyText(row.before));
    case AfterColumn:
        if (sorting) {
            return row.after.value_or(row.before);
        }
        return row.after ? accuracyText(*row.after) : QStringLiteral("–");
    case ChangeColumn:
        if (sorting) {
            return std::abs(change.value_or(0));
        }
        return change ? changeText(*change) : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == ClassColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == ChangeColumn) {
        return tr("Change of accuracy in points; the largest gains and losses first");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case ClassColumn:
        return tr("Class");
    case ImagesColumn:
        return tr("Images");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("After");
    case ChangeColumn:
        return tr("Change");
    default:
        return {};
    }
}

} // namespace brera::widgets
