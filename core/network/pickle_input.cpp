// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/pickle_input.h"

#include "base/error.h"

#include <charconv>

namespace brera::network::pickle {

void Input::fail(const std::string& why) const {
    throw ModelError(m_what + ": byte " + std::to_string(m_opcodeAt) + ": " + why);
}

unsigned char Input::opcode() {
    m_opcodeAt = m_at;
    return static_cast<unsigned char>(take(1).front());
}

std::string_view Input::take(std::uint64_t length) {
    if (m_at > m_stream.size() || length > left()) {
        fail("it ends before what it announces: the file is truncated or damaged");
    }
    const auto* begin = reinterpret_cast<const char*>(m_stream.data()) + m_at;
    m_at += static_cast<std::size_t>(length);
    return {begin, static_cast<std::size_t>(length)};
}

std::uint64_t Input::number(std::size_t bytes) {
    const auto taken = take(bytes);
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(taken[i]);
    }
    return value;
}

std::string_view Input::line() {
    const auto begin = m_at;
    while (take(1) != "\n") {
    }
    return {reinterpret_cast<const char*>(m_stream.data()) + begin, m_at - 1 - begin};
}

std::optional<bool> Input::truthLine() {
    const auto begin = m_at;
    const auto digits = line();
    if (digits == "00" || digits == "01") {
        return digits == "01";
    }
    m_at = begin;
    return {};
}

std::int64_t Input::integerLine(std::string_view suffix) {
    auto digits = line();
    if (!suffix.empty() && digits.ends_with(suffix)) {
        digits.remove_suffix(suffix.size());
    }
    std::int64_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || stop != end) {
        fail(printable(digits) + " is no number of 64 bits");
    }
    return value;
}

double Input::realLine() {
    const auto digits = line();
    double value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || stop != end) {
        fail(printable(digits) + " is no number");
    }
    return value;
}

} // namespace brera::network::pickle
