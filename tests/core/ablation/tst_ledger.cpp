// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored.h"
#include "base/error.h"
#include "network/network.h"
#include "project/experiments.h"
#include "project/project.h"
#include "support/check.h"
#include "support/memory_source.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdlib.h>

using namespace brera;
using namespace brera::ablation;

namespace {

const std::string kOracle = std::string(BRERA_TEST_DATA) + "/oracle/";

/// A project beside an evaluator on a few of the oracle's images.
struct Scene {
    network::Network network = network::Network::open(kOracle + "network_scripted.pt");
    test::MemorySource images{kOracle + "prepared.npy"};
    std::filesystem::path folder;
    Conditions conditions{"network", "{}", Replacement::Zero, {{"few", "hash of few"}}};

    Scene() {
        std::string pattern = (std::filesystem::temp_directory_path() / "ledger-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        project::Project::create(file(), {}, {{"layer2", 8, 1, 1}, {"layer4", 24, 1, 1}}, {});
    }
    ~Scene() { std::filesystem::remove_all(folder); }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    std::filesystem::path file() const { return folder / "p.brera"; }
    project::Project open() const { return project::Project::open(file()); }

    Evaluator evaluator() const {
        const auto json = nlohmann::json::parse(std::ifstream(kOracle + "dataset.json"));
        auto labels = json["labels"].get<std::vector<int>>();
        for (std::size_t i = 0; i < labels.size(); ++i) {
            labels[i] = i % 4 == 0 ? labels[i] : -1;
        }
        return {network, {"layer2", "layer4"}, {"few", &images, labels}};
    }
};

const std::vector<UnitId> kUnits{{"layer4", 3}, {"layer2", 1}, {"layer4", 0},
                                 {"layer2", 7}, {"layer4", 9}, {"layer2", 0}};

std::vector<UnitId> unitsOf(const std::string& layer, std::int64_t count) {
    std::vector<UnitId> units;
    for (std::int64_t unit = 0; unit < count; ++unit) {
        units.push_back({layer, unit});
    }
    return units;
}

bool same(const Figures& a, const Figures& b) {
    return a.images == b.images && a.correct == b.correct && a.correctFive == b.correctFive &&
           a.classes == b.classes && std::abs(a.lossSum - b.lossSum) < 1e-9;
}

CurvePlan plan(const std::vector<UnitId>& order, std::int64_t step = 1) {
    CurvePlan plan{"a curve", "list", order, {}};
    plan.options.step = step;
    return plan;
}

bool isCancelled(const std::function<void()>& work) {
    try {
        work();
    } catch (const Cancelled&) {
        return true;
    }
    return false;
}

} // namespace

TEST_CASE(figures_survive_as_text) {
    Figures figures{500, 430, 495, 123.456789012345, {{250, 230}, {0, 0}, {250, 200}}};
    CHECK(same(figuresFromJson(toJsonText(figures)), figures));
    figures.lossSum = std::nan("");
    const auto back = figuresFromJson(toJsonText(figures));
    CHECK(std::isnan(back.lossSum));
    CHECK_EQUAL(back.correct, 430);
    CHECK_THROWS(DataError, figuresFromJson("{\"images\": 3}"), "figures");
    CHECK_THROWS(DataError, figuresFromJson("nonsense"), "figures");
}

TEST_CASE(importances_are_measured_once) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    Ledger first(directAccess(project), scene.conditions);
    const auto some = first.importances(evaluator, 0, {{"layer4", 3}, {"layer2", 1}});
    CHECK_EQUAL(first.measured(), 2);
    CHECK_EQUAL(first.found(), 0);

    Ledger second(directAccess(project), scene.conditions);
    std::vector<UnitId> told;
    const auto all = second.importances(evaluator, 0, kUnits,
                                        [&](const Importance& each) { told.push_back(each.unit); });
    CHECK_EQUAL(second.found(), 2);
    CHECK_EQUAL(second.measured(), 4);
    CHECK_EQUAL(told.size(), kUnits.size());
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        CHECK(all[i].unit == kUnits[i]);
    }
    CHECK(same(all[0].without, some[0].without));
    CHECK(same(all[0].without, evaluator.measure({{"layer4", {3}}})));
    CHECK_EQUAL(second.knownImportances("layer4", 0).size(), 3U);

    CHECK(same(second.baseline(evaluator, 0), evaluator.baseline()));
    Ledger third(directAccess(project), scene.conditions);
    CHECK(same(third.baseline(evaluator, 0), evaluator.baseline()));
    CHECK_EQUAL(third.found(), 1);
}

