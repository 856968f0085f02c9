// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "widgets/pictures/card_pictures.h"

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace brera::widgets {

enum class UnitOrder { ByUnit, ByActivation };

/// The units of one layer as cards. Pictures are looked up in memory; where there are none yet,
/// whoever paints shows tiles.
class UnitModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        UnitRole = Qt::UserRole + 1, ///< qint64
        NameRole,                    ///< QString, "layer4/42"
        ActivationRole,              ///< float, of the best exemplar
        ThresholdRole,               ///< double
        PicturesRole                 ///< CardPictures; invalid when nothing is known
    };

    /// Looks up what is in memory; null when nothing is.
    using PictureLookup = std::function<const CardPictures*(const UnitId&)>;

    explicit UnitModel(PictureLookup lookup, QObject* parent = nullptr);

    void setUnits(const std::string& layer, std::vector<project::UnitHead> units);
    void setOrder(UnitOrder order);
    UnitOrder order() const { return m_order; }
    const std::string& layer() const { return m_layer; }

    /// −1 when the unit is not here.
    int rowOf(std::int64_t unit) const;
    CardRequest request(int row) const;
    /// A unit's pictures have arrived.
    void refresh(const UnitId& unit);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void arrange();

    PictureLookup m_lookup;
    std::string m_layer;
    std::vector<project::UnitHead> m_units;
    std::vector<std::size_t> m_shown; ///< row → place in m_units
    QHash<qint64, int> m_rows;        ///< unit → row
    UnitOrder m_order = UnitOrder::ByUnit;
};

} // namespace brera::widgets
