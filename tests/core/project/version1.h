// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The tables of version 1 as they were released. Never changed.
namespace brera::project::test {

inline constexpr const char* kVersion1Tables = R"sql(
PRAGMA page_size = 16384;
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA application_id = 1114793330;
CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value NOT NULL) WITHOUT ROWID;
CREATE TABLE layers(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, units INTEGER NOT NULL,
    height INTEGER NOT NULL, width INTEGER NOT NULL, maxima_scale REAL);
CREATE TABLE images(id INTEGER PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL, label INTEGER NOT NULL, folder TEXT NOT NULL,
    failure TEXT NOT NULL, source_id INTEGER NOT NULL);
CREATE TABLE units(id INTEGER PRIMARY KEY, top REAL, threshold REAL);
CREATE TABLE exemplars(id INTEGER PRIMARY KEY REFERENCES units(id), height INTEGER NOT NULL,
    width INTEGER NOT NULL, encoding INTEGER NOT NULL, images BLOB NOT NULL,
    activations BLOB NOT NULL, scales BLOB NOT NULL, maps BLOB NOT NULL);
CREATE TABLE statistics(id INTEGER PRIMARY KEY REFERENCES units(id), rank_error_bound REAL,
    mean REAL, minimum REAL, maximum REAL, count INTEGER NOT NULL, nans INTEGER NOT NULL,
    histogram BLOB NOT NULL);
CREATE TABLE maxima(id INTEGER PRIMARY KEY, images BLOB NOT NULL, halves BLOB NOT NULL);
CREATE TABLE layer_states(layer INTEGER PRIMARY KEY REFERENCES layers(id), state BLOB NOT NULL);
CREATE TABLE annotations(id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES units(id),
    text TEXT NOT NULL, source TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX annotations_by_unit ON annotations(unit);
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
INSERT INTO layers VALUES (0, 'conv', 2, 1, 1, 1.0), (1, 'fc', 2, 1, 1, 1.0);
INSERT INTO units VALUES (0, 2.5, 0.5), (1, 1.5, 0.5), (4294967296, 3.5, 0.5), (4294967297, NULL, NULL);
INSERT INTO images VALUES (0, 'a.png', 10, 0, -1, '', '', -1);
INSERT INTO exemplars VALUES (0, 1, 1, 0, x'0000000000000000', x'00002040', x'0000803f', x'003c');
INSERT INTO statistics VALUES (0, 0, 0.25, 0, 2.5, 10, 0, x'000000000000803f01010000');
INSERT INTO meta VALUES ('extraction_phase', 'end'), ('extraction_complete', '1'),
    ('class_names', '[]'), ('network_path', ''), ('dataset_root', '/nowhere');
INSERT INTO annotations(unit, text, source, created) VALUES (4294967296, 'Running dogs', 'people', 1),
    (4294967296, 'a cat', 'people', 2), (1, 'text', 'you', 3);
)sql";

} // namespace brera::project::test
