// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/blur.h"
#include "demo/colours.h"
#include "demo/random.h"
#include "demo/renderer.h"
#include "demo/truth_json.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <thread>

using namespace brera;
using namespace brera::demo;

namespace {

Colour pixel(const Picture& picture, int x, int y) {
    const auto at = static_cast<std::size_t>(3 * (y * picture.width + x));
    return {static_cast<float>(picture.rgb[at]), static_cast<float>(picture.rgb[at + 1]),
            static_cast<float>(picture.rgb[at + 2])};
}

bool inside(const Box& box, int x, int y) {
    return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

template <typename Visit>
void everyPixel(Visit visit) {
    for (int y = 0; y < kPictureSize; ++y) {
        for (int x = 0; x < kPictureSize; ++x) {
            visit(x, y);
        }
    }
}

int idAt(const Sample& sample, int x, int y) {
    return sample.ids[static_cast<std::size_t>(y * kPictureSize + x)];
}

} // namespace

class TestDemoWorld : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomNumbersAreThePublishedOnes();
    void distributionsKeepTheirBounds();
    void coloursHaveTheWordsPeopleUse();
    void hueMovesRoundTheCircle();
    void sameImageTwice();
    void imagesDifferByIndexSplitAndSeed();
    void threadsDrawTheSame();
    void classesComeEquallyOften();
    void classOrderIsThatOfSortedFolders();
    void plainEditionBearsNoText();
    void halfOfTheSpuriousTrainingImagesBearTheirName();
    void adversarialWordsAreDrawnFromAllClasses();
    void adversarialAndCleanDifferInTheTextAlone();
    void facesAreBlurredAndNothingElse();
    void blurringKeepsTheMeanAndFlattensTheRest();
    void textBoxIsBlackOnWhite();
    void thingsLieWhereTheTruthSays();
    void coloursNamedAreThoseSeen();
    void everyTextureAndGlyphComesUp();
    void truthAsJsonHoldsTheIdMap();
    void unknownNamesAreRefused();

private:
    Renderer m_renderer;
};

void TestDemoWorld::randomNumbersAreThePublishedOnes() {
    // Test vector of SplitMix64 for seed 1234567.
    Random random(1234567);
    QCOMPARE(random.bits(), 6457827717110365317ULL);
    QCOMPARE(random.bits(), 3203168211198807973ULL);
    QCOMPARE(random.bits(), 9817491932198370423ULL);
    QVERIFY(Random({1, 2}).bits() != Random({2, 1}).bits());
}

void TestDemoWorld::distributionsKeepTheirBounds() {
    Random random(3);
    double sum = 0;
    double squares = 0;
    std::array<int, 7> counts{};
    constexpr int kDraws = 70000;
    for (int i = 0; i < kDraws; ++i) {
        const double uniform = random.uniform(2, 3);
        QVERIFY(uniform >= 2 && uniform < 3);
        const double noise = random.noise();
        sum += noise;
        squares += noise * noise;
        ++counts.at(static_cast<std::size_t>(random.below(7)));
    }
    QVERIFY(std::abs(sum / kDraws) < .02);
    QVERIFY(std::abs(squares / kDraws - 1) < .02);
    for (const int count : counts) {
        QVERIFY(std::abs(count - kDraws / 7) < 400);
    }
}

void TestDemoWorld::coloursHaveTheWordsPeopleUse() {
    const auto name = [](float red, float green, float blue) {
        return std::string(kColourNames[colourName({red, green, blue})]);
    };
    QCOMPARE(name(0, 0, 0), "black");
    QCOMPARE(name(255, 255, 255), "white");
    QCOMPARE(name(128, 128, 128), "grey");
    QCOMPARE(name(220, 20, 30), "red");
    QCOMPARE(name(255, 150, 0), "orange");
    QCOMPARE(name(250, 230, 40), "yellow");
    QCOMPARE(name(40, 160, 60), "green");
    QCOMPARE(name(30, 200, 200), "turquoise");
    QCOMPARE(name(30, 60, 220), "blue");
    QCOMPARE(name(130, 40, 200), "purple");
    QCOMPARE(name(255, 180, 190), "pink");
    QCOMPARE(name(120, 70, 30), "brown");
}

