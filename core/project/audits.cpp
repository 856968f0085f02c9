// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/audits.h"

#include "project/project_impl.h"

#include <chrono>

namespace brera::project {

namespace {

bool hasAudits(Database& database) {
    return schemaVersionOf(database.handle()) >= kExperimentsVersion;
}

/// Columns unit, verdict and decided of a row, from `column` on.
UnitVerdict verdictAt(Database& database, const Query& query, int column,
                      const std::vector<StoredLayer>& layers) {
    const auto key = query.integer(column);
    const auto layer = static_cast<std::size_t>(layerOf(key));
    const auto verdict = query.integer(column + 1);
    if (layer >= layers.size() || verdict <= static_cast<int>(Verdict::Undecided) ||
        verdict > static_cast<int>(Verdict::Unsure)) {
        throw database.damage("a verdict makes no sense");
    }
    return {{layers[layer].shape.path, unitOf(key)},
            static_cast<Verdict>(verdict),
            query.integer(column + 2)};
}

} // namespace

void Audits::save(const SavedSearch& search) {
    if (search.name.empty()) {
        throw ProjectError("a saved search needs a name");
    }
    auto& impl = *m_project->m_impl;
    impl.write([&] {
        impl.database
            .query("INSERT INTO saved_searches(name, query) VALUES (?, ?) "
                   "ON CONFLICT(name) DO UPDATE SET query = excluded.query")
            .bind(search.name, search.query)
            .run();
    });
}

void Audits::remove(std::string_view name) {
    auto& impl = *m_project->m_impl;
    const std::string text(name);
    impl.write([&] {
        impl.database.query("DELETE FROM saved_searches WHERE name = ?").bind(text).run();
        impl.database.query("DELETE FROM verdicts WHERE search = ?").bind(text).run();
    });
}

std::vector<SavedSearch> Audits::searches() const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&] {
        std::vector<SavedSearch> searches;
        if (hasAudits(impl.database)) {
            auto query = impl.database.query("SELECT name, query FROM saved_searches ORDER BY id");
            while (query.step()) {
                searches.push_back({query.text(0), query.text(1)});
            }
        }
        return searches;
    });
}

void Audits::setVerdict(std::string_view name, const UnitId& unit, Verdict verdict) {
    auto& impl = *m_project->m_impl;
    const auto& layer = impl.layer(unit.layer);
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    impl.write([&] {
        const auto key = impl.key(layer, unit.index);
        if (verdict == Verdict::Undecided) {
            impl.database.query("DELETE FROM verdicts WHERE search = ? AND unit = ?")
                .bind(std::string(name), key)
                .run();
        } else {
            impl.database
                .query("INSERT OR REPLACE INTO verdicts(search, unit, verdict, decided) "
                       "VALUES (?, ?, ?, ?)")
                .bind(std::string(name), key, static_cast<int>(verdict),
                      static_cast<std::int64_t>(now))
                .run();
        }
    });
}

std::vector<UnitVerdict> Audits::verdicts(std::string_view name) const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&] {
        std::vector<UnitVerdict> verdicts;
        if (hasAudits(impl.database)) {
            auto query = impl.database.query(
                "SELECT unit, verdict, decided FROM verdicts WHERE search = ? ORDER BY unit");
            query.bind(std::string(name));
            while (query.step()) {
                verdicts.push_back(verdictAt(impl.database, query, 0, impl.layers));
            }
        }
        return verdicts;
    });
}

std::vector<std::pair<std::string, UnitVerdict>> Audits::verdicts() const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&] {
        std::vector<std::pair<std::string, UnitVerdict>> verdicts;
        if (hasAudits(impl.database)) {
            auto query = impl.database.query(
                "SELECT search, unit, verdict, decided FROM verdicts ORDER BY search, unit");
            while (query.step()) {
                verdicts.emplace_back(query.text(0),
                                      verdictAt(impl.database, query, 1, impl.layers));
            }
        }
        return verdicts;
    });
}

} // namespace brera::project
