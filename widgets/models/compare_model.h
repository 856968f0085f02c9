// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "widgets/pages/compare_view.h"
#include "widgets/pictures/card_pictures.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace brera::widgets {

enum class CompareSection { Matched, Lost, Fresh };
enum class CompareOrder { ByLikeness, ByUnit, ByDescription };

/// What a row shows of a unit of either project.
struct CompareHalf {
    bool there = false;
    /// Not matched: the likest unit of the other side, named for comparison only.
    bool nearest = false;
    QString name; ///< "layer4/42"
    QString text; ///< in sentence case; empty without a description
    bool found = false;
};

/// Units of two networks: pairs that are matched, or units of one side that have no match and what
/// comes nearest to them. Pictures are looked up in memory.
class CompareModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FirstRole = Qt::UserRole + 1, ///< CompareHalf
        SecondRole,                   ///< CompareHalf
        FirstPicturesRole,            ///< CardPictures; invalid when nothing is known
        SecondPicturesRole,           ///< CardPictures
        ScoreRole,       ///< double: what units are matched by; invalid without a counterpart
        CorrelationRole, ///< double; invalid without a counterpart or where nothing correlates
        OverlapRole,     ///< double; the same of exemplars
        MatchedByRole    ///< int, audit::MatchBy: which of the two decides
    };

    using PictureLookup = std::function<const CardPictures*(const UnitId&)>;

    CompareModel(PictureLookup first, PictureLookup second, QObject* parent = nullptr);

    void setCompared(Compared compared, audit::MatchBy by, double threshold);
    /// Matches anew what is there already: for a slider.
    void setMatching(audit::MatchBy by, double threshold);
    void setSection(CompareSection section);
    CompareSection section() const { return m_section; }
    /// Units with these words in their name or description, on either side; any case.
    void setFilter(const QString& words);
    /// Only units of this layer; all when empty.
    void setLayer(const QString& layer);
    const QString& layer() const { return m_layer; }
    void setOrder(CompareOrder order);
    CompareOrder order() const { return m_order; }

    /// Before filter and layer.
    int count(CompareSection section) const;
    /// The same by the layer of the unit that the section is about (of a pair: the first).
    std::map<std::string, int> countsByLayer(CompareSection section) const;
    const Compared& compared() const { return m_compared; }

    /// Empty where the row has no unit on that side.
    std::optional<CardRequest> request(int row, CompareSide side) const;
    /// A unit's pictures have arrived.
    void refresh(CompareSide side, const UnitId& unit);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    /// Places in the sides' units; −1 = none.
    struct Row {
        std::int64_t first = -1;
        std::int64_t second = -1;
    };

    void match();
    void arrange();
    std::vector<Row> rowsOf(CompareSection section) const;
    bool passes(const Row& row) const;
    const audit::ComparedSide& side(CompareSide side) const;
    const audit::ComparedUnit* unit(const Row& row, CompareSide side) const;
    const audit::Counterpart* counterpart(const Row& row) const;
    CompareHalf half(const Row& row, CompareSide side) const;
    QString measureText(const Row& row) const;
    QString spokenText(const Row& row) const;

    /// Of one side: where its units are.
    struct Places {
        std::unordered_map<UnitId, std::int64_t, UnitIdHash> units; ///< → place in the side's units
        std::unordered_multimap<std::int64_t, int> rows;            ///< place → rows that show it
    };

    void findUnits();

    PictureLookup m_lookups[2];
    Places m_places[2];
    Compared m_compared;
    audit::Matching m_matching;
    std::vector<Row> m_rows;
    CompareSection m_section = CompareSection::Matched;
    CompareOrder m_order = CompareOrder::ByLikeness;
    audit::MatchBy m_by = audit::MatchBy::Activations;
    double m_threshold = audit::kMatchCorrelation;
    QString m_words;
    QString m_layer;
};

} // namespace brera::widgets

Q_DECLARE_METATYPE(brera::widgets::CompareHalf)
