// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace brera::project {

/// A word as an index knows it, and the bytes of the text it came from.
struct FtsToken {
    std::string text;
    int begin = 0;
    int end = 0;
};

/// SQLite's own full-text tokenizer, so that what is marked in a text and what is looked up among
/// the index's words is exactly what the index would find.
class FtsTokenizer {
public:
    enum class Kind { Stems, Words }; ///< as the tables `search` and `words` have it

    /// @throws SQLite::Exception when SQLite has no FTS5.
    FtsTokenizer(SQLite::Database& database, Kind kind);
    ~FtsTokenizer();
    FtsTokenizer(const FtsTokenizer&) = delete;
    FtsTokenizer& operator=(const FtsTokenizer&) = delete;

    std::vector<FtsToken> tokens(std::string_view text) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::project
