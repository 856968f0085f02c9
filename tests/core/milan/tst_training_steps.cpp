// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"
#include "toy.h"

#include "milan/captioner_impl.h"
#include "milan/decoder.h"
#include "milan/language_model.h"
#include "milan/parameters.h"
#include "milan/training_steps.h"

#include <ATen/CPUGeneratorImpl.h>

#include <numeric>

using namespace brera;
using namespace brera::milan;

namespace {

struct Fixture {
    AnnotatedUnits units = test::toyUnits(12);
    Captioner captioner = test::toyCaptioner(test::toyVocabulary(units));
    std::vector<Sample> samples;
    Batch batch;
    at::Tensor features;

    Fixture() {
        units.annotations[3] = {"dogs"};
        units.annotations[4] = {
            "a picture of red dogs that are mostly green cars on grass many many many times over"};
        std::vector<std::size_t> all(units.annotations.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        samples = makeSamples(units, all, captioner.vocabulary());
        std::vector<std::size_t> order(samples.size());
        std::iota(order.rbegin(), order.rend(), std::size_t{0});
        batch = makeBatch(samples, order, c10::Device(c10::kCPU));
        features = at::tensor(units.features)
                       .view({-1, units.exemplars, test::kToyFeatures})
                       .index_select(0, batch.units);
    }

    /// Inputs and targets of one sample.
    std::pair<at::Tensor, at::Tensor> sequence(std::size_t sample) const {
        const auto tokens = at::tensor(samples[sample].tokens, at::kLong);
        const auto steps = tokens.numel() - 1;
        return {tokens.narrow(0, 0, steps).unsqueeze(0), tokens.narrow(0, 1, steps)};
    }
};

} // namespace

TEST_CASE(samples_end_after_fifteen_steps) {
    const Fixture fixture;
    CHECK_EQUAL(fixture.samples.size(), 10U * 3 + 2);
    CHECK_EQUAL(fixture.batch.rows.size(), 15U);
    CHECK_EQUAL(fixture.batch.rows.front(), 32);
    CHECK_EQUAL(fixture.batch.rows.back(), 1);
    std::size_t longest = 0;
    for (const auto& sample : fixture.samples) {
        longest = std::max(longest, sample.tokens.size());
        CHECK_EQUAL(sample.tokens.front(), fixture.captioner.vocabulary().specials().start);
    }
    CHECK_EQUAL(longest, 16U);
}

TEST_CASE(the_decoders_loss_is_that_of_single_samples) {
    const Fixture fixture;
    const auto& weights = fixture.captioner.impl().decoder;
    const at::NoGradGuard noGrad;
    double likelihood = 0;
    double penalty = 0;
    std::int64_t tokens = 0;
    for (std::size_t i = 0; i < fixture.samples.size(); ++i) {
        const auto [inputs, targets] = fixture.sequence(i);
        const auto features = at::tensor(fixture.units.features)
                                  .view({-1, fixture.units.exemplars, test::kToyFeatures})
                                  .narrow(0, static_cast<std::int64_t>(fixture.samples[i].unit), 1);
        const auto forced = decoderForced(weights, features, inputs);
        const auto logp = at::log_softmax(decoderLogits(weights, forced.hidden).squeeze(0), 1);
        likelihood += logp.gather(1, targets.unsqueeze(1)).sum().item<double>();
        tokens += targets.numel();
        penalty += (1 - forced.attention.sum(1)).square().mean().item<double>();
    }
    const double plain = -likelihood / static_cast<double>(tokens);
    const double full = plain + 2 * penalty / static_cast<double>(fixture.samples.size());
    const auto loss = [&](double weight) {
        return decoderLoss(weights, fixture.features, fixture.batch, weight, std::nullopt)
            .item<double>();
    };
    CHECK_NEAR(loss(0), plain, 1e-5);
    CHECK_NEAR(loss(2), full, 1e-4);
}

TEST_CASE(the_language_models_loss_is_that_of_single_samples) {
    const Fixture fixture;
    const auto& weights = fixture.captioner.impl().languageModel;
    const at::NoGradGuard noGrad;
    double likelihood = 0;
    std::int64_t tokens = 0;
    for (std::size_t i = 0; i < fixture.samples.size(); ++i) {
        const auto [inputs, targets] = fixture.sequence(i);
        const auto hidden = languageModelForced(weights, inputs).squeeze(0);
        likelihood += at::log_softmax(languageModelLogits(weights, hidden), 1)
                          .gather(1, targets.unsqueeze(1))
                          .sum()
                          .item<double>();
        tokens += targets.numel();
    }
    CHECK_NEAR(languageModelLoss(weights, fixture.batch, std::nullopt).item<double>(),
               -likelihood / static_cast<double>(tokens), 1e-5);
}

TEST_CASE(dropout_changes_losses_by_its_generator_alone) {
    const Fixture fixture;
    const auto& impl = fixture.captioner.impl();
    const at::NoGradGuard noGrad;
    const auto both = [&](std::uint64_t seed) {
        const auto generator = at::detail::createCPUGenerator(seed);
        return std::pair(
            decoderLoss(impl.decoder, fixture.features, fixture.batch, 1, generator).item<double>(),
            languageModelLoss(impl.languageModel, fixture.batch, generator).item<double>());
    };
    const auto first = both(1);
    CHECK(first == both(1));
    CHECK(first.first != both(2).first);
    CHECK(first.second != both(2).second);
}

TEST_CASE(greedy_words_are_the_likeliest) {
    const Fixture fixture;
    const auto& weights = fixture.captioner.impl().decoder;
    const auto rows =
        greedyTokens(weights, fixture.captioner.vocabulary(), fixture.features.narrow(0, 0, 3));
    CHECK_EQUAL(rows.size(), 3U);
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        std::vector<std::int64_t> inputs{fixture.captioner.vocabulary().specials().start};
        inputs.insert(inputs.end(), row.begin(), row.end() - 1);
        const auto forced = decoderForced(weights, fixture.features.narrow(0, i, 1),
                                          at::tensor(inputs, at::kLong).unsqueeze(0));
        const auto words = decoderLogits(weights, forced.hidden).squeeze(0).argmax(1);
        for (std::size_t t = 0; t < row.size(); ++t) {
            CHECK_EQUAL(words[static_cast<std::int64_t>(t)].item<std::int64_t>(), row[t]);
        }
    }
}

