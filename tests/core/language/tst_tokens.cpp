// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"

#include "base/error.h"
#include "language/tokens.h"
#include "language/vocabulary.h"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace brera;
using namespace brera::language;

namespace {

/// Tokens with bars between them.
std::string split(std::string_view text) {
    std::string result;
    for (const auto& token : tokenize(text)) {
        result += (result.empty() ? "" : "|") + token;
    }
    return result;
}

std::string joined(const std::vector<std::string>& tokens) {
    return detokenize(tokens);
}

nlohmann::json oracle() {
    std::ifstream file(BRERA_TEST_DATA "/oracle/caption/vocabulary.json");
    return nlohmann::json::parse(file);
}

Vocabulary oracleVocabulary(const nlohmann::json& json) {
    return {json.at("tokens").get<std::vector<std::string>>(),
            {json.at("start"), json.at("stop"), json.at("pad"), json.at("unk")}};
}

} // namespace

TEST_CASE(the_references_numbers_are_met) {
    const auto json = oracle();
    const auto vocabulary = oracleVocabulary(json);
    const auto& annotations = json.at("annotations");
    const auto& expected = json.at("indexed_first_annotation");
    CHECK_EQUAL(annotations.size(), expected.size());
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        const auto text = annotations[i][0].get<std::string>();
        auto numbers = expected[i].get<std::vector<std::int32_t>>();
        while (numbers.back() == vocabulary.specials().pad) {
            numbers.pop_back();
        }
        if (vocabulary.index(text) != numbers) {
            test::fail(__FILE__, __LINE__, "other numbers for: ", text);
        }
        CHECK_EQUAL(vocabulary.text(numbers), text);
    }
}

TEST_CASE(the_references_annotations_hold_no_unknown_word) {
    const auto json = oracle();
    const auto vocabulary = oracleVocabulary(json);
    for (const auto& unit : json.at("annotations")) {
        for (const auto& annotation : unit) {
            const auto text = annotation.get<std::string>();
            for (const auto number : vocabulary.index(text)) {
                CHECK(number != vocabulary.specials().unknown);
            }
            CHECK_EQUAL(vocabulary.text(vocabulary.index(text)), text);
        }
    }
}

TEST_CASE(marks_at_the_ends_of_words_are_tokens) {
    CHECK_EQUAL(split("Concentric rings, mostly white."), "concentric|rings|,|mostly|white|.");
    CHECK_EQUAL(split("fish (blurry)"), "fish|(|blurry|)");
    CHECK_EQUAL(split("[dogs] {cats}; birds!?"), "[|dogs|]|{|cats|}|;|birds|!|?");
    CHECK_EQUAL(split("the word \"stop\""), "the|word|\"|stop|\"");
    CHECK_EQUAL(split("“quoted” ‘text’"), "“|quoted|”|‘|text|’");
    CHECK_EQUAL(split("and so on... maybe.. or…"), "and|so|on|...|maybe|..|or|…");
    CHECK_EQUAL(split("  spaced\tout \n"), "spaced|out");
    CHECK_EQUAL(split(""), "");
    CHECK_EQUAL(split("(((a)))"), "(|(|(|a|)|)|)");
    CHECK_EQUAL(split("..."), "...");
}

TEST_CASE(possessives_and_contractions_are_split) {
    CHECK_EQUAL(split("a person's view"), "a|person|'s|view");
    CHECK_EQUAL(split("a person’s view"), "a|person|’s|view");
    CHECK_EQUAL(split("dogs' ears"), "dogs|'|ears");
    CHECK_EQUAL(split("things that don't move"), "things|that|do|n't|move");
    CHECK_EQUAL(split("can't, won't; isn't"), "ca|n't|,|wo|n't|;|is|n't");
    CHECK_EQUAL(split("it's what they're, I'm (they'll've)"),
                "it|'s|what|they|'re|,|i|'m|(|they|'ll|'ve|)");
    CHECK_EQUAL(split("cannot dont thats"), "can|not|do|nt|that|s");
    CHECK_EQUAL(split("its well were hell"), "its|well|were|hell");
}

TEST_CASE(marks_inside_words_split_where_spacy_does) {
    CHECK_EQUAL(split("black-and-white words"), "black|-|and|-|white|words");
    CHECK_EQUAL(split("3-dimensional t-shirts"), "3|-|dimensional|t|-|shirts");
    CHECK_EQUAL(split("5-10 birds"), "5|-|10|birds");
    CHECK_EQUAL(split("black- edges -end"), "black-|edges|-end");
    CHECK_EQUAL(split("red/blue and/or green"), "red|/|blue|and/or|green");
    CHECK_EQUAL(split("dogs,cats"), "dogs|,|cats");
    CHECK_EQUAL(split("1,000 dots"), "1,000|dots");
    CHECK_EQUAL(split("ends.Starts not.here"), "ends|.|starts|not.here");
    CHECK_EQUAL(split("well...maybe a--b a—b"), "well|...|maybe|a|--|b|a|—|b");
    CHECK_EQUAL(split("top:left"), "top|:|left");
}

