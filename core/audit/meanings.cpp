// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/meanings.h"

#include "base/error.h"
#include "base/log.h"
#include "language/tokens.h"
#include "language/wordnet.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <map>

namespace brera::audit {

namespace {

constexpr float kOwnMeaning = .5F; ///< what being of one kind weighs beside being one word
constexpr float kStep = .7F;       ///< … and every kind above it beside the one below
constexpr std::size_t kMostKinds = 8;

// Words that say nothing of what is seen. (WordNet has nouns spelt like some of them: "at", a coin
// of Laos.)
constexpr std::array<std::string_view, 24> kSmallWords = {
    "a",      "about", "above", "an",    "and",  "around", "as", "at",
    "behind", "by",    "for",   "in",    "into", "near",   "of", "on",
    "or",     "over",  "that",  "their", "the",  "they",   "to", "with"};

bool hasLetter(std::string_view word) {
    return std::ranges::any_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

} // namespace

void Meanings::FreeStemmer::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

Meanings::Meanings() : m_stemmer(sb_stemmer_new("english", "UTF_8")) {
    if (!m_stemmer) {
        throw Error("the Snowball library has no English stemmer; install libstemmer0d");
    }
    try {
        m_lexicon = std::make_unique<language::WordNet>();
    } catch (const DataError& error) {
        log(LogLevel::Warning,
            std::string("descriptions are compared by their words alone: ") + error.what());
    }
}

Meanings::~Meanings() = default;

const std::vector<Feature>& Meanings::ofWord(const std::string& word) {
    const auto [entry, fresh] = m_known.try_emplace(word);
    auto& features = entry->second;
    if (!fresh) {
        return features;
    }
    const auto* const stem =
        sb_stemmer_stem(m_stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    features.emplace_back(stem == nullptr ? word : reinterpret_cast<const char*>(stem), 1.0F);
    if (m_lexicon) {
        float weight = kOwnMeaning;
        for (const auto& kind : m_lexicon->kindsOf(word, kMostKinds)) {
            // No stem contains a colon.
            features.emplace_back("kind:" + kind, weight);
            weight *= kStep;
        }
    }
    return features;
}

std::vector<Feature> Meanings::of(std::string_view text) {
    std::map<std::string, float> weights;
    for (const auto& word : language::tokenize(text)) {
        if (!hasLetter(word) || std::ranges::find(kSmallWords, word) != kSmallWords.end()) {
            continue;
        }
        for (const auto& [name, weight] : ofWord(word)) {
            float& largest = weights[name];
            largest = std::max(largest, weight);
        }
    }
    return {weights.begin(), weights.end()};
}

} // namespace brera::audit
