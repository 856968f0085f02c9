// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/dates.h"
#include "project/description_rows.h"
#include "project/encoding.h"
#include "project/project_impl.h"
#include "project/unit_rows.h"

#include "base/log.h"

#include <charconv>

namespace brera::project {

namespace {

void writeExemplars(Database& database, std::int64_t key, const UnitExemplars& unit) {
    const auto columns = packExemplars(unit);
    auto query = database.query(
        "INSERT OR REPLACE INTO exemplars(id, height, width, encoding, images, activations, "
        "scales, maps) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(key, columns.height, columns.width, static_cast<int>(columns.encoding));
    query.bindBlob(5, columns.images);
    query.bindBlob(6, columns.activations);
    query.bindBlob(7, columns.scales);
    query.bindBlob(8, columns.maps);
    query.run();
    if (!unit.exemplars.empty()) {
        database.query("UPDATE units SET top = ? WHERE id = ?")
            .bind(static_cast<double>(unit.exemplars.front().activation), key)
            .run();
    }
}

/// One row a slice, unit after unit: rows of one image each would leave half of every page empty,
/// and a unit's maxima lie together where they are read.
void writeMaxima(Database& database, const std::vector<ImageMaxima>& maxima) {
    if (maxima.empty()) {
        return;
    }
    const auto units = maxima.front().halves.size();
    std::vector<std::int64_t> images;
    std::vector<std::uint16_t> halves(units * maxima.size());
    for (std::size_t i = 0; i < maxima.size(); ++i) {
        images.push_back(maxima[i].image);
        for (std::size_t u = 0; u < units; ++u) {
            halves[u * maxima.size() + i] = maxima[i].halves[u];
        }
    }
    auto query = database.query("INSERT INTO maxima(images, halves) VALUES (?, ?)");
    query.bindBlob(1, images).bindBlob(2, halves).run();
}

void writeStatistics(Database& database, std::int64_t key, const UnitStatistics& statistics) {
    database.query("UPDATE units SET threshold = ? WHERE id = ?")
        .bind(statistics.threshold, key)
        .run();
    auto query = database.query(
        "INSERT OR REPLACE INTO statistics(id, rank_error_bound, mean, minimum, maximum, count, "
        "nans, histogram) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(key, statistics.rankErrorBound, statistics.mean,
               static_cast<double>(statistics.minimum), static_cast<double>(statistics.maximum),
               static_cast<std::int64_t>(statistics.values),
               static_cast<std::int64_t>(statistics.nans));
    const auto histogram = packHistogram(statistics.histogram);
    query.bindBlob(8, histogram);
    query.run();
}

} // namespace

/// The table side of an extraction.
class ProjectStore final : public ExtractionStore {
public:
    explicit ProjectStore(Project::Impl& impl) : m_impl(impl) {}

    std::optional<ExtractionState> load() override;
    void commit(const ExtractionSlice& slice) override;
    void finish(const ExtractionResult& result) override;

private:
    void checkOpenEnded() const;
    void checkSlice(const ExtractionSlice& slice) const;
    std::vector<UnitExemplars> loadExemplars(const StoredLayer& layer);
    void compact();

