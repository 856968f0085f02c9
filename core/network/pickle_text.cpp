// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle_text.h"

#include <charconv>
#include <cstdint>

namespace brera::network::pickle {

namespace {

/// UTF-8 of a code point; lone surrogates too, as Python's "surrogatepass" does.
void appendUtf8(std::string& text, std::uint32_t point) {
    const auto tail = [&](int shift) {
        text.push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3f)));
    };
    if (point < 0x80) {
        text.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
        text.push_back(static_cast<char>(0xc0 | point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        text.push_back(static_cast<char>(0xe0 | point >> 12));
        tail(6);
        tail(0);
    } else {
        text.push_back(static_cast<char>(0xf0 | point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::optional<std::uint32_t> hexadecimal(std::string_view line, std::size_t at,
                                         std::size_t digits) {
    if (line.size() < digits || at > line.size() - digits) {
        return {};
    }
    std::uint32_t value = 0;
    const char* end = line.data() + at + digits;
    const auto [stop, error] = std::from_chars(line.data() + at, end, value, 16);
    return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<std::string> fromRawUnicodeEscape(std::string_view line) {
    std::string text;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char next = at + 1 < line.size() ? line[at + 1] : '\0';
        if (line[at] != '\\' || (next != 'u' && next != 'U')) {
            appendUtf8(text, static_cast<unsigned char>(line[at]));
            continue;
        }
        const std::size_t digits = next == 'u' ? 4 : 8;
        const auto point = hexadecimal(line, at + 2, digits);
        if (!point || *point > 0x10ffff) {
            return {};
        }
        appendUtf8(text, *point);
        at += 1 + digits;
    }
    return text;
}

std::optional<std::string> fromPythonLiteral(std::string_view line) {
    if (line.size() < 2 || line.front() != line.back() ||
        (line.front() != '\'' && line.front() != '"')) {
        return {};
    }
    line = line.substr(1, line.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] != '\\') {
            text.push_back(line[at]);
            continue;
        }
        if (++at == line.size()) {
            return {};
        }
        switch (line[at]) {
        case 'n':
            text.push_back('\n');
            break;
        case 'r':
            text.push_back('\r');
            break;
        case 't':
            text.push_back('\t');
            break;
        case '\\':
        case '\'':
        case '"':
            text.push_back(line[at]);
            break;
        case 'x': {
            const auto byte = hexadecimal(line, at + 1, 2);
            if (!byte) {
                return {};
            }
            text.push_back(static_cast<char>(*byte));
            at += 2;
            break;
        }
        default:
            return {};
        }
    }
    return text;
}

} // namespace brera::network::pickle
