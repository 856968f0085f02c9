// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/class_shifts.h"
#include "ablation/curve.h"
#include "base/error.h"
#include "network/network.h"
#include "support/check.h"
#include "support/memory_source.h"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace brera;
using namespace brera::ablation;

namespace {

const std::string kOracle = std::string(BRERA_TEST_DATA) + "/oracle/";

/// The oracle's images in two halves.
struct Scene {
    network::Network network = network::Network::open(kOracle + "network_scripted.pt");
    test::MemorySource images{kOracle + "prepared.npy"};
    std::vector<int> even, odd;

    Scene() {
        const auto json = nlohmann::json::parse(std::ifstream(kOracle + "dataset.json"));
        even = json["labels"].get<std::vector<int>>();
        odd = even;
        for (std::size_t i = 0; i < even.size(); ++i) {
            (i % 2 == 0 ? odd : even)[i] = -1;
        }
    }

    Evaluator evaluator(const std::vector<int>& labels) const {
        return {network, {"layer2", "layer4"}, {"half", &images, labels}};
    }
};

const std::vector<UnitId> kUnits{{"layer4", 3}, {"layer2", 1}, {"layer4", 0},
                                 {"layer2", 7}, {"layer4", 9}, {"layer2", 0}};

Curve drawn(const std::vector<std::int64_t>& correct) {
    Curve curve;
    for (std::size_t i = 0; i < correct.size(); ++i) {
        Figures figures;
        figures.images = 100;
        figures.correct = correct[i];
        curve.points.push_back({static_cast<std::int64_t>(i * 2), {figures}});
    }
    return curve;
}

} // namespace

TEST_CASE(every_point_is_a_measurement_of_its_units) {
    const Scene scene;
    auto even = scene.evaluator(scene.even);
    auto odd = scene.evaluator(scene.odd);
    std::vector<Evaluator*> sets{&even, &odd};
    CurveOptions options;
    options.step = 4;
    std::vector<std::int64_t> counts;
    const auto curve = measureCurve(
        sets, kUnits, options, {}, [&](const CurvePoint& point) { counts.push_back(point.count); });
    CHECK(counts == (std::vector<std::int64_t>{0, 4, 6}));
    auto fresh = scene.evaluator(scene.odd);
    for (const auto& point : curve.points) {
        const auto figures = fresh.measure(firstOf(kUnits, point.count));
        CHECK_EQUAL(figures.correct, point.sets[1].correct);
        CHECK_NEAR(figures.loss(), point.sets[1].loss(), 1e-5);
        CHECK_EQUAL(point.sets[0].images, 100);
    }
    options.most = 5;
    CHECK_EQUAL(measureCurve(sets, kUnits, options, {}).points.back().count, 5);
}

TEST_CASE(a_stopped_curve_goes_on_where_it_stood) {
    const Scene scene;
    auto even = scene.evaluator(scene.even);
    std::vector<Evaluator*> sets{&even};
    std::stop_source stop;
    Curve begun;
    bool cancelled = false;
    try {
        measureCurve(sets, kUnits, {}, stop.get_token(), [&](const CurvePoint& point) {
            begun.points.push_back(point);
            if (point.count == 3) {
                stop.request_stop();
            }
        });
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
    CHECK_EQUAL(begun.points.size(), 4U);
    const auto resumed = measureCurve(sets, kUnits, {}, {}, {}, begun);
    const auto whole = measureCurve(sets, kUnits, {}, {});
    CHECK_EQUAL(resumed.points.size(), whole.points.size());
    for (std::size_t i = 0; i < whole.points.size(); ++i) {
        CHECK_EQUAL(resumed.points[i].sets[0].correct, whole.points[i].sets[0].correct);
    }
}

TEST_CASE(shifts_explain_what_accuracy_loses_and_gains) {
    const Scene scene;
    auto even = scene.evaluator(scene.even);
    const UnitSet units{{"layer2", {0, 1, 2, 3}}, {"layer4", {0, 3, 5, 9}}};
    const auto before = even.baseline();
    const auto after = even.measure(units);
    const auto shifts = classShifts(even, units);
    CHECK(!shifts.empty());
    auto change = std::vector<std::int64_t>(before.classes.size(), 0);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const auto& shift = shifts[i];
        CHECK(shift.before != shift.after && shift.images > 0);
        CHECK(i == 0 || shifts[i - 1].images >= shift.images);
        auto& own = change[static_cast<std::size_t>(shift.label)];
        own += shift.after == shift.label ? shift.images : 0;
        own -= shift.before == shift.label ? shift.images : 0;
    }
    for (std::size_t label = 0; label < change.size(); ++label) {
        CHECK_EQUAL(after.classes[label].correct, before.classes[label].correct + change[label]);
    }
    CHECK(classShifts(even, {}).empty());
    CHECK_THROWS(DataError, classShifts(even, {{"layer4", {99}}}), "layer4/99");
}

