// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/wordnet_files.h"

#include <charconv>
#include <cstdio>
#include <sys/mman.h>
#include <sys/stat.h>

namespace brera::language {

namespace {

// Numbers of lexicographers' files: lexnames(5WN).
constexpr long kAttributes = 7;
constexpr long kPersons = 18;
constexpr long kShapes = 25;

/// Fields of a line, one after the other; empty at its end.
class Fields {
public:
    explicit Fields(std::string_view line) : m_rest(line) {}

    std::string_view next() {
        const auto end = m_rest.find(' ');
        const auto field = m_rest.substr(0, end);
        m_rest = end == std::string_view::npos ? std::string_view() : m_rest.substr(end + 1);
        return field;
    }
    long number(int base = 10) {
        const auto field = next();
        long value = 0;
        std::from_chars(field.data(), field.data() + field.size(), value, base);
        return value;
    }

private:
    std::string_view m_rest;
};

std::string lower(std::string_view word) {
    std::string text(word);
    for (auto& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return text;
}

} // namespace

MappedFile::MappedFile(int descriptor) {
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || status.st_size <= 0) {
        return;
    }
    const auto bytes = static_cast<std::size_t>(status.st_size);
    void* const place = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (place != MAP_FAILED) {
        m_text = {static_cast<const char*>(place), bytes};
    }
}

MappedFile::~MappedFile() {
    if (!m_text.empty()) {
        ::munmap(const_cast<char*>(m_text.data()), m_text.size());
    }
}

NounSynset nounSynset(std::string_view file, long offset) {
    NounSynset synset;
    if (offset < 0 || static_cast<std::size_t>(offset) >= file.size()) {
        return synset;
    }
    auto line = file.substr(static_cast<std::size_t>(offset));
    line = line.substr(0, line.find('\n'));
    Fields fields(line.substr(0, line.find(" | ")));
    if (fields.number() != offset) {
        return synset;
    }
    const auto lexFile = fields.number();
    synset.person = lexFile == kPersons;
    synset.quality = lexFile == kAttributes || lexFile == kShapes;
    fields.next(); // part of speech
    const auto words = fields.number(16);
    for (long i = 0; i < words; ++i) {
        auto word = lower(fields.next());
        char key[32];
        std::snprintf(key, sizeof key, "%%1:%02ld:%02ld::", lexFile, fields.number(16));
        synset.words.emplace_back(word, word + key);
    }
    const auto pointers = fields.number();
    for (long i = 0; i < pointers; ++i) {
        const auto symbol = fields.next();
        const auto target = fields.number();
        fields.next(); // part of speech: hyponyms of nouns are nouns
        fields.next(); // which words
        if (symbol == "~" || symbol == "~i") {
            synset.below.push_back(target);
        }
    }
    return synset;
}

TagCounts::TagCounts(std::string_view file) {
    while (!file.empty()) {
        const auto end = file.find('\n');
        Fields fields(file.substr(0, end));
        file = end == std::string_view::npos ? std::string_view() : file.substr(end + 1);
        const auto key = fields.next();
        fields.next(); // number of the sense
        const auto count = static_cast<int>(fields.number());
        const auto mark = key.find('%');
        if (mark == std::string_view::npos || mark + 1 >= key.size()) {
            continue;
        }
        m_senses.emplace(key, count);
        auto& word = m_words[key.substr(0, mark)];
        const char part = key[mark + 1];
        word.nouns += part == '1' ? count : 0;
        word.adjectives += part == '3' || part == '5' ? count : 0;
    }
}

int TagCounts::of(const std::string& key) const {
    const auto found = m_senses.find(key);
    return found == m_senses.end() ? 0 : found->second;
}

int TagCounts::nouns(const std::string& word) const {
    const auto found = m_words.find(word);
    return found == m_words.end() ? 0 : found->second.nouns;
}

int TagCounts::adjectives(const std::string& word) const {
    const auto found = m_words.find(word);
    return found == m_words.end() ? 0 : found->second.adjectives;
}

std::unordered_multimap<std::string_view, std::string_view>
irregularPlurals(std::string_view file) {
    std::unordered_multimap<std::string_view, std::string_view> plurals;
    while (!file.empty()) {
        const auto end = file.find('\n');
        Fields fields(file.substr(0, end));
        file = end == std::string_view::npos ? std::string_view() : file.substr(end + 1);
        const auto plural = fields.next();
        for (auto base = fields.next(); !base.empty(); base = fields.next()) {
            plurals.emplace(base, plural);
        }
    }
    return plurals;
}

} // namespace brera::language
