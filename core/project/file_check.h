// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace SQLite {
class Database;
}

/// Is this file a project, whole, and one we can read? And what SQLite's errors mean to a person.
namespace brera::project {

/// @throws ProjectError unless `path` is a regular file that is not empty.
void checkPresent(const std::filesystem::path& path);

/// Looks at the file's header through SQLite's own descriptor: opening and closing the file a
/// second time would drop the locks SQLite holds on it. @throws ProjectError: no database, none of
/// ours, truncated.
void checkFile(SQLite::Database& database, const std::filesystem::path& path);

/// Older schemas are brought forward when the file can be written, and read as they are when not.
/// @throws ProjectError for a newer one, or for none.
void checkVersion(int version, const std::filesystem::path& path);

ProjectError damaged(const std::filesystem::path& path, const std::string& what);

/// @param code SQLite's primary result code. @param extended its extended one. @param message its
/// own words.
ProjectError inWords(int code, int extended, const std::string& message,
                     const std::filesystem::path& path);

} // namespace brera::project