    Project::Impl& m_impl;
};

void ProjectStore::checkOpenEnded() const {
    if (m_impl.meta(meta::kComplete)) {
        throw ProjectError(m_impl.path.string() +
                           " holds a finished extraction; choose a new project to extract again");
    }
}

void ProjectStore::checkSlice(const ExtractionSlice& slice) const {
    if (slice.layers.size() != m_impl.layers.size()) {
        throw ProjectError("a slice of " + std::to_string(slice.layers.size()) +
                           " layers does not fit a project of " +
                           std::to_string(m_impl.layers.size()));
    }
    const auto units = static_cast<std::size_t>(m_impl.unitCount());
    const auto images = m_impl.imageCount();
    for (const auto& maxima : slice.maxima) {
        if (maxima.image < 0 || maxima.image >= images) {
            throw ProjectError("the project has no image " + std::to_string(maxima.image));
        }
        if (maxima.halves.size() != units) {
            throw ProjectError("image " + std::to_string(maxima.image) + " has " +
                               std::to_string(maxima.halves.size()) + " maxima; the project has " +
                               std::to_string(units) + " units");
        }
    }
}

std::optional<ExtractionState> ProjectStore::load() {
    return m_impl.read([&]() -> std::optional<ExtractionState> {
        checkOpenEnded();
        const auto phase = m_impl.meta(meta::kPhase);
        if (!phase) {
            return {};
        }
        ExtractionState state;
        state.phase = *phase;
        const auto done = m_impl.meta(meta::kImagesDone).value_or("");
        std::from_chars(done.data(), done.data() + done.size(), state.imagesDone);
        for (const auto& layer : m_impl.layers) {
            auto query = m_impl.database.query("SELECT state FROM layer_states WHERE layer = ?");
            const bool found = query.bind(layer.id).step();
            state.layerStates.push_back(found ? numbers<std::uint8_t>(query.column(0)) : Blob{});
            state.exemplars.push_back(loadExemplars(layer));
        }
        return state;
    });
}

std::vector<UnitExemplars> ProjectStore::loadExemplars(const StoredLayer& layer) {
    std::vector<UnitExemplars> units;
    for (const auto unit : unitNumbers(m_impl.database, layer.id)) {
        auto exemplars = readExemplars(m_impl.database, unitKey(layer.id, unit), kAllExemplars);
        if (!exemplars.empty()) {
            units.push_back({unit, std::move(exemplars)});
        }
    }
    return units;
}

void ProjectStore::commit(const ExtractionSlice& slice) {
    m_impl.write([&] {
        checkOpenEnded();
        checkSlice(slice);
        auto& database = m_impl.database;
        clearDescriptions(database); // they were of earlier exemplars
        for (std::size_t l = 0; l < slice.layers.size(); ++l) {
            const auto& layer = m_impl.layers[l];
            for (const auto& unit : slice.layers[l].changed) {
                writeExemplars(database, m_impl.key(layer, unit.unit), unit);
            }
            auto query =
                database.query("INSERT OR REPLACE INTO layer_states(layer, state) VALUES (?, ?)");
            query.bind(layer.id).bindBlob(2, slice.layers[l].state).run();
        }
        writeMaxima(database, slice.maxima);
        auto failures = database.query("UPDATE images SET failure = ? WHERE id = ?");
        for (const auto& image : slice.failed) {
            failures.bind(image.reason, image.image).run();
        }
        writeMeta(database, meta::kPhase, slice.phase);
        writeMeta(database, meta::kImagesDone, std::to_string(slice.imagesDone));
    });
}

void ProjectStore::finish(const ExtractionResult& result) {
    const auto& layers = m_impl.layers;
    if (result.statistics.size() != layers.size() || result.maximaScales.size() != layers.size()) {
        throw ProjectError("the result has not as many layers as the project");
    }
    m_impl.write([&] {
        checkOpenEnded();
        auto& database = m_impl.database;
        clearDescriptions(database);
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const auto units = unitNumbers(database, layers[l].id);
            const auto& statistics = result.statistics[l];
            if (statistics.size() != units.size()) {
                throw ProjectError(layers[l].shape.path + " has " + std::to_string(units.size()) +
                                   " units, the result " + std::to_string(statistics.size()));
            }
            for (std::size_t u = 0; u < units.size(); ++u) {
                writeStatistics(database, unitKey(layers[l].id, units[u]), statistics[u]);
            }
            database.query("UPDATE layers SET maxima_scale = ? WHERE id = ?")
                .bind(static_cast<double>(result.maximaScales[l]), layers[l].id)
                .run();
        }
        database.query("DELETE FROM layer_states").run();
        writeMeta(database, meta::kComplete, "1");
        noteExtracted(database);
    });
    compact();
}

void ProjectStore::compact() {
    try {
        m_impl.database.handle().exec("PRAGMA incremental_vacuum");
        m_impl.database.handle().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception& error) {
        // The results are committed; the file is only larger than it could be.
        log(LogLevel::Warning, m_impl.path.string() + " was not compacted: " + error.what());
    }
}

std::unique_ptr<ExtractionStore> Project::extractionStore() {
    m_impl->checkWritable();
    return std::make_unique<ProjectStore>(*m_impl);
}

} // namespace brera::project
