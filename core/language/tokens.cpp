// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/tokens.h"

#include "language/characters.h"
#include "language/contractions.h"

#include <algorithm>
#include <cstddef>

// The algorithm is that of spaCy's rule tokenizer (documentation, "Linguistic features:
// tokenization"): a stretch without spaces loses marks at its two ends, one after the other, unless
// what is left is a word with rules of its own; then it is cut at marks in its middle.
namespace brera::language {

namespace {

using namespace characters;

/// Letters and how the text has them: lower case for what becomes a token, as written where case
/// tells where a sentence ends.
struct Stretch {
    std::u32string_view lowered;
    std::u32string_view written;

    std::size_t size() const { return lowered.size(); }
    Stretch part(std::size_t from, std::size_t count = std::u32string_view::npos) const {
        return {lowered.substr(from, count), written.substr(from, count)};
    }
};

bool isHyphen(char32_t c) {
    return c == U'-' || c == U'–' || c == U'—' || c == U'~';
}

std::size_t dotsAt(std::u32string_view text, std::size_t at) {
    const auto end = text.find_first_not_of(U'.', at);
    return (end == std::u32string_view::npos ? text.size() : end) - at;
}

bool isSingleMark(char32_t c) {
    return isPunctuation(c) || isQuote(c) || isIcon(c) || c == U'–' || c == U'—';
}

/// How much of the beginning is a token by itself; 0: nothing.
std::size_t prefixLength(const Stretch& word) {
    const auto text = word.lowered;
    const auto first = text.front();
    if (isSingleMark(first) || isCurrency(first) || first == U'§' || first == U'%' ||
        first == U'=') {
        return 1;
    }
    if (first == U'+') {
        return text.size() > 1 && isDigit(text[1]) ? 0 : 1;
    }
    const auto dots = dotsAt(text, 0);
    return dots >= 2 ? dots : 0;
}

/// Units of measure that are split off a number. Source: spaCy's char_classes, those that occur.
std::size_t measureLength(std::u32string_view text) {
    for (const std::u32string_view unit :
         {U"km/h", U"kmh", U"mph", U"m/s", U"km", U"dm", U"cm", U"mm", U"nm",
          U"yd",   U"in",  U"ft",  U"kg",  U"mg", U"lb", U"oz", U"mb", U"kb",
          U"gb",   U"tb",  U"ha",  U"m",   U"g",  U"t",  U"%"}) {
        if (text.size() > unit.size() && text.ends_with(unit) &&
            isDigit(text[text.size() - unit.size() - 1])) {
            return unit.size();
        }
    }
    return 0;
}

bool endsSentence(const Stretch& word) {
    const auto size = word.size();
    if (size < 2 || word.lowered.back() != U'.') {
        return false;
    }
    const auto before = word.written[size - 2];
    if (size > 3 && isAlpha(before) && word.lowered[size - 3] == U'.') {
        return false; // "U.S.", in lower case too
    }
    return isDigit(before) || isLower(before) || isQuote(before) || isPunctuation(before) ||
           before == U'%' || before == U'²' || before == U'-' || before == U'+' ||
           (size > 2 && isUpper(before) && isUpper(word.written[size - 3]));
}

/// How much of the end is a token by itself; 0: nothing.
std::size_t suffixLength(const Stretch& word) {
    const auto text = word.lowered;
    const auto size = text.size();
    std::size_t longest = 0;
    if (isSingleMark(text.back())) {
        longest = 1;
    }
    if (size >= 2 && text.back() == U's' && (text[size - 2] == U'\'' || text[size - 2] == U'’')) {
        longest = 2;
    }
    std::size_t dots = 0;
    while (dots < size && text[size - 1 - dots] == U'.') {
        ++dots;
    }
    if (dots >= 2) {
        longest = dots;
    } else if (endsSentence(word)) {
        longest = 1;
    }
    if (size >= 2 && isDigit(text[size - 2]) && (text.back() == U'+' || isCurrency(text.back()))) {
        longest = std::max<std::size_t>(longest, 1);
    }
    return std::max(longest, measureLength(text));
}

/// A mark at `at` that cuts a word in two; 0: none.
std::size_t infixLength(const Stretch& word, std::size_t at) {
    const auto text = word.lowered;
    const auto c = text[at];
    const auto dots = dotsAt(text, at);
    if (dots >= 2) {
        return dots;
    }
    if (c == U'…' || isIcon(c)) {
        return 1;
    }
    if (at == 0) {
        return 0;
    }
    const auto before = text[at - 1];
    const auto after = [&](std::size_t length) {
        return at + length < text.size() ? text[at + length] : U' ';
    };
    if (isDigit(before) && (c == U'+' || c == U'-' || c == U'*' || c == U'^') &&
        (isDigit(after(1)) || after(1) == U'-')) {
        return 1;
    }
    if (c == U'.' && at + 1 < text.size()) {
        const auto left = word.written[at - 1];
        const auto right = word.written[at + 1];
        return (isLower(left) || isQuote(left)) && (isUpper(right) || isQuote(right)) ? 1 : 0;
    }
    if (c == U',' && isAlpha(before) && isAlpha(after(1))) {
        return 1;
    }
    if (!isAlpha(before) && !isDigit(before)) {
        return 0;
    }
    if (isHyphen(c)) {
        for (std::size_t length = 1; length <= 3; ++length) {
            if (isAlpha(after(length))) {
                return length;
            }
            if (after(length) != U'-' || c != U'-') {
                return 0;
            }
        }
        return 0;
    }
    const bool link = c == U':' || c == U'<' || c == U'>' || c == U'=' || c == U'/';
    return link && isAlpha(after(1)) ? 1 : 0;
}

const std::vector<std::size_t>& special(const Stretch& word) {
    std::u32string straight(word.lowered);
    std::replace(straight.begin(), straight.end(), U'’', U'\'');
    return specialParts(straight);
}

void splitInside(const Stretch& word, std::vector<std::string>& tokens) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < word.size();) {
        const auto length = at == start ? 0 : infixLength(word, at);
        if (length == 0) {
            ++at;
            continue;
        }
        tokens.push_back(encode(word.lowered.substr(start, at - start)));
        tokens.push_back(encode(word.lowered.substr(at, length)));
        at += length;
        start = at;
    }
    if (start < word.size()) {
        tokens.push_back(encode(word.lowered.substr(start)));
    }
}

