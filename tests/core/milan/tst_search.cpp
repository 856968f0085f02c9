// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/search.h"

#include "base/error.h"
#include "milan/decoder.h"
#include "milan/language_model.h"
#include "support/check.h"
#include "whole_captioner.h"

#include <cstring>

using namespace brera;
using namespace brera::milan;
using namespace brera::test;

namespace {

constexpr std::int32_t kStop = 72;

double worst(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

/// The oracle's beams, int16: (68, 50, T).
struct Beams {
    explicit Beams(const std::string& file) {
        std::ifstream stream(oracle("caption/" + file), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        const auto begin = 10 + static_cast<std::size_t>(static_cast<unsigned char>(bytes[8])) +
                           256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[9]));
        values.resize((bytes.size() - begin) / 2);
        std::memcpy(values.data(), bytes.data() + begin, bytes.size() - begin);
        length = values.size() / (68 * 50);
    }
    /// Up to the stop word, without it.
    std::vector<std::int32_t> tokens(std::size_t unit, std::size_t place) const {
        const auto* first = values.data() + (unit * 50 + place) * length;
        std::vector<std::int32_t> all(first, first + length);
        all.erase(std::find(all.begin(), all.end(), kStop), all.end());
        return all;
    }
    std::vector<std::int16_t> values;
    std::size_t length = 0;
};

std::vector<std::int32_t> greedyTokens(const at::Tensor& all, std::int64_t unit) {
    const auto row = all[unit];
    const auto* first = row.data_ptr<std::int64_t>();
    std::vector<std::int32_t> tokens(first, first + row.numel());
    tokens.erase(std::find(tokens.begin(), tokens.end(), kStop), tokens.end());
    return tokens;
}

/// Tokens must agree wherever the oracle's score lies more than 1e-3 from both of its neighbours'.
void compareBeams(const std::vector<UnitBeam>& found, const std::string& kind,
                  const std::function<double(const Candidate&)>& scoreOf) {
    const Beams beams("beam_" + kind + "_tokens.npy");
    const auto scores = oracleTensor("beam_" + kind + "_scores.npy");
    const auto greedy = oracleTensor("greedy_" + kind + "_tokens.npy");
    CHECK_EQUAL(found.size(), 68U);
    int compared = 0;
    for (std::size_t unit = 0; unit < 68; ++unit) {
        CHECK_EQUAL(found[unit].beam.size(), 50U);
        CHECK(found[unit].greedy.tokens == greedyTokens(greedy, static_cast<std::int64_t>(unit)));
        const auto expected = scores[static_cast<std::int64_t>(unit)];
        for (std::size_t place = 0; place < 50; ++place) {
            const auto score = [&](std::size_t i) {
                return expected[static_cast<std::int64_t>(i)].item<double>();
            };
            const auto& candidate = found[unit].beam[place];
            CHECK_NEAR(scoreOf(candidate), score(place), 1e-4);
            const bool clear = (place == 0 || score(place - 1) - score(place) > 1e-3) &&
                               (place < 49 && score(place) - score(place + 1) > 1e-3);
            if (clear) {
                CHECK(candidate.tokens == beams.tokens(unit, place));
                ++compared;
            }
        }
    }
    CHECK(compared > 3000);
}

std::vector<UnitBeam> searchOracle(DescribeMode mode, bool countsPastStop = false) {
    SearchOptions options;
    options.mode = mode;
    return search(oracleCaptioner(countsPastStop), oracleTensor("features.npy"), options);
}

void compareReranked(bool countsPastStop, const std::string& kind) {
    const auto found = searchOracle(DescribeMode::Rerank, countsPastStop);
    const Beams beams("beam_likelihood_tokens.npy");
    const auto sums = oracleTensor("rerank_lm_" + kind + ".npy");
    const auto choices = oracleTensor("rerank_choice_" + kind + ".npy");
    const auto margins = oracleTensor("rerank_margin_" + kind + ".npy");
    int compared = 0;
    for (std::size_t unit = 0; unit < 68; ++unit) {
        const auto row = static_cast<std::int64_t>(unit);
        for (std::size_t place = 0; place < 50; ++place) {
            // By their words: hypotheses with all but the same score may change places.
            const auto tokens = beams.tokens(unit, place);
            for (const auto& candidate : found[unit].beam) {
                if (candidate.tokens == tokens) {
                    CHECK_NEAR(candidate.logp,
                               sums[row][static_cast<std::int64_t>(place)].item<double>(), 1e-4);
                    ++compared;
                }
            }
        }
        if (margins[row].item<double>() > 1e-3) {
            const auto choice = choose(found[unit], DescribeMode::Rerank, 0.2);
            CHECK(choice >= 0);
            CHECK(found[unit].beam[static_cast<std::size_t>(choice)].tokens ==
                  beams.tokens(unit, static_cast<std::size_t>(choices[row].item<std::int64_t>())));
        }
    }
    CHECK(compared > 3380); // of 3,400
}

at::Tensor randomFeatures(const Captioner& captioner, std::int64_t units,
                          std::int64_t exemplars = 5) {
    auto generator = at::detail::createCPUGenerator(11);
    return at::randn({units, exemplars, captioner.record().sizes.features}, generator);
}

void checkSame(const UnitBeam& a, const UnitBeam& b) {
    CHECK_EQUAL(a.beam.size(), b.beam.size());
    for (std::size_t i = 0; i < a.beam.size(); ++i) {
        CHECK(a.beam[i].tokens == b.beam[i].tokens);
        CHECK_NEAR(a.beam[i].logpGivenExemplars, b.beam[i].logpGivenExemplars, 1e-4);
        CHECK_NEAR(a.beam[i].logp, b.beam[i].logp, 1e-4);
    }
    CHECK(a.greedy.tokens == b.greedy.tokens);
}

} // namespace

