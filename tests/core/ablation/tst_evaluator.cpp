// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/evaluator.h"
#include "base/error.h"
#include "base/npy.h"
#include "base/priority.h"
#include "network/network.h"
#include "support/check.h"
#include "support/memory_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <latch>
#include <numeric>
#include <thread>

using namespace brera;
using namespace brera::ablation;

namespace {

const std::string kOracle = std::string(BRERA_TEST_DATA) + "/oracle/";
const std::vector<std::string> kLayers{"conv1", "layer1", "layer2", "layer3", "layer4"};

nlohmann::json parsed(const std::string& name) {
    return nlohmann::json::parse(std::ifstream(kOracle + name));
}

/// The oracle's network and its 200 labelled images.
struct Scene {
    network::Network network = network::Network::open(kOracle + "network_scripted.pt");
    test::MemorySource images{kOracle + "prepared.npy"};
    std::vector<int> labels = parsed("dataset.json")["labels"].get<std::vector<int>>();

    Evaluator evaluator(EvaluatorOptions options = {}) const {
        return {network, kLayers, {"oracle", &images, labels}, std::move(options)};
    }
};

void checkSame(const Figures& a, const Figures& b) {
    CHECK_EQUAL(a.images, b.images);
    CHECK_EQUAL(a.correct, b.correct);
    CHECK_EQUAL(a.correctFive, b.correctFive);
    CHECK_NEAR(a.loss(), b.loss(), 1e-5);
    CHECK(a.classes == b.classes);
}

std::map<std::int64_t, Figures> importancesOf(Evaluator& evaluator, const std::string& layer) {
    std::vector<std::int64_t> units(static_cast<std::size_t>(evaluator.units(layer)));
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i] = static_cast<std::int64_t>(i);
    }
    std::map<std::int64_t, Figures> result;
    evaluator.importances(
        layer, units, [&](std::int64_t unit, const Figures& figures) { result[unit] = figures; });
    return result;
}

} // namespace

TEST_CASE(accuracies_are_the_reference_s) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    const auto runs = parsed("ablation/runs.json");
    CHECK_NEAR(evaluator.baseline().top1(), runs["base_accuracy"].get<double>(), 1e-6);
    for (const auto& run : runs["runs"]) {
        UnitSet units;
        for (const auto& layer : run["units"]) {
            units[layer[0].get<std::string>()] = layer[1].get<std::vector<std::int64_t>>();
        }
        CHECK_NEAR(evaluator.measure(units).top1(), run["accuracy"].get<double>(), 1e-6);
        // Again, with what the first time left in the cache.
        CHECK_NEAR(evaluator.measure(units).top1(), run["accuracy"].get<double>(), 1e-6);
    }
    const Figures whole = evaluator.baseline();
    std::int64_t images = 0;
    std::int64_t correct = 0;
    for (const auto& each : whole.classes) {
        images += each.images;
        correct += each.correct;
    }
    CHECK_EQUAL(images, whole.images);
    CHECK_EQUAL(correct, whole.correct);
    CHECK(whole.correctFive > whole.correct);
}

TEST_CASE(single_units_agree_with_sets_of_one) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    evaluator.baseline();
    EvaluatorOptions scarce;
    scarce.cacheBytes = 1 << 20; // most of the activations have to be worked out again
    scarce.batch = 24;
    scarce.tailRows = 7;
    auto other = scene.evaluator(scarce);
    other.baseline();
    CHECK(other.cachedBytes() <= 1 << 20);
    for (const auto& layer : kLayers) {
        const auto many = importancesOf(evaluator, layer);
        const auto scarceMany = importancesOf(other, layer);
        CHECK_EQUAL(static_cast<std::int64_t>(many.size()), evaluator.units(layer));
        for (const auto& [unit, figures] : many) {
            checkSame(figures, evaluator.measure({{layer, {unit}}}));
            checkSame(figures, scarceMany.at(unit));
        }
    }
}