TEST_CASE(numbers_measures_and_abbreviations) {
    CHECK_EQUAL(split("50% of 10km for $5 at 10am"), "50|%|of|10|km|for|$|5|at|10|am");
    CHECK_EQUAL(split("3.5 and +5 or 12+"), "3.5|and|+5|or|12|+");
    CHECK_EQUAL(split("the letter A."), "the|letter|a.");
    CHECK_EQUAL(split("e.g. dogs, i.e. pets vs. o'clock"), "e.g.|dogs|,|i.e.|pets|vs.|o'clock");
    CHECK_EQUAL(split("in the USA."), "in|the|usa|.");
}

TEST_CASE(text_beyond_ascii_stays_whole) {
    CHECK_EQUAL(split("Café crème, ÉTÉ"), "café|crème|,|été");
    CHECK_EQUAL(split("猫 собака"), "猫|собака");
    CHECK_EQUAL(split("dogs😀"), "dogs|😀");
    CHECK_EQUAL(split("bad \xff\xc3 bytes"), "bad|\xff\xc3|bytes");
}

TEST_CASE(phrases_read_as_people_write_them) {
    CHECK_EQUAL(joined({"a", "person", "'s", "view"}), "a person's view");
    CHECK_EQUAL(joined({"fish", "(", "blurry", ")"}), "fish (blurry)");
    CHECK_EQUAL(joined({"black", "-", "and", "-", "white", ",", "mostly"}),
                "black-and-white, mostly");
    CHECK_EQUAL(joined({"do", "n't", "move", "..."}), "don't move...");
    CHECK_EQUAL(joined({"the", "word", "\"", "stop", "\"", "."}), "the word \"stop\".");
    CHECK_EQUAL(joined({"dogs", "'", "ears"}), "dogs' ears");
    CHECK_EQUAL(joined({"50", "%", "of", "$", "5"}), "50% of $5");
    CHECK_EQUAL(joined({"red", "/", "blue"}), "red/blue");
    CHECK_EQUAL(joined({}), "");
    CHECK_EQUAL(joined({",", "first"}), ", first");
    // Close, these would become other tokens.
    CHECK_EQUAL(joined({"the", "letter", "a", "."}), "the letter a .");
    CHECK_EQUAL(joined({"top", "-"}), "top -");
    CHECK_EQUAL(joined({"gon", "na"}), "gon na");
}

TEST_CASE(what_is_split_can_be_joined_and_split_again) {
    for (const auto* text :
         {"A person's view, of (blurry) black-and-white \"noise\"; don't! 50% e.g. 10am red/blue",
          "dogs' ears 'quoted' ends.Starts ... (a) [b] {c} I'm they'll've cannot dont and/or",
          "a--b 5-10 3-d 1,000 $5 well...maybe 12+ +5 The letter A. “so” it’s", "- -- ' \" ) ( .",
          "it 's n't 'll a . b , c : d", "U.S. DON'T Ph.D. x=y a<b>c"}) {
        const auto tokens = tokenize(text);
        const auto again = tokenize(detokenize(tokens));
        if (again != tokens) {
            test::fail(__FILE__, __LINE__, text, " → ", detokenize(tokens), " → ",
                       split(detokenize(tokens)));
        }
    }
}

TEST_CASE(vocabularies_count_words) {
    const std::vector<std::string> texts{"red dogs", "red cats", "blue dogs and red birds"};
    const auto vocabulary = Vocabulary::fromTexts(texts);
    const std::vector<std::string> expected{"red",  "dogs",    "and",    "birds", "blue",
                                            "cats", "<start>", "<stop>", "<pad>", "<unk>"};
    CHECK(vocabulary.tokens() == expected);
    const std::vector<std::int32_t> numbers{6, 0, 9, 7};
    CHECK(vocabulary.index("Red zebras") == numbers);
    CHECK_EQUAL(vocabulary.text(numbers), "red");
    const std::vector<std::int32_t> past{6, 0, 1, 7, 5};
    CHECK_EQUAL(vocabulary.text(past), "red dogs");
    CHECK(vocabulary.isSpecial(8));
    CHECK(!vocabulary.isSpecial(0));
}

TEST_CASE(broken_vocabularies_are_refused) {
    CHECK_THROWS(ModelError, Vocabulary({"a", "b", "c"}, {0, 1, 2, 3}), "special");
    CHECK_THROWS(ModelError, Vocabulary({"a", "b", "c", "d"}, {0, 1, 2, 2}), "special");
    CHECK_THROWS(ModelError, Vocabulary({"a", "b", "c", "d"}, {-1, 1, 2, 3}), "special");
    CHECK_THROWS(ModelError, Vocabulary({"a", "b", "c", "d", "a"}, {0, 1, 2, 3}), "twice");
}

CHECK_MAIN