TEST_CASE(updates_are_those_of_torchs_adamw) {
    const auto start = at::linspace(-1, 1, 12).view({3, 4});
    const auto bias = at::linspace(0, 1, 4);
    const auto goal = at::linspace(3, -2, 4);
    const auto loss = [&](const at::Tensor& a, const at::Tensor& b) {
        return (at::tanh(a).sum(0) * b - goal).square().sum();
    };
    at::Tensor ours = start.clone();
    at::Tensor oursBias = bias.clone();
    Parameters parameters({{"a", &ours}, {"b", &oursBias}});
    at::Tensor theirs = start.clone().requires_grad_();
    at::Tensor theirsBias = bias.clone().requires_grad_();
    torch::optim::AdamW adamw({theirs, theirsBias}, torch::optim::AdamWOptions(0.05));
    for (int i = 0; i < 20; ++i) {
        loss(ours, oursBias).backward();
        parameters.step(0.05, 0);
        adamw.zero_grad();
        loss(theirs, theirsBias).backward();
        adamw.step();
    }
    CHECK(at::allclose(ours, theirs, 1e-5, 1e-6));
    CHECK(at::allclose(oursBias, theirsBias, 1e-5, 1e-6));
    CHECK(!at::allclose(ours, start, 1e-2, 1e-2));
}

CHECK_MAIN
