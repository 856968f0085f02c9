// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/file_check.h"

#include "project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <string_view>
#include <system_error>

namespace brera::project {

namespace {

// Offsets in a database's first 100 bytes. Source: SQLite, "Database File Format", section 1.3.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kChangeCounterAt = 24;
constexpr std::size_t kPagesAt = 28;
constexpr std::size_t kApplicationIdAt = 68;
constexpr std::size_t kVersionValidForAt = 92;

using Header = std::array<unsigned char, kHeaderBytes>;

std::uint32_t bigEndian(const Header& header, std::size_t at, std::size_t bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value = value << 8 | header[at + i];
    }
    return value;
}

std::string grouped(std::uintmax_t number) {
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), ",");
    }
    return text;
}

bool hasWal(const std::filesystem::path& path) {
    auto wal = path;
    wal += "-wal";
    std::error_code none;
    const auto bytes = std::filesystem::file_size(wal, none);
    return !none && bytes > 0;
}

} // namespace

void checkPresent(const std::filesystem::path& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (!std::filesystem::exists(status)) {
        throw ProjectError(path.string() + ": there is no such project" +
                           (failure && failure != std::errc::no_such_file_or_directory
                                ? " (" + failure.message() + ")"
                                : ""));
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw ProjectError(path.string() + " is not a file; a project is one .brera file");
    }
    if (std::filesystem::file_size(path, failure) == 0) {
        throw ProjectError(path.string() + " is empty: not a Brera project");
    }
}

void checkFile(SQLite::Database& database, const std::filesystem::path& path) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER,
                         static_cast<void*>(&file));
    Header header{};
    if (file == nullptr || file->pMethods == nullptr) {
        throw ProjectError(path.string() + " cannot be read");
    }
    const int outcome =
        file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0);
    const bool cut = outcome == SQLITE_IOERR_SHORT_READ;
    if (outcome != SQLITE_OK && !cut) {
        throw ProjectError(path.string() + " cannot be read: " + sqlite3_errstr(outcome));
    }
    if (std::memcmp(header.data(), kMagic.data(), kMagic.size()) != 0) {
        throw ProjectError(path.string() + " is not a Brera project");
    }
    if (!cut &&
        bigEndian(header, kApplicationIdAt, 4) != static_cast<std::uint32_t>(kApplicationId)) {
        throw ProjectError(path.string() +
                           " is a database of another program, not a Brera project");
    }
    if (hasWal(path)) {
        // Pages may be in the write-ahead log alone; SQLite notices by itself what is in neither.
        return;
    }
    std::uintmax_t pageSize = bigEndian(header, kPageSizeAt, 2);
    pageSize = pageSize == 1 ? 65536 : pageSize;
    const bool counted =
        bigEndian(header, kChangeCounterAt, 4) == bigEndian(header, kVersionValidForAt, 4);
    const auto expected = counted ? pageSize * bigEndian(header, kPagesAt, 4) : 0;
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
        size = 0;
    }
    const auto there = static_cast<std::uintmax_t>(size);
    if (cut || there < expected) {
        throw ProjectError(
            path.string() + " is truncated: only " + grouped(there) +
            (cut ? "" : " of " + grouped(expected)) +
            " bytes are there. Copy it again from where it came from; if this is the "
            "only copy, extract into a new project");
    }
}

void checkVersion(int version, const std::filesystem::path& path) {
    if (version > schemaVersion()) {
        throw ProjectError(path.string() + " was made by a newer Brera (its format is " +
                           std::to_string(version) + ", this program knows up to " +
                           std::to_string(schemaVersion()) + "); update Brera to open it");
    }
    if (version < 1) {
        throw damaged(path, "it has no format version");
    }
}

ProjectError damaged(const std::filesystem::path& path, const std::string& what) {
    return ProjectError(path.string() + " is damaged: " + what +
                        ". Restore it from a copy, or extract into a new project");
}

ProjectError inWords(int code, int extended, const std::string& message,
                     const std::filesystem::path& path) {
    const bool writing = extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_FSYNC ||
                         extended == SQLITE_IOERR_TRUNCATE || extended == SQLITE_IOERR_SHMSIZE;
    if (code == SQLITE_FULL || writing) {
        return ProjectError(
            path.string() +
            ": the disk is full, or a quota is reached. Everything committed so far is "
            "kept; free some space and run again to resume (" +
            message + ")");
    }
    switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return damaged(path, message);
    case SQLITE_IOERR:
        if (extended == SQLITE_IOERR_SHORT_READ || extended == SQLITE_IOERR_CORRUPTFS) {
            return damaged(path, "a part of it cannot be read");
        }
        return ProjectError(path.string() + ": the disk reports an error (" + message +
                            "); copy the project to another disk and open it there");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ProjectError(path.string() +
                            " is being written by another program; try again when it is done");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ProjectError(path.string() + " cannot be opened (" + message +
                            "); check the permissions of the file and its folder");
    case SQLITE_READONLY:
        return ProjectError(path.string() + " is write-protected");
    default:
        return ProjectError(path.string() + ": " + message);
    }
}

} // namespace brera::project
