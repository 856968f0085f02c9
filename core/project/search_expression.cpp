// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search_expression.h"

#include "base/error.h"
#include "project/texts.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace brera::project {

namespace {

using Kind = QueryNode::Kind;

/// WordNet's widest word has 150,000; a project's texts have a few thousand.
constexpr int kMostLookedAt = 300'000;
constexpr int kMostAdded = 5'000;

/// A string of FTS5's language, whatever is in it.
std::string ftsString(std::string_view text) {
    std::string result = "\"";
    for (const char letter : text) {
        result += letter == '\0' ? ' ' : letter;
        if (letter == '"') {
            result += '"';
        }
    }
    return result + '"';
}

/// In the texts, not among the keys.
std::string inTexts(const std::string& expression) {
    return "- keys : " + expression;
}

std::string ofKey(const std::string& key) {
    return "keys : " + ftsString(key);
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string result;
    for (const auto& part : parts) {
        result += (result.empty() ? "" : between) + part;
    }
    return parts.size() > 1 ? "(" + result + ")" : result;
}

/// Whether a word is a regular form of a base: flowers, flowering, purchased, ponies, stopped.
bool isFormOf(std::string_view word, std::string_view base) {
    const auto ends = [&](std::string_view start, std::initializer_list<std::string_view> endings) {
        return word.starts_with(start) &&
               std::ranges::find(endings, word.substr(start.size())) != endings.end();
    };
    if (base.empty()) {
        return false;
    }
    const auto shorter = base.substr(0, base.size() - 1);
    return ends(base, {"", "s", "es", "ed", "ing"}) ||
           ends(std::string(base) + base.back(), {"ed", "ing"}) ||
           (base.back() == 'e' && ends(shorter, {"ed", "ing"})) ||
           (base.back() == 'y' && ends(shorter, {"ies", "ied"}));
}

} // namespace

void Marker::add(std::vector<std::string> stems, bool prefix) {
    if (prefix && stems.size() == 1) {
        m_prefixes.push_back({std::move(stems), true});
        return;
    }
    auto first = stems.front();
    m_byFirst.emplace(std::move(first), Pattern{std::move(stems), prefix});
}

int Marker::matchEnd(const Pattern& pattern, const std::vector<FtsToken>& words, std::size_t at) {
    const auto count = pattern.stems.size();
    if (at + count > words.size()) {
        return -1;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const bool open = pattern.prefix && i + 1 == count;
        const auto& word = words[at + i].text;
        if (open ? !word.starts_with(pattern.stems[i]) : word != pattern.stems[i]) {
            return -1;
        }
    }
    return words[at + count - 1].end;
}

std::vector<std::pair<int, int>> Marker::matches(const std::vector<FtsToken>& words) const {
    std::vector<std::pair<int, int>> ranges;
    for (std::size_t at = 0; at < words.size(); ++at) {
        int end = -1;
        const auto [first, last] = m_byFirst.equal_range(words[at].text);
        for (auto found = first; found != last; ++found) {
            end = std::max(end, matchEnd(found->second, words, at));
        }
        for (const auto& pattern : m_prefixes) {
            end = std::max(end, matchEnd(pattern, words, at));
        }
        if (end < 0) {
            continue;
        }
        if (!ranges.empty() && words[at].begin < ranges.back().second) {
            ranges.back().second = std::max(ranges.back().second, end);
        } else {
            ranges.emplace_back(words[at].begin, end);
        }
    }
    return ranges;
}

ExpressionBuilder::ExpressionBuilder(Database& database, const std::vector<StoredLayer>& layers,
                                     const Widen& widen, std::stop_token stop)
    : m_database(database), m_layers(layers), m_widen(widen), m_stop(std::move(stop)),
      m_stems(database.handle(), FtsTokenizer::Kind::Stems),
      m_words(database.handle(), FtsTokenizer::Kind::Words) {
}

std::vector<std::string> ExpressionBuilder::stemsOf(std::string_view text) const {
    std::vector<std::string> stems;
    for (auto& token : m_stems.tokens(text)) {
        stems.push_back(std::move(token.text));
    }
    return stems;
}

void ExpressionBuilder::mark(std::vector<std::string> stems, bool prefix, bool wanted) {
    if (wanted) {
        m_marker.add(std::move(stems), prefix);
    }
}

bool ExpressionBuilder::mayLook() {
    if (m_lookedAt % 256 == 0 && m_stop.stop_requested()) {
        throw Cancelled();
    }
    return m_added < kMostAdded && m_lookedAt++ < kMostLookedAt;
}

std::optional<std::string> ExpressionBuilder::expression(const QueryNode& node, bool wanted) {
    switch (node.kind) {
    case Kind::Words:
        return words(node.text, wanted);
    case Kind::Prefix:
        return prefix(node.text, wanted);
    case Kind::Widened:
        return widened(node.text, wanted);
    case Kind::Layer:
        return layer(node.text);
    case Kind::Tag: {
        const auto tag = normalTag(node.text);
        return ofKey(tag.empty() ? kNoUnitKey : tagKey(tag));
    }
    case Kind::And:
        return conjunction(node.parts, wanted);
    case Kind::Or:
        return alternatives(node.parts, wanted);
    case Kind::Not:
        return conjunction({node}, wanted);
    }
    return {};
}

std::optional<std::string> ExpressionBuilder::words(const std::string& text, bool wanted) {
    auto stems = stemsOf(text);
    if (stems.empty()) {
        return {};
    }
    mark(std::move(stems), false, wanted);
    return inTexts(ftsString(text));
}

