// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/dates.h"
#include "project/description_rows.h"
#include "project/project_impl.h"
#include "project/unit_rows.h"

#include "base/log.h"

namespace brera::project {

/// The table side of describing.
class ProjectDescriptionStore final : public DescriptionStore {
public:
    explicit ProjectDescriptionStore(Project::Impl& impl) : m_impl(impl) {}

    std::vector<UnitId> begin(const DescriptionRun& run) override;
    void commit(const std::string& layer, const std::vector<UnitBeam>& units) override;
    void finish() override;

private:
    bool isSameSearch(const RunHead& head) const;
    RunHead enter();
    void write(std::int64_t key, const UnitBeam& unit, const RunHead& head);
    void compact();

    Project::Impl& m_impl;
    DescriptionRun m_run;
    std::int64_t m_id = 0; ///< of the run in the file, once this store has entered it
    bool m_begun = false;
    bool m_entered = false; ///< the file's run is this store's
    bool m_chosen = false;  ///< and its mode and λ were applied
};

bool ProjectDescriptionStore::isSameSearch(const RunHead& head) const {
    const bool pmi = m_run.mode == DescribeMode::Pmi;
    return head.captionerHash == m_run.captionerHash && head.beam == m_run.beam &&
           head.steps == m_run.steps && head.pmiLambda.has_value() == pmi &&
           (!pmi || *head.pmiLambda == m_run.lambda) && head.words == m_run.vocabulary.size() &&
           readVocabulary(m_impl.database, head) == m_run.vocabulary;
}

std::vector<UnitId> ProjectDescriptionStore::begin(const DescriptionRun& run) {
    m_run = run;
    m_begun = true;
    m_entered = false;
    m_chosen = false;
    return m_impl.read([&] {
        std::vector<UnitId> described;
        const auto head = readRunHead(m_impl.database);
        if (!head || !isSameSearch(*head)) {
            return described;
        }
        m_entered = true;
        m_id = head->id;
        for (const auto& layer : m_impl.layers) {
            auto query = m_impl.database.query(
                "SELECT id FROM descriptions WHERE id BETWEEN ? AND ? ORDER BY id");
            query.bind(unitKey(layer.id, 0), unitKey(layer.id, kMaxUnit));
            while (query.step()) {
                described.push_back({layer.shape.path, unitOf(query.integer(0))});
            }
        }
        return described;
    });
}

/// Makes the file's run this store's, in the transaction of its first commit. Later commits keep to
/// the mode and λ that a person may have chosen meanwhile.
RunHead ProjectDescriptionStore::enter() {
    auto& database = m_impl.database;
    if (!m_begun) {
        throw ProjectError("descriptions are committed before they were begun");
    }
    if (!m_entered) {
        clearDescriptions(database);
        m_id = writeRun(database, m_run);
    }
    const auto head = readRunHead(database);
    if (!head || head->id != m_id) {
        throw ProjectError(m_impl.path.string() +
                           " was given other exemplars or is being described "
                           "by another captioner; describe it again");
    }
    if (!m_chosen && (head->mode != m_run.mode || head->lambda != m_run.lambda)) {
        chooseAll(database, *head, m_run.mode, m_run.lambda);
    }
    return *readRunHead(database);
}

void ProjectDescriptionStore::write(std::int64_t key, const UnitBeam& unit, const RunHead& head) {
    auto& database = m_impl.database;
    const auto beam = packBeam(unit, m_run.vocabulary.size());
    database.query("DELETE FROM beams WHERE id = ?").bind(key).run();
    {
        auto query =
            database.query("INSERT INTO beams(id, scores, lengths, tokens) VALUES (?, ?, ?, ?)");
        query.bind(key);
        query.bindBlob(2, beam.scores).bindBlob(3, beam.lengths).bindBlob(4, beam.tokens).run();
    }
    if (const auto attention = packAttention(unit)) {
        auto query = database.query(
            "INSERT INTO attentions(id, exemplars, rows, shares) VALUES (?, ?, ?, ?)");
        query.bind(key, attention->exemplars);
        query.bindBlob(3, attention->rows).bindBlob(4, attention->shares).run();
    }
    const int chosen = choose(unit, head.mode, head.lambda);
    const auto& candidate = chosen < 0 ? unit.greedy : unit.beam[static_cast<std::size_t>(chosen)];
    const std::vector<std::uint16_t> tokens(candidate.tokens.begin(), candidate.tokens.end());
    writeDescription(database, key, plainText(m_run.vocabulary, tokens),
                     candidate.logpGivenExemplars, candidate.logp);
}

void ProjectDescriptionStore::commit(const std::string& layer, const std::vector<UnitBeam>& units) {
    const auto& stored = m_impl.layer(layer);
    m_impl.write([&] {
        const auto head = enter();
        for (const auto& unit : units) {
            write(m_impl.key(stored, unit.unit), unit, head);
        }
        noteDescribed(m_impl.database);
    });
    m_entered = true;
    m_chosen = true;
}

void ProjectDescriptionStore::finish() {
    m_impl.write([&] {
        enter();
        for (const char* sql : {"INSERT INTO search(search) VALUES ('optimize')",
                                "INSERT INTO words(words) VALUES ('optimize')"}) {
            m_impl.database.query(sql).run();
        }
    });
    m_entered = true;
    m_chosen = true;
    compact();
}

void ProjectDescriptionStore::compact() {
    try {
        m_impl.database.handle().exec("PRAGMA incremental_vacuum");
        m_impl.database.handle().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception& error) {
        // The descriptions are committed; the file is only larger than it could be.
        log(LogLevel::Warning, m_impl.path.string() + " was not compacted: " + error.what());
    }
}

std::unique_ptr<DescriptionStore> Project::descriptionStore() {
    m_impl->checkWritable();
    return std::make_unique<ProjectDescriptionStore>(*m_impl);
}

} // namespace brera::project
