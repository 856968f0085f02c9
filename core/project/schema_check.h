// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace SQLite {
class Database;
}

namespace brera::project {

/// Makes a connection distrust its file: what its schema calls must be harmless, until the schema
/// is known to be ours; nobody writes to the tables behind the search index, and cells are measured
/// when a page is read.
void distrust(SQLite::Database& database);

/// Compares what the file defines with what the schema's steps make. Views, triggers and tables of
/// others run when ours are read or written: they can grow without end or never return. So this
/// comes before any table is read.
/// From then on the connection trusts the schema.
/// @param version of the file's schema; what later steps make may be there, earlier parts must be.
/// @throws ProjectError naming what is too much, missing or otherwise than the schema has it.
void checkSchema(SQLite::Database& database, int version, const std::filesystem::path& path);

} // namespace brera::project
