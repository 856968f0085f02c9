// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// all its senses as a noun; synonyms of its senses as a verb, adjective or adverb. Lower case,
    /// compounds with spaces; sorted, without repetition. Plurals and inflected forms are taken
    /// back to their base first.
    std::vector<std::string> widen(std::string_view word) const;
};

} // namespace brera::language
