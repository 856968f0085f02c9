// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "exemplars/accumulator.h"
#include "exemplars/pilot.h"
#include "support/check.h"

#include <torch/torch.h>

#include <limits>

using namespace brera;
using namespace brera::exemplars;

namespace {

struct Run {
    std::vector<LayerStatistics> layers;
    std::vector<float> maxima;
};

const std::vector<LayerShape> kShapes{{"conv", 40, 6, 5}, {"fc", 7, 1, 1}};

std::vector<at::Tensor> outputs(std::int64_t n) {
    auto map = at::randn({n, 40, 6, 5}).contiguous(at::MemoryFormat::ChannelsLast);
    map.select(1, 3).relu_();
    map.select(1, 4).fill_(2.5);
    return {map, at::randn({n, 7}) * 1e3};
}

Run accumulate(Accumulator::Kind kind, const std::vector<at::Tensor>& values, std::int64_t batch,
               bool tails = false) {
    Run run;
    for (std::size_t i = 0; i < kShapes.size(); ++i) {
        run.layers.emplace_back(kShapes[i], 5);
        run.layers[i].setEdges(layEdges({values[i]}, 0.9));
        if (tails) {
            run.layers[i].keepTails(values[i].size(0), 0.9);
        }
    }
    const auto accumulator = Accumulator::make(kind, {&run.layers[0], &run.layers[1]});
    const auto total = values[0].size(0);
    for (std::int64_t first = 0; first < total; first += batch) {
        std::vector<std::int64_t> images;
        for (auto i = first; i < std::min(total, first + batch); ++i) {
            images.push_back(i);
        }
        const auto end = first + static_cast<std::int64_t>(images.size());
        const auto part = accumulator->add(
            {values[0].slice(0, first, end), values[1].slice(0, first, end)}, images, true);
        run.maxima.insert(run.maxima.end(), part.begin(), part.end());
    }
    accumulator->sync();
    return run;
}

void checkSame(const Run& a, const Run& b) {
    CHECK((a.maxima == b.maxima));
    for (std::size_t layer = 0; layer < a.layers.size(); ++layer) {
        for (std::size_t unit = 0; unit < a.layers[layer].units(); ++unit) {
            const auto first = a.layers[layer].summary(unit, 0.9);
            const auto second = b.layers[layer].summary(unit, 0.9);
            CHECK_EQUAL(first.threshold, second.threshold);
            CHECK_EQUAL(first.nans, second.nans);
            CHECK_EQUAL(first.minimum, second.minimum);
            CHECK_EQUAL(first.maximum, second.maximum);
            CHECK(first.mean == second.mean || // an infinity among the values is one of the mean
                  std::fabs(first.mean - second.mean) <= 1e-4 * (1 + std::fabs(first.mean)));
            CHECK((first.histogram.counts == second.histogram.counts));
            const auto& one = a.layers[layer].exemplars(unit);
            const auto& two = b.layers[layer].exemplars(unit);
            CHECK_EQUAL(one.size(), two.size());
            for (std::size_t rank = 0; rank < one.size(); ++rank) {
                CHECK_EQUAL(one[rank].image, two[rank].image);
                CHECK_EQUAL(one[rank].activation, two[rank].activation);
                CHECK((one[rank].map.halves == two[rank].map.halves));
            }
        }
    }
}

} // namespace

TEST_CASE(batch_size_does_not_matter) {
    torch::manual_seed(1);
    const auto values = outputs(37);
    const auto whole = accumulate(Accumulator::Kind::Host, values, 37);
    checkSame(whole, accumulate(Accumulator::Kind::Host, values, 1));
    checkSame(whole, accumulate(Accumulator::Kind::Host, values, 8));
}

TEST_CASE(tensor_operations_count_as_the_loops_do) {
    torch::manual_seed(2);
    auto values = outputs(29);
    values[0].index_put_({3, 5, 2, 2}, std::numeric_limits<float>::quiet_NaN());
    values[0].index_put_({4, 6, 0, 0}, std::numeric_limits<float>::infinity());
    values[0].index_put_({5, 7}, std::numeric_limits<float>::quiet_NaN()); // a whole map
    checkSame(accumulate(Accumulator::Kind::Host, values, 8),
              accumulate(Accumulator::Kind::Device, values, 8));
    checkSame(accumulate(Accumulator::Kind::Device, values, 29),
              accumulate(Accumulator::Kind::Device, values, 4));
    checkSame(accumulate(Accumulator::Kind::Host, values, 8, true),
              accumulate(Accumulator::Kind::Device, values, 8, true));
}

TEST_CASE(tails_make_thresholds_exact) {
    torch::manual_seed(4);
    const auto values = outputs(50);
    const auto run = accumulate(Accumulator::Kind::Host, values, 8, true);
    const auto exact = exactThresholds({values[0]}, 0.9);
    for (std::size_t unit = 0; unit < exact.size(); ++unit) {
        CHECK_EQUAL(run.layers[0].summary(unit, 0.9).threshold, exact[unit]);
        CHECK_EQUAL(run.layers[0].summary(unit, 0.9).rankErrorBound, 0.0);
    }
}

TEST_CASE(nan_counts_as_minus_infinity_and_is_reported) {
    auto values = std::vector<at::Tensor>{at::zeros({6, 40, 6, 5}), at::zeros({6, 7})};
    values[0].index_put_({2, 0}, std::numeric_limits<float>::quiet_NaN());
    const auto run = accumulate(Accumulator::Kind::Host, values, 6);
    CHECK_EQUAL(run.layers[0].nans(0), 30U);
    for (const auto& exemplar : run.layers[0].exemplars(0)) {
        CHECK(exemplar.image != 2); // five images without NaN come first
    }
}

TEST_CASE(ties_go_to_the_smaller_image) {
    const auto values = std::vector<at::Tensor>{at::ones({9, 40, 6, 5}), at::ones({9, 7})};
    for (const auto kind : {Accumulator::Kind::Host, Accumulator::Kind::Device}) {
        const auto run = accumulate(kind, values, 4);
        for (std::int64_t rank = 0; rank < 5; ++rank) {
            CHECK_EQUAL(run.layers[0].exemplars(0)[static_cast<std::size_t>(rank)].image, rank);
        }
    }
}

TEST_CASE(states_come_back_and_damaged_ones_are_refused) {
    torch::manual_seed(3);
    const auto values = outputs(20);
    const auto run = accumulate(Accumulator::Kind::Host, values, 20);
    auto bytes = run.layers[0].serialize();
    LayerStatistics copy(kShapes[0], 5);
    copy.restore(bytes);
    CHECK_EQUAL(copy.summary(3, 0.9).threshold, run.layers[0].summary(3, 0.9).threshold);
    bytes.resize(bytes.size() / 2);
    CHECK_THROWS(ProjectError, copy.restore(bytes), "cut short");
    LayerStatistics other(kShapes[1], 5);
    CHECK_THROWS(ProjectError, other.restore(run.layers[0].serialize()), "another layer");
}

TEST_CASE(reading_order_shows_the_pilot_first_and_everything_once) {
    const auto order = readingOrder(10, 3);
    CHECK((order == std::vector<std::int64_t>{0, 3, 6, 1, 2, 4, 5, 7, 8, 9}));
    CHECK_EQUAL(pilotSize(kShapes, 5, 1 << 20), 5);
}

CHECK_MAIN
