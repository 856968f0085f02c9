// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <string>

namespace brera::project {

namespace {

// Unit rows are keyed by layer << 32 | unit (unitKey), so that a layer's units are one range of row
// ids and no index is needed. What a list shows (units) lies apart from the maps (exemplars): a
// list of thousands of units reads a few dozen pages. One row holds all the maps of a unit: a row
// for each would waste half a page each.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE meta(
    key TEXT PRIMARY KEY NOT NULL,
    value NOT NULL
) WITHOUT ROWID;

CREATE TABLE layers(
    id INTEGER PRIMARY KEY,          -- position, from 0
    path TEXT NOT NULL UNIQUE,
    units INTEGER NOT NULL,
    height INTEGER NOT NULL,
    width INTEGER NOT NULL,
    maxima_scale REAL                -- NULL until the extraction is complete
);

CREATE TABLE images(
    id INTEGER PRIMARY KEY,          -- position in the data set
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL,       -- nanoseconds since the epoch
    label INTEGER NOT NULL,          -- -1: none
    folder TEXT NOT NULL,
    failure TEXT NOT NULL,           -- empty: none
    source_id INTEGER NOT NULL       -- number in the imported folder; -1: not imported
);

CREATE TABLE units(
    id INTEGER PRIMARY KEY,          -- layer << 32 | unit
    top REAL,                        -- largest activation; NULL: none yet
    threshold REAL
);

CREATE TABLE exemplars(
    id INTEGER PRIMARY KEY REFERENCES units(id),
    height INTEGER NOT NULL,
    width INTEGER NOT NULL,
    encoding INTEGER NOT NULL,       -- 0: binary16, 1: bits
    images BLOB NOT NULL,            -- int64 each, best first
    activations BLOB NOT NULL,       -- float32 each
    scales BLOB NOT NULL,            -- float32 each
    maps BLOB NOT NULL
);

CREATE TABLE statistics(
    id INTEGER PRIMARY KEY REFERENCES units(id),
    rank_error_bound REAL,
    mean REAL,
    minimum REAL,
    maximum REAL,
    count INTEGER NOT NULL,
    nans INTEGER NOT NULL,
    histogram BLOB NOT NULL
);

CREATE TABLE maxima(                 -- one row a slice; the later one is right
    id INTEGER PRIMARY KEY,
    images BLOB NOT NULL,            -- int64 each
    halves BLOB NOT NULL             -- binary16, (every unit of every layer, images of the row)
);

CREATE TABLE layer_states(           -- running statistics; gone when the extraction is complete
    layer INTEGER PRIMARY KEY REFERENCES layers(id),
    state BLOB NOT NULL
);

CREATE TABLE annotations(
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL REFERENCES units(id),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    created INTEGER NOT NULL         -- seconds since the epoch
);
CREATE INDEX annotations_by_unit ON annotations(unit);
)sql";

// Descriptions and what people say. Everything the search found for a unit is one row of `beams`,
// without the attention, which is several times as large and wanted for one unit at a time.
// `texts` repeats what can be searched of each unit, from the tables that own it; its triggers keep
// both indexes in step within the same transaction. `search` knows stems, `words` whole words: a
// prefix longer than a stem (beautifu*, of the stem beauti) is found there. Layer and tags are
// searched as tokens of the column `keys` (texts.h), so that one expression holds words and
// filters. U+E000 between two texts of one column is a token of its own: no phrase runs across it.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE description_run(        -- at most one row
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- another number for every search begun
    captioner_hash TEXT NOT NULL,
    captioner_name TEXT NOT NULL,
    generated INTEGER NOT NULL,
    beam INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    pmi INTEGER NOT NULL,            -- 1: searched in mode pmi
    pmi_lambda REAL,                 -- of that search
    mode INTEGER NOT NULL,           -- the present choice. 0: greedy, 1: beam, 2: rerank, 3: pmi
    lambda REAL NOT NULL,
    words INTEGER NOT NULL,          -- in the vocabulary
    vocabulary BLOB NOT NULL         -- by token number, each ended by NUL
);

CREATE TABLE beams(
    id INTEGER PRIMARY KEY REFERENCES units(id),
    scores BLOB NOT NULL,            -- float32: log p(d|E) of each candidate, then log p(d) of each
    lengths BLOB NOT NULL,           -- uint8: tokens of each candidate; the greedy one is the last
    tokens BLOB NOT NULL             -- uint16, candidate after candidate
);

CREATE TABLE attentions(
    id INTEGER PRIMARY KEY REFERENCES beams(id) ON DELETE CASCADE,
    exemplars INTEGER NOT NULL,
    rows BLOB NOT NULL,              -- of each token its row of shares: uint8, uint16 or uint32
    shares BLOB NOT NULL             -- uint8 (distinct rows, exemplars): candidates share prefixes
);

