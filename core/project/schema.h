// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace SQLite {
class Database;
}

/// The tables of a project file and how older files become newer ones.
namespace brera::project {

/// "Brer", in the file's header (PRAGMA application_id).
inline constexpr std::int32_t kApplicationId = 0x42726572;

/// One step forward: SQL that turns schema version − 1 into `version`.
struct Migration {
    int version = 0;
    const char* sql = nullptr;
};

/// All steps, oldest first. The first makes the tables of version 1 in an empty file, so that new
/// files and old ones take the same road. A step that was released is never changed.
std::span<const Migration> migrations();

/// The version this program reads and writes: that of the last step.
int schemaVersion();

/// Versions from which there are descriptions, notes and tags.
inline constexpr int kDescriptionsVersion = 2;
/// Versions from which there are experiments, saved searches and verdicts.
inline constexpr int kExperimentsVersion = 3;

/// The file's schema version (PRAGMA user_version).
int schemaVersionOf(SQLite::Database& database);

/// Takes the steps the file lacks, each in a transaction of its own: a kill leaves a whole older
/// version.
/// @throws SQLite::Exception
void migrate(SQLite::Database& database, std::span<const Migration> steps);

/// Row id of a unit in every table that is about units.
constexpr std::int64_t unitKey(std::int64_t layer, std::int64_t unit) {
    return (layer << 32) | unit;
}
constexpr std::int64_t unitOf(std::int64_t key) {
    return key & 0xffffffff;
}
constexpr std::int64_t layerOf(std::int64_t key) {
    return key >> 32;
}
inline constexpr std::int64_t kMaxUnit = 0x7fffffff;

} // namespace brera::project
