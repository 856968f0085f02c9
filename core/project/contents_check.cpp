// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/contents_check.h"

#include "project/encoding.h"

#include <algorithm>

namespace brera::project {

namespace {

/// Tables of so many maxima are harmless, however few of them were measured.
constexpr std::int64_t kFewMaxima = std::int64_t{1} << 26;
/// Of larger ones, one in so many has to be there: images may have been skipped, but not most.
constexpr std::int64_t kSparsest = 64;

std::int64_t count(Database& database, const char* sql) {
    auto query = database.query(sql);
    query.step();
    return query.integer(0);
}

std::string sized(std::int64_t height, std::int64_t width) {
    return std::to_string(height) + " × " + std::to_string(width);
}

std::int64_t unitRows(Database& database, std::int64_t layer) {
    auto query = database.query("SELECT count(*) FROM units WHERE id BETWEEN ? AND ?");
    query.bind(unitKey(layer, 0), unitKey(layer, kMaxUnit)).step();
    return query.integer(0);
}

} // namespace

std::vector<StoredLayer> readLayers(Database& database) {
    std::vector<StoredLayer> layers;
    std::int64_t offset = 0;
    auto query = database.query("SELECT id, path, units, height, width FROM layers ORDER BY id");
    while (query.step()) {
        const auto id = query.integer(0);
        const auto path = query.text(1);
        const auto units = query.integer(2);
        const auto height = query.integer(3);
        const auto width = query.integer(4);
        if (id != std::ssize(layers)) {
            throw database.damage("its layers are not numbered from 0 without gaps");
        }
        if (units < 1 || units > kMaxUnit) {
            throw database.damage("its layer " + path + " says that it has " +
                                  std::to_string(units) + " units");
        }
        if (mapBytes(MapEncoding::Halves, height, width) == 0) {
            throw database.damage("the maps of its layer " + path + " are said to be of " +
                                  sized(height, width));
        }
        if (const auto rows = unitRows(database, id); rows != units) {
            throw database.damage("its layer " + path + " says that it has " +
                                  std::to_string(units) + " units, but " + std::to_string(rows) +
                                  " are there");
        }
        layers.push_back(
            {id, {path, units, static_cast<int>(height), static_cast<int>(width)}, offset});
        offset += units;
    }
    if (layers.empty()) {
        throw database.damage("it has no layers");
    }
    if (count(database, "SELECT count(*) FROM units") != offset) {
        throw database.damage("it holds units of no layer");
    }
    return layers;
}

void checkImages(Database& database) {
    const auto images = count(database, "SELECT count(*) FROM images");
    if (images > 0 && (count(database, "SELECT min(id) FROM images") != 0 ||
                       count(database, "SELECT max(id) FROM images") != images - 1)) {
        throw database.damage("its images are not numbered from 0 without gaps");
    }
}

void checkMaxima(Database& database, std::int64_t units, std::int64_t images) {
    // Lengths are known without reading what is so long.
    const auto stored = count(database, "SELECT coalesce(sum(length(halves)), 0) FROM maxima") / 2;
    const auto most = std::max(kFewMaxima, kSparsest * stored);
    if (units > 0 && images > most / units) {
        throw database.damage("it holds " + std::to_string(stored) + " activations of " +
                              std::to_string(units) + " units on " + std::to_string(images) +
                              " images");
    }
}

} // namespace brera::project