CREATE TABLE descriptions(           -- the chosen ones
    id INTEGER PRIMARY KEY REFERENCES beams(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    logp_given_exemplars REAL,       -- NULL: not a number
    logp REAL
);

CREATE TABLE notes(
    id INTEGER PRIMARY KEY REFERENCES units(id),
    text TEXT NOT NULL
);

CREATE TABLE tags(
    unit INTEGER NOT NULL REFERENCES units(id),
    tag TEXT NOT NULL,
    PRIMARY KEY(unit, tag)
) WITHOUT ROWID;

CREATE TABLE texts(
    id INTEGER PRIMARY KEY REFERENCES units(id),
    description TEXT NOT NULL,
    human TEXT NOT NULL,
    tags TEXT NOT NULL,
    note TEXT NOT NULL,
    keys TEXT NOT NULL
);
CREATE VIRTUAL TABLE search USING fts5(description, human, tags, note, keys, content='texts',
    content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE words USING fts5(description, human, tags, note, content='texts',
    content_rowid='id', tokenize='unicode61 remove_diacritics 2', detail='none', columnsize=0);
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab('words', 'row');

CREATE TRIGGER texts_inserted AFTER INSERT ON texts BEGIN
    INSERT INTO search(rowid, description, human, tags, note, keys)
        VALUES (new.id, new.description, new.human, new.tags, new.note, new.keys);
    INSERT INTO words(rowid, description, human, tags, note)
        VALUES (new.id, new.description, new.human, new.tags, new.note);
END;
CREATE TRIGGER texts_deleted AFTER DELETE ON texts BEGIN
    INSERT INTO search(search, rowid, description, human, tags, note, keys)
        VALUES ('delete', old.id, old.description, old.human, old.tags, old.note, old.keys);
    INSERT INTO words(words, rowid, description, human, tags, note)
        VALUES ('delete', old.id, old.description, old.human, old.tags, old.note);
END;
CREATE TRIGGER texts_updated AFTER UPDATE ON texts BEGIN
    INSERT INTO search(search, rowid, description, human, tags, note, keys)
        VALUES ('delete', old.id, old.description, old.human, old.tags, old.note, old.keys);
    INSERT INTO search(rowid, description, human, tags, note, keys)
        VALUES (new.id, new.description, new.human, new.tags, new.note, new.keys);
    INSERT INTO words(words, rowid, description, human, tags, note)
        VALUES ('delete', old.id, old.description, old.human, old.tags, old.note);
    INSERT INTO words(rowid, description, human, tags, note)
        VALUES (new.id, new.description, new.human, new.tags, new.note);
END;

INSERT INTO texts(id, description, human, tags, note, keys)
    SELECT unit, '', group_concat(text, ' ' || char(57344) || ' '), '', '', '0 1' || (unit >> 32)
    FROM (SELECT unit, text FROM annotations ORDER BY unit, id) GROUP BY unit;
)sql";

// What was measured and what a person decided. An experiment is known by what went into it: the
// same inputs are the same experiment, so that one that was interrupted is found again. Numbers are
// never used twice: who still writes to a removed one is told so. Verdicts belong to a search's
// name, saved or not (shipped searches have verdicts without being in the list).
constexpr const char* kVersion3 = R"sql(
CREATE TABLE experiments(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,            -- XXH3-128 of the inputs
    inputs TEXT NOT NULL,            -- JSON
    name TEXT NOT NULL,
    created INTEGER NOT NULL,        -- seconds since the epoch
    complete INTEGER NOT NULL DEFAULT 0,
    UNIQUE(kind, digest)
);

CREATE TABLE measurements(
    experiment INTEGER NOT NULL REFERENCES experiments(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,         -- within the experiment: a unit, a count
    value TEXT NOT NULL,             -- JSON
    PRIMARY KEY(experiment, number)
) WITHOUT ROWID;

CREATE TABLE saved_searches(
    id INTEGER PRIMARY KEY,          -- in the order they were first saved
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);

CREATE TABLE verdicts(
    search TEXT NOT NULL,            -- name
    unit INTEGER NOT NULL REFERENCES units(id),
    verdict INTEGER NOT NULL,        -- 1: confirmed, 2: rejected, 3: unsure
    decided INTEGER NOT NULL,        -- seconds since the epoch
    PRIMARY KEY(search, unit)
) WITHOUT ROWID;
)sql";

// Whether a person described a unit is asked of every unit that a search finds; few are.
constexpr const char* kVersion4 = R"sql(
CREATE INDEX IF NOT EXISTS annotations_by_person ON annotations(unit, created)
    WHERE source = 'you';
)sql";

constexpr std::array<Migration, 4> kMigrations{
    {{1, kVersion1}, {2, kVersion2}, {3, kVersion3}, {4, kVersion4}}};

} // namespace

std::span<const Migration> migrations() {
    return kMigrations;
}

int schemaVersion() {
    return kMigrations.back().version;
}

int schemaVersionOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database, std::span<const Migration> steps) {
    for (const auto& step : steps) {
        if (step.version > schemaVersionOf(database)) {
            SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
            database.exec(step.sql);
            database.exec("PRAGMA user_version = " + std::to_string(step.version));
            transaction.commit();
        }
    }
}

} // namespace brera::project
