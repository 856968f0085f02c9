// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/check.h"
#include "toy.h"

#include "base/error.h"
#include "language/metrics.h"
#include "milan/captioner_impl.h"
#include "milan/training.h"
#include "milan/training_steps.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>

using namespace brera;
using namespace brera::milan;

namespace {

/// A path that is free now and again afterwards.
class Checkpoint {
public:
    Checkpoint()
        : m_path(std::filesystem::temp_directory_path() /
                 ("brera-training-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::filesystem::remove(m_path);
    }
    ~Checkpoint() { std::filesystem::remove(m_path); }
    Checkpoint(const Checkpoint&) = delete;
    Checkpoint& operator=(const Checkpoint&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    bool exists() const { return std::filesystem::exists(m_path); }

private:
    std::filesystem::path m_path;
};

const AnnotatedUnits& units() {
    static const auto kUnits = test::toyUnits(120);
    return kUnits;
}

Captioner captioner(std::uint64_t seed = 1) {
    static const auto kVocabulary = test::toyVocabulary(units());
    return test::toyCaptioner(kVocabulary, seed);
}

TrainingOptions quick() {
    TrainingOptions options;
    options.heldOut = 0.2;
    options.rate = 1e-2;
    options.batch = 32;
    options.epochs = 4;
    options.lmBatch = 32;
    options.lmEpochs = 3;
    return options;
}

std::vector<float> weights(const Captioner& captioner) {
    std::vector<float> all;
    const auto add = [&](const auto& names) {
        for (const auto& [name, tensor] : names) {
            const auto flat = tensor->contiguous();
            all.insert(all.end(), flat.template data_ptr<float>(),
                       flat.template data_ptr<float>() + flat.numel());
        }
    };
    add(named(captioner.impl().decoder));
    add(named(captioner.impl().languageModel));
    return all;
}

TrainingOutcome train(Captioner& captioner, const AnnotatedUnits& data,
                      const TrainingOptions& options, const std::filesystem::path& checkpoint = {},
                      std::stop_token stop = {}, const TrainingSink& sink = {}) {
    return trainCaptioner(captioner, data, options, checkpoint, stop, {}, sink);
}

std::vector<TrainingEpoch> epochsOf(const TrainingOutcome& outcome, const std::string& part) {
    std::vector<TrainingEpoch> epochs;
    std::copy_if(outcome.epochs.begin(), outcome.epochs.end(), std::back_inserter(epochs),
                 [&](const TrainingEpoch& epoch) { return epoch.part == part; });
    return epochs;
}

/// Of greedy descriptions of the units named, or of the same dealt out to other units.
double greedyBleu(const Captioner& captioner, const std::vector<std::size_t>& chosen,
                  std::size_t shift = 0) {
    auto data = at::tensor(units().features).view({-1, units().exemplars, test::kToyFeatures});
    const auto rows = greedyTokens(captioner.impl().decoder, captioner.vocabulary(), data);
    std::vector<language::Judged> corpus;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        corpus.push_back({captioner.vocabulary().text(rows[chosen[(i + shift) % chosen.size()]]),
                          units().annotations[chosen[i]]});
    }
    return language::bleu4(corpus);
}

double heldOutLoss(const Captioner& captioner, const std::vector<std::size_t>& heldOut) {
    const at::NoGradGuard noGrad;
    const auto samples = makeSamples(units(), heldOut, captioner.vocabulary());
    std::vector<std::size_t> all(samples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto batch = makeBatch(samples, all, c10::Device(c10::kCPU));
    const auto features = at::tensor(units().features)
                              .view({-1, units().exemplars, test::kToyFeatures})
                              .index_select(0, batch.units);
    return decoderLoss(captioner.impl().decoder, features, batch, 1, std::nullopt).item<double>();
}

} // namespace

TEST_CASE(a_toy_language_is_learned) {
    auto options = quick();
    options.epochs = 12;
    options.lmEpochs = 8;
    auto toy = captioner();
    const auto outcome = train(toy, units(), options);
    const auto language = epochsOf(outcome, "language model");
    const auto decoder = epochsOf(outcome, "decoder");
    CHECK_EQUAL(language.size() + decoder.size(), outcome.epochs.size());
    CHECK(language.back().loss < 0.7 * language.front().loss);
    CHECK(language.back().heldOutLoss < 0.7 * language.front().heldOutLoss);
    CHECK(decoder.back().loss < 0.5 * decoder.front().loss);
    CHECK_EQUAL(outcome.heldOut.size(), 24U);
    const double bleu = greedyBleu(toy, outcome.heldOut);
    const double shuffledBleu = greedyBleu(toy, outcome.heldOut, 7);
    CHECK(bleu > 0.8);
    CHECK(bleu > shuffledBleu + 0.3);
}

TEST_CASE(the_best_epochs_weights_are_kept) {
    auto options = quick();
    options.rate = 0.05; // too fast: later epochs are worse
    options.epochs = 15;
    options.patience = 3;
    auto toy = captioner();
    const auto outcome = train(toy, units(), options);
    const auto decoder = epochsOf(outcome, "decoder");
    double best = -1;
    std::size_t bestAt = 0;
    for (std::size_t i = 0; i < decoder.size(); ++i) {
        const bool better =
            decoder[i].bleu > best ||
            (decoder[i].bleu == best && decoder[i].heldOutLoss < decoder[bestAt].heldOutLoss);
        CHECK_EQUAL(decoder[i].best, better);
        if (better) {
            best = decoder[i].bleu;
            bestAt = i;
        }
    }
    CHECK(decoder.size() < 15U); // it stopped early, …
    CHECK_EQUAL(decoder.size() - 1 - bestAt, 3U);
    CHECK(!decoder.back().best);
    CHECK(decoder.back().heldOutLoss != decoder[bestAt].heldOutLoss);
    CHECK_NEAR(heldOutLoss(toy, outcome.heldOut), decoder[bestAt].heldOutLoss, 1e-5);
    CHECK_NEAR(greedyBleu(toy, outcome.heldOut), best, 1e-9); // … and went back
}

TEST_CASE(the_seed_decides) {
    auto first = captioner();
    auto second = captioner();
    auto other = captioner();
    const auto one = train(first, units(), quick());
    const auto two = train(second, units(), quick());
    auto options = quick();
    options.seed = 2;
    const auto three = train(other, units(), options);
    CHECK(weights(first) == weights(second));
    CHECK(one.heldOut == two.heldOut);
    CHECK(weights(first) != weights(other));
    CHECK(one.heldOut != three.heldOut);
}

TEST_CASE(a_stopped_training_goes_on_to_the_same_result) {
    auto undisturbed = captioner();
    const auto expected = train(undisturbed, units(), quick());
    const auto count = expected.epochs.size();
    for (std::size_t stopAfter = 1; stopAfter < count; stopAfter += 2) {
        const Checkpoint checkpoint;
        auto toy = captioner();
        const auto before = weights(toy);
        std::stop_source stop;
        std::size_t seen = 0;
        bool cancelled = false;
        try {
            train(toy, units(), quick(), checkpoint.path(), stop.get_token(),
                  [&](const TrainingEpoch&) {
                      if (++seen == stopAfter) {
                          stop.request_stop();
                      }
                  });
        } catch (const Cancelled&) {
            cancelled = true;
        }
        CHECK(cancelled);
        CHECK(checkpoint.exists());
        CHECK(weights(toy) == before);
        std::size_t more = 0;
        const auto outcome = train(toy, units(), quick(), checkpoint.path(), {},
                                   [&](const TrainingEpoch&) { ++more; });
        CHECK_EQUAL(seen + more, count);
        CHECK(weights(toy) == weights(undisturbed));
        CHECK(!checkpoint.exists());
        CHECK_EQUAL(outcome.epochs.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            CHECK_EQUAL(outcome.epochs[i].loss, expected.epochs[i].loss);
            CHECK_EQUAL(outcome.epochs[i].bleu, expected.epochs[i].bleu);
            CHECK_EQUAL(outcome.epochs[i].best, expected.epochs[i].best);
        }
    }
}

TEST_CASE(a_training_stops_within_an_epoch) {
    auto toy = captioner();
    auto options = quick();
    options.lmBatch = 1;
    std::stop_source stop;
    std::int64_t done = 0;
    bool cancelled = false;
    try {
        trainCaptioner(toy, units(), options, {}, stop.get_token(),
                       [&](const ProgressUpdate& update) {
                           done = update.done;
                           stop.request_stop();
                       });
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
    CHECK(done < 96 * 3);
}

TEST_CASE(nothing_is_learned_from_held_out_units) {
    auto first = captioner();
    const auto expected = train(first, units(), quick());
    auto changed = units();
    for (const auto unit : expected.heldOut) {
        for (auto& text : changed.annotations[unit]) {
            text = "houses houses that are of grass";
        }
        const auto each = test::kToyFeatures * test::kToyExemplars;
        const auto from = changed.features.begin() + static_cast<std::ptrdiff_t>(unit) * each;
        std::fill(from, from + each, 5.0F);
    }
    auto options = quick();
    options.patience = options.lmPatience = 100; // what is best changes, the losses must not
    auto second = captioner();
    const auto outcome = train(second, changed, options);
    CHECK(outcome.heldOut == expected.heldOut);
    for (std::size_t i = 0; i < expected.epochs.size(); ++i) {
        CHECK_EQUAL(outcome.epochs[i].loss, expected.epochs[i].loss);
        CHECK(outcome.epochs[i].heldOutLoss != expected.epochs[i].heldOutLoss);
    }
}

TEST_CASE(groups_are_held_out_whole) {
    auto data = units();
    for (std::size_t i = 0; i < data.annotations.size(); ++i) {
        data.group.push_back(static_cast<std::int64_t>(i / 10));
    }
    auto options = quick();
    options.heldOut = 0.15; // 18 units: two groups of ten
    const auto held = heldOutUnits(data, options);
    CHECK_EQUAL(held.size(), 20U);
    CHECK(std::is_sorted(held.begin(), held.end()));
    for (std::size_t i = 0; i < held.size(); i += 10) {
        CHECK_EQUAL(held[i] % 10, 0U);
        CHECK_EQUAL(held[i + 9], held[i] + 9);
    }
}

TEST_CASE(without_held_out_units_the_last_epoch_counts) {
    auto options = quick();
    options.heldOut = 0;
    options.patience = 1;
    auto toy = captioner();
    const auto outcome = train(toy, units(), options);
    CHECK(outcome.heldOut.empty());
    CHECK_EQUAL(outcome.epochs.size(), 7U);
    CHECK(std::all_of(outcome.epochs.begin(), outcome.epochs.end(),
                      [](const TrainingEpoch& epoch) { return epoch.best; }));
}

TEST_CASE(clipped_gradients_learn_slower_at_first) {
    auto options = quick();
    options.gradientClip = 1e-9;
    auto clipped = captioner();
    auto free = captioner();
    train(clipped, units(), options);
    train(free, units(), quick());
    CHECK(weights(clipped) != weights(free));
}

TEST_CASE(data_that_does_not_fit_is_refused) {
    auto toy = captioner();
    CHECK_THROWS(DataError, train(toy, {}, quick()), "no annotated units");
    auto data = units();
    data.features.pop_back();
    CHECK_THROWS(DataError, train(toy, data, quick()), "features are not those of 120 units");
    data = units();
    data.annotations[7].clear();
    CHECK_THROWS(DataError, train(toy, data, quick()), "unit 7 of the data has no annotation");
    data = units();
    data.features[3 * test::kToyFeatures * test::kToyExemplars] = std::nanf("");
    CHECK_THROWS(DataError, train(toy, data, quick()), "unit 3");
    data = units();
    data.group = {1, 2};
    CHECK_THROWS(DataError, train(toy, data, quick()), "2 groups");
    auto options = quick();
    options.rate = 0;
    CHECK_THROWS(DataError, train(toy, units(), options), "learning rate");
    data = units();
    data.group.assign(data.annotations.size(), 1);
    CHECK_THROWS(DataError, train(toy, data, quick()), "held out");
}

TEST_CASE(checkpoints_that_cannot_be_used_are_refused) {
    const Checkpoint checkpoint;
    auto toy = captioner();
    const auto interrupt = [&] {
        std::stop_source stop;
        try {
            train(toy, units(), quick(), checkpoint.path(), stop.get_token(),
                  [&](const TrainingEpoch&) { stop.request_stop(); });
        } catch (const Cancelled&) {
        }
    };
    interrupt();
    auto other = quick();
    other.seed = 5;
    CHECK_THROWS(DataError, train(toy, units(), other, checkpoint.path()), "other options");
    auto stranger = captioner(9);
    CHECK_THROWS(DataError, train(stranger, units(), quick(), checkpoint.path()), "on other data");

    const auto size = std::filesystem::file_size(checkpoint.path());
    std::filesystem::resize_file(checkpoint.path(), size / 2);
    CHECK_THROWS(DataError, train(toy, units(), quick(), checkpoint.path()), "checksum");
    std::filesystem::resize_file(checkpoint.path(), 3);
    CHECK_THROWS(DataError, train(toy, units(), quick(), checkpoint.path()), "no training state");
    std::filesystem::remove(checkpoint.path());
    CHECK_THROWS(DataError, train(toy, units(), quick(), "/nowhere/at/all"), "cannot be written");
}

CHECK_MAIN
