// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brera::language {

/// Words by number, as the captioner counts them.
class Vocabulary {
public:
    struct Specials {
        std::int32_t start = 0, stop = 0, pad = 0, unknown = 0;

        bool operator==(const Specials&) const = default;
    };

    Vocabulary() = default;
    /// As a checkpoint lists them. @throws ModelError when a special number is out of range, used
    /// twice, or a token appears twice.
    Vocabulary(std::vector<std::string> tokens, Specials specials);
    /// Every token of the texts, by falling frequency (ties: alphabetical), then <start>, <stop>,
    /// <pad>, <unk>.
    static Vocabulary fromTexts(std::span<const std::string> texts);

    std::int32_t size() const;
    const std::vector<std::string>& tokens() const; ///< by number
    const Specials& specials() const;
    std::int32_t number(std::string_view token) const; ///< unknown() for a word it does not know
    bool isSpecial(std::int32_t number) const;

    /// start, the text's tokens, stop.
    std::vector<std::int32_t> index(std::string_view text) const;
    /// Detokenised, up to the first stop, without special tokens (unknown ones included).
    std::string text(std::span<const std::int32_t> numbers) const;

private:
    std::vector<std::string> m_tokens;
    Specials m_specials;
    std::unordered_map<std::string, std::int32_t> m_numbers;
};

} // namespace brera::language
