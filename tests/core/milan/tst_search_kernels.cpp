// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/search_kernels.h"

#include "base/error.h"
#include "milan/beam.h"
#include "support/check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace brera;
using namespace brera::milan;

namespace {

std::vector<float> noise(std::size_t count, float deviation) {
    static std::mt19937 generator(7);
    std::normal_distribution<float> normal(0, deviation);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return normal(generator); });
    return values;
}

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

} // namespace

TEST_CASE(attention_is_its_formula_at_any_size) {
    for (const std::size_t size : {1U, 15U, 16U, 37U}) {
        for (const std::size_t features : {1U, 31U, 68U}) {
            for (const std::size_t exemplars : {1U, 5U, 15U}) {
                const auto keys = noise(2 * exemplars * size, 2);
                const auto values = noise(2 * exemplars * features, 2);
                const auto weight = noise(size, 2);
                const auto query = noise(size, 2);
                const auto gate = noise(features, 20);
                std::vector<float> shares(exemplars);
                std::vector<float> context(features);
                kernels::Attention attention;
                attention.exemplars = static_cast<std::int64_t>(exemplars);
                attention.attention = static_cast<std::int64_t>(size);
                attention.features = static_cast<std::int64_t>(features);
                attention.keys = keys.data();
                attention.values = values.data();
                attention.weight = weight.data();
                kernels::attend(attention, 1, query.data(), gate.data(), shares.data(),
                                context.data());

                std::vector<double> expected(exemplars, 0.0);
                double total = 0;
                for (std::size_t j = 0; j < exemplars; ++j) {
                    for (std::size_t i = 0; i < size; ++i) {
                        expected[j] += weight[i] * std::tanh(static_cast<double>(query[i]) +
                                                             keys[(exemplars + j) * size + i]);
                    }
                    expected[j] = std::exp(expected[j]);
                    total += expected[j];
                }
                for (std::size_t j = 0; j < exemplars; ++j) {
                    CHECK_NEAR(shares[j], expected[j] / total, 1e-5);
                }
                for (std::size_t i = 0; i < features; ++i) {
                    double pooled = 0;
                    for (std::size_t j = 0; j < exemplars; ++j) {
                        pooled += expected[j] / total * values[(exemplars + j) * features + i];
                    }
                    CHECK_NEAR(context[i], pooled * sigmoid(gate[i]), 1e-5);
                }
            }
        }
    }
}

TEST_CASE(lstm_is_its_formula_at_any_size) {
    for (const std::size_t size : {1U, 16U, 37U}) {
        const auto gates = noise(4 * size, 30); // far into saturation
        const auto before = noise(size, 1);
        auto cell = before;
        std::vector<float> hidden(size);
        kernels::lstm(gates.data(), static_cast<std::int64_t>(size), cell.data(), hidden.data());
        for (std::size_t i = 0; i < size; ++i) {
            const double expected =
                sigmoid(gates[size + i]) * before[i] +
                sigmoid(gates[i]) * std::tanh(static_cast<double>(gates[2 * size + i]));
            CHECK_NEAR(cell[i], expected, 1e-6);
            CHECK_NEAR(hidden[i], sigmoid(gates[3 * size + i]) * std::tanh(expected), 1e-6);
        }
    }
}

TEST_CASE(log_sum_exp_neither_overflows_nor_hides_nan) {
    for (const std::size_t count : {1U, 3U, 16U, 75U, 5000U}) {
        auto values = noise(count, 10);
        double sum = 0;
        for (auto& value : values) {
            sum += std::exp(static_cast<double>(value));
            value += 1000;
        }
        const auto size = static_cast<std::int64_t>(count);
        CHECK_NEAR(kernels::logSumExp(values.data(), size), 1000 + std::log(sum), 2e-4);
        values[count / 2] = std::numeric_limits<float>::quiet_NaN();
        CHECK(std::isnan(kernels::logSumExp(values.data(), size)));
    }
}

TEST_CASE(a_finished_hypothesis_keeps_score_and_place) {
    constexpr std::int32_t kStop = 2;
    BeamSet beam(2, kStop);
    std::vector<std::int32_t> parents;
    std::vector<std::int32_t> words;
    const std::vector<float> first{-1, -5, -1}; // stop and word 0 tie: the smaller number first
    const std::vector<std::int32_t> rows{9};
    const std::vector<NextWords> next{{first.data(), 0, first.data(), 0, nullptr, 3}};
    beam.advance(next, rows, parents, words);
    CHECK_EQUAL(beam.live(), 1U);
    CHECK_EQUAL(words[0], 0);
    CHECK(!beam.hypotheses()[0].finished);
    CHECK(beam.hypotheses()[1].finished);

    const std::vector<float> second{-3, -0.5, -4};
    const std::vector<NextWords> more{{second.data(), 0, second.data(), 0, nullptr, 3}};
    beam.advance(more, rows, parents, words);
    CHECK(beam.hypotheses()[0].finished); // −1 stays ahead of −1.5
    CHECK_NEAR(beam.hypotheses()[0].score, -1, 0);
    CHECK(beam.path(beam.hypotheses()[0]).words.empty());
    const auto path = beam.path(beam.hypotheses()[1]);
    CHECK((path.words == std::vector<std::int32_t>{0, 1}));
    CHECK((path.rows == std::vector<std::int32_t>{9, 9}));
    CHECK_NEAR(beam.hypotheses()[1].score, -1.5, 1e-6);
}

TEST_CASE(a_beam_without_finite_scores_is_an_error) {
    BeamSet beam(2, 2);
    std::vector<std::int32_t> parents;
    std::vector<std::int32_t> words;
    const std::vector<float> scores(3, std::numeric_limits<float>::quiet_NaN());
    const std::vector<std::int32_t> rows{0};
    const std::vector<NextWords> next{{scores.data(), 0, scores.data(), 0, nullptr, 3}};
    CHECK_THROWS(ModelError, (beam.advance(next, rows, parents, words), 0), "finite");
}

CHECK_MAIN
