// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/concept_masks.h"
#include "demo/grounding.h"

#include <QtTest>

#include <algorithm>

using namespace brera;
using namespace brera::demo;

class TestGrounding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePerfectDescriberIsGrounded();
    void nonsenseIsNot();
    void sharesAreCounted();
    void fewUnitsDoNotMakeAMean();
    void positionsAreShownButNotCounted();
    void distinctDescriptionsAreCounted();
    void listsOfDifferentLengthsAreRefused();
    void drawnUnitsShowWhatIsSaidOfThem();
    void drawnUnitsAreTheSameAgain();
    void drawnUnitsNeedImages();

private:
    static int concept_(ConceptKind kind, const char* name) { return findConcept(kind, name); }
    static std::vector<int> truths() {
        std::vector<int> result;
        for (int i = 0; i < 6; ++i) {
            result.push_back(concept_(ConceptKind::Class, i % 2 ? "dog" : "ship"));
            result.push_back(concept_(ConceptKind::Text, "text"));
            result.push_back(concept_(ConceptKind::Colour, "red"));
            result.push_back(-1);
        }
        return result;
    }
};

void TestGrounding::thePerfectDescriberIsGrounded() {
    const auto units = truths();
    std::vector<std::string> descriptions;
    for (const int each : units) {
        descriptions.push_back(each < 0 ? "something"
                                        : concepts()[static_cast<std::size_t>(each)].name);
    }
    const Grounding result = ground(descriptions, units);
    QCOMPARE(result.grounded, 1.0);
    QCOMPARE(result.text, 1.0);
    QCOMPARE(result.macro, 1.0);
    QCOMPARE(result.units, std::size_t{18});
    QCOMPARE(result.described, std::size_t{24});
    // Of a text unit's 17 others 5 say text; likewise red; of a dog's 2 say dog.
    QCOMPARE(result.shuffled, (6 * 5 + 6 * 5 + 6 * 2) / (18.0 * 17));
}

void TestGrounding::nonsenseIsNot() {
    const auto units = truths();
    const Grounding result =
        ground(std::vector<std::string>(units.size(), "colourless ideas"), units);
    QCOMPARE(result.grounded, 0.0);
    QCOMPARE(result.shuffled, 0.0);
    QCOMPARE(result.text, 0.0);
    QCOMPARE(result.macro, 0.0);
}

void TestGrounding::sharesAreCounted() {
    const int dog = concept_(ConceptKind::Class, "dog");
    const int text = concept_(ConceptKind::Text, "text");
    const std::vector<int> units = {dog, dog, dog, dog, text, -1};
    const std::vector<std::string> said = {"dogs", "puppies", "cats", "text", "words", "dogs"};
    const Grounding result = ground(said, units);
    QCOMPARE(result.grounded, 3.0 / 5);
    QCOMPARE(result.byKind.at(ConceptKind::Class).grounded, .5);
    QCOMPARE(result.byKind.at(ConceptKind::Class).units, std::size_t{4});
    QCOMPARE(result.text, 1.0);
    // Pairs of a unit with a stranger's description: the first two dogs hear "dogs" once each, the
    // other two twice each, the text unit hears "text" once.
    QCOMPARE(result.shuffled, (1 + 1 + 2 + 2 + 1) / 20.0);
}

void TestGrounding::fewUnitsDoNotMakeAMean() {
    const int dog = concept_(ConceptKind::Class, "dog");
    const int red = concept_(ConceptKind::Colour, "red");
    std::vector<int> units(kMacroUnits, dog);
    units.insert(units.end(), kMacroUnits - 1, red);
    const Grounding result = ground(std::vector<std::string>(units.size(), "dogs"), units);
    QCOMPARE(result.macro, 1.0); // red has too few
    units.push_back(red);
    QCOMPARE(ground(std::vector<std::string>(units.size(), "dogs"), units).macro, .5);
}

void TestGrounding::positionsAreShownButNotCounted() {
    const std::vector<int> units(8, concept_(ConceptKind::Position, "left"));
    const Grounding result = ground(std::vector<std::string>(8, "the left side of images"), units);
    QCOMPARE(result.units, std::size_t{0});
    QCOMPARE(result.grounded, 0.0);
    QCOMPARE(result.macro, 0.0);
    QCOMPARE(result.byKind.at(ConceptKind::Position).grounded, 1.0);
}

void TestGrounding::distinctDescriptionsAreCounted() {
    const std::vector<int> units(8, -1);
    const std::vector<std::string> said = {"a", "a", "b", "b", "b", "c", "c", "d"};
    QCOMPARE(ground(said, units).distinct, 50.0);
}

void TestGrounding::listsOfDifferentLengthsAreRefused() {
    QVERIFY_EXCEPTION_THROWN(ground(std::vector<std::string>(2), std::vector<int>(3)), DataError);
}

void TestGrounding::drawnUnitsShowWhatIsSaidOfThem() {
    const Renderer renderer;
    const DrawnImages images(renderer, {Edition::RandomText, Split::Train, 0, 400}, {}, {});
    const auto units = drawUnits(images, 60, 1, {}, {});
    QCOMPARE(units.size(), std::size_t{60});
    int named = 0;
    int empty = 0; // masks fall off at the border, so that a corner alone may leave nothing
    for (const DrawnUnit& each : units) {
        QCOMPARE(each.unit.exemplars.size(), std::size_t{kExemplars});
        for (std::size_t exemplar = 0; exemplar < kExemplars; ++exemplar) {
            empty += std::ranges::count(each.unit.mask(exemplar), std::uint8_t{1}) == 0;
        }
        if (each.saying.which >= 0 && each.saying.second < 0) {
            ++named;
            const auto counts = conceptsOf(each.unit, images);
            QVERIFY(counts.share(each.saying.which) >= .4);
            QVERIFY(counts.share(each.saying.which) >=
                    2.5 * images.counts().share(each.saying.which));
        }
    }
    QVERIFY(named >= 50);
    QVERIFY(empty < 60 * kExemplars / 20);
}

void TestGrounding::drawnUnitsAreTheSameAgain() {
    const Renderer renderer;
    const DrawnImages images(renderer, {Edition::RandomText, Split::Train, 0, 300}, {}, {});
    const auto first = drawUnits(images, 10, 3, {}, {});
    const auto second = drawUnits(images, 10, 3, {}, {});
    const auto other = drawUnits(images, 10, 4, {}, {});
    bool differs = false;
    for (std::size_t i = 0; i < first.size(); ++i) {
        QCOMPARE(first[i].saying.which, second[i].saying.which);
        QCOMPARE(first[i].unit.mask(0), second[i].unit.mask(0));
        differs = differs || first[i].unit.mask(0) != other[i].unit.mask(0);
    }
    QVERIFY(differs);
}

void TestGrounding::drawnUnitsNeedImages() {
    const Renderer renderer;
    const DrawnImages images(renderer, {Edition::Plain, Split::Train, 0, 16}, {}, {});
    QVERIFY_EXCEPTION_THROWN(drawUnits(images, 1, 1, {}, {}), DataError);
}

QTEST_GUILESS_MAIN(TestGrounding)
#include "tst_grounding.moc"
