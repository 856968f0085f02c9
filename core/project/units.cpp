// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/contents_check.h"
#include "project/encoding.h"
#include "project/project_impl.h"
#include "project/texts.h"
#include "project/unit_rows.h"

#include "base/half.h"

#include <algorithm>
#include <limits>
#include <set>

namespace brera::project {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

UnitStatistics readStatistics(Database& database, std::int64_t key) {
    UnitStatistics statistics;
    auto query = database.query(
        "SELECT u.threshold, s.rank_error_bound, s.mean, s.minimum, s.maximum, s.count, s.nans, "
        "s.histogram FROM statistics s JOIN units u USING(id) WHERE s.id = ?");
    if (query.bind(key).step()) {
        statistics.threshold = query.real(0);
        statistics.rankErrorBound = query.real(1);
        statistics.mean = query.real(2);
        statistics.minimum = static_cast<float>(query.real(3));
        statistics.maximum = static_cast<float>(query.real(4));
        statistics.values = static_cast<std::uint64_t>(query.integer(5));
        statistics.nans = static_cast<std::uint64_t>(query.integer(6));
        statistics.histogram = unpackHistogram(numbers<std::uint8_t>(query.column(7)));
    }
    return statistics;
}

} // namespace

std::vector<Exemplar> readExemplars(Database& database, std::int64_t key, std::size_t limit) {
    ExemplarColumns columns;
    std::size_t stored = 0; ///< bytes of maps
    {
        auto query = database.query(
            "SELECT e.height, e.width, e.encoding, e.images, e.activations, e.scales, "
            "length(e.maps), l.path, l.height, l.width FROM exemplars e JOIN layers l "
            "ON l.id = e.id >> 32 WHERE e.id = ?");
        if (!query.bind(key).step()) {
            return {};
        }
        columns.height = query.column(0).getInt();
        columns.width = query.column(1).getInt();
        columns.encoding = static_cast<MapEncoding>(query.column(2).getInt());
        columns.images = numbers<std::int64_t>(query.column(3));
        columns.activations = numbers<float>(query.column(4));
        columns.scales = numbers<float>(query.column(5));
        stored = static_cast<std::size_t>(query.integer(6));
        if (!columns.images.empty() &&
            (query.integer(0) != query.integer(8) || query.integer(1) != query.integer(9))) {
            throw database.damage("maps of unit " + std::to_string(unitOf(key)) + " of layer " +
                                  query.text(7) + " are not of the layer's size");
        }
    }
    const auto count = columns.images.size();
    const auto bytes = mapBytes(columns.encoding, columns.height, columns.width);
    if (columns.activations.size() != count || columns.scales.size() != count ||
        (count > 0 && bytes == 0)) {
        throw database.damage("the exemplars of a unit do not fit together");
    }
    const auto wanted = std::min(limit, count) * bytes;
    // Before room is made for as much as the row only says that it holds.
    if (wanted > stored) {
        throw database.damage("exemplars are shorter than they should be");
    }
    columns.maps.resize(wanted);
    if (!columns.maps.empty()) {
        database.readBlob("exemplars", "maps", key, columns.maps.data(), columns.maps.size());
    }
    return unpackExemplars(columns);
}

std::vector<std::int64_t> unitNumbers(Database& database, std::int64_t layer) {
    std::vector<std::int64_t> units;
    auto query = database.query("SELECT id FROM units WHERE id BETWEEN ? AND ? ORDER BY id");
    query.bind(unitKey(layer, 0), unitKey(layer, kMaxUnit));
    while (query.step()) {
        units.push_back(unitOf(query.integer(0)));
    }
    return units;
}

std::vector<UnitHead> Project::units(const std::string& layer) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        std::vector<UnitHead> heads;
        heads.reserve(static_cast<std::size_t>(stored.shape.units));
        auto query = m_impl->database.query(
            "SELECT id, top, threshold FROM units WHERE id BETWEEN ? AND ? ORDER BY id");
        query.bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit));
        while (query.step()) {
            // Columns that are NULL, for a unit not yet reached, read as 0.
            heads.push_back({unitOf(query.integer(0)),
                             static_cast<float>(query.column(1).getDouble()),
                             query.column(2).getDouble()});
        }
        return heads;
    });
}

UnitDetails Project::unit(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        const auto key = m_impl->key(stored, unit);
        return UnitDetails{readStatistics(m_impl->database, key),
                           readExemplars(m_impl->database, key, kAllExemplars)};
    });
}

std::vector<Exemplar> Project::exemplars(const std::string& layer, std::int64_t unit,
                                         int count) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        return readExemplars(m_impl->database, m_impl->key(stored, unit),
                             static_cast<std::size_t>(std::max(count, 0)));
    });
}

std::vector<std::int64_t> Project::exemplarImages(const std::string& layer,
                                                  std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        auto query = m_impl->database.query("SELECT images FROM exemplars WHERE id = ?");
        const bool found = query.bind(m_impl->key(stored, unit)).step();
        return found ? numbers<std::int64_t>(query.column(0)) : std::vector<std::int64_t>{};
    });
}

