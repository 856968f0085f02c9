// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include "project/search.h"

#include <algorithm>
#include <sqlite3.h>
#include <sstream>

namespace brera::project::test {

namespace {

const std::vector<std::string> kWords{
    "a",           "the",       "of",     "in",      "and",    "red",     "blue",   "green",
    "striped",     "dog",       "dogs",   "cat",     "cats",   "fish",    "flower", "flowers",
    "flowering",   "beautiful", "beauty", "sky",     "skies",  "running", "runs",   "text",
    "words",       "left",      "corner", "top",     "faces",  "face",    "nose",   "café",
    "noël",        "t",         "-",      "shirt",   "'s",     ".",       "animal", "hot",
    "backgrounds", "犬",        "<unk>",  "<start>", "<stop>", "<pad>"};

} // namespace

DescriptionRun smallRun() {
    DescriptionRun run;
    run.captionerHash = "0123";
    run.captionerName = "tiny";
    run.generated = true;
    run.vocabulary = kWords;
    return run;
}

std::int32_t number(const std::string& word) {
    const auto found = std::ranges::find(kWords, word);
    if (found == kWords.end()) {
        throw ProjectError("the test's vocabulary has no " + word);
    }
    return static_cast<std::int32_t>(found - kWords.begin());
}

Candidate candidate(const std::string& words, float logpGivenExemplars, float logp, int exemplars) {
    Candidate result;
    std::istringstream stream(words);
    for (std::string word; stream >> word;) {
        result.tokens.push_back(number(word));
        for (int e = 0; e < exemplars; ++e) {
            // The same for all candidates of the same prefix length, as prefixes share theirs.
            result.attention.push_back(
                static_cast<std::uint8_t>(7 * result.tokens.size() + static_cast<std::size_t>(e)));
        }
    }
    result.logpGivenExemplars = logpGivenExemplars;
    result.logp = logp;
    return result;
}

UnitBeam unitSaying(std::int64_t unit, const std::string& text) {
    return {unit, {candidate(text, -1, -2)}, candidate(text, -1, -2)};
}

void describe(Project& project, const std::string& layer, const std::vector<std::string>& texts) {
    auto store = project.descriptionStore();
    store->begin(smallRun());
    std::vector<UnitBeam> units;
    for (const auto& text : texts) {
        units.push_back(unitSaying(static_cast<std::int64_t>(units.size()), text));
    }
    store->commit(layer, units);
    store->finish();
}

UnitBeam contested(std::int64_t unit) {
    return {unit,
            {candidate("a dog", -1, -2, 3), candidate("a striped dog", -1.5F, -9, 3),
             candidate("the dog 's nose .", -2, -3, 3)},
            candidate("red", -3, -1, 3)};
}

Texts textsOf(const Project& project, const std::string& layer) {
    Texts texts;
    for (const auto& description : project.descriptions(layer)) {
        texts.push_back(std::to_string(description.unit) + " " + description.text);
    }
    return texts;
}

std::int64_t found(const Project& project, const std::string& query) {
    return search(project, query, 10, {}).total;
}

bool same(const Candidate& left, const Candidate& right) {
    return left.tokens == right.tokens && left.logpGivenExemplars == right.logpGivenExemplars &&
           left.logp == right.logp && left.attention == right.attention;
}

bool same(const UnitBeam& left, const UnitBeam& right) {
    return left.unit == right.unit && same(left.greedy, right.greedy) &&
           std::ranges::equal(left.beam, right.beam,
                              [](const auto& a, const auto& b) { return same(a, b); });
}

void alter(const std::filesystem::path& project, const std::string& sql) {
    sqlite3* file = nullptr;
    char* message = nullptr;
    const bool done = sqlite3_open(project.c_str(), &file) == SQLITE_OK &&
                      sqlite3_exec(file, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK;
    const std::string words = message != nullptr ? message : "";
    sqlite3_free(message);
    sqlite3_close(file);
    if (!done) {
        throw ProjectError("the test's SQL failed: " + words);
    }
}

} // namespace brera::project::test
