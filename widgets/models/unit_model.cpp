// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/unit_model.h"

#include "widgets/theme/figures.h"

#include <algorithm>
#include <numeric>

namespace brera::widgets {

UnitModel::UnitModel(PictureLookup lookup, QObject* parent)
    : QAbstractListModel(parent), m_lookup(std::move(lookup)) {
}

void UnitModel::setUnits(const std::string& layer, std::vector<project::UnitHead> units) {
    beginResetModel();
    m_layer = layer;
    m_units = std::move(units);
    arrange();
    endResetModel();
}

void UnitModel::setOrder(UnitOrder order) {
    if (order == m_order) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<std::int64_t> units;
    for (const QModelIndex& index : from) {
        units.push_back(m_units[m_shown[static_cast<std::size_t>(index.row())]].unit);
    }
    m_order = order;
    arrange();
    QModelIndexList to;
    for (const std::int64_t unit : units) {
        to.append(index(rowOf(unit)));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void UnitModel::arrange() {
    m_shown.resize(m_units.size());
    std::iota(m_shown.begin(), m_shown.end(), std::size_t{0});
    if (m_order == UnitOrder::ByActivation) {
        std::stable_sort(m_shown.begin(), m_shown.end(), [this](std::size_t a, std::size_t b) {
            return m_units[a].topActivation > m_units[b].topActivation;
        });
    }
    m_rows.clear();
    m_rows.reserve(static_cast<qsizetype>(m_shown.size()));
    int row = 0;
    for (const std::size_t place : m_shown) {
        m_rows.insert(m_units[place].unit, row++);
    }
}

int UnitModel::rowOf(std::int64_t unit) const {
    return m_rows.value(unit, -1);
}

CardRequest UnitModel::request(int row) const {
    const project::UnitHead& head = m_units[m_shown[static_cast<std::size_t>(row)]];
    return {{m_layer, head.unit}, head.threshold};
}

void UnitModel::refresh(const UnitId& unit) {
    if (unit.layer != m_layer) {
        return;
    }
    if (const int row = rowOf(unit.index); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row), {PicturesRole});
    }
}

int UnitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant UnitModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const project::UnitHead& head = m_units[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case UnitRole:
        return QVariant::fromValue<qint64>(head.unit);
    case Qt::DisplayRole:
    case NameRole:
        return QString::fromStdString(UnitId{m_layer, head.unit}.toString());
    case Qt::AccessibleDescriptionRole:
        return tr("highest activation %1")
            .arg(activationText(static_cast<double>(head.topActivation)));
    case ActivationRole:
        return head.topActivation;
    case ThresholdRole:
        return head.threshold;
    case PicturesRole: {
        const CardPictures* pictures = m_lookup ? m_lookup({m_layer, head.unit}) : nullptr;
        return pictures ? QVariant::fromValue(*pictures) : QVariant();
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> UnitModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{UnitRole, "unit"},
                  {NameRole, "name"},
                  {ActivationRole, "activation"},
                  {ThresholdRole, "threshold"},
                  {PicturesRole, "pictures"}});
    return names;
}

} // namespace brera::widgets
