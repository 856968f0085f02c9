// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
};

struct ParsedQuery {
    std::optional<QueryNode> root; ///< nothing when the query is empty
    bool literal = false; ///< it was malformed: `root` wants each of its words as it stands
};

/// Words side by side must all be found; AND, OR and NOT (in capitals; NOT binds tightest, then
/// AND) and parentheses join parts; "…" is a phrase, …* a prefix, ~… widens, layer: and tag: filter
/// (layer:"…" for names with spaces). Never fails.
ParsedQuery parseQuery(std::string_view query);

} // namespace brera::project
