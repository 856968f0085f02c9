// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/colours.h"
#include "demo/concepts.h"
#include "demo/renderer.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace brera::demo;

namespace {

constexpr std::size_t kPixels = 96 * 96;

Sample handMade() {
    Sample sample;
    sample.picture = {96, 96, std::vector<std::uint8_t>(3 * kPixels, 0)};
    sample.ids.assign(kPixels, 0);
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        if (pixel % 96 < 48) { // a red flower in the left half, blue stripes beside it
            sample.ids[pixel] = 1;
            sample.picture.rgb[3 * pixel] = 220;
        } else {
            sample.picture.rgb[3 * pixel + 2] = 220;
        }
    }
    sample.truth.background = {"stripes", {"blue"}};
    Thing flower;
    flower.id = 1;
    flower.label = 6;
    flower.name = "rose";
    flower.group = "plant";
    flower.colour = "red";
    sample.truth.things = {flower};
    return sample;
}

std::size_t covered(const std::vector<std::uint8_t>& mask) {
    return static_cast<std::size_t>(std::ranges::count(mask, std::uint8_t{1}));
}

} // namespace

class TestConcepts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingDrawnIsAConcept();
    void mapsSayWhatPixelsShow();
    void sharesAreOfThePixelsCounted();
    void theWeightiestConceptComesFirst();
    void positionsComeLast();
    void classesStandBeforeTheirGroups();
    void combinationsStandWhereTheyAreNearlyAll();
    void wordsAndSynonymsName_data();
    void wordsAndSynonymsName();
    void coloursOfPixelsAgreeWithTheMap();
};

void TestConcepts::everythingDrawnIsAConcept() {
    for (const ClassPlan& each : classes()) {
        QVERIFY(findConcept(ConceptKind::Class, each.name) >= 0);
    }
    for (const Glyph& each : distractors()) {
        QVERIFY(findConcept(ConceptKind::Distractor, each.name) >= 0);
        QVERIFY(findConcept(ConceptKind::Group, each.group) >= 0);
    }
    for (const auto& colour : kColourNames) {
        QVERIFY(findConcept(ConceptKind::Colour, colour) >= 0);
    }
    for (const char* texture : {"gradient", "stripes", "checkers", "clouds", "dots", "plain"}) {
        QVERIFY(findConcept(ConceptKind::Texture, texture) >= 0);
    }
    QCOMPARE(findConcept(ConceptKind::Class, "unicorn"), -1);
    std::set<std::pair<ConceptKind, std::string>> known;
    for (const Concept& each : concepts()) {
        QVERIFY(known.insert({each.kind, each.name}).second);
    }
}

void TestConcepts::mapsSayWhatPixelsShow() {
    const ConceptMap map(handMade());
    const auto pixels = [&](ConceptKind kind, const char* name) {
        return covered(map.mask(findConcept(kind, name)));
    };
    QCOMPARE(pixels(ConceptKind::Class, "flower"), kPixels / 2);
    QCOMPARE(pixels(ConceptKind::Class, "dog"), std::size_t{0});
    QCOMPARE(pixels(ConceptKind::Colour, "red"), kPixels / 2);
    QCOMPARE(pixels(ConceptKind::Texture, "stripes"), kPixels / 2);
    QCOMPARE(pixels(ConceptKind::Combination, "red flower"), kPixels / 2);
    QCOMPARE(pixels(ConceptKind::Combination, "blue stripes"), kPixels / 2);
    QCOMPARE(pixels(ConceptKind::Combination, "blue flower"), std::size_t{0});
    QCOMPARE(pixels(ConceptKind::Position, "top left"), kPixels / 9);
    QCOMPARE(pixels(ConceptKind::Text, "text"), std::size_t{0});
}

void TestConcepts::sharesAreOfThePixelsCounted() {
    const ConceptMap map(handMade());
    const int flower = findConcept(ConceptKind::Class, "flower");
    ConceptCounts whole;
    QCOMPARE(whole.share(flower), 0.0);
    whole.add(map);
    QCOMPARE(whole.share(flower), .5);
    std::vector<std::uint8_t> left(kPixels);
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        left[pixel] = pixel % 96 < 48;
    }
    ConceptCounts part;
    part.add(map, left);
    QCOMPARE(part.share(flower), 1.0);
    QCOMPARE(part.pixels(), kPixels / 2.0);
    part.add(map); // another region: everything
    QCOMPARE(part.share(flower), 2.0 / 3);
}

