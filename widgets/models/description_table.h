// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include "project/descriptions.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace brera::widgets {

using WordList = std::shared_ptr<const std::vector<std::string>>;

/// How descriptions are chosen from what the search has found.
struct DescriptionChoice {
    DescribeMode mode = DescribeMode::Rerank;
    double lambda = 0.2;

    bool operator==(const DescriptionChoice&) const = default;
};

/// What a unit's description says and how well it stands.
struct ShownDescription {
    QString text;     ///< a person's own words where there are any; else in sentence case
    bool own = false; ///< a person's
    double wpmi = 0;  ///< of the machine's description; NaN where there is none
};

/// A layer's descriptions in memory: all beams, so that mode and λ can be moved with nothing read,
/// and people's own words. Texts are made when they are first asked for.
class DescriptionTable {
public:
    DescriptionTable() = default;
    /// `words`: the vocabulary by token number.
    DescriptionTable(project::LayerBeams beams, WordList words);

    /// Chooses every unit's description anew. 5,000 units of 51 candidates take a few milliseconds.
    void choose(const DescriptionChoice& choice);
    const DescriptionChoice& choice() const { return m_choice; }

    /// A person's own words; empty text removes them.
    void setOwn(std::int64_t unit, const QString& text);
    QString own(std::int64_t unit) const { return m_own.value(unit); }

    /// True when no unit has a description of either kind.
    bool isEmpty() const { return m_beams.units.empty() && m_own.isEmpty(); }
    bool hasBeam(std::int64_t unit) const { return m_places.contains(unit); }
    std::size_t described() const { return m_beams.units.size(); }
    /// Nothing for a unit without a description.
    std::optional<ShownDescription> of(std::int64_t unit) const;
    /// NaN for a unit without a machine's description.
    double wpmi(std::int64_t unit) const;

private:
    std::size_t candidate(std::size_t place) const;
    const QString& machineText(std::size_t place) const;

    project::LayerBeams m_beams;
    WordList m_words;
    DescriptionChoice m_choice;
    QHash<qint64, std::size_t> m_places; ///< unit → place in the beams
    std::vector<std::uint32_t> m_chosen; ///< by place: which of the unit's candidates
    QHash<qint64, QString> m_own;
    mutable std::vector<QString> m_texts; ///< by place; null where not made yet
};

} // namespace brera::widgets