TEST_CASE(forced_decoding_is_the_references) {
    at::InferenceMode inference;
    const auto captioner = oracleCaptioner();
    const auto features = oracleTensor("features.npy");
    const auto targets = oracleTensor("forced_targets.npy");
    const auto start = at::full({68, 1}, 71, at::kLong);
    const auto inputs = at::cat({start, targets.slice(1, 0, targets.size(1) - 1)}, 1);
    const auto forced = decoderForced(captioner.impl().decoder, features, inputs);
    const auto logp = at::log_softmax(decoderLogits(captioner.impl().decoder, forced.hidden), 2);
    CHECK(worst(logp, oracleTensor("forced_logprobs.npy")) < 1e-4);
    CHECK(worst(forced.attention, oracleTensor("forced_attentions.npy")) < 1e-4);
}

TEST_CASE(language_model_is_the_references) {
    at::InferenceMode inference;
    const auto captioner = oracleCaptioner();
    const auto& model = captioner.impl().languageModel;
    const auto inputs =
        at::cat({at::full({68, 1}, 71, at::kLong), oracleTensor("forced_targets.npy")}, 1);
    const auto expected = oracleTensor("lm_forced_logprobs.npy");
    const auto logp =
        at::log_softmax(languageModelLogits(model, languageModelForced(model, inputs)), 2);
    CHECK(worst(logp, expected) < 1e-4);

    auto state = languageModelStart(model, 68);
    for (std::int64_t t = 0; t < inputs.size(1); ++t) {
        state = languageModelStep(model, state, inputs.select(1, t));
        const auto stepped = at::log_softmax(languageModelLogits(model, state.hidden.back()), 1);
        CHECK(worst(stepped, expected.select(1, t)) < 1e-4);
    }
}

TEST_CASE(beams_are_the_references) {
    compareBeams(searchOracle(DescribeMode::Beam), "likelihood",
                 [](const Candidate& candidate) { return candidate.logpGivenExemplars; });
}

TEST_CASE(beams_with_pmi_are_the_references) {
    compareBeams(searchOracle(DescribeMode::Pmi), "pmi",
                 [](const Candidate& candidate) { return candidate.wpmi(0.2); });
}

TEST_CASE(reranking_sums_to_the_stop) {
    compareReranked(false, "right");
}

TEST_CASE(an_imported_captioner_sums_as_the_reference) {
    compareReranked(true, "reference");
}