/// A stretch of text without spaces.
void splitStretch(Stretch word, std::vector<std::string>& tokens) {
    std::vector<std::string> ends; // taken off the end, last first
    while (word.size() > 0 && special(word).empty()) {
        const auto prefix = prefixLength(word);
        if (prefix > 0) {
            tokens.push_back(encode(word.lowered.substr(0, prefix)));
            word = word.part(prefix);
            continue;
        }
        const auto suffix = suffixLength(word);
        if (suffix == 0) {
            break;
        }
        ends.push_back(encode(word.lowered.substr(word.size() - suffix)));
        word = word.part(0, word.size() - suffix);
    }
    if (word.size() > 0) {
        const auto& parts = special(word);
        for (std::size_t i = 0, at = 0; i < parts.size(); at += parts[i], ++i) {
            tokens.push_back(encode(word.lowered.substr(at, parts[i])));
        }
        if (parts.empty()) {
            splitInside(word, tokens);
        }
    }
    tokens.insert(tokens.end(), ends.rbegin(), ends.rend());
}

bool bindsLeft(const std::string& token) {
    static const std::vector<std::string> kTokens = {
        ",",  ".",   ";",   ":",   "!",   "?",   ")",   "]",  "}",  "%",   "…",   "'s", "’s", "'d",
        "’d", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'m", "’m", "n't", "n’t", "”",  "’",  "»"};
    return std::find(kTokens.begin(), kTokens.end(), token) != kTokens.end() ||
           (token.size() >= 2 && token.find_first_not_of('.') == std::string::npos);
}

bool bindsRight(const std::string& token) {
    static const std::vector<std::string> kTokens = {"(", "[", "{", "$", "£", "€", "#", "“", "«"};
    return std::find(kTokens.begin(), kTokens.end(), token) != kTokens.end();
}

bool bindsBoth(const std::string& token) {
    return token == "-" || token == "–" || token == "—" || token == "/" || token == "--";
}

/// Text in the making. A token is set close only where tokenize() would part it again, so that
/// nothing is lost.
class Phrase {
public:
    /// Sets the tokens close to what stands before, if that can be undone.
    bool glue(std::span<const std::string> added) {
        std::string chunk = m_chunk;
        auto tokens = m_tokens;
        for (const auto& token : added) {
            chunk += token;
            tokens.push_back(token);
        }
        if (m_chunk.empty() || tokenize(chunk) != tokens) {
            return false;
        }
        m_chunk = std::move(chunk);
        m_tokens = std::move(tokens);
        return true;
    }

    void append(const std::string& token) {
        finish();
        m_chunk = token;
        m_tokens = {token};
    }

    std::string text() {
        finish();
        return std::move(m_text);
    }

private:
    void finish() {
        if (!m_chunk.empty()) {
            m_text += (m_text.empty() ? "" : " ") + m_chunk;
        }
        m_chunk.clear();
        m_tokens.clear();
    }

    std::string m_text;
    std::string m_chunk; ///< since the last space
    std::vector<std::string> m_tokens;
};

/// Straight quotes open and close in turn; an apostrophe without a partner closes.
class Quotes {
public:
    explicit Quotes(std::span<const std::string> tokens)
        : m_double(std::count(tokens.begin(), tokens.end(), "\"")),
          m_single(std::count(tokens.begin(), tokens.end(), "'")) {}

    enum class Side { None, Open, Close };

    Side next(const std::string& token) {
        if (token == "\"") {
            return turn(m_double, m_doubleOpen);
        }
        return token == "'" ? turn(m_single, m_singleOpen) : Side::None;
    }

private:
    static Side turn(std::ptrdiff_t& left, bool& open) {
        --left;
        open = !open && left > 0;
        return open ? Side::Open : Side::Close;
    }

    std::ptrdiff_t m_double;
    std::ptrdiff_t m_single;
    bool m_doubleOpen = false;
    bool m_singleOpen = false;
};

} // namespace

std::vector<std::string> tokenize(std::string_view text) {
    const auto written = decode(text);
    std::u32string lowered = written;
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < written.size();) {
        if (isSpace(written[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < written.size() && !isSpace(written[end])) {
            ++end;
        }
        splitStretch(Stretch{lowered, written}.part(at, end - at), tokens);
        at = end;
    }
    return tokens;
}

std::string detokenize(std::span<const std::string> tokens) {
    Phrase phrase;
    Quotes quotes(tokens);
    bool close = false; // the token before wants this one close
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& token = tokens[i];
        const auto side = quotes.next(token);
        if (bindsBoth(token) && i + 1 < tokens.size() && phrase.glue(tokens.subspan(i, 2))) {
            ++i;
            close = false;
            continue;
        }
        const bool left = close || bindsLeft(token) || side == Quotes::Side::Close;
        if (!left || !phrase.glue(tokens.subspan(i, 1))) {
            phrase.append(token);
        }
        close = bindsRight(token) || side == Quotes::Side::Open;
    }
    return phrase.text();
}

} // namespace brera::language
