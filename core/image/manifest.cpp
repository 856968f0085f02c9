// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/listing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace brera::image {

namespace fs = std::filesystem;

namespace {

using Row = std::vector<std::string>;

constexpr std::array<std::string_view, 6> kPathNames{"path",     "file",       "filename",
                                                     "filepath", "image_path", "image"};
constexpr std::array<std::string_view, 5> kLabelNames{"label", "class", "category", "target",
                                                      "folder"};

/// RFC 4180, with either line end.
class CsvReader {
public:
    CsvReader(std::string text, const fs::path& path) : m_text(std::move(text)), m_path(path) {
        constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
        if (m_text.starts_with(kByteOrderMark)) {
            m_at = kByteOrderMark.size();
        }
    }

    /// The next row that holds anything; empty at the end.
    std::optional<Row> next() {
        while (m_at < m_text.size()) {
            Row row = readRow();
            if (row.size() > 1 || !row.front().empty()) {
                return row;
            }
        }
        return std::nullopt;
    }

    std::int64_t line() const { return m_rowLine; }

    [[noreturn]] void refuse(const std::string& reason) const {
        throw DataError(m_path.string() + ", line " + std::to_string(m_rowLine) + ": " + reason);
    }

private:
    Row readRow() {
        Row row;
        m_rowLine = m_line;
        do {
            row.push_back(m_at < m_text.size() && m_text[m_at] == '"' ? readQuoted() : readPlain());
        } while (m_at < m_text.size() && m_text[m_at++] == ',');
        return row;
    }

    std::string readPlain() {
        const std::size_t end = std::min(m_text.find_first_of(",\n", m_at), m_text.size());
        std::string field = m_text.substr(m_at, end - m_at);
        m_at = end;
        if (end < m_text.size() && m_text[end] == '\n') {
            ++m_line;
        }
        if (field.ends_with('\r')) {
            field.pop_back();
        }
        return field;
    }

    std::string readQuoted() {
        std::string field;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"') {
                if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                    ++m_at;
                } else {
                    ++m_at;
                    if (!readPlain().empty()) {
                        refuse("text after a closing quote");
                    }
                    return field;
                }
            }
            m_line += m_text[m_at] == '\n' ? 1 : 0;
            field += m_text[m_at];
        }
        refuse("a quote is never closed");
    }

    std::string m_text;
    const fs::path& m_path;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    std::int64_t m_rowLine = 1;
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

template <std::size_t N>
std::optional<std::size_t> column(const Row& row, const std::array<std::string_view, N>& names) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::find(names.begin(), names.end(), lower(row[i])) != names.end()) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> wholeNumber(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Sorted; by value when all are whole numbers, so that 10 comes after 9.
void sortLabels(std::vector<std::string>& labels) {
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    if (std::all_of(labels.begin(), labels.end(),
                    [](const auto& label) { return wholeNumber(label).has_value(); })) {
        std::stable_sort(labels.begin(), labels.end(),
                         [](const std::string& a, const std::string& b) {
                             return *wholeNumber(a) < *wholeNumber(b);
                         });
    }
}

std::string readText(const fs::path& path) {
    constexpr std::uintmax_t kLargest = 1ULL << 30;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || fs::file_size(path) > kLargest ||
        (fs::file_size(path) > 0 && !(text << file.rdbuf()))) {
        throw DataError(path.string() + ": the file cannot be read as a CSV manifest");
    }
    return std::move(text).str();
}

} // namespace

Dataset listManifest(const fs::path& path) {
    if (!fs::is_regular_file(path)) {
        throw DataError(path.string() + ": is neither a folder nor a file");
    }
    if (hasImageExtension(path.filename().string())) {
        throw DataError(path.string() +
                        ": is one image; choose the folder it lies in, or a CSV file");
    }
    std::string text = readText(path);
    if (text.find('\0') != std::string::npos) {
        throw DataError(path.string() +
                        ": is not text; a folder or a CSV file (path,label) is expected");
    }
    CsvReader reader(std::move(text), path);
    Dataset dataset;
    dataset.root = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    std::size_t pathColumn = 0;
    std::size_t labelColumn = 1;
    std::vector<std::string> labels; // one for every image
    bool first = true;
    while (const auto row = reader.next()) {
        if (std::exchange(first, false)) {
            if (const auto named = column(*row, kPathNames)) {
                pathColumn = *named;
                labelColumn = column(*row, kLabelNames).value_or(row->size());
                continue;
            }
            if (!hasImageExtension(row->front()) && !fs::exists(dataset.root / row->front())) {
                continue; // a header in other words
            }
        }
        if (pathColumn >= row->size() || (*row)[pathColumn].empty()) {
            reader.refuse("there is no path");
        }
        dataset.images.push_back({(*row)[pathColumn], 0, 0, -1});
        labels.push_back(labelColumn < row->size() ? (*row)[labelColumn] : std::string());
    }
    if (dataset.images.empty()) {
        throw DataError(path.string() + ": lists no images; lines of path,label are expected");
    }
    std::size_t present = 0;
    for (DatasetImage& image : dataset.images) {
        present += measure(dataset.root, image) ? 1 : 0;
    }
    if (present == 0) {
        throw DataError(path.string() + ": none of the " + std::to_string(dataset.images.size()) +
                        " files it lists is there (the first is " + dataset.images.front().path +
                        "); paths are relative to " + dataset.root.string());
    }
    dataset.folders = labels;
    std::erase(dataset.folders, std::string());
    sortLabels(dataset.folders);
    std::unordered_map<std::string_view, int> numbers;
    for (std::size_t i = 0; i < dataset.folders.size(); ++i) {
        numbers.emplace(dataset.folders[i], static_cast<int>(i));
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!labels[i].empty()) {
            dataset.images[i].folder = numbers.at(labels[i]);
        }
    }
    return dataset;
}

} // namespace brera::image
