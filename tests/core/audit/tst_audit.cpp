// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "networks.h"

#include "audit/counts.h"
#include "audit/exemplar_overlap.h"
#include "audit/presets.h"
#include "audit/similar.h"
#include "base/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

using namespace brera;
using namespace brera::audit;
using namespace brera::audit::test;
using project::Verdict;

namespace {

UnitPlan saying(const std::string& text) {
    return {{}, {}, text};
}

UnitPlan looking(const std::vector<std::int64_t>& exemplars) {
    return {{}, exemplars, {}};
}

bool near(double value, double expected) {
    return std::abs(value - expected) < 1e-6;
}

std::vector<UnitId> unitsOf(const std::vector<Neighbour>& neighbours) {
    std::vector<UnitId> units;
    for (const auto& neighbour : neighbours) {
        units.push_back(neighbour.unit);
    }
    return units;
}

} // namespace

/// Shipped audits, their counts, and units that are like others.
class TestAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedAuditsFindWhatTheyAreFor_data() {
        QTest::addColumn<QString>("audit");
        QTest::addColumn<QStringList>("found");
        QTest::addColumn<QStringList>("others");
        QTest::newRow("faces") << "faces"
                               << QStringList{"human faces", "the head of a dog", "a nose", "eyes",
                                              "an eye",      "open mouths"}
                               << QStringList{"a surface", "headlights", "hands"};
        QTest::newRow("text") << "text"
                              << QStringList{"text", "words in the corner", "a letter", "letters"}
                              << QStringList{"texture", "swords"};
        QTest::newRow("people") << "people"
                                << QStringList{"people", "a person", "two women", "children",
                                               "a man's shirt"}
                                << QStringList{"a mannequin", "dogs"};
        QTest::newRow("colours") << "colours"
                                 << QStringList{"a red rose", "colorful cloth", "grey walls",
                                                "the colour blue"}
                                 << QStringList{"stripes", "dogs"};
    }
    void shippedAuditsFindWhatTheyAreFor() {
        QFETCH(const QString, audit);
        QFETCH(const QStringList, found);
        QFETCH(const QStringList, others);
        NetworkPlan plan{pictures(1), {{"layer", {}}}, {}};
        for (const QString& text : found + others) {
            plan.layers.front().second.push_back(saying(text.toStdString()));
        }
        auto project = make(file(), plan);
        const auto counts = count(project, preset(audit.toStdString()).query, "", {});
        QVERIFY(!counts.literal);
        QCOMPARE(counts.total.found, found.size());
        QCOMPARE(counts.total.units, (found + others).size());
        const auto result =
            project::search(project, preset(audit.toStdString()).query, 100, project::Widen());
        for (const auto& hit : result.hits) {
            QVERIFY2(hit.unit.index < found.size(), hit.text.c_str());
        }
    }

    void unknownAuditsAreRefused() {
        QVERIFY(findPreset("noses") == nullptr);
        EXPECT_ERROR(DataError, preset("noses"), "faces, text, people, colours");
    }

    void auditsAreSavedSearchesOrPresets() {
        auto project = make(file(), {pictures(3), {{"conv", {UnitPlan{{1, 2, 3}, {0}, "a"}}}}, {}});
        project::Audits audits(project);
        audits.save({"dogs", "dog OR puppy"});
        QCOMPARE(queryOf(project, "dogs"), std::string("dog OR puppy"));
        QCOMPARE(queryOf(project, "faces"), std::string(preset("faces").query));
        audits.save({"faces", "beard"}); // a person's own goes before what is shipped
        QCOMPARE(queryOf(project, "faces"), std::string("beard"));
        EXPECT_ERROR(DataError, queryOf(project, "noses"), "dogs, faces, text");
    }

    void countsGoByLayerAndVerdict() {
        const std::vector<LayerShape> layers{{"a", 4}, {"b", 2}, {"c", 3}};
        const std::vector<UnitId> found{{"b", 0}, {"a", 3}, {"a", 1}, {"a", 0}, {"a", 1}};
        const std::vector<project::UnitVerdict> verdicts{{{"a", 0}, Verdict::Confirmed, 1},
                                                         {{"a", 1}, Verdict::Rejected, 1},
                                                         {{"b", 0}, Verdict::Unsure, 1},
                                                         {{"b", 1}, Verdict::Confirmed, 1},
                                                         {{"a", 3}, Verdict::Undecided, 1}};
        const auto counts = count(layers, found, verdicts);
        QCOMPARE(counts.layers.size(), std::size_t{3});
        QVERIFY((counts.layers[0] == LayerCounts{"a", 4, 3, 1, 1, 0}));
        QVERIFY((counts.layers[1] == LayerCounts{"b", 2, 1, 0, 0, 1}));
        QVERIFY((counts.layers[2] == LayerCounts{"c", 3}));
        QVERIFY((counts.total == LayerCounts{"", 9, 4, 1, 1, 1}));
        QCOMPARE(counts.total.undecided(), 1);
        QCOMPARE(counts.elsewhere, 1); // b/1 was confirmed, and is not found any more
    }

    void verdictsOfOtherAuditsDoNotCount() {
        auto project =
            make(file(), {pictures(1), {{"layer", {saying("a face"), saying("two faces")}}}, {}});
        project::Audits audits(project);
        audits.setVerdict("faces", {"layer", 0}, Verdict::Confirmed);
        audits.setVerdict("mine", {"layer", 1}, Verdict::Rejected);
        const auto counts = count(project, "face", "faces", {});
        QCOMPARE(counts.total.found, 2);
        QCOMPARE(counts.total.confirmed, 1);
        QCOMPARE(counts.total.undecided(), 1);
        QCOMPARE(count(project, "face", "", {}).total.undecided(), 2);
        QVERIFY(count(project, "(face", "", {}).literal);
    }

    void overlapWeighsByRank() {
        using List = std::vector<std::int64_t>;
        QVERIFY(near(exemplarWeight(0), 1));
        QVERIFY(near(exemplarWeight(2), .5));
        QVERIFY(near(exemplarOverlap(List{1, 2, 3}, List{1, 2, 3}), 1));
        QVERIFY(near(exemplarOverlap(List{1, 2, 3}, List{4, 5, 6}), 0));
        QVERIFY(near(exemplarOverlap(List{}, List{}), 0));
        QVERIFY(near(exemplarOverlap(List{}, List{1}), 0));
        // {1: 1, 2: w₁} and {2: 1, 3: w₁}: w₁ of 1 + 1 + w₁ are common.
        const double w1 = 1 / std::log2(3.0);
        QVERIFY(near(exemplarOverlap(List{1, 2}, List{2, 3}), w1 / (2 + w1)));
        // What comes first matters more.
        QVERIFY(exemplarOverlap(List{1, 2, 3}, List{1, 8, 9}) >
                exemplarOverlap(List{1, 2, 3}, List{8, 9, 3}));
    }

    void descriptionsOfNearMeaningAreNear() {
        const auto neighbours =
            built({{"layer",
                    {saying("a red rose"), saying("a blue car"), saying("pink flowers"),
                     saying("red roses"), saying("the top of a building"), saying("")}}});
        const auto near = neighbours.near({"layer", 0}, Likeness::Descriptions, 10);
        QCOMPARE(near.at(0).unit, (UnitId{"layer", 3}));
        QCOMPARE(near.at(1).unit, (UnitId{"layer", 2}));
        for (std::size_t i = 1; i < near.size(); ++i) {
            QVERIFY(near[i - 1].score >= near[i].score);
        }
        const auto units = unitsOf(near);
        QVERIFY(std::ranges::find(units, UnitId{"layer", 0}) == units.end());
        QVERIFY(std::ranges::find(units, UnitId{"layer", 5}) == units.end());
        QVERIFY(neighbours.has({"layer", 0}, Likeness::Descriptions));
        QVERIFY(!neighbours.has({"layer", 5}, Likeness::Descriptions));
        QVERIFY(!neighbours.has({"layer", 0}, Likeness::Exemplars));
        QVERIFY(neighbours.has({"layer", 0}, Likeness::Both));
        QVERIFY(neighbours.near({"layer", 5}, Likeness::Descriptions, 10).empty());
    }

    void equalDescriptionsScoreOne() {
        // Also where all are equal and nothing tells one from another.
        const auto neighbours =
            built({{"a", {saying("eyes"), saying("Eyes")}}, {"b", {saying("eye")}}});
        const auto near = neighbours.near({"a", 0}, Likeness::Descriptions, 10);
        QCOMPARE(unitsOf(near), (std::vector<UnitId>{{"a", 1}, {"b", 0}}));
        QVERIFY(near[0].score > .999 && near[0].score <= 1);
        QVERIFY(near[1].score > .999);
        QCOMPARE(neighbours.near({"a", 0}, Likeness::Descriptions, 1).size(), std::size_t{1});
        const std::vector<std::string> layers{"b"};
        QCOMPARE(unitsOf(neighbours.near({"a", 0}, Likeness::Descriptions, 9, layers)),
                 (std::vector<UnitId>{{"b", 0}}));
    }

    void exemplarsInCommonMakeUnitsAlike() {
        const auto neighbours = built({{"layer",
                                        {looking({0, 1, 2}), looking({5, 6, 7}), looking({2, 1, 0}),
                                         looking({0, 1, 2}), looking({7, 8, 2})}}});
        const auto near = neighbours.near({"layer", 0}, Likeness::Exemplars, 10);
        QCOMPARE(unitsOf(near), (std::vector<UnitId>{{"layer", 3}, {"layer", 2}, {"layer", 4}}));
        QVERIFY(near[0].score > .999);
        const std::vector<std::int64_t> a{0, 1, 2};
        const std::vector<std::int64_t> b{2, 1, 0};
        QVERIFY(std::abs(near[1].score - exemplarOverlap(a, b)) < 1e-5);
    }

    void bothIsTheMeanOfBoth() {
        auto first = looking({0, 1, 2});
        first.text = "a dog";
        auto alike = looking({0, 1, 2});
        alike.text = "cats";
        auto other = looking({6, 7, 8});
        other.text = "a dog";
        const auto neighbours = built({{"layer", {first, alike, other}}});
        for (const auto& each : neighbours.near({"layer", 0}, Likeness::Both, 10)) {
            QVERIFY(near(each.score, (each.descriptions + each.exemplars) / 2));
        }
        const auto byWords = neighbours.near({"layer", 0}, Likeness::Descriptions, 1).at(0);
        QCOMPARE(byWords.unit, (UnitId{"layer", 2}));
        QVERIFY(near(byWords.exemplars, 0));
        QCOMPARE(neighbours.near({"layer", 0}, Likeness::Exemplars, 1).at(0).unit,
                 (UnitId{"layer", 1}));
    }

    void unknownUnitsAreRefused() {
        const auto neighbours = built({{"layer", {saying("a dog")}}});
        QCOMPARE(neighbours.size(), std::size_t{1});
        EXPECT_ERROR(ProjectError, neighbours.near({"layer", 7}, Likeness::Both, 1), "layer/7");
        EXPECT_ERROR(ProjectError, neighbours.has({"x", 0}, Likeness::Both), "x/0");
    }

    void manyThreadsMayAsk() {
        std::vector<UnitPlan> units;
        for (int i = 0; i < 200; ++i) {
            units.push_back(looking({i % 7, i % 11, 20 + i % 5}));
            units.back().text = i % 3 == 0 ? "a red dog" : i % 3 == 1 ? "blue cars" : "green trees";
        }
        const auto neighbours = built({{"layer", units}});
        const auto expected = unitsOf(neighbours.near({"layer", 3}, Likeness::Both, 50));
        std::array<bool, 4> same{};
        std::vector<std::thread> threads;
        for (bool& each : same) {
            threads.emplace_back([&] {
                each = unitsOf(neighbours.near({"layer", 3}, Likeness::Both, 50)) == expected;
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        QVERIFY(std::ranges::all_of(same, [](bool each) { return each; }));
    }

    void buildingCanBeStopped() {
        const auto project = make(file(), {pictures(1), {{"layer", {saying("a dog")}}}, {}});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, Neighbours::build(project, stop.get_token(), {}));
    }

private:
    std::filesystem::path file() {
        return m_folder.filePath(QStringLiteral("%1.brera").arg(m_files++)).toStdString();
    }
    Neighbours built(std::vector<std::pair<std::string, std::vector<UnitPlan>>> layers) {
        return Neighbours::build(make(file(), {pictures(30), std::move(layers), {}}), {}, {});
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
