// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The language people search in, as a tree.
namespace brera::project {

/// A query or a part of one.
struct QueryNode {
    enum class Kind {
        Words,   ///< `text` side by side: a word, or a "phrase"
        Prefix,  ///< `text` without its *: the last word may go on
        Widened, ///< ~text: any word with a meaning in common
        Layer,   ///< layer:text
        Tag,     ///< tag:text
        And,     ///< of `parts`
        Or,      ///< of `parts`
        Not      ///< of the one part
    };
    Kind kind = Kind::Words;
    std::string text;
    std::vector<QueryNode> parts;

    bool operator==(const QueryNode&) const = default;
};

/// More than people write; what is longer could keep a search busy for minutes.
inline constexpr std::size_t kMostQueryBytes = 64 * 1024;
inline constexpr std::size_t kMostQueryParts = 500;

struct ParsedQuery {
    std::optional<QueryNode> root; ///< nothing when the query is empty
    bool literal = false; ///< it was malformed: `root` wants each of its words as it stands
    bool tooLong = false; ///< more than the bytes or parts above: there is no `root`
};

/// Words side by side must all be found; AND, OR and NOT (in capitals; NOT binds tightest, then
/// AND) and parentheses join parts; "…" is a phrase, …* a prefix, ~… widens, layer: and tag: filter
/// (layer:"…" for names with spaces). Of equal parts side by side one is kept. Never fails.
ParsedQuery parseQuery(std::string_view query);

} // namespace brera::project
