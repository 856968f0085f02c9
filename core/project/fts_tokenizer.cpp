// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/fts_tokenizer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace brera::project {

namespace {

void check(SQLite::Database& database, int outcome) {
    if (outcome != SQLITE_OK) {
        throw SQLite::Exception(database.getHandle(), outcome);
    }
}

/// Source: SQLite, "FTS5", section 7: extending FTS5.
fts5_api& apiOf(SQLite::Database& database) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    check(database,
          sqlite3_prepare_v2(database.getHandle(), "SELECT fts5(?1)", -1, &statement, nullptr));
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    check(database, sqlite3_finalize(statement));
    if (api == nullptr) {
        throw SQLite::Exception("this SQLite has no full-text search");
    }
    return *api;
}

int collect(void* context, int /*flags*/, const char* token, int bytes, int begin, int end) {
    static_cast<std::vector<FtsToken>*>(context)->push_back(
        {std::string(token, static_cast<std::size_t>(bytes)), begin, end});
    return SQLITE_OK;
}

} // namespace

struct FtsTokenizer::Impl {
    fts5_tokenizer methods{};
    Fts5Tokenizer* tokenizer = nullptr;
};

FtsTokenizer::FtsTokenizer(SQLite::Database& database, Kind kind)
    : m_impl(std::make_unique<Impl>()) {
    auto& api = apiOf(database);
    // The words of `tokenize=` in the schema; the first names the tokenizer.
    const char* words[] = {"porter", "unicode61", "remove_diacritics", "2"};
    const char** first = kind == Kind::Stems ? words : words + 1;
    const int arguments = kind == Kind::Stems ? 3 : 2;
    void* context = nullptr;
    check(database, api.xFindTokenizer(&api, first[0], &context, &m_impl->methods));
    check(database, m_impl->methods.xCreate(context, first + 1, arguments, &m_impl->tokenizer));
}

FtsTokenizer::~FtsTokenizer() {
    m_impl->methods.xDelete(m_impl->tokenizer);
}

std::vector<FtsToken> FtsTokenizer::tokens(std::string_view text) const {
    std::vector<FtsToken> tokens;
    const auto bytes =
        std::min(text.size(), static_cast<std::size_t>(std::numeric_limits<int>::max()));
    m_impl->methods.xTokenize(m_impl->tokenizer, &tokens, FTS5_TOKENIZE_QUERY, text.data(),
                              static_cast<int>(bytes), collect);
    return tokens;
}

} // namespace brera::project
