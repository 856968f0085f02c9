// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "captioner_checkpoint.h"
#include "milan/captioner.h"
#include "milan/features.h"
#include "milan/search.h"
#include "network/network_impl.h"
#include "support/check.h"
#include "whole_captioner.h"

#include <limits>

using namespace brera;
using namespace brera::milan;
using namespace brera::test;

namespace {

constexpr std::int32_t kStop = 72;

Captioner imported(const std::filesystem::path& encoder = {}) {
    return importCaptioner(oracle("caption/decoder.pth"), encoder, "cpu");
}

/// Features of the first exemplar of every unit, against the reference's.
double featureDifference(const Captioner& captioner) {
    const OracleUnits units;
    const npy::Array images(oracle("caption/images.npy"));
    const npy::Array reference(oracle("caption/features.npy"));
    const PyramidEncoder encoder(captioner);
    std::vector<float> actual;
    std::vector<float> expected;
    for (std::size_t row = 0; row < units.rows(); row += OracleUnits::kExemplars) {
        const std::vector<Picture> pictures{oraclePicture(images, units.image(row))};
        const auto mask = units.mask(row);
        auto masks = at::empty({1, 64, 64}, at::kFloat);
        std::copy(mask.begin(), mask.end(), masks.data_ptr<float>());
        const auto pooled = encoder.pool(encoder.maps(encoder.batch(pictures)), masks);
        actual.insert(actual.end(), pooled.data_ptr<float>(), pooled.data_ptr<float>() + 68);
        const auto right = reference.as<float>().subspan(row * 68, 68);
        expected.insert(expected.end(), right.begin(), right.end());
    }
    return worstDifference(actual, expected);
}

std::string importing(const ScratchFolder& scratch, const CaptionerCheckpoint& checkpoint,
                      const std::filesystem::path& encoder = oracle("network_scripted.pt")) {
    try {
        importCaptioner(scratch.write("milan-test.pth", checkpoint.bytes()), encoder, "cpu");
    } catch (const ModelError& error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE(everythingOfTheAuthorsFileIsThere) {
    const auto captioner = imported();
    const auto& record = captioner.record();
    CHECK_EQUAL(record.name, "decoder");
    CHECK_EQUAL(record.encoder, "tiny");
    CHECK(record.layers == oracleLayers());
    CHECK(record.sizes == (CaptionerSizes{68, 16, 48, 48, 16, 32, 2}));
    CHECK(record.lmCountsPastStop);
    CHECK(!record.generated);
    CHECK_NEAR(record.normalization.mean[0], 0.485, 1e-6);
    CHECK_NEAR(record.normalization.deviation[2], 0.225, 1e-6);
    const auto training = nlohmann::json::parse(record.training);
    CHECK_EQUAL(training.at("strategy").get<std::string>(), "rerank");
    CHECK_NEAR(training.at("temperature").get<double>(), 0.2, 1e-12);
    CHECK_EQUAL(training.at("beam_size").get<int>(), 50);
    CHECK_EQUAL(training.at("length").get<int>(), 15);

    const auto right = oracleVocabulary();
    CHECK(captioner.vocabulary().tokens() == right.tokens());
    CHECK(captioner.vocabulary().specials() == right.specials());
    const auto whole = oracleCaptioner();
    const auto expected = named(whole.impl().decoder);
    const auto found = named(captioner.impl().decoder);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(torch::equal(*found[i].second, *expected[i].second));
    }
}

TEST_CASE(anEncoderAsTorchScriptGivesTheReferencesFeatures) {
    for (const char* file : {"network_scripted.pt", "network_traced.pt"}) {
        const auto captioner = imported(oracle(file));
        CHECK(featureDifference(captioner) < 1e-4);
        CHECK(captioner.record().training.find("assum") == std::string::npos);
    }
}

TEST_CASE(weightsOfANamedArchitectureAreEnough) {
    // Its layers are told apart from those of no name, whose strides can only be assumed.
    const ScratchFolder scratch;
    auto record = randomCaptioner().record();
    record.layers = oracleLayers();
    record.sizes.features = 32 + 32 + 64 + 128 + 256;
    record.sizes.attention = 0;
    const auto whole = Captioner::random(record, oracleVocabulary(), 4, "cpu");
    CaptionerCheckpoint checkpoint(whole);
    const auto& encoder = whole.impl().encoder.impl().module;
    for (const auto& parameter : encoder.named_parameters()) {
        checkpoint.tensors["encoder.encoder.model." + parameter.name] = parameter.value.detach();
    }
    for (const auto& buffer : encoder.named_buffers()) {
        if (!buffer.name.ends_with("num_batches_tracked")) {
            checkpoint.tensors["encoder.encoder.model." + buffer.name] = buffer.value;
        }
    }
    const auto captioner =
        importCaptioner(scratch.write("milan-demo.pth", checkpoint.bytes()), {}, "cpu");
    CHECK_EQUAL(captioner.record().name, "milan-demo");
    CHECK(captioner.record().training.find("assum") == std::string::npos);
    const auto images = at::rand({2, 3, 96, 96});
    const auto expected = PyramidEncoder(whole).maps(images);
    const auto actual = PyramidEncoder(captioner).maps(images);
    for (std::size_t layer = 0; layer < expected.size(); ++layer) {
        CHECK(torch::equal(actual[layer], expected[layer]));
    }
}

TEST_CASE(assumedStridesAreSaid) {
    std::string warnings;
    setLogSink([&](LogLevel level, std::string_view message) {
        warnings += level == LogLevel::Warning ? std::string(message) : "";
    });
    const auto inside = imported();
    const auto beside = imported(oracle("network.pth"));
    setLogSink({});
    CHECK(warnings.find("strides") != std::string::npos);
    for (const auto& captioner : {inside, beside}) {
        CHECK(captioner.record().training.find("strides") != std::string::npos);
        CHECK_EQUAL(PyramidEncoder(captioner).features(), 68);
    }
}

TEST_CASE(theImportedCaptionerDescribesAsTheReference) {
    const auto found = search(imported(), oracleTensor("features.npy"), {});
    const auto greedy = oracleTensor("greedy_likelihood_tokens.npy");
    const npy::Array features(oracle("caption/features.npy"));
    const auto margins = oracleTensor("rerank_margin_reference.npy");
    std::ifstream file(oracle("caption/rerank_captions_reference.json"));
    const auto captions = nlohmann::json::parse(file);
    const auto captioner = imported();
    int compared = 0;
    for (std::int64_t unit = 0; unit < 68; ++unit) {
        const auto& beams = found[static_cast<std::size_t>(unit)];
        const auto* row = greedy[unit].data_ptr<std::int64_t>();
        std::vector<std::int32_t> tokens(row, row + greedy.size(1));
        tokens.erase(std::find(tokens.begin(), tokens.end(), kStop), tokens.end());
        CHECK(beams.greedy.tokens == tokens);
        if (margins[unit].item<double>() > 1e-3) {
            const auto choice = choose(beams, DescribeMode::Rerank, 0.2);
            auto caption = captions.at(static_cast<std::size_t>(unit)).get<std::string>();
            // The reference writes "person 's" and capitals (oracle/README.md).
            CHECK(captioner.vocabulary().index(caption) ==
                  captioner.vocabulary().index(captioner.vocabulary().text(
                      beams.beam[static_cast<std::size_t>(choice)].tokens)));
            ++compared;
        }
    }
    CHECK(compared > 60);
}

TEST_CASE(anImportedCaptionerIsSavedAndLoaded) {
    const ScratchFolder scratch;
    const auto captioner = imported(oracle("network_scripted.pt"));
    captioner.save(scratch.path() / "milan.captioner");
    const auto loaded = Captioner::load(scratch.path() / "milan.captioner", "cpu");
    CHECK(loaded.record() == captioner.record());
    CHECK(featureDifference(loaded) < 1e-4);
}

TEST_CASE(aDecoderSavedAloneAsksForItsEncoder) {
    const ScratchFolder scratch;
    CaptionerCheckpoint checkpoint(oracleCaptioner());
    CHECK_EQUAL(importing(scratch, checkpoint), "");
    const auto message = importing(scratch, checkpoint, {});
    CHECK(message.find("without its encoder (tiny)") != std::string::npos);
    CHECK(importing(scratch, checkpoint, scratch.path() / "none.pt").find("none.pt") !=
          std::string::npos);

    // An encoder with other channels is not the one it was trained with.
    const auto captioner = randomCaptioner();
    CHECK(importing(scratch, CaptionerCheckpoint(captioner)).find("another encoder") !=
          std::string::npos);
}

TEST_CASE(whatDoesNotFitIsNamed) {
    const ScratchFolder scratch;
    const auto whole = oracleCaptioner();
    const auto refusal = [&](const std::function<void(CaptionerCheckpoint&)>& change) {
        CaptionerCheckpoint checkpoint(whole);
        change(checkpoint);
        return importing(scratch, checkpoint);
    };
    const auto contains = [](const std::string& message, const char* part) {
        if (message.find("milan-test.pth") == std::string::npos ||
            message.find(part) == std::string::npos) {
            std::printf("      message: %s\n", message.c_str());
            return false;
        }
        return true;
    };
    CHECK(contains(refusal([](auto& c) { c.tensors.erase("feature_gate.0.bias"); }),
                   "feature_gate.0.bias"));
    CHECK(
        contains(refusal([](auto& c) { c.tensors.erase("init_h.0.weight"); }), "init_h.0.weight"));
    CHECK(contains(refusal([](auto& c) { c.tensors.erase("lm.embedding.weight"); }),
                   "no language model"));
    CHECK(contains(refusal([](auto& c) {
                       c.tensors["lstm.weight_hh"] = at::zeros({8, 8});
                   }),
                   "lstm.weight_hh"));
    CHECK(contains(refusal([](auto& c) { c.tokens.pop_back(); }), "(75, 16)"));
    CHECK(contains(refusal([](auto& c) { c.tokens[5] = c.tokens[6]; }), "twice"));
    CHECK(contains(refusal([](auto& c) { c.tokens.clear(); }), "no vocabulary"));
    CHECK(contains(refusal([](auto& c) { c.indexer[3].second = "\x89"; }), "<unk>"));
    CHECK(contains(
        refusal([](auto& c) { c.children[0].second = pickled::text("SpatialConvEncoder"); }),
        "SpatialConvEncoder"));
    CHECK(contains(refusal([](auto& c) {
                       auto weight = c.tensors["output.1.weight"].clone();
                       weight[0][0] = std::numeric_limits<float>::quiet_NaN();
                       c.tensors["output.1.weight"] = weight;
                   }),
                   "not finite"));
    CHECK_THROWS(ModelError, importCaptioner(oracle("network.pth"), {}, "cpu"), "no properties");
    CHECK_THROWS(ModelError, importCaptioner(oracle("network_scripted.pt"), {}, "cpu"),
                 "network_scripted.pt");
    CHECK_THROWS(ModelError, importCaptioner(scratch.path() / "none.pth", {}, "cpu"), "none.pth");
}

TEST_CASE(hostileFilesFailAndDoNothing) {
    const ScratchFolder scratch;
    const auto whole = oracleCaptioner();
    const auto marker = scratch.path() / "was-here";
    const auto call = pickled::global("os", "system") +
                      pickled::tuple({pickled::text("touch " + marker.string())}) + "R";
    {
        // A call that nobody asks for is an inert record …
        CaptionerCheckpoint checkpoint(whole);
        checkpoint.properties.emplace_back("strategy", call);
        CHECK_EQUAL(importing(scratch, checkpoint), "");
        // … and no vocabulary, encoder or tensor.
        checkpoint.indexer.emplace_back("tokenize", call);
        checkpoint.properties = {{"indexer", call}};
        checkpoint.children = {{"encoder", call}};
        CHECK_EQUAL(importing(scratch, checkpoint), "");
    }
    const auto refused = [&](const std::string& bytes) {
        try {
            importCaptioner(scratch.write("evil.pth", bytes), oracle("network_scripted.pt"), "cpu");
        } catch (const ModelError&) {
            return true;
        }
        return false;
    };
    const auto pickle = [](const std::string& value) {
        return zipOf({{"evil/data.pkl", pickled::whole(value)}, {"evil/version", "3\n"}});
    };
    CHECK(refused(pickle(call)));
    CHECK(refused(pickle(pickled::dict({{"properties", call}, {"state_dict", call}}))));
    CHECK(refused(pickle(std::string(200'000, ']') + std::string(200'000, 'a'))));
    CHECK(refused(pickle(std::string(100'000, '('))));
    constexpr std::int64_t kBillions = 1'000'000'000'000;
    CHECK(refused(pickle(pickled::dict(
        {{"properties", pickled::dict({})},
         {"state_dict",
          pickled::dict(
              {{"init_h.0.weight", pickled::tensor(pickled::storage("FloatStorage", "0", kBillions),
                                                   0, {kBillions}, {1})}})}}))));

    const auto good = CaptionerCheckpoint(whole).bytes();
    for (const std::size_t length : {std::size_t{0}, std::size_t{3}, std::size_t{1000},
                                     good.size() / 2, good.size() - 30, good.size() - 1}) {
        CHECK(refused(good.substr(0, length)));
    }
    // The directory's sizes say four gigabytes.
    auto absurd = good;
    for (auto at = absurd.find("PK\1\2"); at != std::string::npos;
         at = absurd.find("PK\1\2", at + 4)) {
        absurd.replace(at + 20, 8, "\xfe\xff\xff\xff\xfe\xff\xff\xff");
    }
    CHECK(refused(absurd));
    CHECK(!std::filesystem::exists(marker));
}

CHECK_MAIN
