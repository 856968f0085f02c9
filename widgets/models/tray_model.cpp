// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/tray_model.h"

#include <QTextDocument>

#include <algorithm>

namespace brera::widgets {

void TrayModel::setUnits(const std::vector<UnitId>& units) {
    // What both have at the beginning and at the end stays; the middle is taken out and put in.
    const auto shorter = std::min(units.size(), m_units.size());
    std::size_t head = 0;
    while (head < shorter && units[head] == m_units[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head &&
           units[units.size() - 1 - tail] == m_units[m_units.size() - 1 - tail]) {
        ++tail;
    }
    const auto first = static_cast<std::ptrdiff_t>(head);
    if (m_units.size() > head + tail) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(m_units.size() - tail) - 1);
        m_units.erase(m_units.begin() + first, m_units.end() - static_cast<std::ptrdiff_t>(tail));
        endRemoveRows();
    }
    if (units.size() > head + tail) {
        beginInsertRows({}, static_cast<int>(head), static_cast<int>(units.size() - tail) - 1);
        m_units.insert(m_units.begin() + first, units.begin() + first,
                       units.end() - static_cast<std::ptrdiff_t>(tail));
        endInsertRows();
    }
}

int TrayModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_units.size());
}

QVariant TrayModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const QString name =
        QString::fromStdString(m_units[static_cast<std::size_t>(index.row())].toString());
    const QString help =
        tr("%1 is switched off. Enter shows it, Delete switches it on again.").arg(name);
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::ToolTipRole:
        return Qt::convertFromPlainText(help);
    case Qt::AccessibleDescriptionRole:
        return help;
    default:
        return {};
    }
}

} // namespace brera::widgets
