// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QImage>

#include "widgets/pages/probe_view.h"
#include "widgets/pictures/card_pictures.h"

#include <set>
#include <unordered_map>
#include <vector>

namespace brera::widgets {

/// What a person looks for among the units that answered to a picture.
enum class ResponseOrder {
    FiresMost,   ///< against their own distribution
    Carried,     ///< gave the looked-at class most
    SpokeAgainst ///< took most from it
};

/// The units of a network with their answers to one picture; a tick switches one off.
class ResponseModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< QString, "layer4/42"
        DescriptionRole,             ///< QString; empty without one
        PictureRole,                 ///< QImage: the picture with the unit's mask, small
        PercentileRole,              ///< double; negative where nothing is known
        ContributionRole,            ///< double
        ShareRole,                   ///< double, −1 to 1: the contribution against the largest of
                                     ///< the first rows; what is beyond that ends there
        AblatedRole                  ///< bool
    };

    using QAbstractListModel::QAbstractListModel;

    /// Another picture; what is switched off stays off.
    void setResponses(std::vector<ResponseEntry> entries, const QImage& frame, QSize input);
    /// The same picture looked at for another class.
    void setOrder(ResponseOrder order);
    ResponseOrder order() const { return m_order; }
    /// Longer edge of the small pictures, device pixels.
    void setEdge(int edge);

    const ResponseEntry& entry(int row) const;
    /// −1 when the unit is not here.
    int rowOf(const UnitId& unit) const;

    bool isAblated(const UnitId& unit) const { return m_ablated.contains(unit); }
    std::vector<UnitId> ablated() const { return {m_ablated.begin(), m_ablated.end()}; }
    void setAblated(const UnitId& unit, bool ablated);
    /// Switches all on again.
    void restoreAll();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void ablationChanged();

private:
    std::vector<std::size_t> arranged() const;
    void number();
    QImage pictureOf(std::size_t place) const;
    QString describe(const ResponseEntry& entry) const;

    std::vector<ResponseEntry> m_entries;
    std::vector<std::size_t> m_shown; ///< row → place among the entries
    std::unordered_map<UnitId, int, UnitIdHash> m_rows;
    std::set<UnitId> m_ablated;
    double m_largest = 0; ///< |contribution| among the first rows
    ResponseOrder m_order = ResponseOrder::FiresMost;
    int m_edge = 48;
    QImage m_source;
    QSize m_input;
    mutable QImage m_frame;                 ///< at the edge
    mutable std::vector<QImage> m_pictures; ///< by place; null where not made yet
};

} // namespace brera::widgets
