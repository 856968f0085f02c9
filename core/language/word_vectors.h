// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brera::language {

/// Word vectors in GloVe's text format, or word2vec's (the same after a line "words dimensions").
class WordVectors {
public:
    /// Only the words wanted are kept; all when `wanted` is empty.
    /// @throws DataError naming the line that is broken.
    static WordVectors read(const std::filesystem::path& path,
                            std::span<const std::string> wanted = {});

    int dimensions() const;
    std::size_t size() const;
    /// Of unit length; empty for an unknown word.
    std::span<const float> find(std::string_view word) const;
    /// Cosine; 1 for the same word, 0 when either is unknown.
    double similarity(std::string_view a, std::string_view b) const;

private:
    int m_dimensions = 0;
    std::unordered_map<std::string, std::size_t> m_rows;
    std::vector<float> m_values;
};

} // namespace brera::language
