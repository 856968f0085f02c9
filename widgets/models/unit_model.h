// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "project/project.h"
#include "widgets/models/card_badges.h"
#include "widgets/models/description_table.h"
#include "widgets/pictures/card_pictures.h"

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace brera::widgets {

/// Where descriptions count, units without one come last.
enum class UnitOrder { ByUnit, ByActivation, ByDescription, ByWpmi, ByImportance };

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
        PicturesRole,                ///< CardPictures; invalid when nothing is known
        DescriptionRole,             ///< QString; invalid for a unit without one
        OwnWordsRole,                ///< bool: the description is a person's
        WpmiRole,                    ///< double; invalid for a unit without a machine's description
        MatchesRole,   ///< QList<QPair<int, int>>: [begin, end) of a search's words in the
                       ///< description
        VerdictRole,   ///< int, a project::Verdict
        BadgesRole,    ///< int, CardBadges
        ImportanceRole ///< double, change of the loss without the unit; invalid where not known
    };

    /// Looks up what is in memory; null when nothing is.
    using PictureLookup = std::function<const CardPictures*(const UnitId&)>;

    explicit UnitModel(PictureLookup lookup, QObject* parent = nullptr);

    void setUnits(const std::string& layer, std::vector<project::UnitHead> units,
                  DescriptionTable descriptions = {});
    void setOrder(UnitOrder order);
    UnitOrder order() const { return m_order; }
    const std::string& layer() const { return m_layer; }

    /// Every description at once; sorts anew.
    void setDescriptions(DescriptionTable descriptions);
    const DescriptionTable& descriptions() const { return m_descriptions; }
    /// Chooses all descriptions anew. Cards stay where they are until sortAgain(), so that nothing
    /// jumps about under a slider.
    void choose(const DescriptionChoice& choice);
    void sortAgain();
    /// A person's own words for a unit of this layer; empty text removes them.
    void setOwnWords(std::int64_t unit, const QString& text);

    /// Exactly these units, of whatever layer, wear the badge from now on.
    void setBadge(CardBadge badge, const std::set<UnitId>& units);
    CardBadges badges(const UnitId& unit) const;
    /// By unit id, of whatever layers; sorts anew where that is the order.
    void setImportances(std::map<UnitId, double> importances);
    bool hasImportances() const { return !m_importances.empty(); }

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
    void rearrange();
    std::vector<std::size_t> arranged() const;
    void tellDescriptions();

    PictureLookup m_lookup;
    std::string m_layer;
    std::vector<project::UnitHead> m_units;
    std::vector<std::size_t> m_shown; ///< row → place in m_units
    QHash<qint64, int> m_rows;        ///< unit → row
    UnitOrder m_order = UnitOrder::ByUnit;
    DescriptionTable m_descriptions;
    std::map<CardBadge, std::set<UnitId>> m_badges;
    std::map<UnitId, double> m_importances;
};

} // namespace brera::widgets
