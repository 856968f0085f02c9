// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/pickle.h"

#include <cstdint>

namespace brera::network::pickle {

/// The bytes of a pickle and the place reached in them.
class Input {
public:
    /// @param what name of the stream for messages; must outlive this.
    Input(std::span<const std::byte> stream, const std::string& what, std::size_t start)
        : m_stream(stream), m_what(what), m_at(start), m_opcodeAt(start) {}

    unsigned char opcode();
    /// The next bytes. @throws ModelError when there are not so many.
    std::string_view take(std::uint64_t length);
    /// The next 1–8 bytes as a little-endian number.
    std::uint64_t number(std::size_t bytes);
    /// Up to the next line feed, which is taken too.
    std::string_view line();
    /// A line "00" or "01", Python 2's bool; takes nothing when the line is another.
    std::optional<bool> truthLine();
    std::int64_t integerLine(std::string_view suffix = {});
    double realLine();

    std::size_t position() const { return m_at; }
    std::size_t left() const { return m_stream.size() - m_at; }

    /// @throws ModelError naming the offset of the last opcode. @param why continues "byte 12: ".
    [[noreturn]] void fail(const std::string& why) const;

private:
    std::span<const std::byte> m_stream;
    const std::string& m_what;
    std::size_t m_at;
    std::size_t m_opcodeAt;
};

} // namespace brera::network::pickle