TEST_CASE(sets_are_measured_right_in_any_order) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    const std::vector<UnitSet> walk{{{"layer1", {2}}},
                                    {{"layer1", {2}}, {"layer3", {1, 9}}},
                                    {{"layer1", {2}}, {"layer3", {1, 9}}, {"layer4", {20}}},
                                    {{"layer1", {2}}, {"layer3", {9}}, {"layer4", {20}}},
                                    {{"conv1", {0, 1}}, {"layer3", {9}}, {"layer4", {20}}},
                                    {{"layer3", {9}}, {"layer4", {20}}},
                                    {{"layer4", {20}}},
                                    {}};
    for (const auto& units : walk) {
        auto fresh = scene.evaluator();
        checkSame(evaluator.measure(units), fresh.measure(units));
    }
}

TEST_CASE(units_that_are_often_silent_change_their_images_alone) {
    const Scene scene;
    EvaluatorOptions options;
    options.batch = 2; // of which the unit answers to one alone, now and then
    auto evaluator = scene.evaluator(options);
    evaluator.baseline();
    UnitSet units{{"layer1", {1}}, {"layer4", {2}}};
    evaluator.measure(units);
    int tried = 0;
    for (const std::string layer : {"layer2", "layer3"}) {
        int ofLayer = 0;
        for (std::int64_t unit = 3; unit < evaluator.units(layer) && ofLayer < 2; ++unit) {
            const double share = evaluator.activeShare(layer, unit);
            if (share > 0 && share < .95) {
                units[layer].push_back(unit); // on top of what was measured before
                auto fresh = scene.evaluator();
                checkSame(evaluator.measure(units), fresh.measure(units));
                ++ofLayer;
                ++tried;
            }
        }
        // What the exchanged rows left behind serves the next change further on.
        units["layer4"].push_back(layer == "layer2" ? 0 : 1);
        auto fresh = scene.evaluator();
        checkSame(evaluator.measure(units), fresh.measure(units));
    }
    CHECK(tried > 0);
}

TEST_CASE(estimates_lead_to_the_result) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    evaluator.baseline();
    std::vector<std::int64_t> done;
    Figures last;
    const auto result =
        evaluator.measure({{"layer2", {1, 3, 5}}}, {},
                          [&](const Figures& figures, std::int64_t count, std::int64_t total) {
                              CHECK_EQUAL(total, 200);
                              CHECK_EQUAL(figures.images, 200);
                              done.push_back(count);
                              last = figures;
                          });
    CHECK(done.size() > 3);
    CHECK_EQUAL(done.back(), 200);
    checkSame(last, result);
}

TEST_CASE(an_early_estimate_tells_of_all_images) {
    Scene scene;
    const npy::Array logits(kOracle + "probe/logits.npy");
    const auto values = logits.as<float>();
    for (std::size_t i = 0; i < 200; ++i) { // what the network says is right
        const auto row = values.subspan(i * 10, 10);
        scene.labels[i] = static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin());
    }
    auto evaluator = scene.evaluator();
    CHECK_EQUAL(evaluator.baseline().correct, 200);
    UnitSet all;
    for (std::int64_t unit = 0; unit < 24; ++unit) {
        all["layer4"].push_back(unit);
    }
    std::vector<double> estimates;
    const auto result =
        evaluator.measure(all, {}, [&](const Figures& figures, std::int64_t, std::int64_t) {
            CHECK_EQUAL(figures.images, 200);
            std::int64_t correct = 0;
            for (const auto& each : figures.classes) {
                correct += each.correct;
            }
            CHECK_EQUAL(correct, figures.correct);
            estimates.push_back(figures.top1());
        });
    // Every image gets the same answer now; the first 32 images alone would take away a sixth.
    CHECK(result.top1() < .7);
    CHECK_NEAR(estimates.front(), result.top1(), .05);
    // What was measured is known at once.
    estimates.clear();
    checkSame(evaluator.measure(all, {},
                                [&](const Figures& figures, std::int64_t done, std::int64_t total) {
                                    CHECK_EQUAL(done, total);
                                    estimates.push_back(figures.top1());
                                }),
              result);
    CHECK_EQUAL(estimates.size(), 1U);
}

