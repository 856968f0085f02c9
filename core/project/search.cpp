// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include "base/error.h"
#include "project/description_rows.h"
#include "project/project_impl.h"
#include "project/search_expression.h"
#include "project/search_query.h"

#include <algorithm>
#include <map>
#include <optional>

#include <sqlite3.h>

namespace brera::project {

namespace {

/// Ends SQLite's statements soon after a stop is wanted.
class Interrupting {
public:
    Interrupting(sqlite3* database, const std::stop_token& stop) : m_database(database) {
        static constexpr int kSteps = 5000; // of its machine, between two looks
        if (stop.stop_possible()) {
            sqlite3_progress_handler(m_database, kSteps, isWanted,
                                     const_cast<std::stop_token*>(&stop));
        }
    }
    Interrupting(const Interrupting&) = delete;
    Interrupting& operator=(const Interrupting&) = delete;
    ~Interrupting() { sqlite3_progress_handler(m_database, 0, nullptr, nullptr); }

private:
    static int isWanted(void* stop) {
        return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
    }

    sqlite3* m_database;
};

} // namespace

/// The table side of searching.
class SearchIndex {
public:
    explicit SearchIndex(const Project& project) : m_impl(*project.m_impl) {}

    SearchResult find(std::string_view query, std::int64_t limit, const Widen& widen,
                      const std::stop_token& stop) const;

private:
    struct Ranked {
        std::int64_t key = 0;
        double rank = 0;
    };
    std::vector<Ranked> ranked(const std::string& expression) const;
    /// @throws ProjectError when a row is of no layer.
    const std::string& layerOfKey(std::int64_t key) const;
    std::vector<std::pair<std::string, std::int64_t>>
    countsByLayer(const std::vector<Ranked>& all) const;
    std::string shownText(std::int64_t key) const;

    const Project::Impl& m_impl;
};

std::vector<SearchIndex::Ranked> SearchIndex::ranked(const std::string& expression) const {
    std::vector<Ranked> all;
    // The keys (layer and tags) filter; they say nothing of how well a unit fits.
    auto query = m_impl.database.query("SELECT rowid, bm25(search, 1.0, 1.0, 1.0, 1.0, 0.0) "
                                       "FROM search WHERE search MATCH ?");
    query.bind(expression);
    while (query.step()) {
        all.push_back({query.integer(0), query.real(1)});
    }
    return all;
}

const std::string& SearchIndex::layerOfKey(std::int64_t key) const {
    const auto found = std::ranges::find(m_impl.layers, layerOf(key), &StoredLayer::id);
    if (found == m_impl.layers.end()) {
        throw m_impl.database.damage("the search index knows a unit of no layer");
    }
    return found->shape.path;
}

std::vector<std::pair<std::string, std::int64_t>>
SearchIndex::countsByLayer(const std::vector<Ranked>& all) const {
    std::map<std::int64_t, std::int64_t> counts;
    for (const auto& one : all) {
        ++counts[layerOf(one.key)];
    }
    std::vector<std::pair<std::string, std::int64_t>> byLayer;
    for (const auto& [layer, count] : counts) {
        byLayer.emplace_back(layerOfKey(unitKey(layer, 0)), count);
    }
    return byLayer;
}

/// As Project::descriptions has it, and for a unit without any what somebody else said of it.
std::string SearchIndex::shownText(std::int64_t key) const {
    // The source as a literal: only then SQLite uses the index of those few rows.
    static const std::string sql =
        std::string(
            "SELECT coalesce((SELECT text FROM annotations WHERE unit = ?1 AND source = '") +
        kHumanSource +
        "' ORDER BY created DESC, id DESC LIMIT 1), "
        "(SELECT text FROM descriptions WHERE id = ?1), "
        "(SELECT text FROM annotations WHERE unit = ?1 ORDER BY id LIMIT 1), '')";
    auto query = m_impl.database.query(sql.c_str());
    query.bind(key).step();
    return query.text(0);
}

SearchResult SearchIndex::find(std::string_view query, std::int64_t limit,
                               const Widen& widen, const std::stop_token& stop) const {
    const auto parsed = parseQuery(query);
    SearchResult result;
    result.literal = parsed.literal;
    if (parsed.tooLong) {
        throw DataError("the search is too long; it may have " + std::to_string(kMostQueryParts) +
                        " words and " + std::to_string(kMostQueryBytes / 1024) + " KB at most");
    }
    if (stop.stop_requested()) {
        throw Cancelled();
    }
    if (!parsed.root) {
        return result;
    }
    const Interrupting interrupting(m_impl.database.handle().getHandle(), stop);
    return m_impl.read([&] {
        if (!hasDescriptions(m_impl.database)) {
            return result;
        }
        ExpressionBuilder builder(m_impl.database, m_impl.layers, widen, stop);
        const auto expression = builder.build(*parsed.root);
        if (!expression) {
            return result;
        }
        auto all = ranked(*expression);
        result.total = static_cast<std::int64_t>(all.size());
        result.byLayer = countsByLayer(all);
        const auto count = std::clamp<std::int64_t>(limit, 0, result.total);
        // Keys are in layer order.
        std::ranges::partial_sort(all, all.begin() + count, [](const Ranked& a, const Ranked& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.key < b.key;
        });
        all.resize(static_cast<std::size_t>(count));
        for (const auto& one : all) {
            SearchHit hit{{layerOfKey(one.key), unitOf(one.key)}, shownText(one.key), {}, one.rank};
            hit.matches = builder.marker().matches(builder.stems().tokens(hit.text));
            result.hits.push_back(std::move(hit));
        }
        return result;
    });
}

SearchResult search(const Project& project, std::string_view query, std::int64_t limit,
                    const Widen& widen, const std::stop_token& stop) {
    try {
        return SearchIndex(project).find(query, limit, widen, stop);
    } catch (const ProjectError&) {
        if (stop.stop_requested()) { // SQLite was interrupted
            throw Cancelled();
        }
        throw;
    }
}

} // namespace brera::project
