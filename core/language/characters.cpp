// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/characters.h"

#include <cstddef>
#include <cstdint>

namespace brera::language::characters {

namespace {

constexpr char32_t kBeyondUnicode = 0x110000;

bool oneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

/// Length of the sequence a first byte announces; 0 for a byte that starts none.
std::size_t sequenceLength(std::uint8_t first) {
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        return 3;
    }
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

} // namespace

std::u32string decode(std::string_view text) {
    std::u32string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[i]);
        const auto length = sequenceLength(first);
        bool valid = length != 0 && i + length <= text.size();
        char32_t value = length <= 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; valid && k < length; ++k) {
            const auto next = static_cast<std::uint8_t>(text[i + k]);
            valid = (next & 0xC0U) == 0x80U;
            value = (value << 6U) | (next & 0x3FU);
        }
        result.push_back(valid ? value : kBeyondUnicode + first);
        i += valid ? length : 1;
    }
    return result;
}

std::string encode(std::u32string_view text) {
    std::string result;
    result.reserve(text.size());
    const auto put = [&](char32_t byte) { result.push_back(static_cast<char>(byte)); };
    for (const auto c : text) {
        if (c >= kBeyondUnicode) {
            put(c - kBeyondUnicode);
        } else if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0U | (c >> 6U));
            put(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            put(0xE0U | (c >> 12U));
            put(0x80U | ((c >> 6U) & 0x3FU));
            put(0x80U | (c & 0x3FU));
        } else {
            put(0xF0U | (c >> 18U));
            put(0x80U | ((c >> 12U) & 0x3FU));
            put(0x80U | ((c >> 6U) & 0x3FU));
            put(0x80U | (c & 0x3FU));
        }
    }
    return result;
}

bool isSpace(char32_t c) {
    return oneOf(c, U" \t\n\r\v\f\u0085\u00A0\u2028\u2029\u202F\u205F\u3000") ||
           (c >= 0x2000 && c <= 0x200A);
}

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool isUpper(char32_t c) {
    return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

bool isAlpha(char32_t c) {
    if (c < 0x80) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    }
    return !isPunctuation(c) && !isQuote(c) && !isCurrency(c) && !isIcon(c) && !isSpace(c) &&
           !oneOf(c, U"–—§°²³×÷");
}

bool isLower(char32_t c) {
    return isAlpha(c) && !isUpper(c);
}

bool isPunctuation(char32_t c) {
    return oneOf(c, U"…,:;!?¿¡()[]{}<>_#*&。？！，、；：～·");
}

bool isQuote(char32_t c) {
    return oneOf(c, U"'\"”“`‘´’‚„»«「」『』（）");
}

bool isCurrency(char32_t c) {
    return oneOf(c, U"$£€¥");
}

bool isIcon(char32_t c) {
    return (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2300 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xA9 || c == 0xAE;
}

char32_t lower(char32_t c) {
    return isUpper(c) ? c + 0x20 : c;
}

} // namespace brera::language::characters
