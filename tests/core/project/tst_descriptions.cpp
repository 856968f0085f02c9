// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

class DescriptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beamsComeBack() {
        const Scene scene;
        auto second = unitSaying(2, "red flowers <unk> in the sky");
        second.beam.clear(); // greedy alone
        second.greedy.logp = std::numeric_limits<float>::quiet_NaN();
        {
            auto project = scene.create();
            QVERIFY(!project.descriptionRun());
            QVERIFY(!project.beam("conv", 0));
            QVERIFY(project.beams("conv").units.empty());
            QVERIFY(project.descriptions("conv").empty());
            auto store = project.descriptionStore();
            QVERIFY(store->begin(smallRun()).empty());
            store->commit("conv", {contested(0), second});
            store->finish();
        }
        const auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        QVERIFY(project.descriptionRun() == smallRun());
        QVERIFY(same(*project.beam("conv", 0), contested(0)));
        QVERIFY(!project.beam("conv", 1));
        QVERIFY(!project.beam("fc", 0));
        EXPECT_ERROR(ProjectError, project.beam("conv", 3), "unit 3 does not exist");
        const auto other = project.beam("conv", 2);
        QVERIFY(other->beam.empty());
        QVERIFY(other->greedy.tokens == second.greedy.tokens);
        QVERIFY(std::isnan(other->greedy.logp));
        const auto descriptions = project.descriptions("conv");
        QCOMPARE(descriptions.size(), std::size_t(2));
        QCOMPARE(descriptions[0].text, std::string("a striped dog"));
        QCOMPARE(descriptions[0].machineText, descriptions[0].text);
        QCOMPARE(descriptions[0].logpGivenExemplars, -1.5F);
        QCOMPARE(descriptions[0].logp, -9.0F);
        QCOMPARE(descriptions[0].wpmi, -1.5 + 0.2 * 9);
        QVERIFY(!descriptions[0].human);
        QCOMPARE(descriptions[1].unit, 2);
        QCOMPARE(descriptions[1].text, std::string("red flowers in the sky"));
        QVERIFY(std::isnan(descriptions[1].logp));

