// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/wordnet.h"

#include "base/error.h"
#include "language/wordnet_files.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

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

/// A file beside the one that is open; −1 when there is none. The library keeps its own handle of
/// the exceptions to itself.
int openBeside(std::FILE* open, const char* name) {
    std::error_code failure;
    const auto path =
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(::fileno(open)), failure);
    return failure ? -1 : ::open((path.parent_path() / name).c_str(), O_RDONLY | O_CLOEXEC);
}

/// The dictionary's files beside what the library makes of them; mapped by the first WordNet.
struct Files {
    MappedFile nouns{::fileno(datafps[NOUN])};
    MappedFile counted{cntlistfp != nullptr ? ::fileno(cntlistfp) : -1};
    int exceptions = openBeside(datafps[NOUN], "noun.exc");
    MappedFile irregular{exceptions};
    TagCounts counts{counted.text()};
    std::unordered_multimap<std::string_view, std::string_view> plurals =
        irregularPlurals(irregular.text());

    Files() {
        if (exceptions >= 0) {
            ::close(exceptions); // what is mapped stays
        }
    }
};
const Files& files() {
    static const Files opened;
    return opened;
}

/// Collects words, following hyponyms of nouns all the way down.
class Collector {
public:
    /// The senses of a base form that make up at least a tenth of its uses: of those as a noun for
    /// a noun, of all for the rest, so that ~animal does not mean "carnal", too. A word that was
    /// never met in tagged texts has all its senses.
    void addWord(const std::string& word, int part, int usesInAll) {
        std::string buffer = word;
        const OwnedIndex index(index_lookup(buffer.data(), part));
        if (!index) {
            return;
        }
        int uses = 0;
        std::vector<int> counts;
        for (int i = 0; i < index->off_cnt; ++i) {
            counts.push_back(GetTagcnt(index.get(), i + 1));
            uses += counts.back();
        }
        uses = part == NOUN ? uses : usesInAll;
        for (int i = 0; i < index->off_cnt; ++i) {
            const auto offset = static_cast<long>(index->offset[i]);
            if (counts[static_cast<std::size_t>(i)] * 10 < uses) {
                continue;
            }
            if (part == NOUN) {
                addNoun(offset);
            } else {
                addSynonyms(part, offset);
            }
        }
    }

    std::set<std::string> words() const {
        std::set<std::string> words = m_words;
        for (const auto& [word, noun] : m_nouns) {
            if (isMeant(word, noun)) {
                words.insert(plain(word.c_str()));
                if (word.ends_with("man")) { // a rule of morphology (morphy(7WN)), no exception
                    words.insert(plain((word.substr(0, word.size() - 3) + "men").c_str()));
                }
                const auto [first, last] = files().plurals.equal_range(word);
                for (auto plural = first; plural != last; ++plural) {
                    words.insert(plain(std::string(plural->second).c_str()));
                }
            }
        }
        return words;
    }

    std::set<std::string> m_words;

private:
    struct Noun {
        int uses = 0;            ///< in the senses collected
        bool onlyPersons = true; ///< so are all of those senses
    };

    void addNoun(long offset) {
        std::vector<long> open{offset};
        while (!open.empty()) {
            const auto next = open.back();
            open.pop_back();
            if (!m_seen.insert(next).second) {
                continue;
            }
            const auto synset = nounSynset(files().nouns.text(), next);
            for (const auto& [word, key] : synset.words) {
                auto& noun = m_nouns[word];
                noun.uses +=
                    files().counts.of(key) + (synset.quality ? files().counts.adjectives(word) : 0);
                noun.onlyPersons = noun.onlyPersons && synset.person;
            }
            open.insert(open.end(), synset.below.begin(), synset.below.end());
        }
    }

    void addSynonyms(int part, long offset) {
        const OwnedSynset synset(read_synset(part, offset, nullptr));
        for (int i = 0; synset && i < synset->wcount; ++i) {
            m_words.insert(plain(synset->words[i]));
        }
    }

    /// Whether who says the word may well mean one of the senses collected: a blue is a butterfly
    /// and a head one of cattle, but hardly in a description. A fair part of the word's uses in
    /// tagged texts must be of those senses; those as an adjective weigh more, as descriptions are
    /// full of them. A noun that those texts hardly show is taken as it comes; but who is called a
    /// lion or a jewel is no reason to take these for persons.
    static bool isMeant(const std::string& word, const Noun& noun) {
        constexpr int kRare = 4;
        const int nouns = files().counts.nouns(word);
        const int adjectives = files().counts.adjectives(word);
        if (noun.uses == 0) {
            return adjectives == 0 && nouns < (noun.onlyPersons ? 1 : kRare);
        }
        return noun.uses * 10 >= nouns + 3 * adjectives;
    }

