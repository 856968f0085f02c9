// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unit_id.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brera::project {

class Project;

/// Words with a meaning in common, for ~word (language::WordNet::widen).
using Widen = std::function<std::vector<std::string>(std::string_view)>;

struct SearchHit {
    UnitId unit;
    std::string text;                         ///< the unit's description, a person's own first;
                                              ///< without any, what an annotation says of it
    std::vector<std::pair<int, int>> matches; ///< [begin, end) bytes of `text` that matched
    double rank = 0;                          ///< smaller is better (FTS5's bm25)
};

struct SearchResult {
    std::vector<SearchHit> hits; ///< best first, at most `limit`
    std::int64_t total = 0;
    std::vector<std::pair<std::string, std::int64_t>> byLayer; ///< all hits, in layer order;
                                                               ///< layers with none are left out
    bool literal = false; ///< the query was malformed and taken word by word
};

/// Full-text search over descriptions, annotations (human descriptions among them), tags and notes,
/// with porter stemming: words, "phrases", prefix*, AND OR NOT and parentheses, layer:layer4,
/// tag:face, ~word. A malformed query is taken literally. An empty one finds nothing. Equal ranks
/// are in the order of layers and units. NOT alone finds all units of which anything is said but
/// those.
/// @param widen may be empty: ~word is then the word itself.
/// @throws ProjectError; DataError for a query of more than 64 KB or 500 words; Cancelled.
SearchResult search(const Project& project, std::string_view query, std::int64_t limit,
                    const Widen& widen, const std::stop_token& stop = {});

} // namespace brera::project