TEST_CASE(the_stop_rule_takes_the_last_point_that_holds) {
    CHECK_EQUAL(stopRule(drawn({90, 91, 89, 90, 88, 80}), 0), 6);
    CHECK_EQUAL(stopRule(drawn({90, 89, 88, 87}), 0), 0);
    CHECK_EQUAL(stopRule(drawn({90, 80, 95}), 0), 4);
}

TEST_CASE(random_orders_are_permutations_by_seed) {
    const auto orders = randomOrders(kUnits, 10, 3);
    CHECK_EQUAL(orders.size(), 10U);
    CHECK(orders == randomOrders(kUnits, 10, 3));
    CHECK(orders != randomOrders(kUnits, 10, 4));
    auto sorted = kUnits;
    std::sort(sorted.begin(), sorted.end());
    for (auto order : orders) {
        std::sort(order.begin(), order.end());
        CHECK(order == sorted);
    }
    CHECK(orders[0] != orders[1]);
}

TEST_CASE(bands_hold_mean_and_range) {
    const std::vector<Curve> curves{drawn({90, 80}), drawn({90, 60}), drawn({90, 70})};
    const auto bands = band(curves, 0, [](const Figures& figures) { return figures.top1(); });
    CHECK_EQUAL(bands.size(), 2U);
    CHECK_EQUAL(bands[1].count, 2);
    CHECK_NEAR(bands[1].mean, .7, 1e-9);
    CHECK_NEAR(bands[1].low, .6, 1e-9);
    CHECK_NEAR(bands[1].high, .8, 1e-9);
}

TEST_CASE(bands_are_of_the_curves_that_have_a_count) {
    auto gap = drawn({90, 80, 70});
    gap.points.erase(gap.points.begin() + 1);
    const std::vector<Curve> curves{gap, drawn({90, 60, 50})};
    const auto bands = band(curves, 0, [](const Figures& figures) { return figures.top1(); });
    CHECK_EQUAL(bands.size(), 3U);
    CHECK_NEAR(bands[1].high, .6, 1e-9);
    CHECK_EQUAL(bands[2].count, 4);
    CHECK_NEAR(bands[2].low, .5, 1e-9);
    CHECK_NEAR(bands[2].high, .7, 1e-9);
}

TEST_CASE(orders_by_loss_and_by_accuracy) {
    const auto importance = [](std::int64_t unit, std::int64_t correct, double loss) {
        Figures figures;
        figures.images = 100;
        figures.correct = correct;
        figures.lossSum = loss;
        return Importance{{"layer4", unit}, figures};
    };
    const std::vector<Importance> all{importance(0, 90, 31), importance(1, 91, 32),
                                      importance(2, 90, 30)};
    CHECK(leastImportantFirst(all, true) ==
          (std::vector<UnitId>{{"layer4", 2}, {"layer4", 0}, {"layer4", 1}}));
    // A network that breaks without a unit has lost most, wherever the unit stands.
    const std::vector<Importance> broken{importance(0, 0, std::nan("")), importance(1, 9, 3),
                                         importance(2, 0, std::nan("")), importance(3, 9, 1)};
    CHECK(leastImportantFirst(broken, true) ==
          (std::vector<UnitId>{{"layer4", 3}, {"layer4", 1}, {"layer4", 0}, {"layer4", 2}}));
    CHECK(leastImportantFirst(all, false) ==
          (std::vector<UnitId>{{"layer4", 1}, {"layer4", 0}, {"layer4", 2}}));
}

TEST_CASE(orders_and_options_that_make_no_sense_are_named) {
    const Scene scene;
    auto even = scene.evaluator(scene.even);
    std::vector<Evaluator*> sets{&even};
    CHECK_THROWS(DataError, measureCurve(sets, {{"layer4", 1}, {"layer4", 1}}, {}, {}), "twice");
    CHECK_THROWS(DataError, measureCurve(sets, {{"layer4", 99}}, {}, {}), "layer4/99");
    CurveOptions none;
    none.step = 0;
    CHECK_THROWS(DataError, measureCurve(sets, kUnits, none, {}), "step");
}

CHECK_MAIN
