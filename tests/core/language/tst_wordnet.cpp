// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"

#include "base/error.h"
#include "language/wordnet.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <thread>

using namespace brera;
using namespace brera::language;

namespace {

bool widens(const std::string& word, const std::string& to) {
    const auto words = WordNet().widen(word);
    return std::find(words.begin(), words.end(), to) != words.end();
}

} // namespace

// Must come first: the library opens its files once.
TEST_CASE(a_missing_dictionary_is_named) {
    ::setenv("WNSEARCHDIR", "/nowhere", 1);
    CHECK_THROWS(DataError, WordNet(), "wordnet-base");
    ::unsetenv("WNSEARCHDIR");
    CHECK(!WordNet().widen("dog").empty());
}

TEST_CASE(nouns_widen_to_everything_below) {
    CHECK(widens("animal", "dog"));
    CHECK(widens("animal", "persian cat"));
    CHECK(widens("flower", "daisy"));
    CHECK(widens("vehicle", "car"));
    CHECK(widens("text", "text"));
    CHECK(!widens("dog", "animal"));
    CHECK(!widens("flower", "dog"));
    CHECK(WordNet().widen("animal").size() > 7000);
}

TEST_CASE(words_that_mean_something_else_are_left_out) {
    // Butterflies, horses, cattle and people, by their rarest senses.
    for (const auto* word :
         {"white", "blue", "grey", "head", "black", "toy", "physical", "carnal"}) {
        CHECK(!widens("animal", word));
    }
    for (const auto* word : {"white", "black", "green", "head", "light", "square", "face", "cat",
                             "mouse", "lion", "jewel", "bag"}) {
        CHECK(!widens("person", word));
    }
    CHECK(!widens("face", "light"));
    CHECK(!widens("face", "top"));
    CHECK(!widens("dog", "andiron"));
    // Those that are animals by one sense out of several are animals.
    for (const auto* word : {"bear", "fly", "whale", "crane", "mouse", "duck", "chicken", "fish",
                             "bat", "turkey", "horse"}) {
        CHECK(widens("animal", word));
    }
    CHECK(widens("person", "man"));
    CHECK(widens("person", "child"));
    CHECK(widens("color", "red"));
    CHECK(widens("colour", "blue"));
    CHECK(widens("shape", "square"));
    CHECK(widens("white", "white"));
}

TEST_CASE(irregular_plurals_come_along) {
    CHECK(widens("person", "women"));
    CHECK(widens("person", "children"));
    CHECK(widens("animal", "geese"));
    CHECK(widens("animal", "mice"));
    CHECK(!widens("animal", "children"));
}

TEST_CASE(synonyms_are_found) {
    CHECK(widens("car", "automobile"));
    CHECK(widens("big", "large"));
    CHECK(widens("buy", "purchase"));
}

TEST_CASE(inflected_forms_are_taken_back) {
    CHECK(widens("animals", "dog"));
    CHECK(widens("Geese", "goose"));
    CHECK(widens("buying", "purchase"));
    CHECK(widens("animals", "animals"));
    CHECK(widens("ice creams", "chocolate ice cream"));
}

TEST_CASE(unknown_words_widen_to_themselves) {
    const std::vector<std::string> itself{"qwertzuiop"};
    CHECK(WordNet().widen("qwertzuiop") == itself);
    const std::string endless(100000, 'a');
    CHECK_EQUAL(WordNet().widen(endless).size(), 1U);
    for (const auto* odd :
         {"", " ", "_", "-", "%s%n", "é", "a.b.c", "'s", "\xff", "(", "of the of"}) {
        CHECK(!WordNet().widen(odd).empty());
    }
}

TEST_CASE(kinds_go_up_from_the_commonest_sense) {
    const auto kinds = WordNet().kindsOf("poodle", 20);
    const auto place = [&](const char* kind) {
        return std::find(kinds.begin(), kinds.end(), kind) - kinds.begin();
    };
    CHECK_EQUAL(kinds.front(), std::string("poodle"));
    CHECK(place("dog") < place("carnivore"));
    CHECK(place("carnivore") < place("animal"));
    CHECK_EQUAL(kinds.back(), std::string("entity"));
    CHECK_EQUAL(WordNet().kindsOf("poodle", 2).size(), 2U);
    CHECK(WordNet().kindsOf("Eyes", 9) == WordNet().kindsOf("eye", 9));
    CHECK(WordNet().kindsOf("automobile", 1) == WordNet().kindsOf("car", 1));
    CHECK(WordNet().kindsOf("qwertzuiop", 9).empty());
    CHECK(WordNet().kindsOf("", 9).empty());
    CHECK(WordNet().kindsOf(std::string(100000, 'a'), 9).empty());
}

TEST_CASE(words_are_sorted_and_distinct) {
    const auto words = WordNet().widen("dog");
    const std::set<std::string> distinct(words.begin(), words.end());
    CHECK_EQUAL(distinct.size(), words.size());
    CHECK(std::is_sorted(words.begin(), words.end()));
    for (const auto& word : words) {
        CHECK(word.find('_') == std::string::npos);
    }
}

TEST_CASE(many_threads_may_ask) {
    const auto expected = WordNet().widen("animal");
    std::vector<std::thread> threads;
    std::vector<int> same(4, 0);
    for (std::size_t i = 0; i < same.size(); ++i) {
        threads.emplace_back([&, i] {
            const auto other = WordNet().widen(i % 2 == 0 ? "flower" : "vehicle");
            same[i] = !other.empty() && WordNet().widen("animal") == expected ? 1 : 0;
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(std::count(same.begin(), same.end(), 1) == 4);
}

CHECK_MAIN
