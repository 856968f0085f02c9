// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brera::language {

/// English words with a meaning in common, from WordNet (packages wordnet-base, wordnet-dev).
/// WordNet's library keeps global state: calls lock.
class WordNet {
public:
    /// @throws DataError naming the package when the dictionary is missing.
    WordNet();

    /// The word itself, its synonyms and everything below them (hyponyms, all the way down), for
    /// its usual senses as a noun; synonyms of its usual senses as a verb, adjective or adverb.
    /// Words that hardly ever mean that are left out: a blue is an animal (a butterfly), but in a
    /// description it is a colour. With irregular plurals, which no stemmer joins. Lower case,
    /// compounds with spaces; sorted, without repetition. Plurals and inflected forms are taken
    /// back to their base first.
    std::vector<std::string> widen(std::string_view word) const;
    /// What the word is a kind of by its commonest sense as a noun: that sense, what is above it,
    /// and so on up ("dog", "canine", "carnivore", …), each by its first word; at most `count`.
    /// Empty for a word that is no noun.
    std::vector<std::string> kindsOf(std::string_view word, std::size_t count) const;
};

} // namespace brera::language
