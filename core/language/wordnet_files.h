// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// WordNet's files read where they lie in memory: the library looks every word up again for every
/// synset it reads, which takes half a second for all animals. Formats: wndb(5WN), cntlist(5WN).
namespace brera::language {

/// A file of the dictionary, mapped for as long as the program runs.
class MappedFile {
public:
    /// Empty when it cannot be mapped.
    explicit MappedFile(int descriptor);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

struct NounSynset {
    /// Lower case, underscores for spaces, with the key its uses are counted under.
    std::vector<std::pair<std::string, std::string>> words;
    std::vector<long> below; ///< offsets of hyponyms and instances
    /// A colour, a size, a shape: what the words say as adjectives is the same.
    bool quality = false;
    bool person = false;
};

/// One line of data.noun. Empty when there is none at the offset.
NounSynset nounSynset(std::string_view file, long offset);

/// How often each sense of each word was met in WordNet's tagged texts (cntlist.rev).
class TagCounts {
public:
    explicit TagCounts(std::string_view file);

    int of(const std::string& key) const;
    int nouns(const std::string& word) const;
    int adjectives(const std::string& word) const;

private:
    struct Word {
        int nouns = 0;
        int adjectives = 0;
    };
    std::unordered_map<std::string_view, int> m_senses;
    std::unordered_map<std::string_view, Word> m_words;
};

/// Irregular plurals by their singular, from noun.exc; lower case, underscores for spaces.
std::unordered_multimap<std::string_view, std::string_view> irregularPlurals(std::string_view file);

} // namespace brera::language
