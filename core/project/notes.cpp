// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/description_rows.h"
#include "project/project_impl.h"
#include "project/texts.h"

#include <chrono>
#include <set>

namespace brera::project {

namespace {

std::string trimmed(const std::string& text) {
    constexpr const char* kSpaces = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(kSpaces);
    return first == std::string::npos
               ? std::string()
               : text.substr(first, text.find_last_not_of(kSpaces) + 1 - first);
}

} // namespace

void Project::setHumanDescription(const std::string& layer, std::int64_t unit,
                                  const std::string& text) {
    const auto& stored = m_impl->layer(layer);
    const auto own = trimmed(text);
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    m_impl->write([&] {
        auto& database = m_impl->database;
        const auto key = m_impl->key(stored, unit);
        const std::string source = kHumanSource;
        database.query("DELETE FROM annotations WHERE unit = ? AND source = ?")
            .bind(key, source)
            .run();
        if (!own.empty()) {
            database
                .query("INSERT INTO annotations(unit, text, source, created) VALUES (?, ?, ?, ?)")
                .bind(key, own, source, static_cast<std::int64_t>(now))
                .run();
        }
        refreshText(database, key);
    });
}

std::string Project::humanDescription(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        auto query = m_impl->database.query("SELECT text FROM annotations WHERE unit = ? AND "
                                            "source = ? ORDER BY created DESC, id DESC");
        const bool found = query.bind(m_impl->key(stored, unit), std::string(kHumanSource)).step();
        return found ? query.text(0) : std::string();
    });
}

void Project::setNote(const std::string& layer, std::int64_t unit, const std::string& text) {
    const auto& stored = m_impl->layer(layer);
    m_impl->write([&] {
        auto& database = m_impl->database;
        const auto key = m_impl->key(stored, unit);
        if (trimmed(text).empty()) {
            database.query("DELETE FROM notes WHERE id = ?").bind(key).run();
        } else {
            database.query("INSERT OR REPLACE INTO notes(id, text) VALUES (?, ?)")
                .bind(key, text)
                .run();
        }
        refreshText(database, key);
    });
}

std::string Project::note(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&]() -> std::string {
        const auto key = m_impl->key(stored, unit);
        if (!hasDescriptions(m_impl->database)) {
            return {};
        }
        auto query = m_impl->database.query("SELECT text FROM notes WHERE id = ?");
        return query.bind(key).step() ? query.text(0) : std::string();
    });
}

void Project::setTags(const std::string& layer, std::int64_t unit,
                      const std::vector<std::string>& tags) {
    const auto& stored = m_impl->layer(layer);
    std::set<std::string> normal;
    for (const auto& tag : tags) {
        normal.insert(normalTag(tag));
    }
    normal.erase("");
    m_impl->write([&] {
        auto& database = m_impl->database;
        const auto key = m_impl->key(stored, unit);
        database.query("DELETE FROM tags WHERE unit = ?").bind(key).run();
        auto query = database.query("INSERT INTO tags(unit, tag) VALUES (?, ?)");
        for (const auto& tag : normal) {
            query.bind(key, tag).run();
        }
        refreshText(database, key);
    });
}

std::vector<UnitId> Project::taggedUnits() const {
    return m_impl->read([&] {
        std::vector<UnitId> units;
        if (hasDescriptions(m_impl->database)) {
            auto query = m_impl->database.query(
                "SELECT DISTINCT layers.path, tags.unit FROM tags JOIN layers ON layers.id = "
                "tags.unit >> 32 ORDER BY tags.unit");
            while (query.step()) {
                units.push_back({query.text(0), unitOf(query.integer(1))});
            }
        }
        return units;
    });
}

std::vector<std::string> Project::tags(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        std::vector<std::string> tags;
        const auto key = m_impl->key(stored, unit);
        if (hasDescriptions(m_impl->database)) {
            auto query = m_impl->database.query("SELECT tag FROM tags WHERE unit = ? ORDER BY tag");
            query.bind(key);
            while (query.step()) {
                tags.push_back(query.text(0));
            }
        }
        return tags;
    });
}

} // namespace brera::project