TEST_CASE(scores_of_given_words_are_those_of_the_search) {
    const auto captioner = oracleCaptioner();
    const auto features = oracleTensor("features.npy");
    const auto found = search(captioner, features, {});
    std::vector<std::vector<std::vector<std::int32_t>>> tokens(found.size());
    for (std::size_t unit = 0; unit < found.size(); ++unit) {
        for (const auto& candidate : found[unit].beam) {
            tokens[unit].push_back(candidate.tokens);
            tokens[unit].back().push_back(kStop);
        }
    }
    tokens[4].clear();
    tokens[5] = {{}, {3, 16}, {3, 16, kStop, 7}};
    const auto scores = score(captioner, features, tokens);
    CHECK_EQUAL(scores.size(), found.size());
    for (std::size_t unit = 0; unit < found.size(); ++unit) {
        CHECK_EQUAL(scores[unit].size(), tokens[unit].size());
        for (std::size_t i = 0; i < scores[unit].size() && unit != 5; ++i) {
            CHECK_NEAR(scores[unit][i].logpGivenExemplars, found[unit].beam[i].logpGivenExemplars,
                       1e-4);
            CHECK_NEAR(scores[unit][i].logp, found[unit].beam[i].logp, 1e-4);
        }
    }
    CHECK_EQUAL(scores[5][0].logp, 0.0); // nothing said
    CHECK(scores[5][2].logp < scores[5][1].logp);
    const auto stopped = score(captioner, features.slice(0, 5, 6), {{{3, 16, kStop}}});
    CHECK_NEAR(scores[5][2].logp, stopped[0][0].logp, 1e-4); // nothing counts after the stop
    CHECK_NEAR(scores[5][2].logpGivenExemplars, stopped[0][0].logpGivenExemplars, 1e-4);

    CHECK_THROWS(DataError, score(captioner, features, {{{1}}}), "68 units");
    CHECK_THROWS(DataError, score(captioner, features.slice(0, 0, 1), {{{75}}}), "75");
}

TEST_CASE(the_search_agrees_with_the_plain_decoder) {
    at::InferenceMode inference;
    const auto captioner = randomCaptioner();
    const auto features = randomFeatures(captioner, 3);
    SearchOptions options;
    options.beam = 20;
    options.steps = 6;
    const auto found = search(captioner, features, options);
    const auto& impl = captioner.impl();
    const auto& specials = impl.vocabulary.specials();
    for (std::int64_t unit = 0; unit < 3; ++unit) {
        const auto& beam = found[static_cast<std::size_t>(unit)].beam;
        for (const auto& candidate : {beam.front(), beam.back()}) {
            std::vector<std::int64_t> words{specials.start};
            words.insert(words.end(), candidate.tokens.begin(), candidate.tokens.end());
            auto targets = std::vector<std::int64_t>(words.begin() + 1, words.end());
            if (candidate.tokens.size() < 6) {
                targets.push_back(specials.stop);
            } else {
                words.pop_back();
            }
            const auto inputs = at::tensor(words).unsqueeze(0);
            const auto target = at::tensor(targets).view({1, -1, 1});
            const auto forced =
                decoderForced(impl.decoder, features.slice(0, unit, unit + 1), inputs);
            const auto given =
                at::log_softmax(decoderLogits(impl.decoder, forced.hidden), 2).gather(2, target);
            const auto hidden = languageModelForced(impl.languageModel, inputs);
            const auto prior = at::log_softmax(languageModelLogits(impl.languageModel, hidden), 2)
                                   .gather(2, target);
            CHECK_NEAR(candidate.logpGivenExemplars, given.sum().item<double>(), 1e-4);
            CHECK_NEAR(candidate.logp, prior.sum().item<double>(), 1e-4);
            CHECK_EQUAL(candidate.attention.size(), candidate.tokens.size() * 5);
            for (std::size_t i = 0; i < candidate.attention.size(); ++i) {
                const auto share = forced.attention[0][static_cast<std::int64_t>(i / 5)]
                                                   [static_cast<std::int64_t>(i % 5)];
                CHECK_NEAR(candidate.attention[i] / 255.0, share.item<double>(), 0.003);
            }
        }
    }
}

TEST_CASE(a_beam_as_wide_as_everything_finds_everything) {
    // With three steps and every hypothesis kept, no probability gets lost.
    const auto captioner = randomCaptioner(2);
    SearchOptions options;
    options.beam = 1000;
    options.steps = 3;
    const auto found = search(captioner, randomFeatures(captioner, 2), options);
    for (const auto& unit : found) {
        CHECK_EQUAL(unit.beam.size(), 1U + 5U + 25U * 6U); // ended by stop, or at three words
        double given = 0;
        double prior = 0;
        for (const auto& candidate : unit.beam) {
            given += std::exp(candidate.logpGivenExemplars);
            prior += std::exp(candidate.logp);
        }
        CHECK_NEAR(given, 1, 1e-5);
        CHECK_NEAR(prior, 1, 1e-5);
    }
}

