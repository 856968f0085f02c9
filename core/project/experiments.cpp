// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/experiments.h"

#include "project/content_hash.h"
#include "project/project_impl.h"

#include <chrono>

namespace brera::project {

namespace {

bool hasExperiments(Database& database) {
    return schemaVersionOf(database.handle()) >= kExperimentsVersion;
}

std::string digestOf(std::string_view text) {
    return contentHash(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::optional<std::int64_t> idOf(Database& database, std::string_view kind,
                                 std::string_view inputs) {
    auto query = database.query("SELECT id FROM experiments WHERE kind = ? AND digest = ?");
    const bool found = query.bind(std::string(kind), digestOf(inputs)).step();
    return found ? std::optional(query.integer(0)) : std::nullopt;
}

/// @throws ProjectError when it was removed, perhaps by another hand while this one measured.
void checkThere(Database& database, std::int64_t id) {
    auto query = database.query("SELECT 1 FROM experiments WHERE id = ?");
    if (!query.bind(id).step()) {
        throw ProjectError("the project has no experiment " + std::to_string(id) +
                           "; it was removed");
    }
}

} // namespace

std::int64_t Experiments::begin(std::string_view kind, std::string_view inputs,
                                std::string_view name) {
    auto& impl = *m_project->m_impl;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::int64_t id = 0;
    impl.write([&] {
        auto& database = impl.database;
        if (const auto found = idOf(database, kind, inputs)) {
            id = *found;
            return;
        }
        database
            .query("INSERT INTO experiments(kind, digest, inputs, name, created) "
                   "VALUES (?, ?, ?, ?, ?)")
            .bind(std::string(kind), digestOf(inputs), std::string(inputs), std::string(name),
                  static_cast<std::int64_t>(now))
            .run();
        id = database.handle().getLastInsertRowid();
    });
    return id;
}

std::optional<std::int64_t> Experiments::find(std::string_view kind,
                                              std::string_view inputs) const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&]() -> std::optional<std::int64_t> {
        if (!hasExperiments(impl.database)) {
            return {};
        }
        return idOf(impl.database, kind, inputs);
    });
}

void Experiments::record(std::int64_t id, std::span<const Measurement> measurements) {
    auto& impl = *m_project->m_impl;
    impl.write([&] {
        checkThere(impl.database, id);
        auto query = impl.database.query(
            "INSERT OR REPLACE INTO measurements(experiment, number, value) VALUES (?, ?, ?)");
        for (const auto& [number, value] : measurements) {
            query.bind(id, number, value).run();
        }
    });
}

void Experiments::setComplete(std::int64_t id) {
    auto& impl = *m_project->m_impl;
    impl.write([&] {
        checkThere(impl.database, id);
        impl.database.query("UPDATE experiments SET complete = 1 WHERE id = ?").bind(id).run();
    });
}

void Experiments::rename(std::int64_t id, std::string_view name) {
    auto& impl = *m_project->m_impl;
    impl.write([&] {
        checkThere(impl.database, id);
        impl.database.query("UPDATE experiments SET name = ? WHERE id = ?")
            .bind(std::string(name), id)
            .run();
    });
}

void Experiments::remove(std::int64_t id) {
    auto& impl = *m_project->m_impl;
    impl.write([&] {
        checkThere(impl.database, id);
        // Its measurements go with it.
        impl.database.query("DELETE FROM experiments WHERE id = ?").bind(id).run();
    });
}

std::vector<Experiment> Experiments::all(std::string_view kind) const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&] {
        std::vector<Experiment> experiments;
        if (!hasExperiments(impl.database)) {
            return experiments;
        }
        auto query = impl.database.query(
            "SELECT id, kind, name, inputs, created, complete, (SELECT count(*) FROM measurements "
            "WHERE experiment = id) FROM experiments WHERE ?1 = '' OR kind = ?1 ORDER BY id DESC");
        query.bind(std::string(kind));
        while (query.step()) {
            experiments.push_back({query.integer(0), query.text(1), query.text(2), query.text(3),
                                   query.integer(4), query.column(5).getInt() != 0,
                                   query.integer(6)});
        }
        return experiments;
    });
}

std::vector<Measurement> Experiments::measurements(std::int64_t id) const {
    const auto& impl = *m_project->m_impl;
    return impl.read([&] {
        std::vector<Measurement> measurements;
        if (!hasExperiments(impl.database)) {
            return measurements;
        }
        auto query = impl.database.query(
            "SELECT number, value FROM measurements WHERE experiment = ? ORDER BY number");
        query.bind(id);
        while (query.step()) {
            measurements.emplace_back(query.integer(0), query.text(1));
        }
        return measurements;
    });
}

} // namespace brera::project
