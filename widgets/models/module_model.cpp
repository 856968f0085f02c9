// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/module_model.h"

#include "widgets/theme/figures.h"

#include <algorithm>

namespace brera::widgets {

void ModuleModel::setModules(std::vector<ModuleRow> modules) {
    const bool samePaths =
        std::equal(modules.begin(), modules.end(), m_modules.begin(), m_modules.end(),
                   [](const ModuleRow& a, const ModuleRow& b) { return a.path == b.path; });
    beginResetModel();
    m_modules = std::move(modules);
    if (!samePaths) {
        m_checked.assign(m_modules.size(), false);
        for (std::size_t row = 0; row < m_modules.size(); ++row) {
            m_checked[row] = m_modules[row].suggested && m_modules[row].usable;
        }
    }
    endResetModel();
    Q_EMIT checkedChanged();
}

void ModuleModel::checkSuggested() {
    checkWhere(true);
}

void ModuleModel::checkNone() {
    checkWhere(false);
}

void ModuleModel::checkWhere(bool suggested) {
    if (m_modules.empty()) {
        return;
    }
    for (std::size_t row = 0; row < m_modules.size(); ++row) {
        m_checked[row] = suggested && m_modules[row].suggested && m_modules[row].usable;
    }
    Q_EMIT dataChanged(index(0, PathColumn), index(rowCount() - 1, PathColumn),
                       {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

std::vector<std::string> ModuleModel::checkedPaths() const {
    std::vector<std::string> paths;
    for (std::size_t row = 0; row < m_modules.size(); ++row) {
        if (m_checked[row]) {
            paths.push_back(m_modules[row].path);
        }
    }
    return paths;
}

qint64 ModuleModel::checkedUnits() const {
    qint64 units = 0;
    for (std::size_t row = 0; row < m_modules.size(); ++row) {
        units += m_checked[row] ? m_modules[row].units : 0;
    }
    return units;
}

int ModuleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_modules.size());
}

int ModuleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ModuleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    const ModuleRow& module = m_modules[row];
    switch (role) {
    case SuggestedRole:
        return module.suggested;
    case UsableRole:
        return module.usable;
    case Qt::CheckStateRole:
        if (index.column() == PathColumn && module.usable) {
            return m_checked[row] ? Qt::Checked : Qt::Unchecked;
        }
        return {};
    case Qt::ToolTipRole:
        return module.usable
                   ? QVariant()
                   : QVariant(tr("Its output is neither maps nor a vector, so it has no units to "
                                 "look at."));
    case Qt::TextAlignmentRole:
        return index.column() == UnitsColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                             : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case PathColumn:
        return QString::fromStdString(module.path);
    case TypeColumn:
        return module.type;
    case ShapeColumn:
        return module.shape;
    case UnitsColumn:
        return module.usable ? countText(module.units) : QString();
    default:
        return {};
    }
}

bool ModuleModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole ||
        index.column() != PathColumn || !m_modules[static_cast<std::size_t>(index.row())].usable) {
        return false;
    }
    m_checked[static_cast<std::size_t>(index.row())] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

Qt::ItemFlags ModuleModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return {};
    }
    if (!m_modules[static_cast<std::size_t>(index.row())].usable) {
        return Qt::ItemIsSelectable;
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == PathColumn) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

QVariant ModuleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case PathColumn:
        return tr("Module");
    case TypeColumn:
        return tr("Kind");
    case ShapeColumn:
        return tr("Output");
    case UnitsColumn:
        return tr("Units");
    default:
        return {};
    }
}

} // namespace brera::widgets