TEST_CASE(units_together_are_units_alone) {
    const auto captioner = randomCaptioner();
    const auto features = randomFeatures(captioner, 40);
    for (const auto mode : {DescribeMode::Rerank, DescribeMode::Pmi}) {
        SearchOptions options;
        options.mode = mode;
        options.steps = 8;
        const auto together = search(captioner, features, options);
        CHECK_EQUAL(together.size(), 40U);
        for (const std::int64_t unit : {0, 15, 16, 39}) {
            const auto alone = search(captioner, features.slice(0, unit, unit + 1), options);
            CHECK_EQUAL(together[static_cast<std::size_t>(unit)].unit, unit);
            checkSame(alone.at(0), together[static_cast<std::size_t>(unit)]);
        }
    }
}

TEST_CASE(lambda_and_mode_change_nothing_of_stored_beams) {
    const auto captioner = oracleCaptioner();
    const auto features = oracleTensor("features.npy").slice(0, 0, 10);
    const auto stored = search(captioner, features, {});
    for (const double lambda : {0.0, 0.1, 0.2, 0.5, 1.0}) {
        SearchOptions options;
        options.lambda = lambda;
        options.mode = lambda > 0.3 ? DescribeMode::Beam : DescribeMode::Rerank;
        const auto found = search(captioner, features, options);
        for (std::size_t unit = 0; unit < found.size(); ++unit) {
            CHECK(found[unit].beam.front().tokens == stored[unit].beam.front().tokens);
            CHECK_EQUAL(choose(found[unit], DescribeMode::Rerank, lambda),
                        choose(stored[unit], DescribeMode::Rerank, lambda));
        }
    }
    CHECK_EQUAL(choose(stored[0], DescribeMode::Rerank, 0), 0); // λ = 0 is the beam's own order
}

TEST_CASE(pmi_without_lambda_is_the_beam) {
    const auto captioner = randomCaptioner();
    const auto features = randomFeatures(captioner, 2);
    SearchOptions options;
    options.steps = 7;
    const auto plain = search(captioner, features, options);
    options.mode = DescribeMode::Pmi;
    options.lambda = 0;
    const auto pmi = search(captioner, features, options);
    checkSame(plain[0], pmi[0]);
    checkSame(plain[1], pmi[1]);
}

TEST_CASE(equal_scores_keep_their_order) {
    // All words equally likely everywhere: ties are everywhere too.
    const auto captioner = randomCaptioner();
    captioner.impl().decoder.output.weight.zero_();
    captioner.impl().decoder.output.bias.zero_();
    SearchOptions options;
    options.beam = 10;
    options.steps = 3;
    const auto found = search(captioner, randomFeatures(captioner, 2), options);
    const auto& stop = captioner.vocabulary().specials().stop;
    CHECK_EQUAL(stop, 41);
    for (std::size_t i = 0; i < 10; ++i) {
        const std::vector<std::int32_t> expected{0, 0, static_cast<std::int32_t>(i)};
        CHECK(found[0].beam[i].tokens == expected);
        CHECK(found[1].beam[i].tokens == expected);
    }
}

TEST_CASE(a_stopped_search_ends) {
    const auto captioner = randomCaptioner();
    std::stop_source source;
    source.request_stop();
    bool cancelled = false;
    try {
        search(captioner, randomFeatures(captioner, 2), {}, source.get_token());
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
}

TEST_CASE(what_does_not_fit_is_refused) {
    const auto captioner = randomCaptioner();
    const auto features = randomFeatures(captioner, 2);
    CHECK_THROWS(DataError, search(captioner, features.slice(2, 1), {}), "features");
    CHECK_THROWS(DataError, search(captioner, features[0], {}), "shape");
    CHECK_THROWS(DataError, search(captioner, features * NAN, {}), "finite");
    SearchOptions options;
    options.beam = 0;
    CHECK_THROWS(DataError, search(captioner, features, options), "beam");
    CHECK(search(captioner, features.slice(0, 0, 0), {}).empty());

    captioner.impl().decoder.output.bias.fill_(std::numeric_limits<float>::infinity());
    CHECK_THROWS(ModelError, search(captioner, features, {}), "finite");
}

TEST_CASE(attention_is_left_out_when_nobody_asks) {
    const auto captioner = randomCaptioner();
    SearchOptions options;
    options.attention = false;
    options.steps = 4;
    const auto found = search(captioner, randomFeatures(captioner, 1), options);
    CHECK(found[0].beam[0].attention.empty());
    CHECK(found[0].greedy.attention.empty());
}

CHECK_MAIN