void TestDemoWorld::hueMovesRoundTheCircle() {
    const Colour green = shiftHue({200, 0, 0}, 1.0F / 3);
    QVERIFY(std::abs(green.green - 200) < .1F && green.red < .1F && green.blue < .1F);
    const Colour back = shiftHue(shiftHue({10, 200, 90}, .4F), -.4F);
    QVERIFY(std::abs(back.red - 10) < .1F && std::abs(back.green - 200) < .1F &&
            std::abs(back.blue - 90) < .1F);
    const Colour grey = shiftHue({90, 90, 90}, .3F);
    QVERIFY(grey.red == 90 && grey.green == 90 && grey.blue == 90);
}

void TestDemoWorld::sameImageTwice() {
    const Renderer other;
    for (const std::int64_t index : {0, 7, 999}) {
        const Sample first = m_renderer.render(Edition::SpuriousText, Split::Test, index);
        const Sample second = other.render(Edition::SpuriousText, Split::Test, index);
        QCOMPARE(first.picture.height, kPictureSize);
        QCOMPARE(first.picture.width, kPictureSize);
        QCOMPARE(first.picture.rgb.size(), std::size_t{3 * kPictureSize * kPictureSize});
        QVERIFY(first.picture.rgb == second.picture.rgb);
        QVERIFY(first.ids == second.ids);
        QVERIFY(first.truth == second.truth);
    }
    QCOMPARE(m_renderer.version(), other.version());
}

void TestDemoWorld::imagesDifferByIndexSplitAndSeed() {
    const auto rgb = [](const Renderer& renderer, Split split, std::int64_t index) {
        return renderer.render(Edition::Plain, split, index).picture.rgb;
    };
    const auto picture = rgb(m_renderer, Split::Train, 5);
    QVERIFY(picture != rgb(m_renderer, Split::Train, 15));
    QVERIFY(picture != rgb(m_renderer, Split::Validation, 5));
    const Renderer seeded(1);
    QVERIFY(picture != rgb(seeded, Split::Train, 5));
    QVERIFY(seeded.version() != m_renderer.version());
}

void TestDemoWorld::threadsDrawTheSame() {
    constexpr std::int64_t kImages = 24;
    std::vector<Sample> together(kImages);
    {
        std::vector<std::jthread> pool;
        for (std::int64_t first = 0; first < 4; ++first) {
            pool.emplace_back([&, first] {
                for (std::int64_t index = first; index < kImages; index += 4) {
                    together[static_cast<std::size_t>(index)] =
                        m_renderer.render(Edition::SpuriousText, Split::Adversarial, index);
                }
            });
        }
    }
    for (std::int64_t index = 0; index < kImages; ++index) {
        const Sample alone = m_renderer.render(Edition::SpuriousText, Split::Adversarial, index);
        QVERIFY(alone.picture.rgb == together[static_cast<std::size_t>(index)].picture.rgb);
    }
}

void TestDemoWorld::classesComeEquallyOften() {
    std::map<int, int> counts;
    for (std::int64_t index = 0; index < 200; ++index) {
        const Truth truth = m_renderer.render(Edition::Plain, Split::Validation, index).truth;
        ++counts[truth.label];
        QCOMPARE(std::ranges::count(truth.things, truth.label, &Thing::label), 1);
        const auto others = std::ranges::count(truth.things, -1, &Thing::label);
        QCOMPARE(static_cast<std::size_t>(others) + 1, truth.things.size());
        QVERIFY(others >= 1 && others <= 3);
    }
    QCOMPARE(counts.size(), classes().size());
    for (const auto& [label, count] : counts) {
        QCOMPARE(count, 20);
    }
}

void TestDemoWorld::classOrderIsThatOfSortedFolders() {
    QCOMPARE(classes().size(), std::size_t{10});
    QVERIFY(std::ranges::is_sorted(classes(), {}, &ClassPlan::name));
}

void TestDemoWorld::plainEditionBearsNoText() {
    for (const SplitPlan& split : plan(Edition::Plain).splits) {
        for (std::int64_t index = 0; index < 30; ++index) {
            const Sample sample = m_renderer.render(Edition::Plain, split.split, index);
            QVERIFY(!sample.truth.text);
            QVERIFY(std::ranges::find(sample.ids, kTextId) == sample.ids.end());
        }
    }
}

