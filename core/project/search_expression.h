// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/database.h"
#include "project/fts_tokenizer.h"
#include "project/project_impl.h"
#include "project/search.h"
#include "project/search_query.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace brera::project {

/// Finds the words of a query in a text, to mark them there.
class Marker {
public:
    /// @param stems side by side; @param prefix the last of them may go on.
    void add(std::vector<std::string> stems, bool prefix);
    /// [begin, end) bytes, ascending, none overlapping another. @param words of the text.
    std::vector<std::pair<int, int>> matches(const std::vector<FtsToken>& words) const;

private:
    struct Pattern {
        std::vector<std::string> stems;
        bool prefix = false;
    };
    /// Bytes' end where the pattern matches the words from `at` on; −1 where it does not.
    static int matchEnd(const Pattern& pattern, const std::vector<FtsToken>& words, std::size_t at);

    std::unordered_multimap<std::string, Pattern> m_byFirst;
    std::vector<Pattern> m_prefixes; ///< whose only word is one
};

/// Turns a query into an expression of FTS5. What people wrote is in it only inside quotes.
class ExpressionBuilder {
public:
    ExpressionBuilder(Database& database, const std::vector<StoredLayer>& layers,
                      const Widen& widen, std::stop_token stop = {});

    /// Nothing when no word is left: punctuation alone is no word. What ~ and * stand for is bounded
    /// over the whole query: past that, they stand for the word itself. @throws Cancelled
    std::optional<std::string> build(const QueryNode& node) { return expression(node, true); }

    /// For what the expression wants, not for what it excludes.
    const Marker& marker() const { return m_marker; }
    const FtsTokenizer& stems() const { return m_stems; }

private:
    /// @param wanted not under an odd number of NOTs.
    std::optional<std::string> expression(const QueryNode& node, bool wanted);
    std::optional<std::string> words(const std::string& text, bool wanted);
    std::optional<std::string> prefix(const std::string& text, bool wanted);
    std::optional<std::string> widened(const std::string& text, bool wanted);
    std::optional<std::string> conjunction(const std::vector<QueryNode>& parts, bool wanted);
    std::optional<std::string> alternatives(const std::vector<QueryNode>& parts, bool wanted);
    std::string layer(const std::string& path) const;

    std::vector<std::string> stemsOf(std::string_view text) const;
    std::vector<std::string> wordsFrom(const std::string& prefix);
    const std::unordered_map<std::string, std::vector<std::string>>& vocabulary();
    bool isPresent(const std::vector<std::string>& stems, const std::string& meaning);
    void mark(std::vector<std::string> stems, bool prefix, bool wanted);
    /// Whether one more word may be looked at. @throws Cancelled
    bool mayLook();

    Database& m_database;
    const std::vector<StoredLayer>& m_layers;
    const Widen& m_widen;
    std::stop_token m_stop;
    int m_lookedAt = 0; ///< words that ~ and * might stand for
    int m_added = 0;    ///< those that are in the expression
    FtsTokenizer m_stems;
    FtsTokenizer m_words;
    /// The index's words by their stem, once they were needed.
    std::optional<std::unordered_map<std::string, std::vector<std::string>>> m_vocabulary;
    Marker m_marker;
};

} // namespace brera::project