TEST_CASE(a_whole_layer_is_complete) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    Ledger ledger(directAccess(project), scene.conditions);
    ledger.importances(evaluator, 0, unitsOf("layer2", 3));
    CHECK(!project::Experiments(project).all("importance").front().complete);
    ledger.importances(evaluator, 0, unitsOf("layer2", evaluator.units("layer2")));
    CHECK(project::Experiments(project).all("importance").front().complete);
}

TEST_CASE(what_was_measured_before_a_stop_stays) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    std::size_t told = 0;
    {
        auto project = scene.open();
        Ledger ledger(directAccess(project), scene.conditions);
        std::stop_source stop;
        CHECK(isCancelled([&] {
            ledger.importances(
                evaluator, 0, unitsOf("layer4", 24),
                [&](const Importance&) {
                    ++told;
                    stop.request_stop();
                },
                stop.get_token());
        }));
    }
    CHECK(told > 0 && told < 24);
    auto project = scene.open();
    Ledger ledger(directAccess(project), scene.conditions);
    CHECK_EQUAL(ledger.importances(evaluator, 0, unitsOf("layer4", 24)).size(), 24U);
    CHECK_EQUAL(ledger.found(), static_cast<std::int64_t>(told));
    CHECK_EQUAL(ledger.measured(), static_cast<std::int64_t>(24 - told));
}

TEST_CASE(a_stopped_curve_goes_on_where_it_stood) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    {
        auto project = scene.open();
        Ledger ledger(directAccess(project), scene.conditions);
        std::stop_source stop;
        CHECK(isCancelled([&] {
            ledger.curve(sets, plan(kUnits), stop.get_token(), [&](const CurvePoint& point) {
                if (point.count == 2) {
                    stop.request_stop();
                }
            });
        }));
    }
    auto project = scene.open();
    const auto begun = storedCurves(project);
    CHECK_EQUAL(begun.size(), 1U);
    CHECK(!begun[0].complete);
    CHECK_EQUAL(begun[0].curve.points.size(), 3U);
    CHECK(begun[0].plan.order == kUnits);

    Ledger ledger(directAccess(project), scene.conditions);
    const auto whole = ledger.curve(sets, begun[0].plan);
    CHECK_EQUAL(ledger.found(), 3);
    CHECK_EQUAL(ledger.measured(), 4);
    const auto fresh = measureCurve(sets, kUnits, {}, {});
    const auto stored = storedCurves(project);
    CHECK_EQUAL(stored.size(), 1U);
    CHECK(stored[0].complete);
    CHECK(stored[0].plan.name == "a curve" && stored[0].plan.origin == "list");
    CHECK_EQUAL(stored[0].curve.points.size(), fresh.points.size());
    for (std::size_t i = 0; i < fresh.points.size(); ++i) {
        CHECK(same(whole.points[i].sets[0], fresh.points[i].sets[0]));
        CHECK(same(stored[0].curve.points[i].sets[0], fresh.points[i].sets[0]));
    }
    CHECK(isCurrent(stored[0], scene.conditions));
}

TEST_CASE(curves_share_the_points_they_have_in_common) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    Ledger(directAccess(project), scene.conditions).curve(sets, plan(kUnits));

    Ledger coarse(directAccess(project), scene.conditions);
    const auto curve = coarse.curve(sets, plan(kUnits, 3));
    CHECK_EQUAL(curve.points.size(), 3U);
    CHECK_EQUAL(coarse.measured(), 0);

    auto turned = kUnits;
    std::swap(turned[2], turned[3]);
    Ledger other(directAccess(project), scene.conditions);
    const auto points = other.curve(sets, plan(turned)).points;
    CHECK_EQUAL(other.found(), 3); // nothing, one and two units
    CHECK(same(points[3].sets[0], evaluator.measure(firstOf(turned, 3))));
    CHECK_EQUAL(storedCurves(project).size(), 3U);
}

