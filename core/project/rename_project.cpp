// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/rename_project.h"

#include "base/log.h"
#include "project/database.h"
#include "project/writer_lock.h"

#include <string>
#include <system_error>

namespace brera::project {

namespace {

std::filesystem::path beside(std::filesystem::path path, const char* suffix) {
    path += suffix;
    return path;
}

/// Joins what is in the side file with the project, so that one file holds it all.
void joinSideFiles(const std::filesystem::path& path) {
    try {
        Database database(path, Database::Access::ReadWrite);
        database.guarded([&] { database.handle().exec("PRAGMA wal_checkpoint(TRUNCATE)"); });
    } catch (const ProjectError& error) {
        log(LogLevel::Warning, error.what());
    }
}

} // namespace

void renameProject(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto attempt = takeWriterLock(from);
    if (!attempt.lock.isHeld()) {
        throw ProjectError(from.string() + " cannot be renamed: " + attempt.refusal);
    }
    joinSideFiles(from);
    // What could not be joined goes along, before the file it belongs to: a project without its
    // newest commits would be a whole one.
    for (const char* suffix : {"-wal", "-journal", ""}) {
        std::error_code failure;
        const auto file = beside(from, suffix);
        if (std::filesystem::exists(file)) {
            std::filesystem::rename(file, beside(to, suffix), failure);
        }
        if (failure) {
            throw ProjectError(file.string() + " cannot be renamed: " + failure.message());
        }
    }
    std::error_code ignored;
    std::filesystem::remove(beside(from, "-shm"), ignored);
}

} // namespace brera::project
