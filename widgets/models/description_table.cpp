// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/description_table.h"

#include "widgets/models/description_text.h"

#include <limits>

namespace brera::widgets {

DescriptionTable::DescriptionTable(project::LayerBeams beams, WordList words)
    : m_beams(std::move(beams)), m_words(std::move(words)), m_texts(m_beams.units.size()) {
    m_places.reserve(static_cast<qsizetype>(m_beams.units.size()));
    for (std::size_t place = 0; place < m_beams.units.size(); ++place) {
        m_places.insert(m_beams.units[place], place);
    }
    choose(m_choice);
}

void DescriptionTable::choose(const DescriptionChoice& choice) {
    m_choice = choice;
    if (m_beams.units.empty()) {
        return;
    }
    std::vector<std::uint32_t> chosen = project::rerank(m_beams, choice.mode, choice.lambda);
    for (std::size_t place = 0; place < m_chosen.size(); ++place) {
        if (chosen[place] != m_chosen[place]) {
            m_texts[place] = QString();
        }
    }
    m_chosen = std::move(chosen);
}

void DescriptionTable::setOwn(std::int64_t unit, const QString& text) {
    if (text.isEmpty()) {
        m_own.remove(unit);
    } else {
        m_own.insert(unit, text);
    }
}

std::size_t DescriptionTable::candidate(std::size_t place) const {
    return m_beams.first[place] + m_chosen[place];
}

const QString& DescriptionTable::machineText(std::size_t place) const {
    QString& text = m_texts[place];
    if (text.isNull()) {
        const std::size_t row = candidate(place);
        const std::vector<std::int32_t> tokens(m_beams.tokens.begin() + m_beams.tokenStart[row],
                                               m_beams.tokens.begin() +
                                                   m_beams.tokenStart[row + 1]);
        text = sentenceCase(descriptionText(tokens, *m_words));
        if (text.isNull()) {
            text = QStringLiteral("");
        }
    }
    return text;
}

std::optional<ShownDescription> DescriptionTable::of(std::int64_t unit) const {
    const QString own = m_own.value(unit);
    const auto place = m_places.constFind(unit);
    if (place == m_places.cend() && own.isEmpty()) {
        return {};
    }
    if (!own.isEmpty()) {
        return ShownDescription{own, true, wpmi(unit)};
    }
    return ShownDescription{machineText(*place), false, wpmi(unit)};
}

double DescriptionTable::wpmi(std::int64_t unit) const {
    const auto place = m_places.constFind(unit);
    if (place == m_places.cend()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const std::size_t row = candidate(*place);
    return static_cast<double>(m_beams.logpGivenExemplars[row]) -
           m_choice.lambda * static_cast<double>(m_beams.logp[row]);
}

} // namespace brera::widgets
