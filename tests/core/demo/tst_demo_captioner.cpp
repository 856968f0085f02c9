// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/captioner_recipe.h"
#include "demo/grounding.h"
#include "milan/captioner.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

using namespace brera;
using namespace brera::demo;

namespace fs = std::filesystem;

class TestDemoCaptioner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRecipeMakesACaptionerAndGoesOnWhereItStood();
    void absurdRecipesAreRefused();
    void aStoppedRecipeWritesNothing();
    void theShippedCaptionerTellsTheTruth();

private:
    static CaptionerRecipe tiny(const fs::path& folder) {
        CaptionerRecipe recipe;
        recipe.work = folder / "work";
        recipe.captioner = folder / "tiny.captioner";
        recipe.encoderEpochs = 1;
        recipe.networkSeeds = {11};
        recipe.networkEpochs = {2};
        recipe.snapshots = 1;
        recipe.trainingImages = 128;
        recipe.drawnImages = 200;
        recipe.unitImages = 30;
        recipe.drawnUnits = 40;
        recipe.hidden = 16;
        recipe.lmHidden = 16;
        recipe.training.epochs = 1;
        recipe.training.lmEpochs = 1;
        return recipe;
    }

    Renderer m_renderer;
};

void TestDemoCaptioner::theRecipeMakesACaptionerAndGoesOnWhereItStood() {
    QTemporaryDir directory;
    const auto recipe = tiny(directory.path().toStdString());
    std::vector<std::string> steps;
    const auto note = [&](const std::string& step) { steps.push_back(step); };
    const auto outcome = makeCaptioner(m_renderer, recipe, {}, {}, note, {});
    QCOMPARE(outcome.drawnUnits, 40);
    QVERIFY(outcome.networkUnits > 100);
    QVERIFY(outcome.words > 50);
    QVERIFY(steps.size() >= 6); // two networks, drawn units, three sets of units, the learning
    const auto captioner = milan::Captioner::load(recipe.captioner, "cpu");
    QVERIFY(captioner.record().generated);
    QCOMPARE(captioner.record().name, std::string(kCaptionerName));
    QCOMPARE(captioner.vocabulary().size(), outcome.words + 4);
    QCOMPARE(fs::file_size(recipe.captioner), outcome.bytes);

    GroundingOptions options;
    options.captioner = recipe.captioner;
    options.network = fs::path(BRERA_RESOURCES) / "demo" / "spurious-text.pth";
    options.images = 40;
    const auto report = measureGrounding(m_renderer, options, {}, {});
    QVERIFY(report.units.size() > 400);
    QCOMPARE(report.reranked.described, report.units.size());
    QVERIFY(report.reranked.grounded < .5); // so little learning tells nothing

    steps.clear();
    fs::remove(recipe.captioner);
    makeCaptioner(m_renderer, recipe, {}, {}, note, {});
    QCOMPARE(steps.size(), std::size_t{1}); // only the learning is left to do
    QVERIFY(fs::exists(recipe.captioner));
}

void TestDemoCaptioner::absurdRecipesAreRefused() {
    const auto refused = [](auto change) {
        auto recipe = tiny("/tmp/nowhere");
        change(recipe);
        try {
            recipe.check();
        } catch (const DataError&) {
            return true;
        }
        return false;
    };
    QVERIFY(!refused([](CaptionerRecipe&) {}));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.work.clear(); }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.captioner.clear(); }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.networkEpochs.clear(); }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.snapshots = 0; }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.drawnImages = 3; }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.drawnUnits = 0; }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.paraphrases = 0; }));
    QVERIFY(refused([](CaptionerRecipe& recipe) { recipe.training.epochs = -1; }));
}

void TestDemoCaptioner::aStoppedRecipeWritesNothing() {
    QTemporaryDir directory;
    const auto recipe = tiny(directory.path().toStdString());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(makeCaptioner(m_renderer, recipe, stop.get_token(), {}, {}, {}),
                             Cancelled);
    QVERIFY(!fs::exists(recipe.captioner));
}

void TestDemoCaptioner::theShippedCaptionerTellsTheTruth() {
    GroundingOptions options;
    options.captioner = fs::path(BRERA_RESOURCES) / "demo" / "demo.captioner";
    options.network = fs::path(BRERA_RESOURCES) / "demo" / "spurious-text.pth";
    const auto report = measureGrounding(m_renderer, options, {}, {});
    QVERIFY(milan::Captioner::load(options.captioner, "cpu").record().generated);
    QVERIFY(report.reranked.units >= 200);
    QVERIFY(report.reranked.grounded >= .85);
    QVERIFY(report.reranked.grounded >= 4 * report.reranked.shuffled);
    QVERIFY(report.reranked.text >= .9);
    QVERIFY(report.reranked.macro >= .7);
    QVERIFY(report.reranked.grounded >= report.beam.grounded);
    QVERIFY(report.reranked.distinct > report.beam.distinct);
}

QTEST_GUILESS_MAIN(TestDemoCaptioner)
#include "tst_demo_captioner.moc"
