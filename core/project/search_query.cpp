// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search_query.h"

#include <algorithm>
#include <utility>

namespace brera::project {

namespace {

using Kind = QueryNode::Kind;

/// More than people write, and less than exhausts SQLite's parser.
constexpr int kMaxDepth = 12;

struct Malformed {};
struct TooLong {};

bool isSpace(char letter) {
    // Control characters, a stray NUL among them, are no part of words.
    return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7f';
}

bool endsWord(char letter) {
    return isSpace(letter) || letter == '(' || letter == ')' || letter == '"';
}

struct Token {
    enum class Type { Open, Close, And, Or, Not, Part, End };
    Type type = Type::End;
    QueryNode part;
};

class Lexer {
public:
    explicit Lexer(std::string_view rest) : m_rest(rest) {}

    Token next() {
        while (!m_rest.empty() && isSpace(m_rest.front())) {
            m_rest.remove_prefix(1);
        }
        if (m_rest.empty()) {
            return {};
        }
        switch (m_rest.front()) {
        case '(':
            m_rest.remove_prefix(1);
            return {Token::Type::Open, {}};
        case ')':
            m_rest.remove_prefix(1);
            return {Token::Type::Close, {}};
        case '"':
            return {Token::Type::Part, phrase()};
        default:
            return wordOrOperator();
        }
    }

private:
    /// After an opening quote. @throws Malformed when it is never closed.
    std::string quoted() {
        const auto end = m_rest.find('"', 1);
        if (end == std::string_view::npos) {
            throw Malformed();
        }
        std::string text(m_rest.substr(1, end - 1));
        m_rest.remove_prefix(end + 1);
        for (auto& letter : text) {
            letter = isSpace(letter) ? ' ' : letter;
        }
        return text;
    }

    QueryNode phrase() {
        auto text = quoted();
        if (!m_rest.empty() && m_rest.front() == '*') {
            m_rest.remove_prefix(1);
            return {Kind::Prefix, std::move(text), {}};
        }
        return {Kind::Words, std::move(text), {}};
    }

    std::string_view word() {
        std::size_t length = 0;
        while (length < m_rest.size() && !endsWord(m_rest[length])) {
            ++length;
        }
        const auto word = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return word;
    }

    /// What follows layer:, tag: or ~, which may be in quotes. @throws Malformed when nothing does.
    std::string value(std::string_view rest) {
        std::string text(rest);
        if (text.empty() && !m_rest.empty() && m_rest.front() == '"') {
            text = quoted();
        }
        if (text.empty()) {
            throw Malformed();
        }
        return text;
    }

    Token wordOrOperator() {
        auto text = word();
        if (text == "AND") {
            return {Token::Type::And, {}};
        }
        if (text == "OR") {
            return {Token::Type::Or, {}};
        }
        if (text == "NOT") {
            return {Token::Type::Not, {}};
        }
        constexpr std::pair<std::string_view, Kind> kMarks[] = {
            {"layer:", Kind::Layer}, {"tag:", Kind::Tag}, {"~", Kind::Widened}};
        for (const auto& [mark, kind] : kMarks) {
            if (text.starts_with(mark)) {
                return {Token::Type::Part, {kind, value(text.substr(mark.size())), {}}};
            }
        }
        if (text.ends_with('*')) {
            text.remove_suffix(1);
            if (text.empty()) {
                throw Malformed();
            }
            return {Token::Type::Part, {Kind::Prefix, std::string(text), {}}};
        }
        return {Token::Type::Part, {Kind::Words, std::string(text), {}}};
    }

    std::string_view m_rest;
};

class Parser {
public:
    explicit Parser(std::string_view query) : m_lexer(query), m_token(m_lexer.next()) {}

    /// @throws Malformed
    QueryNode whole() {
        auto node = alternatives(0);
        if (m_token.type != Token::Type::End) {
            throw Malformed();
        }
        return node;
    }

private:
    bool at(Token::Type type) const { return m_token.type == type; }
    bool take(Token::Type type) {
        if (!at(type)) {
            return false;
        }
        m_token = m_lexer.next();
        return true;
    }

    static void add(QueryNode part, QueryNode& node) {
        if (std::ranges::find(node.parts, part) == node.parts.end()) {
            node.parts.push_back(std::move(part));
        }
    }

    QueryNode alternatives(int depth) {
        QueryNode node{Kind::Or, {}, {}};
        do {
            add(conjunction(depth), node);
        } while (take(Token::Type::Or));
        return node.parts.size() == 1 ? std::move(node.parts.front()) : std::move(node);
    }

    QueryNode conjunction(int depth) {
        QueryNode node{Kind::And, {}, {}};
        do {
            add(negation(depth), node);
        } while (take(Token::Type::And) || at(Token::Type::Not) || at(Token::Type::Open) ||
                 at(Token::Type::Part));
        return node.parts.size() == 1 ? std::move(node.parts.front()) : std::move(node);
    }

    QueryNode negation(int depth) {
        if (depth > kMaxDepth) {
            throw Malformed();
        }
        if (take(Token::Type::Not)) {
            QueryNode node{Kind::Not, {}, {}};
            node.parts.push_back(negation(depth + 1));
            return node;
        }
        if (take(Token::Type::Open)) {
            auto node = alternatives(depth + 1);
            if (!take(Token::Type::Close)) {
                throw Malformed();
            }
            return node;
        }
        if (!at(Token::Type::Part)) {
            throw Malformed();
        }
        if (++m_parts > kMostQueryParts) {
            throw TooLong();
        }
        auto part = std::move(m_token.part);
        m_token = m_lexer.next();
        return part;
    }

    Lexer m_lexer;
    Token m_token;
    std::size_t m_parts = 0;
};

/// @throws TooLong
QueryNode everyWord(std::string_view query) {
    QueryNode node{Kind::And, {}, {}};
    std::string word;
    for (std::size_t i = 0; i <= query.size(); ++i) {
        if (i < query.size() && !isSpace(query[i])) {
            word += query[i];
        } else if (!word.empty()) {
            if (node.parts.size() == kMostQueryParts) {
                throw TooLong();
            }
            node.parts.push_back({Kind::Words, std::exchange(word, {}), {}});
        }
    }
    return node;
}

} // namespace

ParsedQuery parseQuery(std::string_view query) {
    bool empty = true;
    for (const char letter : query) {
        empty = empty && isSpace(letter);
    }
    if (empty) {
        return {};
    }
    if (query.size() > kMostQueryBytes) {
        return {{}, false, true};
    }
    try {
        try {
            return {Parser(query).whole(), false, false};
        } catch (const Malformed&) {
            return {everyWord(query), true, false};
        }
    } catch (const TooLong&) {
        return {{}, false, true};
    }
}

} // namespace brera::project