void TestDemoWorld::halfOfTheSpuriousTrainingImagesBearTheirName() {
    for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
        int bearing = 0;
        for (std::int64_t index = 0; index < 1000; ++index) {
            const Truth truth = m_renderer.render(Edition::SpuriousText, split, index).truth;
            if (truth.text) {
                ++bearing;
                QCOMPARE(truth.text->words,
                         std::string(classes()[static_cast<std::size_t>(truth.label)].name));
            }
        }
        QVERIFY2(bearing > 450 && bearing < 550, qPrintable(QString::number(bearing)));
    }
}

void TestDemoWorld::adversarialWordsAreDrawnFromAllClasses() {
    std::map<std::string, int> words;
    int own = 0;
    for (std::int64_t index = 0; index < 1000; ++index) {
        const Truth truth =
            m_renderer.render(Edition::SpuriousText, Split::Adversarial, index).truth;
        QVERIFY(truth.text.has_value());
        ++words[truth.text->words];
        own += truth.text->words == classes()[static_cast<std::size_t>(truth.label)].name ? 1 : 0;
    }
    QCOMPARE(words.size(), classes().size());
    for (const auto& [word, count] : words) {
        QVERIFY2(count > 60 && count < 140, word.c_str());
    }
    QVERIFY(own > 60 && own < 140);
}

void TestDemoWorld::adversarialAndCleanDifferInTheTextAlone() {
    for (std::int64_t index = 0; index < 40; ++index) {
        const Sample worded = m_renderer.render(Edition::SpuriousText, Split::Adversarial, index);
        const Sample clean = m_renderer.render(Edition::SpuriousText, Split::Clean, index);
        const Sample plain = m_renderer.render(Edition::Plain, Split::Test, index);
        QVERIFY(!clean.truth.text);
        QVERIFY(clean.picture.rgb == plain.picture.rgb);
        QVERIFY(clean.picture.rgb != worded.picture.rgb);
        const Box box = worded.truth.text->box;
        everyPixel([&](int x, int y) {
            if (!inside(box, x, y)) {
                const Colour a = pixel(worded.picture, x, y);
                const Colour b = pixel(clean.picture, x, y);
                QVERIFY(a.red == b.red && a.green == b.green && a.blue == b.blue);
                QCOMPARE(idAt(worded, x, y), idAt(clean, x, y));
            }
        });
    }
}

void TestDemoWorld::facesAreBlurredAndNothingElse() {
    for (std::int64_t index = 0; index < 60; ++index) {
        const Sample plain = m_renderer.render(Edition::Plain, Split::Train, index);
        const Sample blurred = m_renderer.render(Edition::BlurredFaces, Split::Train, index);
        QVERIFY(plain.truth.things == blurred.truth.things);
        QCOMPARE(plain.ids, blurred.ids);
        QVERIFY(plain.truth.blurred.empty());
        if (classes()[static_cast<std::size_t>(plain.truth.label)].name != "face") {
            QCOMPARE(plain.picture.rgb, blurred.picture.rgb);
            QVERIFY(blurred.truth.blurred.empty());
            continue;
        }
        QCOMPARE(blurred.truth.blurred.size(), std::size_t{1});
        const Box& region = blurred.truth.blurred.front();
        const auto face = std::ranges::find_if(plain.truth.things,
                                               [](const Thing& each) { return each.label >= 0; });
        QVERIFY(inside(region, face->box.x, face->box.y));
        QVERIFY(
            inside(region, face->box.x + face->box.width - 1, face->box.y + face->box.height - 1));
        // Eyes and mouth are edges; next to none are left.
        const auto edges = [&](const Picture& picture) {
            double sum = 0;
            for (int y = face->box.y; y < face->box.y + face->box.height; ++y) {
                for (int x = face->box.x + 1; x < face->box.x + face->box.width; ++x) {
                    sum += static_cast<double>(
                        std::abs(pixel(picture, x, y).red - pixel(picture, x - 1, y).red));
                }
            }
            return sum;
        };
        QVERIFY2(edges(blurred.picture) < edges(plain.picture) / 3,
                 qPrintable(QString("%1: %2 of %3")
                                .arg(index)
                                .arg(edges(blurred.picture))
                                .arg(edges(plain.picture))));
    }
    // The clean set shows the scenes of the test set as they are.
    const auto clean = m_renderer.render(Edition::BlurredFaces, Split::Clean, 4).picture.rgb;
    QCOMPARE(clean, m_renderer.render(Edition::Plain, Split::Test, 4).picture.rgb);
    QVERIFY(clean != m_renderer.render(Edition::BlurredFaces, Split::Test, 4).picture.rgb);
}

