// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/edit_figures.h"
#include "demo/edit_recipe.h"
#include "demo/edit_report.h"
#include "project/experiments.h"
#include "project/project.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace brera;
using namespace brera::demo;

namespace fs = std::filesystem;

namespace {

/// A few seconds' worth: one network that has hardly learned, two layers, ten images a set, and a
/// search that finds the same units whatever the captioner makes of them.
EditRecipe tiny(const QTemporaryDir& directory) {
    EditRecipe recipe;
    recipe.cache = directory.path().toStdString();
    recipe.resources = BRERA_RESOURCES;
    recipe.seeds = {5};
    recipe.query = "layer:conv1";
    recipe.randomOrders = 2;
    recipe.broken = 1;
    recipe.layers = {"conv1", "layer1"};
    recipe.images = 10;
    recipe.training.epochs = 1;
    recipe.training.trainingImages = 40;
    recipe.training.evaluationImages = 10;
    recipe.training.batch = 20;
    return recipe;
}

/// Points of (right answers on validation, on adversarial images) of 1,000 each.
ablation::Curve curveOf(const std::vector<std::pair<int, int>>& points) {
    ablation::Curve curve;
    for (const auto& [validation, adversarial] : points) {
        ablation::CurvePoint point{static_cast<std::int64_t>(curve.points.size()), {}};
        for (const int correct : {validation, adversarial}) {
            ablation::Figures figures;
            figures.images = 1000;
            figures.correct = correct;
            point.sets.push_back(figures);
        }
        curve.points.push_back(point);
        curve.order.push_back({"conv1", point.count});
    }
    return curve;
}

bool equal(const ablation::Curve& a, const ablation::Curve& b) {
    return a.order == b.order &&
           std::ranges::equal(a.points, b.points, [](const auto& x, const auto& y) {
               return x.count == y.count &&
                      std::ranges::equal(x.sets, y.sets, [](const auto& s, const auto& t) {
                          return s.images == t.images && s.correct == t.correct &&
                                 s.lossSum == t.lossSum;
                      });
           });
}

} // namespace

class TestDemoEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recipeGoesOnWhereItWasStopped();
    void bestGainKeepsToTheAllowance();
    void figuresAreThoseOfTheCurves();
    void drawsKnowTheLayersAlone();
    void figureAndTableHoldEverything();
    void absurdRecipesAreRefused();
    void missingNetworkIsNamed();

private:
    Renderer m_renderer;
};

void TestDemoEdit::recipeGoesOnWhereItWasStopped() {
    QTemporaryDir directory;
    const EditRecipe recipe = tiny(directory);
    std::stop_source stop;
    std::set<std::string> stages;
    const auto watch = [&](const ProgressUpdate& update) {
        stages.insert(update.stage);
        if (update.stage == "seed 5: candidates by accuracy") {
            stop.request_stop(); // the first point of this curve is measured
        }
    };
    QVERIFY_EXCEPTION_THROWN(runEdit(m_renderer, recipe, stop.get_token(), watch, {}), Cancelled);
    QVERIFY(stages.contains("training"));
    QVERIFY(stages.contains("importance of layer1"));
    QVERIFY(stages.contains("seed 5: candidates by loss"));
    QVERIFY(!stages.contains("seed 5: all units by loss"));

    stages.clear();
    std::vector<std::string> steps;
    const auto note = [&](const ProgressUpdate& update) { stages.insert(update.stage); };
    const auto edits = runEdit(m_renderer, recipe, {}, note,
                               [&](const std::string& step) { steps.push_back(step); });
    QVERIFY(!stages.contains("training"));
    QVERIFY(!stages.contains("describing"));
    QVERIFY(!stages.contains("importance of layer1"));
    QVERIFY(std::ranges::find(steps, "seed 5: 32 of 64 units are described by layer:conv1") !=
            steps.end());

    QCOMPARE(edits.size(), std::size_t{1});
    const auto& edit = edits.front();
    QCOMPARE(edit.seed, 5U);
    QVERIFY(!edit.shipped);
    QVERIFY(fs::exists(edit.network) && fs::exists(edit.project));
    QCOMPARE(edit.units, 64);
    QCOMPARE(edit.candidates.size(), std::size_t{32});
    QCOMPARE(edit.random.size(), std::size_t{2});
    for (const auto* curve :
         {&edit.byLoss, &edit.byAccuracy, &edit.sortAll, &edit.random[0], &edit.random[1]}) {
        QCOMPARE(curve->points.size(), std::size_t{33});
        QCOMPARE(curve->points.front().count, 0);
        for (std::size_t set = 0; set < 2; ++set) {
            QCOMPARE(curve->points.front().sets[set].images, 10);
            QCOMPARE(curve->points.front().sets[set].correct,
                     edit.byLoss.points.front().sets[set].correct);
        }
    }
    QCOMPARE(edit.sortAll.order.size(), std::size_t{64});
    // All of the candidates switched off are the same units, whatever the order was.
    for (const auto* curve : {&edit.byAccuracy, &edit.random[0]}) {
        QCOMPARE(curve->points.back().sets[kAdversarial].correct,
                 edit.byLoss.points.back().sets[kAdversarial].correct);
    }

    // Nothing is measured a third time, and nothing has changed on the way through the file.
    stages.clear();
    const auto again = runEdit(m_renderer, recipe, {}, note, {});
    QVERIFY(!stages.contains("measuring validation"));
    QVERIFY(equal(again.front().byLoss, edit.byLoss));
    QVERIFY(equal(again.front().byAccuracy, edit.byAccuracy));
    QVERIFY(equal(again.front().sortAll, edit.sortAll));
    QVERIFY(equal(again.front().random[1], edit.random[1]));

    // What is damaged is measured again.
    {
        auto project = project::Project::open(edit.project);
        project::Experiments experiments(project);
        for (const auto& each : experiments.all()) {
            if (each.kind.starts_with("demo-edit")) {
                const std::vector<project::Measurement> damaged{{0, "{\"no\": \"figures\"}"},
                                                                {1, "cut o"}};
                experiments.record(each.id, damaged);
            }
        }
    }
    const auto mended = runEdit(m_renderer, recipe, {}, note, {});
    QVERIFY(equal(mended.front().byLoss, edit.byLoss));
    QVERIFY(equal(mended.front().random[1], edit.random[1]));
}

