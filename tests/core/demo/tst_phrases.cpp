// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/phrases.h"
#include "language/tokens.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace brera;
using namespace brera::demo;

class TestPhrases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearlyEveryPhraseNamesItsConcept();
    void phrasesAreShortEnough();
    void phrasesVary();
    void theSameSeedSaysTheSame();
    void theVocabularyIsOfTheRightSize();
    void generalTermsNameNothing();
    void twoConceptsAreBothNamed();
    void whatIsSaidFollowsWhatIsFound();

private:
    static Finding finding(ConceptKind kind, const char* name, double share, double base) {
        return {findConcept(kind, name), share, base};
    }
};

void TestPhrases::nearlyEveryPhraseNamesItsConcept() {
    Random random(5);
    for (int which = 0; which < static_cast<int>(concepts().size()); ++which) {
        int named = 0;
        for (int i = 0; i < 100; ++i) {
            named += names(phrase({which, -1, i % 4 == 0}, random), which);
        }
        // People are sometimes less exact, with classes.
        const bool vague = concepts()[static_cast<std::size_t>(which)].kind == ConceptKind::Class;
        QVERIFY2(vague ? named >= 85 : named == 100,
                 concepts()[static_cast<std::size_t>(which)].name.c_str());
    }
}

void TestPhrases::phrasesAreShortEnough() {
    Random random(6);
    for (int which = -1; which < static_cast<int>(concepts().size()); ++which) {
        for (int i = 0; i < 30; ++i) {
            const auto text = phrase({which, -1, false}, random);
            QVERIFY2(text.find_first_of("{}_") == std::string::npos, text.c_str());
            const auto tokens = language::tokenize(text);
            QVERIFY2(!tokens.empty() && tokens.size() <= 13, text.c_str()); // 15 steps with stop
            QCOMPARE(language::detokenize(tokens), text);
        }
    }
}

void TestPhrases::phrasesVary() {
    Random random(7);
    std::set<std::string> distinct;
    for (int i = 0; i < 100; ++i) {
        distinct.insert(phrase({findConcept(ConceptKind::Class, "car"), -1, false}, random));
    }
    QVERIFY(distinct.size() >= 20);
}

void TestPhrases::theSameSeedSaysTheSame() {
    Random first(8);
    Random second(8);
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(phrase({i, -1, false}, first), phrase({i, -1, false}, second));
    }
}

void TestPhrases::theVocabularyIsOfTheRightSize() {
    const auto words = grammarWords();
    QVERIFY2(words.size() >= 200 && words.size() <= 400, qPrintable(QString::number(words.size())));
    // Nothing is said that is not listed.
    Random random(9);
    for (int which = -1; which < static_cast<int>(concepts().size()); ++which) {
        for (int i = 0; i < 30; ++i) {
            for (const auto& token : language::tokenize(phrase({which, -1, i % 2 == 0}, random))) {
                QVERIFY2(std::ranges::binary_search(words, token), token.c_str());
            }
        }
    }
}

void TestPhrases::generalTermsNameNothing() {
    Random random(10);
    for (int i = 0; i < 60; ++i) {
        const auto text = phrase({}, random);
        for (int which = 0; which < static_cast<int>(concepts().size()); ++which) {
            QVERIFY2(!names(text, which), text.c_str());
        }
    }
}

void TestPhrases::twoConceptsAreBothNamed() {
    Random random(11);
    const int cat = findConcept(ConceptKind::Class, "cat");
    const int ship = findConcept(ConceptKind::Class, "ship");
    for (int i = 0; i < 20; ++i) {
        const auto text = phrase({cat, ship, false}, random);
        QVERIFY2(names(text, cat) && names(text, ship), text.c_str());
    }
}

void TestPhrases::whatIsSaidFollowsWhatIsFound() {
    using enum ConceptKind;
    const std::vector<Finding> one = {finding(Class, "dog", .7, .03),
                                      finding(Group, "animal", .75, .1)};
    QCOMPARE(sayingOf(one).which, one[0].which);
    const std::vector<Finding> two = {finding(Class, "dog", .35, .03),
                                      finding(Class, "cat", .3, .03)};
    QCOMPARE(sayingOf(two).which, two[0].which);
    QCOMPARE(sayingOf(two).second, two[1].which);
    QCOMPARE(sayingOf({}).which, -1);
    const std::vector<Finding> little = {finding(Class, "dog", .2, .03)};
    QCOMPARE(sayingOf(little).which, -1);
    const std::vector<Finding> usual = {finding(Texture, "plain", .5, .3)};
    QCOMPARE(sayingOf(usual).which, -1);
}

QTEST_GUILESS_MAIN(TestPhrases)
#include "tst_phrases.moc"
