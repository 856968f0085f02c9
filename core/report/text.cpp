// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <type_traits>

namespace brera::report {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD
constexpr std::string_view kMinus = "\xe2\x88\x92";       // U+2212
constexpr std::string_view kDash = "\xe2\x80\x93";        // U+2013

/// The character that begins at `at` and how many bytes it takes; 0 bytes when it is broken.
std::pair<char32_t, std::size_t> characterAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xf0 ? 4U : first >= 0xe0 ? 3U : 2U;
    if (first < 0xc2 || first > 0xf4 || at + length > text.size()) {
        return {0, 0};
    }
    char32_t code = first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) {
            return {0, 0};
        }
        code = code << 6 | (byte(i) & 0x3fU);
    }
    static constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < kSmallest[length] || surrogate || code > 0x10ffff) {
        return {0, 0};
    }
    return {code, length};
}

bool isForbidden(char32_t code) {
    const bool control =
        (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0);
    const bool noCharacter = (code & 0xfffe) == 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
    return control || noCharacter;
}

template <typename Append>
void forEachCharacter(std::string_view text, const Append& append) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, length] = characterAt(text, at);
        if (code == '\r' && length == 1) { // of whichever system the line ends are
            if (at + 1 == text.size() || text[at + 1] != '\n') {
                append("\n");
            }
            at += 1;
            continue;
        }
        if (length == 0 || isForbidden(code)) {
            append(kReplacement);
            at += length == 0 ? 1 : length;
        } else {
            append(text.substr(at, length));
            at += length;
        }
    }
}

} // namespace

std::string clean(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    forEachCharacter(text, [&](std::string_view character) { result += character; });
    return result;
}

std::string cleanLine(std::string_view text) {
    std::string result = clean(text);
    for (char& letter : result) {
        if (letter == '\n' || letter == '\t') {
            letter = ' ';
        }
    }
    return result;
}

std::string escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    forEachCharacter(text, [&](std::string_view character) {
        switch (character.front()) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            result += character;
        }
    });
    return result;
}

std::vector<Part> parts(std::string_view text, const std::vector<std::pair<int, int>>& matches) {
    // Between two letters, not inside of one.
    const auto isBetween = [&](std::size_t at) {
        return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    };
    std::vector<Part> result;
    std::size_t at = 0;
    for (const auto& [begin, end] : matches) {
        if (begin < 0 || end <= begin || static_cast<std::size_t>(begin) < at ||
            static_cast<std::size_t>(end) > text.size()) {
            continue;
        }
        const auto first = static_cast<std::size_t>(begin);
        const auto last = static_cast<std::size_t>(end);
        const auto match = text.substr(first, last - first);
        if (!isBetween(first) || !isBetween(last) ||
            match.find_first_not_of(" \t\r\n") == std::string_view::npos) {
            continue;
        }
        if (first > at) {
            result.push_back({text.substr(at, first - at), false});
        }
        result.push_back({match, true});
        at = last;
    }
    if (at < text.size()) {
        result.push_back({text.substr(at), false});
    }
    return result;
}

std::string figure(double value) {
    if (!std::isfinite(value)) {
        return std::string(kDash);
    }
    const double size = std::fabs(value);
    std::array<char, 64> buffer{};
    std::to_chars_result end{};
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size,
                            std::chars_format::scientific, 3);
    } else {
        // 0.00016 has −3 digits before the point: seven after it show four that count.
        const int digits = size == 0 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size,
                            std::chars_format::fixed, std::max(0, 4 - digits));
    }
    std::string text(buffer.data(), end.ptr);
    if (size == 0) {
        text = "0";
    }
    return value < 0 ? std::string(kMinus) + text : text;
}

std::string decimals(double value, int digits) {
    if (!std::isfinite(value)) {
        return std::string(kDash);
    }
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                   std::chars_format::fixed, digits);
    const std::string text(buffer.data(), end.ptr);
    const bool zero = text.find_first_not_of("0.") == std::string::npos;
    return value < 0 && !zero ? std::string(kMinus) + text : text;
}

std::string count(std::int64_t value) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
        digits.insert(static_cast<std::size_t>(place), ",");
    }
    return value < 0 ? std::string(kMinus) + digits : digits;
}

std::string percent(double share) {
    return std::isfinite(share) ? decimals(share * 100, 1) + "%" : std::string(kDash);
}

std::string points(double difference) {
    const std::string text = decimals(difference * 100, 1);
    const bool more = std::isfinite(difference) && difference > 0 && text != "0.0";
    return (more ? "+" : "") + text;
}

std::string shortest(double value) {
    if (!std::isfinite(value)) {
        return {};
    }
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

std::string counted(std::int64_t value, std::string_view one, std::string_view many) {
    return count(value) + ' ' + std::string(value == 1 ? one : many);
}

std::string cellText(const Cell& cell, Format format) {
    return std::visit(
        [format](const auto& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>) {
                return {};
            } else if constexpr (std::is_same_v<Value, std::string>) {
                return value;
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                return count(value);
            } else {
                return format == Format::Percent  ? percent(value)
                       : format == Format::Points ? points(value)
                                                  : figure(value);
            }
        },
        cell);
}

std::string cellValue(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>) {
                return {};
            } else if constexpr (std::is_same_v<Value, std::string>) {
                return value;
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                return std::to_string(value);
            } else {
                return shortest(value);
            }
        },
        cell);
}

std::string isoTime(std::int64_t secondsSinceEpoch) {
    const std::chrono::sys_seconds time{std::chrono::seconds(secondsSinceEpoch)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return buffer.data();
}

std::string readableTime(const std::string& iso) {
    static constexpr std::array kMonths{"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    unsigned month = 0;
    unsigned day = 0;
    if (iso.size() == 20) {
        std::from_chars(iso.data() + 5, iso.data() + 7, month);
        std::from_chars(iso.data() + 8, iso.data() + 10, day);
    }
    if (month < 1 || month > kMonths.size() || day < 1) {
        return iso;
    }
    return std::to_string(day) + ' ' + kMonths[month - 1] + ' ' + iso.substr(0, 4) + ", " +
           iso.substr(11, 5) + " UTC";
}

} // namespace brera::report