TEST_CASE(other_conditions_are_measured_anew) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    Ledger first(directAccess(project), scene.conditions);
    first.curve(sets, plan(kUnits));
    first.importances(evaluator, 0, kUnits);
    std::vector<Conditions> others(4, scene.conditions);
    others[0].network = "another network";
    others[1].preprocessing = "{\"crop\":1}";
    others[2].replacement = Replacement::Mean;
    others[3].sets[0].hash = "other images";
    for (const auto& other : others) {
        Ledger ledger(directAccess(project), other);
        ledger.curve(sets, plan(kUnits, 6));
        ledger.importances(evaluator, 0, {kUnits[0]});
        CHECK_EQUAL(ledger.found(), 0);
        CHECK_EQUAL(ledger.measured(), 3);
    }
    const auto oldest = storedCurves(project).back();
    CHECK(isCurrent(oldest, scene.conditions));
    CHECK(!isCurrent(oldest, others[0]));
    CHECK(!isCurrent(oldest, others[1]));
    CHECK(!isCurrent(oldest, others[3]));
    // The same images under another name are the same images.
    auto renamed = scene.conditions;
    renamed.sets[0].name = "a few";
    Ledger ledger(directAccess(project), renamed);
    ledger.importances(evaluator, 0, kUnits);
    ledger.curve(sets, plan(kUnits));
    CHECK_EQUAL(ledger.measured(), 0);
}

TEST_CASE(a_project_that_cannot_be_written_is_left_alone) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    {
        auto project = project::Project::open(scene.file(), project::OpenMode::ReadOnly);
        Ledger ledger(directAccess(project), scene.conditions);
        CHECK_EQUAL(ledger.importances(evaluator, 0, kUnits).size(), kUnits.size());
        CHECK_EQUAL(ledger.curve(sets, plan(kUnits)).points.size(), 7U);
    }
    auto project = scene.open();
    CHECK(project::Experiments(project).all().empty());
}

TEST_CASE(writes_may_wait_in_a_queue) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    std::vector<ProjectAccess::Use> queue;
    ProjectAccess access;
    access.read = [&](const ProjectAccess::Use& use) { use(project); };
    access.write = [&](ProjectAccess::Use use) { queue.push_back(std::move(use)); };
    {
        Ledger ledger(access, scene.conditions);
        ledger.curve(sets, plan(kUnits));
        ledger.importances(evaluator, 0, unitsOf("layer2", 4));
    }
    CHECK(project::Experiments(project).all().empty());
    for (const auto& write : queue) {
        write(project);
    }
    CHECK_EQUAL(storedCurves(project).front().curve.points.size(), 7U);
    CHECK(storedCurves(project).front().complete);
    CHECK_EQUAL(Ledger(access, scene.conditions).knownImportances("layer2", 0).size(), 4U);
}

TEST_CASE(a_curve_removed_while_it_is_measured_ends) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    Ledger ledger(directAccess(project), scene.conditions);
    const auto removeIt = [&](const CurvePoint& point) {
        if (point.count == 1) {
            project::Experiments experiments(project);
            experiments.remove(experiments.all("curve").front().id);
        }
    };
    CHECK_THROWS(ProjectError, ledger.curve(sets, plan(kUnits), {}, removeIt), "removed");
    CHECK(storedCurves(project).empty());
}

TEST_CASE(damaged_measurements_are_made_again) {
    const Scene scene;
    auto project = scene.open();
    auto evaluator = scene.evaluator();
    std::vector<Evaluator*> sets{&evaluator};
    Ledger(directAccess(project), scene.conditions).curve(sets, plan(kUnits));
    Ledger(directAccess(project), scene.conditions).importances(evaluator, 0, {{"layer2", 0}});
    project::Experiments experiments(project);
    const auto curve = experiments.all("curve").front().id;
    const auto importance = experiments.all("importance").front().id;
    const std::vector<project::Measurement> nonsense{{2, "[{\"images\":"}, {4, "[]"}};
    experiments.record(curve, nonsense);
    experiments.record(importance, std::vector<project::Measurement>{{0, "{}"}});
    CHECK_EQUAL(storedCurves(project).front().curve.points.size(), 5U);
    Ledger ledger(directAccess(project), scene.conditions);
    ledger.curve(sets, plan(kUnits));
    CHECK_EQUAL(ledger.measured(), 2);
    ledger.importances(evaluator, 0, {{"layer2", 0}});
    CHECK_EQUAL(ledger.measured(), 3);
    CHECK_EQUAL(storedCurves(project).front().curve.points.size(), 7U);
}

TEST_CASE(controls_are_told_apart) {
    CHECK(isRandom({"", randomOrigin(3, 1), {}, {}}));
    CHECK(!isRandom({"", "importance", {}, {}}));
    CHECK(randomOrigin(3, 1) != randomOrigin(3, 2));
    CHECK(randomOrigin(3, 1) != randomOrigin(4, 1));
}

CHECK_MAIN
