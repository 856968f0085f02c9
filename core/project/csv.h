// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values as RFC 4180 has them: quotes around fields with commas, quotes or line
/// breaks.
namespace brera::project::csv {

using Row = std::vector<std::string>;

/// All rows but empty ones. Line ends may be LF or CRLF; a byte-order mark is skipped.
/// @throws DataError when the file cannot be read or a quote is never closed.
std::vector<Row> read(const std::filesystem::path& path);

/// One field, quoted if it has to be. What read() gives back is the same text, which a spreadsheet
/// may run: for tables that people open in one there is cell().
std::string field(std::string_view text);

/// A field for a spreadsheet. What begins with = + - @ (spaces before it or not) would be run as a
/// formula, in full-width letters too: an apostrophe before it makes it a text.
std::string cell(std::string_view text);

/// Writes a small text file under another name and gives it its own when all is written.
/// @throws DataError when it cannot be written.
void write(const std::filesystem::path& path, std::string_view text);

} // namespace brera::project::csv
