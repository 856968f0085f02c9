// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/description_rows.h"
#include "project/project_impl.h"
#include "project/unit_rows.h"

#include <cmath>
#include <limits>
#include <map>

namespace brera::project {

namespace {

std::optional<RunHead> headOf(Database& database) {
    return hasDescriptions(database) ? readRunHead(database) : std::nullopt;
}

/// A layer's own descriptions by the person, the newest of each unit.
std::map<std::int64_t, std::string> humanTexts(Database& database, std::int64_t layer) {
    std::map<std::int64_t, std::string> texts;
    auto query = database.query("SELECT unit, text FROM annotations WHERE unit BETWEEN ? AND ? AND "
                                "source = ? ORDER BY unit, created, id");
    query.bind(unitKey(layer, 0), unitKey(layer, kMaxUnit), std::string(kHumanSource));
    while (query.step()) {
        texts[unitOf(query.integer(0))] = query.text(1);
    }
    return texts;
}

void checkChoice(const RunHead& head, DescribeMode mode, double lambda) {
    if (!std::isfinite(lambda)) {
        throw ProjectError("λ must be a number");
    }
    if (mode == DescribeMode::Pmi && (!head.pmiLambda || *head.pmiLambda != lambda)) {
        throw ProjectError("mode pmi applies λ while it searches; describe the project again with "
                           "this mode and this λ");
    }
}

} // namespace

std::optional<DescriptionRun> Project::descriptionRun() const {
    return m_impl->read([&]() -> std::optional<DescriptionRun> {
        const auto head = headOf(m_impl->database);
        return head ? std::optional(readRun(m_impl->database, *head)) : std::nullopt;
    });
}

Progressed Project::described() const {
    return m_impl->read([&] {
        Progressed counts;
        {
            auto query = m_impl->database.query("SELECT count(*) FROM units WHERE top IS NOT NULL");
            query.step();
            counts.total = query.integer(0);
        }
        if (hasDescriptions(m_impl->database)) {
            auto query = m_impl->database.query("SELECT count(*) FROM descriptions");
            query.step();
            counts.done = query.integer(0);
        }
        return counts;
    });
}

std::optional<double> Project::pmiLambda() const {
    return m_impl->read([&] {
        const auto head = headOf(m_impl->database);
        return head ? head->pmiLambda : std::nullopt;
    });
}

void Project::setDescriptionChoice(DescribeMode mode, double lambda) {
    m_impl->write([&] {
        const auto head = readRunHead(m_impl->database);
        if (!head) {
            throw ProjectError(m_impl->path.string() + " has no descriptions yet; describe it "
                                                       "first");
        }
        checkChoice(*head, mode, lambda);
        chooseAll(m_impl->database, *head, mode, lambda);
    });
}

std::vector<Description> Project::descriptions(const std::string& layer) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        auto& database = m_impl->database;
        std::map<std::int64_t, Description> byUnit;
        if (const auto head = headOf(database)) {
            auto query =
                database.query("SELECT id, text, logp_given_exemplars, logp FROM descriptions "
                               "WHERE id BETWEEN ? AND ? ORDER BY id");
            query.bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit));
            while (query.step()) {
                Description description;
                description.unit = unitOf(query.integer(0));
                description.machineText = query.text(1);
                description.text = description.machineText;
                description.logpGivenExemplars = static_cast<float>(query.real(2));
                description.logp = static_cast<float>(query.real(3));
                description.wpmi = description.logpGivenExemplars - head->lambda * description.logp;
                byUnit.emplace_hint(byUnit.end(), description.unit, std::move(description));
            }
        }
        for (auto& [unit, text] : humanTexts(database, stored.id)) {
            const auto [found, isNew] = byUnit.try_emplace(unit);
            auto& description = found->second;
            if (isNew) {
                description.unit = unit;
                description.logpGivenExemplars = std::numeric_limits<float>::quiet_NaN();
                description.logp = description.logpGivenExemplars;
                description.wpmi = std::numeric_limits<double>::quiet_NaN();
            }
            description.text = std::move(text);
            description.human = true;
        }
        std::vector<Description> descriptions;
        descriptions.reserve(byUnit.size());
        for (auto& [unit, description] : byUnit) {
            descriptions.push_back(std::move(description));
        }
        return descriptions;
    });
}

LayerBeams Project::beams(const std::string& layer) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        auto& database = m_impl->database;
        LayerBeams beams;
        beams.layer = layer;
        beams.first.push_back(0);
        beams.tokenStart.push_back(0);
        const auto head = headOf(database);
        if (!head) {
            return beams;
        }
        auto query = database.query("SELECT id, scores, lengths, tokens FROM beams "
                                    "WHERE id BETWEEN ? AND ? ORDER BY id");
        query.bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit));
        while (query.step()) {
            const auto columns = beamColumns(database, query, 1, head->words);
            const auto half =
                columns.scores.begin() + static_cast<std::ptrdiff_t>(columns.candidates());
            beams.units.push_back(unitOf(query.integer(0)));
            beams.logpGivenExemplars.insert(beams.logpGivenExemplars.end(), columns.scores.begin(),
                                            half);
            beams.logp.insert(beams.logp.end(), half, columns.scores.end());
            beams.tokens.insert(beams.tokens.end(), columns.tokens.begin(), columns.tokens.end());
            for (const auto length : columns.lengths) {
                beams.tokenStart.push_back(beams.tokenStart.back() + length);
            }
            beams.first.push_back(static_cast<std::uint32_t>(beams.logp.size()));
        }
        return beams;
    });
}

std::optional<UnitBeam> Project::beam(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&]() -> std::optional<UnitBeam> {
        auto& database = m_impl->database;
        const auto key = m_impl->key(stored, unit);
        const auto head = headOf(database);
        if (!head) {
            return {};
        }
        auto query = database.query("SELECT scores, lengths, tokens FROM beams WHERE id = ?");
        if (!query.bind(key).step()) {
            return {};
        }
        auto beam = unpackBeam(unit, beamColumns(database, query, 0, head->words));
        auto attention =
            database.query("SELECT exemplars, rows, shares FROM attentions WHERE id = ?");
        if (attention.bind(key).step()) {
            const AttentionColumns columns{attention.integer(0),
                                           numbers<std::uint8_t>(attention.column(1)),
                                           numbers<std::uint8_t>(attention.column(2))};
            if (!unpackAttention(columns, beam)) {
                throw database.damage("the attention of a unit does not fit its beam");
            }
        }
        return beam;
    });
}

} // namespace brera::project
