// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "base/description_store.h"
#include "widgets/models/description_table.h"

#include <optional>
#include <vector>

namespace brera::widgets {

/// What the search has found for one unit, best first by the present mode and λ, so that the
/// chosen description is the first row.
class BeamModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TextColumn, GivenExemplarsColumn, PriorColumn, WpmiColumn, ColumnCount };
    enum Role {
        ChosenRole = Qt::UserRole + 1 ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setBeam(std::optional<UnitBeam> beam, WordList words);
    void choose(const DescriptionChoice& choice);
    /// Only so many rows are listed; 0 for all.
    void setLimit(int limit);
    /// Rows there are without a limit.
    int size() const { return static_cast<int>(m_order.size()); }
    /// The description that is chosen; null without a beam.
    const Candidate* chosen() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    double score(const Candidate& candidate) const;

    std::optional<UnitBeam> m_beam;
    WordList m_words;
    DescriptionChoice m_choice;
    int m_limit = 0;
    std::vector<const Candidate*> m_order; ///< row → candidate
};

} // namespace brera::widgets