    std::map<std::string, Noun> m_nouns;
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

/// How often a base form was met in tagged texts as this part of speech.
int usesOf(const std::string& word, int part) {
    std::string buffer = word;
    const OwnedIndex index(index_lookup(buffer.data(), part));
    int uses = 0;
    for (int i = 0; index && i < index->off_cnt; ++i) {
        uses += GetTagcnt(index.get(), i + 1);
    }
    return uses;
}

// The library copies words into buffers of WORDBUF characters without looking.
constexpr std::size_t kLongestWord = 80;

/// As the dictionary writes words: lower case, underscores for spaces.
std::string lemmaOf(std::string_view word) {
    std::string lemma;
    for (const char c : word) {
        lemma.push_back(c == ' '               ? '_'
                        : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A'))
                                               : c);
    }
    return lemma;
}

/// The first word of a sense of a noun and the sense above it; −1: none. An empty word: no such
/// sense. Kept, as different words are kinds of the same few things. The caller holds the lock.
const std::pair<std::string, long>& nounAt(long offset) {
    static std::unordered_map<long, std::pair<std::string, long>> known;
    const auto [entry, fresh] = known.try_emplace(offset, std::string(), -1);
    if (fresh) {
        const OwnedSynset synset(read_synset(NOUN, offset, nullptr));
        if (synset && synset->wcount > 0) {
            entry->second.first = plain(synset->words[0]);
            for (int i = 0; entry->second.second < 0 && i < synset->ptrcount; ++i) {
                if (synset->ptrtyp[i] == HYPERPTR || synset->ptrtyp[i] == INSTANCE) {
                    entry->second.second = synset->ptroff[i];
                }
            }
        }
    }
    return entry->second;
}

} // namespace

WordNet::WordNet() {
    const std::lock_guard lock(libraryLock());
    if (OpenDB == 0 && wninit() != 0) {
        throw DataError("WordNet's dictionary is missing: install the package wordnet-base");
    }
}

std::vector<std::string> WordNet::widen(std::string_view word) const {
    const std::string lemma = lemmaOf(word);
    Collector collector;
    collector.m_words.insert(plain(lemma.c_str()));
    if (lemma.empty() || lemma.size() > kLongestWord) {
        return {collector.m_words.begin(), collector.m_words.end()};
    }
    const std::lock_guard lock(libraryLock());
    // A search asks again with every letter that is typed behind the word.
    constexpr std::size_t kKept = 64;
    static std::map<std::string, std::vector<std::string>> kept;
    if (const auto found = kept.find(lemma); found != kept.end()) {
        return found->second;
    }
    if (kept.size() >= kKept) {
        kept.clear();
    }
    constexpr std::array<int, 4> kParts{NOUN, VERB, ADJ, ADV};
    std::map<std::string, int> uses; ///< of base forms, as any part of speech
    for (const int part : kParts) {
        for (const auto& form : baseForms(lemma, part)) {
            uses[form] += usesOf(form, part);
        }
    }
    for (const int part : kParts) {
        for (const auto& form : baseForms(lemma, part)) {
            collector.addWord(form, part, uses[form]);
        }
    }
    const auto words = collector.words();
    return kept[lemma] = {words.begin(), words.end()};
}

std::vector<std::string> WordNet::kindsOf(std::string_view word, std::size_t count) const {
    const std::string lemma = lemmaOf(word);
    std::vector<std::string> kinds;
    if (lemma.empty() || lemma.size() > kLongestWord) {
        return kinds;
    }
    const std::lock_guard lock(libraryLock());
    long offset = -1;
    // The base form first: "eyes" is an entry of its own, in the sense of a judgement.
    auto forms = baseForms(lemma, NOUN);
    std::ranges::reverse(forms);
    for (auto& form : forms) {
        const OwnedIndex index(index_lookup(form.data(), NOUN));
        if (index && index->off_cnt > 0) {
            offset = static_cast<long>(index->offset[0]); // the commonest sense is the first
            break;
        }
    }
    while (offset >= 0 && kinds.size() < count) {
        const auto& [name, above] = nounAt(offset);
        if (name.empty()) {
            break;
        }
        kinds.push_back(name);
        offset = above;
    }
    return kinds;
}

} // namespace brera::language
