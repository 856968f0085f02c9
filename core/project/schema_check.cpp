// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/schema_check.h"

#include "project/file_check.h"
#include "project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace brera::project {

namespace {

/// A row of sqlite_schema.
struct SchemaObject {
    std::string type;
    std::string name;
    std::string table;
    std::string sql; ///< plainly; empty for what SQLite makes by itself

    bool operator==(const SchemaObject&) const = default;
};

struct KnownObject {
    SchemaObject object;
    int since = 0; ///< schema version
};

using KnownObjects = std::map<std::string, KnownObject>; ///< by name

bool isWord(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// The end of what is quoted from `at` on.
std::size_t endOfQuote(std::string_view sql, std::size_t at) {
    const char closing = sql[at] == '[' ? ']' : sql[at];
    return std::min(sql.find(closing, at + 1), sql.size() - 1) + 1;
}

/// The end of a comment or of white space that begins at `at`; `at` itself when none does.
std::size_t endOfGap(std::string_view sql, std::size_t at) {
    if (std::isspace(static_cast<unsigned char>(sql[at])) != 0) {
        return at + 1;
    }
    if (sql.substr(at, 2) == "--") {
        return std::min(sql.find('\n', at), sql.size());
    }
    if (sql.substr(at, 2) == "/*") {
        const auto end = sql.find("*/", at + 2);
        return end == std::string_view::npos ? sql.size() : end + 2;
    }
    return at;
}

/// SQL without comments and needless white space: steps may be laid out anew.
std::string plain(std::string_view sql) {
    std::string text;
    bool gap = false;
    for (std::size_t at = 0; at < sql.size();) {
        if (const auto end = endOfGap(sql, at); end != at) {
            gap = true;
            at = end;
            continue;
        }
        if (gap && !text.empty() && isWord(text.back()) && isWord(sql[at])) {
            text += ' ';
        }
        gap = false;
        const bool quote = std::string_view("'\"`[").find(sql[at]) != std::string_view::npos;
        const auto end = quote ? endOfQuote(sql, at) : at + 1;
        text += sql.substr(at, end - at);
        at = end;
    }
    return text;
}

SQLite::Statement objectsOf(SQLite::Database& database) {
    return {database, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"};
}

SchemaObject objectOf(SQLite::Statement& row) {
    return {row.getColumn(0).getString(), row.getColumn(1).getString(),
            row.getColumn(2).getString(), plain(row.getColumn(3).getString())};
}

KnownObjects makeKnown() {
    KnownObjects known;
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    const auto steps = migrations();
    for (std::size_t done = 1; done <= steps.size(); ++done) {
        migrate(database, steps.first(done));
        auto rows = objectsOf(database);
        while (rows.executeStep()) {
            auto object = objectOf(rows);
            auto name = object.name;
            known.try_emplace(std::move(name),
                              KnownObject{std::move(object), steps[done - 1].version});
        }
    }
    return known;
}

/// Made once: what the steps make is always the same.
const KnownObjects& known() {
    static const KnownObjects objects = makeKnown();
    return objects;
}

/// A stranger's name as a part of a message.
std::string shown(const std::string& name) {
    constexpr std::size_t kLongest = 60;
    std::string text = name.substr(0, kLongest);
    std::ranges::replace_if(
        text, [](char letter) { return !(isWord(letter) || letter == '-' || letter == ' '); }, '?');
    return text + (name.size() > kLongest ? "…" : "");
}

} // namespace

void distrust(SQLite::Database& database) {
    auto* handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    database.exec("PRAGMA cell_size_check = ON");
}

void checkSchema(SQLite::Database& database, int version, const std::filesystem::path& path) {
    std::set<std::string> present;
    auto rows = objectsOf(database);
    while (rows.executeStep()) {
        auto object = objectOf(rows);
        const auto words = "the " + shown(object.type) + " " + shown(object.name);
        const auto found = known().find(object.name);
        if (found == known().end()) {
            throw damaged(path, "it holds " + words + ", which Brera does not make");
        }
        if (found->second.object != object) {
            throw damaged(path, words + " in it is not as Brera makes it");
        }
        present.insert(std::move(object.name));
    }
    for (const auto& [name, each] : known()) {
        if (each.since <= version && !present.contains(name)) {
            throw damaged(path, "its " + each.object.type + " " + name + " is missing");
        }
    }
    // Our triggers write to the search index, which SQLite takes for unsafe.
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);
}

} // namespace brera::project
