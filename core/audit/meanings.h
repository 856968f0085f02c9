// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct sb_stemmer;

namespace brera::language {
class WordNet;
}

namespace brera::audit {

/// Something that descriptions may have in common, and how much of it one has.
using Feature = std::pair<std::string, float>;

/// What a text is about: the stems of its words (weight 1) and what each word is a kind of by
/// WordNet, the less the further up. Articles and prepositions count for nothing. Not thread-safe.
class Meanings {
public:
    /// Without WordNet's dictionary there are stems alone.
    Meanings();
    ~Meanings();
    Meanings(const Meanings&) = delete;
    Meanings& operator=(const Meanings&) = delete;

    /// By name, each once with its largest weight.
    std::vector<Feature> of(std::string_view text);

private:
    const std::vector<Feature>& ofWord(const std::string& word);

    struct FreeStemmer {
        void operator()(sb_stemmer* stemmer) const;
    };
    std::unique_ptr<sb_stemmer, FreeStemmer> m_stemmer;
    std::unique_ptr<language::WordNet> m_lexicon; ///< null without its dictionary
    std::unordered_map<std::string, std::vector<Feature>> m_known;
};

} // namespace brera::audit
