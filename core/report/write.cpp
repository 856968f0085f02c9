// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/write.h"

#include "base/error.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace brera::report {

bool showsPictures(FileKind kind) {
    return kind == FileKind::Html || kind == FileKind::Pdf;
}

FileKind fileKindOf(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (ending == ".html" || ending == ".htm") {
        return FileKind::Html;
    }
    if (ending == ".pdf") {
        return FileKind::Pdf;
    }
    if (ending == ".csv") {
        return FileKind::Csv;
    }
    if (ending == ".json") {
        return FileKind::Json;
    }
    throw DataError(path.string() +
                    ": a report is written as .html, .pdf, .csv or .json; give it one of these "
                    "endings");
}

void write(const Report& report, const std::filesystem::path& path, std::stop_token stop,
           const Progress& progress) {
    switch (fileKindOf(path)) {
    case FileKind::Html:
        return writeHtml(report, path, std::move(stop), progress);
    case FileKind::Pdf:
        return writePdf(report, path, std::move(stop), progress);
    case FileKind::Csv:
        return writeCsv(report, path, std::move(stop), progress);
    case FileKind::Json:
        return writeJson(report, path, std::move(stop), progress);
    }
}

} // namespace brera::report
