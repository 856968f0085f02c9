// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/dates.h"

#include "project/project_impl.h"

#include <charconv>
#include <chrono>
#include <string>

namespace brera::project {

namespace {

constexpr const char* kExtracted = "extracted_at";
constexpr const char* kDescribed = "described_at";

void note(Database& database, const char* key) {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    writeMeta(database, key, std::to_string(static_cast<std::int64_t>(now)));
}

std::optional<std::int64_t> dateOf(Database& database, const char* key) {
    const auto text = readMeta(database, key).value_or("");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(seconds)
                                                                    : std::nullopt;
}

} // namespace

ProjectDates projectDates(const Project& project) {
    Database database(project.path(), Database::Access::ReadOnly);
    return database.guarded([&] {
        return ProjectDates{dateOf(database, kExtracted), dateOf(database, kDescribed)};
    });
}

void noteExtracted(Database& database) {
    note(database, kExtracted);
}

void noteDescribed(Database& database) {
    note(database, kDescribed);
}

} // namespace brera::project
