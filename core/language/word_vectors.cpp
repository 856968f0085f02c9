// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/word_vectors.h"

#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <unordered_set>
#include <utility>

namespace brera::language {

namespace {

constexpr int kMostDimensions = 10000;

[[noreturn]] void broken(const std::filesystem::path& path, std::int64_t line,
                         const std::string& what) {
    throw DataError(path.string() + ", line " + std::to_string(line) + ": " + what);
}

/// What spaces and tabs part.
std::vector<std::string_view> fields(std::string_view line) {
    std::vector<std::string_view> result;
    for (std::size_t at = 0; at < line.size();) {
        const auto from = line.find_first_not_of(" \t", at);
        if (from == std::string_view::npos) {
            break;
        }
        const auto to = std::min(line.find_first_of(" \t", from), line.size());
        result.push_back(line.substr(from, to - from));
        at = to;
    }
    return result;
}

template <typename T>
std::optional<T> number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

/// word2vec's first line, "words dimensions": its dimensions.
std::optional<int> headerDimensions(const std::vector<std::string_view>& parts) {
    if (parts.size() != 2 || !number<std::int64_t>(parts[0])) {
        return std::nullopt;
    }
    return number<int>(parts[1]);
}

/// Scales to unit length; a vector of zeros stays.
void normalize(float* values, int count) {
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        squares += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    }
    if (squares > 0) {
        const auto scale = static_cast<float>(1 / std::sqrt(squares));
        for (int i = 0; i < count; ++i) {
            values[i] *= scale;
        }
    }
}

} // namespace

WordVectors WordVectors::read(const std::filesystem::path& path,
                              std::span<const std::string> wanted) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw DataError("cannot read the word vectors " + path.string());
    }
    const std::unordered_set<std::string_view> keep(wanted.begin(), wanted.end());
    WordVectors result;
    std::string line;
    for (std::int64_t at = 1; std::getline(file, line); ++at) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        const auto parts = fields(line);
        if (parts.empty()) {
            continue;
        }
        if (at == 1) {
            if (const auto dimensions = headerDimensions(parts)) {
                result.m_dimensions = *dimensions;
                if (*dimensions < 1 || *dimensions > kMostDimensions) {
                    broken(path, at, "vectors of " + std::to_string(*dimensions) + " numbers");
                }
                continue;
            }
        }
        const auto given = static_cast<int>(std::min<std::size_t>(parts.size(), 1 << 20)) - 1;
        if (result.m_dimensions == 0) {
            if (given < 1 || given > kMostDimensions) {
                broken(path, at, "expected a word and its numbers");
            }
            result.m_dimensions = given;
        }
        if (given < result.m_dimensions) {
            broken(path, at,
                   "expected " + std::to_string(result.m_dimensions) +
                       " numbers after the word, got " + std::to_string(given));
        }
        const auto count = static_cast<std::size_t>(result.m_dimensions);
        const auto wordParts = parts.size() - count;
        // Some files have words with spaces in them: the numbers are what stands at the end.
        const std::string word(parts.front().data(),
                               parts[wordParts - 1].data() + parts[wordParts - 1].size());
        if ((!keep.empty() && !keep.contains(word)) || result.m_rows.contains(word)) {
            continue;
        }
        const auto row = result.m_values.size() / count;
        for (auto i = wordParts; i < parts.size(); ++i) {
            const auto value = number<float>(parts[i]);
            if (!value || !std::isfinite(*value)) {
                broken(path, at, "\"" + std::string(parts[i]) + "\" is no number");
            }
            result.m_values.push_back(*value);
        }
        normalize(&result.m_values[row * count], result.m_dimensions);
        result.m_rows.emplace(word, row);
    }
    if (result.m_dimensions == 0) {
        throw DataError(path.string() + " holds no word vectors");
    }
    return result;
}

int WordVectors::dimensions() const {
    return m_dimensions;
}

std::size_t WordVectors::size() const {
    return m_rows.size();
}

std::span<const float> WordVectors::find(std::string_view word) const {
    const auto found = m_rows.find(std::string(word));
    if (found == m_rows.end()) {
        return {};
    }
    const auto count = static_cast<std::size_t>(m_dimensions);
    return std::span(m_values).subspan(found->second * count, count);
}

double WordVectors::similarity(std::string_view a, std::string_view b) const {
    if (a == b) {
        return 1;
    }
    const auto first = find(a);
    const auto second = find(b);
    double sum = 0;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
        sum += static_cast<double>(first[i]) * static_cast<double>(second[i]);
    }
    return sum;
}

} // namespace brera::language