        const auto beams = project.beams("conv");
        QCOMPARE(beams.layer, std::string("conv"));
        QVERIFY(beams.units == (std::vector<std::int64_t>{0, 2}));
        QVERIFY(beams.first == (std::vector<std::uint32_t>{0, 4, 5}));
        QCOMPARE(beams.logpGivenExemplars[3], -3.0F);
        QVERIFY(beams.tokenStart == (std::vector<std::uint32_t>{0, 2, 5, 10, 11, 17}));
        QCOMPARE(static_cast<int>(beams.tokens[10]), number("red"));
    }

    void attentionNeedNotBeThere() {
        const Scene scene;
        auto project = scene.create();
        auto store = project.descriptionStore();
        store->begin(smallRun());
        store->commit("fc", {unitSaying(0, "a cat")});
        QVERIFY(same(*project.beam("fc", 0), unitSaying(0, "a cat")));
    }

    void attentionOfManyRowsComesBack() {
        const Scene scene;
        auto project = scene.create();
        auto store = project.descriptionStore();
        store->begin(smallRun());
        UnitBeam unit{1, {}, {}};
        std::minstd_rand random(5);
        for (int c = 0; c < 60; ++c) {
            auto& candidate = unit.beam.emplace_back();
            candidate.tokens.assign(static_cast<std::size_t>(c % 13), number("sky"));
            candidate.attention.resize(candidate.tokens.size() * 15);
            std::ranges::generate(candidate.attention,
                                  [&] { return static_cast<std::uint8_t>(random()); });
        }
        store->commit("conv", {unit});
        QVERIFY(same(*project.beam("conv", 1), unit));
    }

    void modeAndLambdaAreAChoice() {
        const Scene scene;
        auto project = scene.create();
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Beam, 0),
                     "no descriptions yet");
        auto store = project.descriptionStore();
        store->begin(smallRun());
        store->commit("conv", {contested(0), unitSaying(1, "text")});
        store->finish();
        QCOMPARE(found(project, "striped"), 1);
        project.setDescriptionChoice(DescribeMode::Greedy, 0.2);
        QVERIFY(textsOf(project, "conv") == (Texts{"0 red", "1 text"}));
        project.setDescriptionChoice(DescribeMode::Beam, 0.2);
        QVERIFY(textsOf(project, "conv") == (Texts{"0 a dog", "1 text"}));
        QCOMPARE(project.descriptionRun()->mode, DescribeMode::Beam);
        // The index goes along.
        QCOMPARE(found(project, "striped"), 0);
        QCOMPARE(found(project, "red"), 0);
        QCOMPARE(found(project, "dog"), 1);
        project.setDescriptionChoice(DescribeMode::Rerank, 0);
        QVERIFY(textsOf(project, "conv") == (Texts{"0 a dog", "1 text"}));
        project.setDescriptionChoice(DescribeMode::Rerank, 0.5);
        QVERIFY(textsOf(project, "conv") == (Texts{"0 a striped dog", "1 text"}));
        QCOMPARE(project.descriptions("conv")[0].wpmi, -1.5 + 0.5 * 9);
        QCOMPARE(project.descriptionRun()->lambda, 0.5);
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Pmi, 0.5),
                     "describe the project again");
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Rerank, std::nan("")),
                     "number");
        QCOMPARE(project.descriptionRun()->lambda, 0.5);
    }

    void aPmiSearchIsOfItsLambda() {
        const Scene scene;
        auto project = scene.create();
        auto run = smallRun();
        run.mode = DescribeMode::Pmi;
        run.lambda = 0.3;
        auto store = project.descriptionStore();
        store->begin(run);
        store->commit("conv", {contested(0)});
        store->finish();
        QCOMPARE(*project.pmiLambda(), 0.3);
        QVERIFY(textsOf(project, "conv") == Texts{"0 a dog"}); // the first of its beam
        project.setDescriptionChoice(DescribeMode::Rerank, 0.5);
        QVERIFY(textsOf(project, "conv") == Texts{"0 a striped dog"});
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Pmi, 0.5), "again");
        project.setDescriptionChoice(DescribeMode::Pmi, 0.3);
        QVERIFY(textsOf(project, "conv") == Texts{"0 a dog"});
        QCOMPARE(store->begin(run).size(), std::size_t(1));
        run.lambda = 0.2;
        QVERIFY(store->begin(run).empty());
        QVERIFY(store->begin(smallRun()).empty());
    }

    void rerankingALayerIsChoosingForEachUnit() {
        const Scene scene;
        auto project = scene.create();
        auto store = project.descriptionStore();
        store->begin(smallRun());
        std::minstd_rand random(3);
        std::uniform_real_distribution<float> values(-20, 0);
        std::vector<UnitBeam> units;
        for (int u = 0; u < 3; ++u) {
            auto unit = unitSaying(u, "a");
            for (int c = 0; c < 40 * u; ++c) {
                unit.beam.push_back(candidate("a cat", values(random), values(random)));
            }
            if (u == 2) {
                unit.beam[3] = unit.beam[4]; // a tie
                unit.beam[5].logp = std::nanf("");
            }
            units.push_back(std::move(unit));
        }
        units[0].beam.clear();
        store->commit("conv", units);
        const auto beams = project.beams("conv");
        for (const auto mode :
             {DescribeMode::Greedy, DescribeMode::Beam, DescribeMode::Rerank, DescribeMode::Pmi}) {
            for (const double lambda : {0.0, 0.2, 0.7, 1.5}) {
                const auto chosen = rerank(beams, mode, lambda);
                for (std::size_t u = 0; u < 3; ++u) {
                    const auto expected = choose(units[u], mode, lambda);
                    QCOMPARE(static_cast<std::size_t>(chosen[u]),
                             expected < 0 ? units[u].beam.size()
                                          : static_cast<std::size_t>(expected));
                }
            }
        }
        QVERIFY(rerank(project.beams("fc"), DescribeMode::Beam, 0).empty());
    }

    void describingGoesOnWhereItStood() {
        const Scene scene;
        {
            auto project = scene.create();
            auto store = project.descriptionStore();
            store->begin(smallRun());
            store->commit("conv", {unitSaying(0, "a dog"), unitSaying(2, "a cat")});
            store->commit("fc", {unitSaying(1, "text")});
        }
        auto project = Project::open(scene.project());
        QCOMPARE(project.described().done, 3);
        auto run = smallRun();
        run.mode = DescribeMode::Greedy;
        run.lambda = 0.7;
        run.captionerName = "tiny by another name";
        auto store = project.descriptionStore();
        QVERIFY(store->begin(run) == (std::vector<UnitId>{{"conv", 0}, {"conv", 2}, {"fc", 1}}));
        QCOMPARE(project.descriptionRun()->mode, DescribeMode::Rerank); // nothing is written yet
        store->commit("conv", {contested(1)});
        QVERIFY(textsOf(project, "conv") == (Texts{"0 a dog", "1 red", "2 a cat"}));
        // A choice made while the job runs holds for what follows.
        project.setDescriptionChoice(DescribeMode::Beam, 0.7);
        store->commit("conv", {contested(2)});
        store->finish();
        QVERIFY(textsOf(project, "conv") == (Texts{"0 a dog", "1 a dog", "2 a dog"}));
        QCOMPARE(project.descriptionRun()->mode, DescribeMode::Beam);
        QCOMPARE(project.descriptionRun()->lambda, 0.7);
    }

    void anotherChoiceAloneNeedsNoCommit() {
        const Scene scene;
        auto project = scene.create();
        auto store = project.descriptionStore();
        store->begin(smallRun());
        store->commit("conv", {contested(0)});
        store->finish();
        auto run = smallRun();
        run.mode = DescribeMode::Greedy;
        QCOMPARE(store->begin(run).size(), std::size_t(1));
        store->finish();
        QVERIFY(textsOf(project, "conv") == Texts{"0 red"});
    }

    void anotherSearchReplacesFromItsFirstCommitOn() {
        const Scene scene;
        auto project = scene.create();
        describe(project, "conv", {"a dog", "a cat", "text"});
        project.setHumanDescription("conv", 0, "my own words");
        project.setTags("conv", 1, {"mine"});
        auto run = smallRun();
        for (int change = 0; change < 4; ++change) {
            auto other = run;
            other.captionerHash += change == 0 ? "x" : "";
            other.beam += change == 1;
            other.steps += change == 2;
            other.vocabulary[5] += change == 3 ? "x" : "";
            QVERIFY(project.descriptionStore()->begin(other).empty());
        }
        run.captionerHash = "another";
        auto store = project.descriptionStore();
        store->begin(run);
        QCOMPARE(textsOf(project, "conv").size(), std::size_t(3));
        store->commit("conv", {unitSaying(2, "the sky")});
        QVERIFY(textsOf(project, "conv") == (Texts{"0 my own words", "2 the sky"}));
        QCOMPARE(project.descriptionRun()->captionerHash, std::string("another"));
        QVERIFY(!project.beam("conv", 1));
        QCOMPARE(found(project, "dog"), 0);
        QCOMPARE(found(project, "cat"), 0);
        QCOMPARE(found(project, "text"), 0);
        QCOMPARE(found(project, "sky"), 1);
        QCOMPARE(found(project, "own"), 1);
        QCOMPARE(found(project, "tag:mine"), 1);
        QVERIFY(project.tags("conv", 1) == Texts{"mine"});
    }

    void newExemplarsTakeTheirDescriptionsAway() {
        const Scene scene;
        const auto layers = smallLayers();
        auto project = scene.create();
        auto extraction = project.extractionStore();
        extraction->commit(sliceOf(layers, 2, 1, {0}, 1));
        describe(project, "conv", {"a dog"});
        project.setNote("conv", 0, "keep this");
        extraction->commit(sliceOf(layers, 2, 2, {1}, 2));
        QVERIFY(!project.descriptionRun());
        QVERIFY(project.descriptions("conv").empty());
        QCOMPARE(found(project, "dog"), 0);
        QCOMPARE(found(project, "keep"), 1);
        describe(project, "conv", {"a dog"});
        extraction->finish(resultOf(layers));
        QVERIFY(project.descriptions("conv").empty());
        describe(project, "conv", {"a dog"});
        QCOMPARE(project.described().done, 1);
        QCOMPARE(project.described().total, 5);
    }

    void aPersonsWordsGoBeforeTheMachines() {
        const Scene scene;
        auto project = scene.create();
        describe(project, "conv", {"a dog", "a cat"});
        project.setHumanDescription("conv", 1, "  a café with \"quotes\"\n");
        project.setHumanDescription("conv", 2, "only mine");
        const auto descriptions = project.descriptions("conv");
        QCOMPARE(descriptions.size(), std::size_t(3));
        QVERIFY(!descriptions[0].human);
        QCOMPARE(descriptions[1].text, std::string("a café with \"quotes\""));
        QCOMPARE(descriptions[1].machineText, std::string("a cat"));
        QVERIFY(descriptions[1].human);
        QCOMPARE(descriptions[1].logp, -2.0F);
        QVERIFY(descriptions[2].machineText.empty());
        QVERIFY(std::isnan(descriptions[2].wpmi));
        QCOMPARE(project.humanDescription("conv", 1), std::string("a café with \"quotes\""));
        QCOMPARE(project.humanDescription("conv", 0), std::string());
        // What others said stays.
        project.setAnnotations("fc", {{0, "a machine", "people", 1}});
        project.setHumanDescription("fc", 0, "first");
        project.setHumanDescription("fc", 0, "second");
        QCOMPARE(project.annotations("fc").size(), std::size_t(2));
        QCOMPARE(project.humanDescription("fc", 0), std::string("second"));
        QCOMPARE(found(project, "machine"), 1);
        QCOMPARE(found(project, "first"), 0);
        project.setHumanDescription("fc", 0, " ");
        QCOMPARE(project.humanDescription("fc", 0), std::string());
        QCOMPARE(project.annotations("fc").size(), std::size_t(1));
        QVERIFY(project.descriptions("fc").empty());
        project.setAnnotations("fc", {});
        QCOMPARE(found(project, "machine"), 0);
        EXPECT_ERROR(ProjectError, project.setHumanDescription("conv", 3, "x"), "does not exist");
    }

    void tagsAreTidiedAndNotesAreNot() {
        const Scene scene;
        {
            auto project = scene.create();
            project.setTags("conv", 1, {" Face ", "small face", "ÉCLAIR", "", "face", "\t "});
            project.setNote("conv", 1, "  two\nlines ");
            project.setNote("conv", 2, "x");
            project.setNote("conv", 2, " \n");
            EXPECT_ERROR(ProjectError, project.setTags("conv", 9, {"a"}), "does not exist");
            EXPECT_ERROR(ProjectError, project.setNote("conv", 9, "a"), "does not exist");
        }
        auto project = Project::open(scene.project());
        QVERIFY(project.tags("conv", 1) == (Texts{"face", "small face", "éclair"}));
        QVERIFY(project.tags("conv", 0).empty());
        QCOMPARE(project.note("conv", 1), std::string("  two\nlines "));
        QCOMPARE(project.note("conv", 2), std::string());
        QCOMPARE(found(project, "lines"), 1);
        QCOMPARE(found(project, "NOT tag:nothing"),
                 1); // a unit nobody says anything of is not there
        project.setTags("conv", 1, {});
        QVERIFY(project.tags("conv", 1).empty());
        QCOMPARE(found(project, "eclair"), 0);
    }
};

QTEST_GUILESS_MAIN(DescriptionsTest)
#include "tst_descriptions.moc"
