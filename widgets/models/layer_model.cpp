// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/layer_model.h"

#include <algorithm>

namespace brera::widgets {

void LayerModel::setLayers(std::vector<LayerShape> layers) {
    beginResetModel();
    m_layers = std::move(layers);
    endResetModel();
}

int LayerModel::rowOf(const QString& path) const {
    const auto found = std::find_if(m_layers.begin(), m_layers.end(), [&](const LayerShape& layer) {
        return layer.path == path.toStdString();
    });
    return found == m_layers.end() ? -1 : static_cast<int>(found - m_layers.begin());
}

int LayerModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_layers.size());
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const LayerShape& layer = m_layers[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return QString::fromStdString(layer.path);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tr("%n unit(s), maps of %1 × %2", nullptr, static_cast<int>(layer.units))
            .arg(layer.height)
            .arg(layer.width);
    case UnitsRole:
        return QVariant::fromValue<qint64>(layer.units);
    case HeightRole:
        return layer.height;
    case WidthRole:
        return layer.width;
    default:
        return {};
    }
}

QHash<int, QByteArray> LayerModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    names.insert({{PathRole, "path"},
                  {UnitsRole, "units"},
                  {HeightRole, "mapHeight"},
                  {WidthRole, "mapWidth"}});
    return names;
}

} // namespace brera::widgets
