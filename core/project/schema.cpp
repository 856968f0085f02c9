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

constexpr std::array<Migration, 1> kMigrations{{{1, kVersion1}}};

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