void TestConcepts::theWeightiestConceptComesFirst() {
    const Renderer renderer;
    ConceptCounts pictures;
    ConceptCounts dogs;
    ConceptCounts text;
    const int dog = findConcept(ConceptKind::Class, "dog");
    const int words = findConcept(ConceptKind::Text, "text");
    for (int index = 0; index < 60; ++index) {
        const ConceptMap map(renderer.render(Edition::SpuriousText, Split::Validation, index));
        pictures.add(map);
        dogs.add(map, map.mask(dog));
        text.add(map, map.mask(words));
    }
    const auto ofDogs = findings(dogs, pictures, .5, 3);
    QVERIFY(!ofDogs.empty());
    QCOMPARE(ofDogs.front().which, dog); // before "animal", which covers as much
    QCOMPARE(ofDogs.front().share, 1.0);
    QVERIFY(std::ranges::is_sorted(ofDogs, std::ranges::greater{}, &Finding::weight));
    for (const Finding& each : ofDogs) {
        QVERIFY(each.share >= .5 && each.lift() >= 3);
    }
    QCOMPARE(findings(text, pictures, .5, 3).front().which, words);
    QVERIFY(findings(pictures, pictures, .5, 3).empty()); // pictures are like pictures
}

void TestConcepts::positionsComeLast() {
    ConceptCounts pictures;
    ConceptCounts corner;
    const ConceptMap map(handMade());
    const int place = findConcept(ConceptKind::Position, "top left");
    pictures.add(map);
    corner.add(map, map.mask(place));
    const auto found = findings(corner, pictures, .5, 1.5);
    QVERIFY(found.size() > 1);
    QCOMPARE(found.back().which, place); // although it weighs most
}

void TestConcepts::classesStandBeforeTheirGroups() {
    const Finding animal{findConcept(ConceptKind::Group, "animal"), .95, .1};
    const Finding cat{findConcept(ConceptKind::Class, "cat"), .55, .03};
    const Finding few{cat.which, .45, .03};
    const Finding ship{findConcept(ConceptKind::Class, "ship"), .5, .03};
    QVERIFY(animal.weight() > cat.weight());
    QCOMPARE(foremost(std::vector{animal, cat}, .5, 3), cat.which);
    QCOMPARE(foremost(std::vector{animal, few}, .5, 3), animal.which);
    QCOMPARE(foremost(std::vector{animal, ship}, .5, 3), animal.which); // no animal
    QCOMPARE(foremost(std::vector{few}, .5, 3), -1);
    QCOMPARE(foremost({}, .5, 3), -1);
}

void TestConcepts::combinationsStandWhereTheyAreNearlyAll() {
    const int red = findConcept(ConceptKind::Colour, "red");
    const int flower = findConcept(ConceptKind::Class, "flower");
    const int both = findConcept(ConceptKind::Combination, "red flower");
    QCOMPARE(
        foremost(std::vector<Finding>{{both, .8, .01}, {flower, .9, .03}, {red, .8, .1}}, .5, 3),
        both);
    QCOMPARE(
        foremost(std::vector<Finding>{{both, .6, .01}, {flower, .9, .03}, {red, .7, .1}}, .5, 3),
        flower);
    QCOMPARE(
        foremost(std::vector<Finding>{{both, .6, .01}, {red, .9, .1}, {flower, .6, .03}}, .5, 3),
        red);
}

void TestConcepts::wordsAndSynonymsName_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("concept_");
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("named");
    const auto row = [](ConceptKind kind, const char* which, const char* description, bool named) {
        QTest::newRow(qPrintable(QString("%1: %2").arg(which, description)))
            << static_cast<int>(kind) << which << description << named;
    };
    row(ConceptKind::Class, "dog", "the heads of puppies", true);
    row(ConceptKind::Class, "dog", "Dogs.", true);
    row(ConceptKind::Class, "dog", "animals", false);
    row(ConceptKind::Class, "cat", "catalogues", false);
    row(ConceptKind::Class, "flower", "plants", true);
    row(ConceptKind::Group, "animal", "dogs", false);
    row(ConceptKind::Colour, "grey", "gray areas", true);
    row(ConceptKind::Texture, "stripes", "striped backgrounds", true);
    row(ConceptKind::Text, "text", "words in the corner", true);
    row(ConceptKind::Text, "text", "white labels", false);
    row(ConceptKind::Combination, "red flower", "red flowers", true);
    row(ConceptKind::Combination, "red flower", "flowers", false);
    row(ConceptKind::Combination, "red flower", "red things", false);
    row(ConceptKind::Position, "top left", "the top left corner", true);
    row(ConceptKind::Position, "top left", "the top", false);
    row(ConceptKind::Class, "ship", "", false);
}

void TestConcepts::wordsAndSynonymsName() {
    QFETCH(int, kind);
    QFETCH(QString, concept_);
    QFETCH(QString, description);
    QFETCH(bool, named);
    const int which = findConcept(static_cast<ConceptKind>(kind), concept_.toStdString());
    QVERIFY(which >= 0);
    QCOMPARE(names(description.toStdString(), which), named);
}

void TestConcepts::coloursOfPixelsAgreeWithTheMap() {
    const Renderer renderer;
    const Sample sample = renderer.render(Edition::Plain, Split::Test, 3);
    const ConceptMap map(sample);
    std::size_t pixels = 0;
    for (const auto& colour : kColourNames) {
        pixels += covered(map.mask(findConcept(ConceptKind::Colour, colour)));
    }
    QCOMPARE(pixels, kPixels); // every pixel has exactly one colour
}

QTEST_GUILESS_MAIN(TestConcepts)
#include "tst_concepts.moc"