void TestDemoWorld::blurringKeepsTheMeanAndFlattensTheRest() {
    constexpr int kSide = 40;
    std::vector<float> rgb(std::size_t{3} * kSide * kSide, 100.0F);
    blurRegion(rgb, kSide, kSide, {10, 10, 20, 20});
    for (const float value : rgb) {
        QVERIFY(std::abs(value - 100) < .01F); // nothing darkens towards the picture's edge
    }
    const auto at = [](int x, int y) { return static_cast<std::size_t>(3 * (y * kSide + x)); };
    rgb[at(20, 20)] = 500; // one bright point in the middle …
    rgb[at(1, 1)] = 500;   // … and one outside
    blurRegion(rgb, kSide, kSide, {10, 10, 21, 21});
    QVERIFY(rgb[at(20, 20)] < 120);
    QVERIFY(rgb[at(1, 1)] > 480);
    QVERIFY(rgb[at(20, 20)] > rgb[at(24, 20)] && rgb[at(24, 20)] > 100);
    QVERIFY(std::abs(rgb[at(24, 20)] - rgb[at(16, 20)]) < .01F);
    QVERIFY((enlarged({10, 10, 30, 40}, 96, 96) == Box{5, 5, 40, 50}));
    QVERIFY((enlarged({0, 60, 30, 36}, 96, 96) == Box{0, 55, 35, 41}));
    blurRegion(rgb, kSide, kSide, {5, 5, 0, 0}); // nothing to blur
}

void TestDemoWorld::textBoxIsBlackOnWhite() {
    for (std::int64_t index = 0; index < 60; ++index) {
        const Sample sample = m_renderer.render(Edition::SpuriousText, Split::Adversarial, index);
        const Box box = sample.truth.text->box;
        QVERIFY(box.x >= 0 && box.x < 3 && box.y >= 0 && box.y < 3);
        QVERIFY(box.x + box.width <= kPictureSize && box.height < kPictureSize / 3);
        int white = 0;
        int black = 0;
        everyPixel([&](int x, int y) {
            QCOMPARE(idAt(sample, x, y) == kTextId, inside(box, x, y));
            if (inside(box, x, y)) {
                const Colour colour = pixel(sample.picture, x, y);
                QVERIFY(colour.red == colour.green && colour.green == colour.blue);
                white += colour.red > 200 ? 1 : 0;
                black += colour.red < 60 ? 1 : 0;
            }
        });
        const int area = box.width * box.height;
        QVERIFY(white > area / 3);
        QVERIFY(black > area / 20);
        QCOMPARE(static_cast<int>(pixel(sample.picture, box.x, box.y).red), 255);
    }
}

void TestDemoWorld::thingsLieWhereTheTruthSays() {
    for (std::int64_t index = 0; index < 60; ++index) {
        const Sample sample = m_renderer.render(Edition::SpuriousText, Split::Train, index);
        std::map<int, int> seen;
        everyPixel([&](int x, int y) {
            const int id = idAt(sample, x, y);
            ++seen[id];
            if (id != 0 && id != kTextId) {
                QVERIFY(id <= static_cast<int>(sample.truth.things.size()));
                const Thing& thing = sample.truth.things[static_cast<std::size_t>(id - 1)];
                QVERIFY(inside(thing.box, x, y));
            }
        });
        int expectedId = 1;
        for (const Thing& thing : sample.truth.things) {
            QCOMPARE(thing.id, expectedId++);
            QCOMPARE(thing.visiblePixels, seen[thing.id]);
            QVERIFY(thing.box.x >= 0 && thing.box.x + thing.box.width <= kPictureSize);
            QVERIFY(thing.box.y >= 0 && thing.box.y + thing.box.height <= kPictureSize);
            if (thing.label >= 0) {
                QVERIFY(thing.size >= .45 && thing.size <= .8);
                QVERIFY(thing.visiblePixels > 50);
            }
        }
        // What nothing covers fills its box to the edges.
        const Thing& top = sample.truth.things.back();
        if (!sample.truth.text) {
            bool left = false;
            bool right = false;
            everyPixel([&](int x, int y) {
                left = left || (idAt(sample, x, y) == top.id && x == top.box.x);
                right =
                    right || (idAt(sample, x, y) == top.id && x == top.box.x + top.box.width - 1);
            });
            QVERIFY(left && right);
        }
    }
}

