// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/wordnet.h"

#include "base/error.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_set>

extern "C" {
#include <wn.h>
}

namespace brera::language {

namespace {

/// WordNet's library keeps open files, buffers and search results in globals.
std::mutex& libraryLock() {
    static std::mutex lock;
    return lock;
}

struct FreeSynset {
    void operator()(SynsetPtr synset) const { free_synset(synset); }
};
struct FreeIndex {
    void operator()(IndexPtr index) const { free_index(index); }
};
using OwnedSynset = std::unique_ptr<ss, FreeSynset>;
using OwnedIndex = std::unique_ptr<Index, FreeIndex>;

/// "Guide_dog" → "guide dog"; adjectives carry markers: "galore(ip)".
std::string plain(const char* lemma) {
    std::string text(lemma);
    text.erase(std::min(text.find('('), text.size()));
    for (auto& c : text) {
        c = c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return text;
}

/// Collects words, following hyponyms of nouns all the way down.
class Collector {
public:
    void addSynset(int part, long offset) {
        if (!m_seen.insert(offset * 8 + part).second) {
            return;
        }
        const OwnedSynset synset(read_synset(part, offset, nullptr));
        if (!synset) {
            return;
        }
        for (int i = 0; i < synset->wcount; ++i) {
            m_words.insert(plain(synset->words[i]));
        }
        for (int i = 0; part == NOUN && i < synset->ptrcount; ++i) {
            if (synset->ptrtyp[i] == HYPOPTR || synset->ptrtyp[i] == INSTANCES) {
                addSynset(synset->ppos[i], synset->ptroff[i]);
            }
        }
    }

    /// All senses of a base form.
    void addWord(const std::string& word, int part) {
        std::string buffer = word;
        const OwnedIndex index(index_lookup(buffer.data(), part));
        for (int i = 0; index && i < index->off_cnt; ++i) {
            addSynset(part, static_cast<long>(index->offset[i]));
        }
    }

    std::set<std::string> m_words;

private:
    std::unordered_set<long> m_seen;
};

/// The forms a dictionary lists for a word: itself and what morphology takes it back to.
std::vector<std::string> baseForms(const std::string& word, int part) {
    std::vector<std::string> forms{word};
    std::string buffer = word;
    for (char* form = morphstr(buffer.data(), part); form != nullptr;
         form = morphstr(nullptr, part)) {
        forms.emplace_back(form);
    }
    return forms;
}

} // namespace

WordNet::WordNet() {
    const std::lock_guard lock(libraryLock());
    if (OpenDB == 0 && wninit() != 0) {
        throw DataError("WordNet's dictionary is missing: install the package wordnet-base");
    }
}

std::vector<std::string> WordNet::widen(std::string_view word) const {
    std::string lemma;
    for (const char c : word) {
        lemma.push_back(c == ' '               ? '_'
                        : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A'))
                                               : c);
    }
    Collector collector;
    collector.m_words.insert(plain(lemma.c_str()));
    // The library copies words into buffers of WORDBUF characters without looking.
    constexpr std::size_t kLongestWord = 80;
    if (lemma.empty() || lemma.size() > kLongestWord) {
        return {collector.m_words.begin(), collector.m_words.end()};
    }
    const std::lock_guard lock(libraryLock());
    for (const int part : {NOUN, VERB, ADJ, ADV}) {
        for (const auto& form : baseForms(lemma, part)) {
            collector.addWord(form, part);
        }
    }
    return {collector.m_words.begin(), collector.m_words.end()};
}

} // namespace brera::language
