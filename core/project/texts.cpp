// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/texts.h"

#include "language/characters.h"
#include "project/schema.h"

#include <algorithm>
#include <cstdio>

namespace brera::project {

namespace {

/// Between two texts of one column (see schema.cpp).
constexpr std::string_view kBoundary = " \xee\x80\x80 ";

std::string collected(Database& database, const char* sql, std::int64_t key) {
    std::string text;
    auto query = database.query(sql);
    query.bind(key);
    while (query.step()) {
        text += (text.empty() ? "" : kBoundary);
        text += query.text(0);
    }
    return text;
}

std::string keysOf(Database& database, std::int64_t key) {
    auto keys = std::string(kEveryUnitKey) + ' ' + layerKey(layerOf(key));
    auto query = database.query("SELECT tag FROM tags WHERE unit = ? ORDER BY tag");
    query.bind(key);
    while (query.step()) {
        keys += ' ' + tagKey(query.text(0));
    }
    return keys;
}

} // namespace

std::string layerKey(std::int64_t layer) {
    return "1" + std::to_string(layer);
}

std::string tagKey(std::string_view tag) {
    std::string key = "2";
    for (const char byte : tag) {
        char digits[4];
        std::snprintf(digits, sizeof digits, "%03u", static_cast<unsigned char>(byte));
        key += digits;
    }
    return key;
}

std::string normalTag(std::string_view tag) {
    namespace characters = language::characters;
    auto points = characters::decode(tag);
    const auto first = std::find_if_not(points.begin(), points.end(), characters::isSpace);
    const auto last = std::find_if_not(points.rbegin(), points.rend(), characters::isSpace).base();
    if (first >= last) {
        return {};
    }
    std::u32string normal(first, last);
    std::ranges::transform(normal, normal.begin(), characters::lower);
    return characters::encode(normal);
}

void refreshText(Database& database, std::int64_t key) {
    const auto description = collected(database, "SELECT text FROM descriptions WHERE id = ?", key);
    const auto human =
        collected(database, "SELECT text FROM annotations WHERE unit = ? ORDER BY id", key);
    const auto tags = collected(database, "SELECT tag FROM tags WHERE unit = ? ORDER BY tag", key);
    const auto note = collected(database, "SELECT text FROM notes WHERE id = ?", key);
    if (description.empty() && human.empty() && tags.empty() && note.empty()) {
        database.query("DELETE FROM texts WHERE id = ?").bind(key).run();
        return;
    }
    database
        .query("INSERT INTO texts(id, description, human, tags, note, keys) "
               "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
               "description = excluded.description, human = excluded.human, "
               "tags = excluded.tags, note = excluded.note, keys = excluded.keys")
        .bind(key, description, human, tags, note, keysOf(database, key))
        .run();
}

void refreshDescription(Database& database, std::int64_t key, const std::string& text) {
    if (text.empty()) {
        refreshText(database, key);
        return;
    }
    // A unit with tags has a row already, so that a new row's keys are its layer's alone.
    database
        .query("INSERT INTO texts(id, description, human, tags, note, keys) "
               "VALUES (?, ?, '', '', '', ?) ON CONFLICT(id) DO UPDATE SET "
               "description = excluded.description")
        .bind(key, text, std::string(kEveryUnitKey) + ' ' + layerKey(layerOf(key)))
        .run();
}

void forgetDescriptions(Database& database) {
    database
        .query("DELETE FROM texts WHERE description <> '' AND human = '' AND tags = '' AND "
               "note = ''")
        .run();
    database.query("UPDATE texts SET description = '' WHERE description <> ''").run();
}

} // namespace brera::project