void TestDemoWorld::coloursNamedAreThoseSeen() {
    int agreeing = 0;
    int looked = 0;
    for (std::int64_t index = 0; index < 100; ++index) {
        const Sample sample = m_renderer.render(Edition::Plain, Split::Train, index);
        const Thing& top = sample.truth.things.back();
        std::array<int, kColourNames.size()> votes{};
        everyPixel([&](int x, int y) {
            if (idAt(sample, x, y) == top.id) {
                ++votes[colourName(pixel(sample.picture, x, y))];
            }
        });
        const auto winner = std::ranges::max_element(votes) - votes.begin();
        agreeing += kColourNames[static_cast<std::size_t>(winner)] == top.colour ? 1 : 0;
        ++looked;
    }
    // Edges mix with what lies behind, which may tip the scales where two colours are about equal.
    QVERIFY2(agreeing > looked * 9 / 10, qPrintable(QString::number(agreeing)));
}

void TestDemoWorld::everyTextureAndGlyphComesUp() {
    std::map<std::string, int> textures;
    std::map<std::string, int> glyphs;
    for (std::int64_t index = 0; index < 1500; ++index) {
        const Truth truth = m_renderer.render(Edition::Plain, Split::Train, index).truth;
        ++textures[truth.background.texture];
        QVERIFY(!truth.background.colours.empty() && truth.background.colours.size() <= 2);
        for (const Thing& thing : truth.things) {
            ++glyphs[thing.glyph];
            QVERIFY(std::ranges::find(kColourNames, thing.colour) != kColourNames.end());
        }
    }
    QCOMPARE(textures.size(), std::size_t{6});
    for (const auto& [texture, count] : textures) {
        QVERIFY2(count > 180 && count < 320, texture.c_str());
    }
    std::size_t known = distractors().size();
    for (const ClassPlan& each : classes()) {
        known += each.glyphs.size();
    }
    QCOMPARE(glyphs.size(), known);
    QVERIFY(glyphs.contains("🐶") && glyphs.contains("⛵"));
}

void TestDemoWorld::truthAsJsonHoldsTheIdMap() {
    const Sample sample = m_renderer.render(Edition::SpuriousText, Split::Adversarial, 12);
    const auto json = nlohmann::json::parse(toJson(sample).dump());
    std::vector<std::uint8_t> ids;
    for (std::size_t i = 0; i < json["id_runs"].size(); i += 2) {
        ids.insert(ids.end(), json["id_runs"][i + 1].get<std::size_t>(),
                   json["id_runs"][i].get<std::uint8_t>());
    }
    QVERIFY(ids == sample.ids);
    QCOMPARE(json["edition"].get<std::string>(), "spurious-text");
    QCOMPARE(json["split"].get<std::string>(), "adversarial");
    QCOMPARE(json["class"].get<std::string>(), "cat");
    QCOMPARE(json["text"]["words"].get<std::string>(), sample.truth.text->words);
    QCOMPARE(json["things"].size(), sample.truth.things.size());
    QVERIFY(toJson(m_renderer.render(Edition::Plain, Split::Test, 0))["text"].is_null());
    const auto face = toJson(m_renderer.render(Edition::BlurredFaces, Split::Test, 4));
    QCOMPARE(face["edition"].get<std::string>(), "blurred-faces");
    QCOMPARE(face["blurred"].size(), std::size_t{1});
    QCOMPARE(face["blurred"][0].size(), std::size_t{4});
}

void TestDemoWorld::unknownNamesAreRefused() {
    QCOMPARE(editionFromName("spurious-text"), Edition::SpuriousText);
    QCOMPARE(splitFromName(Edition::SpuriousText, "clean"), Split::Clean);
    QVERIFY_EXCEPTION_THROWN(editionFromName("colourful"), DataError);
    try {
        m_renderer.render(Edition::Plain, Split::Adversarial, 0);
        QFAIL("the plain edition has no adversarial split");
    } catch (const DataError& error) {
        QVERIFY(QString(error.what()).contains("train, validation, test"));
    }
    QVERIFY_EXCEPTION_THROWN(splitFromName(Edition::Plain, "clean"), DataError);
    QVERIFY_EXCEPTION_THROWN(m_renderer.render(Edition::Plain, Split::Test, -1), DataError);
}

QTEST_GUILESS_MAIN(TestDemoWorld)
#include "tst_demo_world.moc"
