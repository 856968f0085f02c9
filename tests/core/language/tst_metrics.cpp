// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"

#include "base/error.h"
#include "language/metrics.h"
#include "language/word_vectors.h"

#include <clocale>
#include <filesystem>
#include <fstream>

using namespace brera;
using namespace brera::language;

namespace {

using Corpus = std::vector<Judged>;

/// A file that goes with the test.
class TextFile {
public:
    explicit TextFile(const std::string& text)
        : m_path(std::filesystem::temp_directory_path() /
                 ("brera-vectors-" + std::to_string(++counter) + "-" +
                  std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TextFile() { std::filesystem::remove(m_path); }
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    WordVectors read(std::vector<std::string> wanted = {}) const {
        return WordVectors::read(m_path, wanted);
    }

private:
    inline static int counter = 0;
    std::filesystem::path m_path;
};

const Corpus kSame{{"red flowers on grass", {"red flowers on grass"}},
                   {"the top of a house", {"windows", "The top of a house"}}};
const Corpus kNothing{{"aaa bbb ccc ddd", {"xx yy zz ww"}}};

} // namespace

TEST_CASE(equal_texts_score_one_and_foreign_ones_zero) {
    const TextFile file("red 1 0\n");
    const auto vectors = file.read();
    CHECK_NEAR(bleu4(kSame), 1, 1e-12);
    CHECK_NEAR(rougeL(kSame), 1, 1e-12);
    CHECK_NEAR(chrF(kSame), 1, 1e-12);
    CHECK_NEAR(embeddingScore(kSame, vectors), 1, 1e-12);
    for (const double value :
         {bleu4(kNothing), rougeL(kNothing), chrF(kNothing), embeddingScore(kNothing, vectors),
          bleu4({}), rougeL({}), chrF({}), embeddingScore({}, vectors)}) {
        CHECK_EQUAL(value, 0.0);
    }
    const Corpus empty{{"", {"red flowers"}}};
    CHECK_EQUAL(bleu4(empty) + rougeL(empty) + chrF(empty), 0.0);
}

TEST_CASE(bleu_by_hand) {
    // Precisions 6/7, 4/6, 2/5, 1/4; longer than the reference.
    const Corpus one{{"a red ball on the green grass", {"a red ball on green grass"}}};
    CHECK_NEAR(bleu4(one), std::pow(6.0 / 7 * 4 / 6 * 2 / 5 * 1 / 4, 0.25), 1e-12);
    // All precisions 1; 4 tokens against 6.
    const Corpus brief{{"a red ball on", {"a red ball on green grass"}}};
    CHECK_NEAR(bleu4(brief), std::exp(1 - 6.0 / 4), 1e-12);
    // The nearest length counts, not the first.
    const Corpus near{{"a red ball on", {"a red ball on green grass", "one two three four"}}};
    CHECK_NEAR(bleu4(near), 1, 1e-12);
    // "the" occurs twice at most in a reference: clipped to 2 of 7 (Papineni et al., example 2);
    // no precision of higher order, so nothing.
    const Corpus clipped{{"the the the the the the the", {"the cat is on the mat"}}};
    CHECK_EQUAL(bleu4(clipped), 0.0);
    // Counts of all sentences are summed before they are divided: 1-grams 4/8, 2: 3/6, 3: 2/4,
    // 4: 1/2.
    const Corpus two{{"a b c d", {"a b c d"}}, {"q r s t", {"w x y z"}}};
    CHECK_NEAR(bleu4(two), 0.5, 1e-12);
}

TEST_CASE(rouge_by_hand) {
    // The longest common subsequence is 3 of 3 and 3 of 5.
    const Corpus one{{"the cat sat", {"the black cat sat down"}}};
    CHECK_NEAR(rougeL(one), 0.75, 1e-12);
    // Order matters; the best reference counts.
    const Corpus order{{"sat cat the", {"the cat sat", "dogs"}}};
    CHECK_NEAR(rougeL(order), 1.0 / 3, 1e-12);
}

TEST_CASE(chrf_by_hand) {
    // Orders 1–3: 2/3, 1/2, 0, both ways; longer runs do not exist.
    CHECK_NEAR(chrF(Corpus{{"abc", {"abd"}}}), (2.0 / 3 + 1.0 / 2) / 3, 1e-12);
    // Precision 1, recall (2/3 + 1/2) / 2, recall weighing four times as much.
    const double recall = (2.0 / 3 + 1.0 / 2) / 2;
    CHECK_NEAR(chrF(Corpus{{"ab", {"abc"}}}), 5 * recall / (4 + recall), 1e-12);
    // Spaces and case do not count; a worse reference beside does no harm.
    CHECK_NEAR(chrF(Corpus{{"red dog", {"cat", "Re ddog"}}}), 1, 1e-12);
}

TEST_CASE(embedding_score_by_hand) {
    const TextFile file("red 2 0\ncrimson 0.3 0.4\n");
    const auto vectors = file.read();
    // Precision .6; recall (.6 + 0) / 2: "ball" has no vector and no twin.
    const Corpus one{{"red", {"crimson ball"}}};
    CHECK_NEAR(embeddingScore(one, vectors), 2 * 0.6 * 0.3 / 0.9, 1e-6);
    // A word without a vector matches itself.
    CHECK_NEAR(embeddingScore(Corpus{{"ball", {"ball"}}}, vectors), 1, 1e-12);
}

TEST_CASE(metrics_tell_good_from_shuffled) {
    Corpus good;
    Corpus shuffled;
    const std::vector<std::string> texts{"red flowers on grass", "the top of blue cars",
                                         "animal faces and ears", "white text on signs"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        good.push_back({texts[i], {texts[i] + " outside"}});
        shuffled.push_back({texts[(i + 1) % texts.size()], {texts[i] + " outside"}});
    }
    CHECK(bleu4(good) > bleu4(shuffled) + 0.3);
    CHECK(rougeL(good) > rougeL(shuffled) + 0.3);
    CHECK(chrF(good) > chrF(shuffled) + 0.3);
}

TEST_CASE(word_vectors_in_glove_and_word2vec_format) {
    for (const auto* text : {"red 3 4\nblue 0 -2\n", "2 2\nred 3 4\nblue 0 -2\n",
                             "red 3 4 \r\nblue 0 -2\r\n", "red\t3\t4\nblue 0 -2"}) {
        const auto vectors = TextFile(text).read();
        CHECK_EQUAL(vectors.dimensions(), 2);
        CHECK_EQUAL(vectors.size(), 2U);
        CHECK_NEAR(vectors.find("red")[0], 0.6, 1e-6);
        CHECK_NEAR(vectors.find("red")[1], 0.8, 1e-6);
        CHECK_NEAR(vectors.similarity("red", "blue"), -0.8, 1e-6);
        CHECK(vectors.find("green").empty());
        CHECK_EQUAL(vectors.similarity("red", "green"), 0.0);
        CHECK_EQUAL(vectors.similarity("green", "green"), 1.0);
    }
}

TEST_CASE(only_wanted_words_are_kept) {
    const auto vectors = TextFile("red 1 0\nblue 0 1\n. . . 1 1\n").read({"blue", ". . ."});
    CHECK_EQUAL(vectors.size(), 2U);
    CHECK(vectors.find("red").empty());
    CHECK_NEAR(vectors.similarity("blue", ". . ."), std::sqrt(0.5), 1e-6);
}

TEST_CASE(a_words_first_vector_counts_and_zeros_stay) {
    const auto vectors = TextFile("red 1 0\nred 0 1\nnone 0 0\n").read();
    CHECK_NEAR(vectors.find("red")[0], 1, 1e-6);
    CHECK_EQUAL(vectors.similarity("none", "red"), 0.0);
}

TEST_CASE(broken_lines_are_named) {
    CHECK_THROWS(DataError, TextFile("red 1 0\nblue 0 x\n").read(), "line 2: \"x\" is no number");
    CHECK_THROWS(DataError, TextFile("red 1 0\nblue 1\n").read(), "line 2: expected 2 numbers");
    CHECK_THROWS(DataError, TextFile("1 3\nred 1 0\n").read(), "line 2: expected 3 numbers");
    CHECK_THROWS(DataError, TextFile("red 1 nan\n").read(), "line 1");
    CHECK_THROWS(DataError, TextFile("1 999999999\nred 1\n").read(), "line 1");
    CHECK_THROWS(DataError, TextFile("red\n").read(), "line 1: expected a word and its numbers");
    CHECK_THROWS(DataError, TextFile("").read(), "holds no word vectors");
    CHECK_THROWS(DataError, WordVectors::read("/nowhere/vectors.txt"), "/nowhere/vectors.txt");
}

TEST_CASE(a_decimal_comma_locale_changes_nothing) {
    const TextFile file("red 0.6 0.8\n");
    const char* changed = std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
    const auto vectors = file.read();
    std::setlocale(LC_NUMERIC, "C");
    CHECK_NEAR(vectors.find("red")[0], 0.6, 1e-6);
    (void)changed; // where the locale is not installed, the C locale has been checked
}

CHECK_MAIN