void TestDemoEdit::bestGainKeepsToTheAllowance() {
    const auto curve =
        curveOf({{970, 600}, {975, 650}, {950, 700}, {949, 800}, {951, 700}, {960, 610}});
    const auto best = bestGain(curve, .02);
    QCOMPARE(best.ablated, 2); // exactly 2 points lost; the first of equal ones
    QCOMPARE(best.gain, 10.0);
    QCOMPARE(best.validationLoss, 2.0);
    QCOMPARE(bestGain(curve, .03).ablated, 3);
    // Where everything makes it worse, nothing is switched off.
    const auto worse = bestGain(curveOf({{970, 600}, {970, 590}}), .02);
    QCOMPARE(worse.ablated, 0);
    QCOMPARE(worse.gain, 0.0);
    QCOMPARE(gainAt(curve, 1).validationLoss, -0.5);
    QVERIFY_EXCEPTION_THROWN(gainAt(curve, 6), DataError);
}

void TestDemoEdit::figuresAreThoseOfTheCurves() {
    SeedEdit edit;
    edit.candidates = {{"conv1", 0}, {"conv1", 1}};
    edit.byLoss = curveOf({{970, 600}, {970, 650}, {960, 700}, {900, 720}});
    edit.byAccuracy = curveOf({{970, 600}, {960, 630}});
    edit.sortAll = curveOf({{970, 600}, {960, 620}});
    edit.random = {curveOf({{970, 600}, {960, 590}}), curveOf({{970, 600}, {960, 640}})};
    const auto figures = figuresOf(edit, .02);
    QCOMPARE(figures.gain, 10.0);
    QCOMPARE(figures.ablated, 2.0);
    QCOMPARE(figures.validationLoss, 1.0);
    QCOMPARE(figures.candidates, 2.0);
    QCOMPARE(figures.accuracyOrderGain, 3.0);
    QCOMPARE(figures.sortAllGain, 2.0);
    QCOMPARE(figures.randomGain, 2.0);
    QCOMPARE(figures.randomLow, 0.0);
    QCOMPARE(figures.randomHigh, 4.0);
    QCOMPARE(figures.stopRuleAblated, 1.0);
    QCOMPARE(figures.stopRuleGain, 5.0);

    EditFigures other;
    other.gain = 20;
    other.stopRuleAblated = 4;
    const auto mean = meanOf(std::vector{figures, other});
    QCOMPARE(mean.gain, 15.0);
    QCOMPARE(mean.stopRuleAblated, 2.5);
    QVERIFY_EXCEPTION_THROWN(meanOf({}), DataError);
}

