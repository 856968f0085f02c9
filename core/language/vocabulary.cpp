// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/vocabulary.h"

#include "base/error.h"
#include "language/tokens.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace brera::language {

Vocabulary::Vocabulary(std::vector<std::string> tokens, Specials specials)
    : m_tokens(std::move(tokens)), m_specials(specials) {
    const std::set<std::int32_t> distinct{specials.start, specials.stop, specials.pad,
                                          specials.unknown};
    if (distinct.size() != 4 || *distinct.begin() < 0 || *distinct.rbegin() >= size()) {
        throw ModelError("the vocabulary's special tokens are not four of its " +
                         std::to_string(size()) + " numbers");
    }
    for (std::int32_t i = 0; i < size(); ++i) {
        const auto& token = m_tokens[static_cast<std::size_t>(i)];
        if (!m_numbers.emplace(token, i).second) {
            throw ModelError("the vocabulary has the token \"" + token + "\" twice");
        }
    }
}

Vocabulary Vocabulary::fromTexts(std::span<const std::string> texts) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& text : texts) {
        for (auto& token : tokenize(text)) {
            ++counts[std::move(token)];
        }
    }
    std::vector<std::pair<std::string, std::int64_t>> order(counts.begin(), counts.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> tokens;
    for (auto& [token, count] : order) {
        tokens.push_back(std::move(token));
    }
    const auto words = static_cast<std::int32_t>(tokens.size());
    for (const char* special : {"<start>", "<stop>", "<pad>", "<unk>"}) {
        tokens.emplace_back(special);
    }
    return {std::move(tokens), {words, words + 1, words + 2, words + 3}};
}

std::int32_t Vocabulary::size() const {
    return static_cast<std::int32_t>(m_tokens.size());
}

const std::vector<std::string>& Vocabulary::tokens() const {
    return m_tokens;
}

const Vocabulary::Specials& Vocabulary::specials() const {
    return m_specials;
}

std::int32_t Vocabulary::number(std::string_view token) const {
    const auto found = m_numbers.find(std::string(token));
    return found == m_numbers.end() ? m_specials.unknown : found->second;
}

bool Vocabulary::isSpecial(std::int32_t number) const {
    return number == m_specials.start || number == m_specials.stop || number == m_specials.pad ||
           number == m_specials.unknown;
}

std::vector<std::int32_t> Vocabulary::index(std::string_view text) const {
    std::vector<std::int32_t> numbers{m_specials.start};
    for (const auto& token : tokenize(text)) {
        numbers.push_back(number(token));
    }
    numbers.push_back(m_specials.stop);
    return numbers;
}

std::string Vocabulary::text(std::span<const std::int32_t> numbers) const {
    std::vector<std::string> words;
    for (const auto number : numbers) {
        if (number == m_specials.stop) {
            break;
        }
        if (number >= 0 && number < size() && !isSpecial(number)) {
            words.push_back(m_tokens[static_cast<std::size_t>(number)]);
        }
    }
    return detokenize(words);
}

} // namespace brera::language
