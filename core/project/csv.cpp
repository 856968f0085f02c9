// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/csv.h"

#include "base/error.h"
#include "base/whole_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace brera::project::csv {

std::vector<Row> read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw DataError(path.string() + ": there is no such file, or it cannot be read");
    }
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    std::string_view text = content;
    if (text.starts_with("\xef\xbb\xbf")) {
        text.remove_prefix(3);
    }
    std::vector<Row> rows;
    Row row;
    std::string value;
    bool quoted = false;
    bool any = false; // of the row
    const auto endRow = [&] {
        if (any) {
            row.push_back(std::move(value));
            rows.push_back(std::move(row));
        }
        row.clear();
        value.clear();
        any = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (quoted) {
            if (letter != '"') {
                value += letter;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                value += text[++i];
            } else {
                quoted = false;
            }
        } else if (letter == '"' && value.empty()) {
            quoted = true;
            any = true;
        } else if (letter == ',') {
            row.push_back(std::move(value));
            value.clear();
            any = true;
        } else if (letter == '\n') {
            endRow();
        } else if (letter != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
            value += letter;
            any = true;
        }
    }
    if (quoted) {
        throw DataError(path.string() + ": a quote in row " + std::to_string(rows.size() + 1) +
                        " is never closed");
    }
    endRow();
    return rows;
}

std::string field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + '"';
}

std::string cell(std::string_view text) {
    static constexpr std::string_view kStarts[] = {
        "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
    std::size_t first = 0;
    while (first < text.size() &&
           (static_cast<unsigned char>(text[first]) <= ' ' ||
            text.substr(first).starts_with("\xc2\xa0"))) {
        first += text[first] == '\xc2' ? 2 : 1;
    }
    const bool formula =
        (!text.empty() && static_cast<unsigned char>(text[0]) < ' ') ||
        std::any_of(std::begin(kStarts), std::end(kStarts), [&](std::string_view start) {
            return text.substr(first).starts_with(start);
        });
    return field(formula ? '\'' + std::string(text) : std::string(text));
}

void write(const std::filesystem::path& path, std::string_view text) {
    WholeFile file(path);
    file.write(text);
    file.keep();
}

} // namespace brera::project::csv
