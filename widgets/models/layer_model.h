// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"

#include <QAbstractListModel>

#include <vector>

namespace brera::widgets {

/// The layers of a project, in the network's order.
class LayerModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString
        UnitsRole,                   ///< qint64
        HeightRole,                  ///< int, of the activation map
        WidthRole                    ///< int
    };

    using QAbstractListModel::QAbstractListModel;

    void setLayers(std::vector<LayerShape> layers);
    const std::vector<LayerShape>& layers() const { return m_layers; }
    /// −1 when there is no such layer.
    int rowOf(const QString& path) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<LayerShape> m_layers;
};

} // namespace brera::widgets
