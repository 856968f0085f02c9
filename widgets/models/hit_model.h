// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include "widgets/models/unit_model.h"
#include "widgets/pages/search_results.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace brera::widgets {

enum class HitOrder { ByMatch, ByActivation, ByWpmi, ByImportance, ByLayer };

/// Units that a search has found, of all layers, as cards: the roles are UnitModel's.
class HitModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit HitModel(UnitModel::PictureLookup lookup, QObject* parent = nullptr);

    /// @param layers in the network's order.
    void setUnits(std::vector<FoundUnit> units, const QStringList& layers);
    /// Those of one layer alone; empty for all.
    void setLayer(const QString& layer);
    const QString& layer() const { return m_layer; }
    /// Units whose key is not known come last.
    void setOrder(HitOrder order);
    HitOrder order() const { return m_order; }

    const FoundUnit& unit(int row) const { return m_units[m_shown[std::size_t(row)]]; }
    /// −1 when the unit is not shown.
    int rowOf(const UnitId& unit) const;
    /// The next row behind `row` (round about) without a verdict; −1 when all have one.
    int nextUndecided(int row) const;
    void setVerdict(const UnitId& unit, project::Verdict verdict);
    /// How many of all units, shown or not, bear the verdict.
    qint64 count(project::Verdict verdict) const;
    /// How many of the layer's units, shown or not, are confirmed.
    qint64 confirmedIn(const QString& layer) const;
    qint64 size() const { return static_cast<qint64>(m_units.size()); }
    CardRequest request(int row) const;
    /// A unit's pictures have arrived.
    void refresh(const UnitId& unit);
    /// What a role says of every unit has changed.
    void refreshRole(int role);
    /// What other parts of the window know of a unit, by role; asked before the model's own answer.
    void setBadges(std::function<QVariant(const UnitId&)> badges) { m_badges = std::move(badges); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void arrange();
    /// The same units in another order.
    void rearrange();

    UnitModel::PictureLookup m_lookup;
    std::function<QVariant(const UnitId&)> m_badges;
    std::vector<FoundUnit> m_units;
    std::vector<std::size_t> m_shown; ///< row → place in m_units
    std::unordered_map<UnitId, int, UnitIdHash> m_rows;
    QStringList m_layers;
    QString m_layer;
    HitOrder m_order = HitOrder::ByMatch;
};

/// "confirmed"; empty without one.
QString verdictText(project::Verdict verdict);

} // namespace brera::widgets