/// Every word of the index that begins so, whatever its stem: beautiful has the stem beauti, which
/// does not begin with beautifu.
std::vector<std::string> ExpressionBuilder::wordsFrom(const std::string& prefix) {
    std::vector<std::string> found;
    auto query = m_database.query("SELECT term FROM words_vocabulary WHERE term >= ? AND term < ?");
    // No byte of UTF-8 is as large as 0xff.
    query.bind(prefix, prefix + '\xff');
    while (query.step()) {
        found.push_back(query.text(0));
    }
    return found;
}

std::optional<std::string> ExpressionBuilder::prefix(const std::string& text, bool wanted) {
    const auto words = m_words.tokens(text);
    auto stems = stemsOf(text);
    if (words.empty()) {
        return {};
    }
    const auto& start = words.front().text;
    const bool stemIsItself = stems.size() != 1 || stems.front() == start;
    std::vector<std::string> parts;
    if (stemIsItself) {
        mark(stems, true, wanted);
        parts.push_back(ftsString(text) + " *");
    }
    if (words.size() == 1) {
        std::set<std::string> known;
        for (const auto& word : wordsFrom(start)) {
            if (!mayLook()) {
                break;
            }
            auto stem = stemsOf(word);
            const bool covered = stem.empty() || (stemIsItself && stem.front().starts_with(start));
            if (!covered && known.insert(stem.front()).second) {
                mark(std::move(stem), false, wanted);
                parts.push_back(ftsString(word));
                ++m_added;
            }
        }
    }
    return parts.empty() ? ofKey(kNoUnitKey) : inTexts(joined(parts, " OR "));
}

const std::unordered_map<std::string, std::vector<std::string>>& ExpressionBuilder::vocabulary() {
    if (!m_vocabulary) {
        m_vocabulary.emplace();
        // Words have no positions to be counted on the way, which makes this several times faster
        // than asking for the stems.
        auto query = m_database.query("SELECT term FROM words_vocabulary");
        while (query.step()) {
            const auto word = query.text(0);
            for (auto& stem : stemsOf(word)) {
                (*m_vocabulary)[std::move(stem)].push_back(word);
            }
        }
    }
    return *m_vocabulary;
}

/// Whether some text has each word of the meaning, as it is or inflected: by its stem alone,
/// "white" would be a fish (the whiting).
bool ExpressionBuilder::isPresent(const std::vector<std::string>& stems,
                                  const std::string& meaning) {
    // Most meanings end here.
    for (const auto& stem : stems) {
        if (!vocabulary().contains(stem)) {
            return false;
        }
    }
    const auto words = m_words.tokens(meaning);
    for (std::size_t i = 0; i < std::min(stems.size(), words.size()); ++i) {
        if (std::ranges::none_of(vocabulary().at(stems[i]), [&](const std::string& word) {
                return isFormOf(word, words[i].text);
            })) {
            return false;
        }
    }
    return !stems.empty();
}

/// WordNet knows thousands of animals, a project few: only words that some text has are asked for.
std::optional<std::string> ExpressionBuilder::widened(const std::string& text, bool wanted) {
    if (stemsOf(text).empty()) {
        return {};
    }
    std::vector<std::string> meanings;
    if (m_widen && mayLook()) {
        meanings = m_widen(text);
    }
    meanings.push_back(text);
    std::vector<std::string> parts;
    std::set<std::vector<std::string>> known;
    for (const auto& meaning : meanings) {
        // The word itself means whatever has its stem, as it does without the ~.
        const bool itself = &meaning == &meanings.back();
        if (!itself && !mayLook()) {
            continue;
        }
        auto stems = stemsOf(meaning);
        const bool present =
            itself ? std::ranges::all_of(
                         stems, [&](const auto& stem) { return vocabulary().contains(stem); })
                   : isPresent(stems, meaning);
        if (present && known.insert(stems).second) {
            mark(std::move(stems), false, wanted);
            parts.push_back(ftsString(meaning));
            ++m_added;
        }
    }
    return parts.empty() ? ofKey(kNoUnitKey) : inTexts(joined(parts, " OR "));
}

std::string ExpressionBuilder::layer(const std::string& path) const {
    const auto found = std::ranges::find(m_layers, path,
                                         [](const StoredLayer& layer) { return layer.shape.path; });
    return ofKey(found == m_layers.end() ? kNoUnitKey : layerKey(found->id));
}

std::optional<std::string> ExpressionBuilder::conjunction(const std::vector<QueryNode>& parts,
                                                          bool wanted) {
    std::vector<std::string> present;
    std::vector<std::string> absent;
    for (const auto& part : parts) {
        const bool isNot = part.kind == Kind::Not;
        auto text = isNot ? expression(part.parts.front(), !wanted) : expression(part, wanted);
        if (text) {
            (isNot ? absent : present).push_back(std::move(*text));
        }
    }
    if (absent.empty()) {
        return present.empty() ? std::nullopt : std::optional(joined(present, " AND "));
    }
    // FTS5's NOT wants something on its left.
    return "(" + (present.empty() ? ofKey(kEveryUnitKey) : joined(present, " AND ")) + " NOT " +
           joined(absent, " OR ") + ")";
}

std::optional<std::string> ExpressionBuilder::alternatives(const std::vector<QueryNode>& parts,
                                                           bool wanted) {
    std::vector<std::string> present;
    for (const auto& part : parts) {
        if (auto text = expression(part, wanted)) {
            present.push_back(std::move(*text));
        }
    }
    return present.empty() ? std::nullopt : std::optional(joined(present, " OR "));
}

} // namespace brera::project
