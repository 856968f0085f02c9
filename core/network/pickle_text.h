// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brera::network::pickle {

/// The text of protocol 0's UNICODE opcode (Python's raw-unicode-escape: Latin-1 with \uXXXX and
/// \UXXXXXXXX), as UTF-8. Empty when an escape is broken.
std::optional<std::string> fromRawUnicodeEscape(std::string_view line);

/// The text of protocol 0's STRING opcode: a quoted Python literal with its escapes. Empty when it
/// is none.
std::optional<std::string> fromPythonLiteral(std::string_view line);

} // namespace brera::network::pickle