TEST_CASE(sets_of_images_take_turns) {
    const Scene scene;
    auto other = scene.labels;
    for (std::size_t i = 0; i < 120; ++i) {
        other[i] = -1;
    }
    auto first = scene.evaluator();
    Evaluator second(scene.network, kLayers, {"rest", &scene.images, other});
    std::vector<Evaluator*> sets{&first, &second};
    std::vector<std::size_t> turns;
    const UnitSet units{{"layer2", {1, 3}}};
    const auto figures = measureTogether(
        sets, units, {},
        [&](std::size_t set, const Figures&, std::int64_t, std::int64_t) { turns.push_back(set); });
    CHECK(turns.size() > 5 && turns[0] == 0 && turns[1] == 1 && turns[2] == 0);
    checkSame(figures[0], scene.evaluator().measure(units));
    CHECK_EQUAL(figures[1].images, 80);
}

TEST_CASE(a_person_s_request_goes_between_a_job_s_batches) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    evaluator.baseline();
    std::map<std::int64_t, Figures> found;
    std::latch begun(1);
    std::jthread job([&](const std::stop_token& stop) {
        std::vector<std::int64_t> units(static_cast<std::size_t>(evaluator.units("layer3")));
        std::iota(units.begin(), units.end(), std::int64_t{0});
        evaluator.importances(
            "layer3", units,
            [&](std::int64_t unit, const Figures& figures) {
                if (found.empty()) {
                    begun.count_down();
                }
                found[unit] = figures;
            },
            stop);
    });
    begun.wait();
    const UnitSet units{{"layer1", {0}}, {"layer3", {2, 5}}};
    Figures live;
    {
        const Interactive request;
        live = evaluator.measure(units);
    }
    job.join();
    auto fresh = scene.evaluator();
    checkSame(live, fresh.measure(units));
    CHECK_EQUAL(static_cast<std::int64_t>(found.size()), fresh.units("layer3"));
    for (const auto& [unit, figures] : found) {
        checkSame(figures, fresh.measure({{"layer3", {unit}}}));
    }
}

TEST_CASE(a_unit_at_its_mean_differs_from_one_at_zero) {
    const Scene scene;
    EvaluatorOptions options;
    options.replacement = Replacement::Mean;
    options.means["layer4"] = std::vector<float>(24, 0.5F);
    auto mean = scene.evaluator(options);
    auto zero = scene.evaluator();
    const UnitSet units{{"layer4", {0, 1, 2, 3}}};
    CHECK(std::fabs(mean.measure(units).loss() - zero.measure(units).loss()) > 1e-4);
    const auto single = importancesOf(mean, "layer4");
    checkSame(single.at(3), mean.measure({{"layer4", {3}}}));
    CHECK_THROWS(DataError, mean.measure({{"layer3", {0}}}), "layer3/0");
}

TEST_CASE(what_cannot_be_measured_is_named) {
    Scene scene;
    auto evaluator = scene.evaluator();
    CHECK_THROWS(DataError, evaluator.measure({{"layer4", {24}}}), "layer4/24");
    CHECK_THROWS(DataError, evaluator.measure({{"fc", {0}}}), "fc");
    scene.labels[5] = 10;
    auto beyond = scene.evaluator();
    CHECK_THROWS(DataError, beyond.baseline(), "10 outputs");
    scene.labels.assign(scene.labels.size(), -1);
    CHECK_THROWS(DataError, scene.evaluator(), "class list");
    scene.labels.pop_back();
    CHECK_THROWS(DataError, scene.evaluator(), "one label an image");
}

TEST_CASE(broken_images_do_not_count) {
    Scene scene;
    scene.images.breakImage(3);
    scene.labels[7] = -1;
    auto evaluator = scene.evaluator();
    CHECK_EQUAL(evaluator.baseline().images, 198);
    CHECK_EQUAL(evaluator.measure({{"layer1", {0}}}).images, 198);
}

TEST_CASE(a_stopped_run_keeps_what_was_measured) {
    const Scene scene;
    auto evaluator = scene.evaluator();
    evaluator.baseline();
    std::stop_source stop;
    std::size_t measured = 0;
    std::vector<std::int64_t> units(24);
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i] = static_cast<std::int64_t>(i);
    }
    bool cancelled = false;
    try {
        evaluator.importances(
            "layer4", units,
            [&](std::int64_t, const Figures&) {
                ++measured;
                stop.request_stop();
            },
            stop.get_token());
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
    CHECK(measured > 0 && measured < units.size());
    checkSame(evaluator.measure({{"layer4", {0}}}), scene.evaluator().measure({{"layer4", {0}}}));
}

CHECK_MAIN
