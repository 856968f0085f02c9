// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/database.h"

#include "project/file_check.h"
#include "project/schema.h"
#include "project/schema_check.h"

#include <sqlite3.h>

#include <limits>
#include <memory>
#include <system_error>

namespace brera::project {

namespace {

constexpr int kBusyMilliseconds = 5000;

const char* const kSideFiles[] = {"-wal", "-shm", "-journal"};

std::filesystem::path beside(std::filesystem::path path, const char* suffix) {
    path += suffix;
    return path;
}

void removeWithSideFiles(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    for (const char* suffix : kSideFiles) {
        std::filesystem::remove(beside(path, suffix), ignored);
    }
}

/// For file names in which '?', '#' and '%' are letters like any other.
std::string immutableUri(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char letter : path.string()) {
        switch (letter) {
        case '?':
            uri += "%3f";
            break;
        case '#':
            uri += "%23";
            break;
        case '%':
            uri += "%25";
            break;
        default:
            uri += letter;
        }
    }
    return uri + "?immutable=1";
}

/// A database in WAL mode can be read on a write-protected folder only if nobody writes to it: then
/// it is as good as unchangeable, and SQLite needs no side files.
SQLite::Database openReadOnly(const std::filesystem::path& path) {
    SQLite::Database database(path.string(), SQLite::OPEN_READONLY, kBusyMilliseconds);
    const int outcome = database.tryExec("PRAGMA user_version");
    if (outcome != SQLITE_CANTOPEN && outcome != SQLITE_READONLY) {
        return database;
    }
    std::error_code none;
    const auto wal = std::filesystem::file_size(beside(path, "-wal"), none);
    if (!none && wal > 0) {
        throw ProjectError(
            path.string() + ": its latest changes are in " + beside(path, "-wal").string() +
            " and cannot be joined in a write-protected folder; copy both files to a "
            "folder you can write to and open the project there");
    }
    return {immutableUri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI};
}

SQLite::Database openChecked(const std::filesystem::path& path, Database::Access access) {
    checkPresent(path);
    return Database::guarded(path, [&] {
        auto database =
            access == Database::Access::ReadWrite
                ? SQLite::Database(path.string(), SQLite::OPEN_READWRITE, kBusyMilliseconds)
                : openReadOnly(path);
        checkFile(database, path);
        distrust(database);
        return database;
    });
}

} // namespace

Query& Query::bindBlob(int index, const void* data, std::size_t bytes) {
    if (bytes > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw ProjectError("a value of " + std::to_string(bytes) +
                           " bytes does not fit into a project; choose fewer layers");
    }
    // A null pointer would be stored as NULL rather than as an empty blob.
    m_statement.bindNoCopy(index, bytes == 0 ? "" : data, static_cast<int>(bytes));
    return *this;
}

double Query::real(int index) const {
    const auto value = column(index);
    return value.isNull() ? std::numeric_limits<double>::quiet_NaN() : value.getDouble();
}

Database::Database(std::filesystem::path path, SQLite::Database handle)
    : m_path(std::move(path)), m_handle(std::move(handle)) {
}

Database::Database(std::filesystem::path path, Access access)
    : Database(path, openChecked(path, access)) {
    guarded([&] {
        m_handle.exec("PRAGMA foreign_keys = ON");
        // SQLite's 2 MB hold no search index: every search would read it from the file again.
        m_handle.exec("PRAGMA cache_size = -32768");
        const int version = schemaVersionOf(m_handle);
        checkVersion(version, m_path);
        checkSchema(m_handle, version, m_path);
        if (access == Access::ReadWrite) {
            // In WAL mode NORMAL keeps every commit through the death of the process; only a power
            // cut may cost the last ones, never the file.
            m_handle.exec("PRAGMA synchronous = NORMAL");
            m_handle.exec("PRAGMA journal_size_limit = 67108864");
            migrate(m_handle, migrations());
        }
    });
}

void Database::make(const std::filesystem::path& path, const std::function<void(Database&)>& fill) {
    if (std::filesystem::exists(path)) {
        throw ProjectError(path.string() +
                           " exists already; open it, or choose another name for the new project");
    }
    // What a deleted project of this name left behind would be replayed into the new one.
    removeWithSideFiles(path);
    const auto part = beside(path, ".part");
    removeWithSideFiles(part);
    try {
        guarded(path, [&] {
            Database database(part, SQLite::Database(part.string(),
                                                     SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                                     kBusyMilliseconds));
            auto& handle = database.m_handle;
            // These must come before the first table.
            handle.exec("PRAGMA page_size = 16384");
            handle.exec("PRAGMA auto_vacuum = INCREMENTAL");
            handle.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
            handle.exec("PRAGMA foreign_keys = ON");
            // The file is thrown away unless it gets finished: nothing in it has to survive a
            // failure.
            handle.exec("PRAGMA journal_mode = MEMORY");
            migrate(handle, migrations());
            fill(database);
            database.m_statements.clear();
            handle.exec("PRAGMA journal_mode = WAL");
        });
        std::filesystem::rename(part, path);
    } catch (const std::filesystem::filesystem_error& error) {
        removeWithSideFiles(part);
        throw ProjectError(path.string() + " cannot be made: " + error.code().message());
    } catch (...) {
        removeWithSideFiles(part);
        throw;
    }
}

Query Database::query(const char* sql) {
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        found = m_statements.try_emplace(sql, m_handle, sql).first;
    }
    return Query(found->second);
}

void Database::readBlob(const char* table, const char* column, std::int64_t row, void* target,
                        std::size_t bytes, std::size_t offset) {
    sqlite3_blob* opened = nullptr;
    const int failure =
        sqlite3_blob_open(m_handle.getHandle(), "main", table, column, row, 0, &opened);
    const std::unique_ptr<sqlite3_blob, decltype(&sqlite3_blob_close)> blob(opened,
                                                                            sqlite3_blob_close);
    if (failure != SQLITE_OK) {
        throw SQLite::Exception(m_handle.getHandle(), failure);
    }
    if (offset + bytes > static_cast<std::size_t>(sqlite3_blob_bytes(blob.get()))) {
        throw damage(std::string(table) + " are shorter than they should be");
    }
    if (const int error = sqlite3_blob_read(blob.get(), target, static_cast<int>(bytes),
                                            static_cast<int>(offset));
        error != SQLITE_OK) {
        throw SQLite::Exception(m_handle.getHandle(), error);
    }
}

ProjectError Database::damage(const std::string& what) const {
    return damaged(m_path, what);
}

ProjectError Database::translated(const SQLite::Exception& error,
                                  const std::filesystem::path& path) {
    return inWords(error.getErrorCode(), error.getExtendedErrorCode(), error.what(), path);
}

} // namespace brera::project