std::vector<float> Project::maxima(const std::string& layer, std::int64_t unit) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&]() -> std::vector<float> {
        auto& database = m_impl->database;
        m_impl->key(stored, unit);
        float scale = 0;
        {
            auto query = database.query("SELECT maxima_scale FROM layers WHERE id = ?");
            if (!query.bind(stored.id).step() || query.column(0).isNull()) {
                return {};
            }
            scale = static_cast<float>(query.real(0));
        }
        std::vector<float> values;
        std::vector<std::uint16_t> halves;
        auto query = database.query("SELECT id, images FROM maxima ORDER BY id");
        while (query.step()) {
            values.resize(static_cast<std::size_t>(m_impl->imageCount()), kNan);
            const auto images = numbers<std::int64_t>(query.column(1));
            halves.resize(images.size());
            const auto bytes = images.size() * sizeof(std::uint16_t);
            database.readBlob("maxima", "halves", query.integer(0), halves.data(), bytes,
                              static_cast<std::size_t>(stored.offset + unit) * bytes);
            for (std::size_t i = 0; i < images.size(); ++i) {
                if (images[i] < 0 || images[i] >= static_cast<std::int64_t>(values.size())) {
                    throw database.damage("maxima are of an image that is not there");
                }
                values[static_cast<std::size_t>(images[i])] = fromHalf(halves[i]) * scale;
            }
        }
        return values;
    });
}

std::vector<float> Project::layerMaxima(const std::string& layer) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&]() -> std::vector<float> {
        auto& database = m_impl->database;
        float scale = 0;
        {
            auto query = database.query("SELECT maxima_scale FROM layers WHERE id = ?");
            if (!query.bind(stored.id).step() || query.column(0).isNull()) {
                return {};
            }
            scale = static_cast<float>(query.real(0));
        }
        checkMaxima(database, m_impl->unitCount(), m_impl->imageCount());
        const auto units = static_cast<std::size_t>(stored.shape.units);
        const auto all = static_cast<std::size_t>(m_impl->imageCount());
        std::vector<float> values;
        std::vector<std::uint16_t> halves;
        auto query = database.query("SELECT id, images, length(halves) FROM maxima ORDER BY id");
        while (query.step()) {
            values.resize(units * all, kNan);
            const auto images = numbers<std::int64_t>(query.column(1));
            if (std::ranges::any_of(images, [&](std::int64_t image) {
                    return image < 0 || static_cast<std::size_t>(image) >= all;
                })) {
                throw database.damage("maxima are of an image that is not there");
            }
            if (static_cast<std::size_t>(query.integer(2)) < units * images.size()) {
                throw database.damage("maxima are shorter than they should be");
            }
            halves.resize(units * images.size());
            const auto row = images.size() * sizeof(std::uint16_t);
            database.readBlob("maxima", "halves", query.integer(0), halves.data(), units * row,
                              static_cast<std::size_t>(stored.offset) * row);
            for (std::size_t u = 0; u < units; ++u) {
                for (std::size_t i = 0; i < images.size(); ++i) {
                    values[u * all + static_cast<std::size_t>(images[i])] =
                        fromHalf(halves[u * images.size() + i]) * scale;
                }
            }
        }
        return values;
    });
}

std::vector<Annotation> Project::annotations(const std::string& layer) const {
    const auto& stored = m_impl->layer(layer);
    return m_impl->read([&] {
        std::vector<Annotation> annotations;
        auto query = m_impl->database.query("SELECT unit, text, source, created FROM annotations "
                                            "WHERE unit BETWEEN ? AND ? ORDER BY unit, id");
        query.bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit));
        while (query.step()) {
            annotations.push_back(
                {unitOf(query.integer(0)), query.text(1), query.text(2), query.integer(3)});
        }
        return annotations;
    });
}

void Project::setAnnotations(const std::string& layer, const std::vector<Annotation>& annotations) {
    const auto& stored = m_impl->layer(layer);
    m_impl->write([&] {
        auto& database = m_impl->database;
        std::set<std::int64_t> touched;
        {
            auto query =
                database.query("SELECT DISTINCT unit FROM annotations WHERE unit BETWEEN ? AND ?");
            query.bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit));
            while (query.step()) {
                touched.insert(query.integer(0));
            }
        }
        database.query("DELETE FROM annotations WHERE unit BETWEEN ? AND ?")
            .bind(unitKey(stored.id, 0), unitKey(stored.id, kMaxUnit))
            .run();
        auto query = database.query(
            "INSERT INTO annotations(unit, text, source, created) VALUES (?, ?, ?, ?)");
        for (const auto& annotation : annotations) {
            const auto key = m_impl->key(stored, annotation.unit);
            query.bind(key, annotation.text, annotation.source, annotation.created).run();
            touched.insert(key);
        }
        for (const auto key : touched) {
            refreshText(database, key);
        }
    });
}

} // namespace brera::project