void TestDemoEdit::drawsKnowTheLayersAlone() {
    std::vector<UnitId> all;
    for (std::int64_t unit = 0; unit < 40; ++unit) {
        all.push_back({"conv1", unit});
        all.push_back({"layer4", unit});
        all.push_back({"layer2", unit});
    }
    const std::vector<UnitId> like{{"conv1", 3}, {"layer4", 1}, {"layer4", 9}, {"layer4", 30}};
    const auto draws = randomDraws(like, all, 10, 7);
    QCOMPARE(draws.size(), std::size_t{10});
    bool mixed = false;
    for (const auto& draw : draws) {
        QCOMPARE(std::set<UnitId>(draw.begin(), draw.end()).size(), std::size_t{4});
        QCOMPARE(std::ranges::count(draw, std::string("conv1"), &UnitId::layer), 1);
        QCOMPARE(std::ranges::count(draw, std::string("layer4"), &UnitId::layer), 3);
        mixed = mixed || draw.front().layer == "layer4";
    }
    QVERIFY(mixed); // not layer after layer
    QCOMPARE(std::set<std::vector<UnitId>>(draws.begin(), draws.end()).size(), std::size_t{10});
    QVERIFY(randomDraws(like, all, 10, 7) == draws);
    QVERIFY(randomDraws(like, all, 10, 8) != draws);
    QVERIFY(randomDraws({}, all, 3, 7) == std::vector<std::vector<UnitId>>(3));
}

void TestDemoEdit::figureAndTableHoldEverything() {
    SeedEdit edit;
    edit.seed = 3;
    edit.units = 512;
    edit.byLoss = curveOf({{970, 600}, {970, 650}, {960, 700}});
    edit.byAccuracy = edit.sortAll = curveOf({{970, 600}, {960, 630}});
    edit.random = {curveOf({{970, 600}, {960, 590}}), curveOf({{970, 600}})};
    // A network of which nothing is described as text.
    SeedEdit none;
    none.seed = 4;
    none.byLoss = none.byAccuracy = none.sortAll = curveOf({{970, 600}});
    none.random = {none.byLoss, none.byLoss};
    const std::vector edits{edit, none};
    EditRecipe recipe;
    recipe.query = "text AND <script>";
    const auto svg = QString::fromStdString(drawEdit(edits, recipe));
    QXmlStreamReader reader(svg);
    std::map<QString, int> elements;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement) {
            ++elements[reader.name().toString()];
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    // By network and row: three orders, two random ones, the mean of those.
    QCOMPARE(elements["polyline"], 2 * 2 * 6);
    QCOMPARE(elements["polygon"], 2 * 2);
    QCOMPARE(elements["script"], 0);
    QVERIFY(svg.contains("+10.0"));
    QVERIFY(!svg.contains("nan"));

    const auto csv = QString::fromStdString(editCsv(edits)).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(csv.size(), 1 + (3 + 2 + 2 + 2 + 1) + 5);
    QCOMPARE(csv[2], "3,by_loss,,1,conv1/0,0.970000,0.000000,0.650000,0.000000");
    QCOMPARE(csv[8], "3,random,1,0,,0.970000,0.000000,0.600000,0.000000");
}

void TestDemoEdit::absurdRecipesAreRefused() {
    const auto refused = [](const auto& spoil, const char* part) {
        EditRecipe recipe;
        recipe.check();
        spoil(recipe);
        try {
            recipe.check();
            return false;
        } catch (const DataError& error) {
            return QString(error.what()).contains(part);
        }
    };
    QVERIFY(refused([](EditRecipe& recipe) { recipe.seeds = {}; }, "no seed"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.seeds = {1, 2, 1}; }, "seed 1 is given twice"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.query.clear(); }, "search"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.randomOrders = 0; }, "random orders"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.allowance = -1; }, "-1"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.broken = .01; }, "0.01"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.layers.clear(); }, "layer"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.images = -4; }, "-4"));
    QVERIFY(refused([](EditRecipe& recipe) { recipe.training.epochs = 0; }, "epochs"));
}

void TestDemoEdit::missingNetworkIsNamed() {
    QTemporaryDir directory;
    EditRecipe recipe;
    recipe.cache = directory.path().toStdString();
    recipe.resources = recipe.cache;
    try {
        runEdit(m_renderer, recipe, {}, {}, {});
        QFAIL("there is no network");
    } catch (const DataError& error) {
        QVERIFY(QString(error.what()).contains("spurious-text.pth"));
    }
}

QTEST_GUILESS_MAIN(TestDemoEdit)
#include "tst_demo_edit.moc"
