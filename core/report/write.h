// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <filesystem>
#include <stop_token>

/// A report as a file. Whatever its texts contain, they stay texts; a file that exists is replaced
/// only when its successor is whole. All throw DataError when the file cannot be written, Cancelled
/// between units.
namespace brera::report {

struct Report;

enum class FileKind { Html, Pdf, Csv, Json };

/// Whether such a file shows pictures.
bool showsPictures(FileKind kind);

/// By the ending of the name: .html or .htm, .pdf, .csv, .json. @throws DataError for any other.
FileKind fileKindOf(const std::filesystem::path& path);

/// As the file's ending says.
void write(const Report& report, const std::filesystem::path& path, std::stop_token stop = {},
           const Progress& progress = {});

/// One page of HTML5 that needs nothing beside it: pictures inside, no script, and a content
/// security policy that forbids everything else. Light or dark as the reader's system is; printed
/// light.
void writeHtml(const Report& report, const std::filesystem::path& path, std::stop_token stop,
               const Progress& progress);
/// The same set on A4 pages, with contents, bookmarks, page numbers and embedded fonts.
void writePdf(const Report& report, const std::filesystem::path& path, std::stop_token stop,
              const Progress& progress);
/// The numbers as RFC 4180 has them, in UTF-8: a row a unit, or the report's table of numbers. Rows
/// of an audit end with the counts of the unit's layer: layer_found, layer_confirmed and so on. A
/// text that a spreadsheet would take for a formula gets an apostrophe before it.
void writeCsv(const Report& report, const std::filesystem::path& path, std::stop_token stop,
              const Progress& progress);
/// Everything but the pictures.
void writeJson(const Report& report, const std::filesystem::path& path, std::stop_token stop,
               const Progress& progress);

} // namespace brera::report
