// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/checkpoint.h"
#include "oracle_captioner.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace brera::test {

inline language::Vocabulary oracleVocabulary() {
    std::ifstream file(oracle("caption/vocabulary.json"));
    const auto json = nlohmann::json::parse(file);
    return {json.at("tokens").get<std::vector<std::string>>(),
            {json.at("start"), json.at("stop"), json.at("pad"), json.at("unk")}};
}

/// The oracle's captioner, put together from its checkpoint tensor by tensor.
inline milan::Captioner oracleCaptioner(bool countsPastStop = false) {
    auto record = encoderOnly().record();
    record.name = "oracle";
    record.sizes = {68, 16, 48, 48, 16, 32, 2};
    record.lmCountsPastStop = countsPastStop;
    record.training = "{}";
    auto whole = std::make_shared<milan::Captioner::Impl>(milan::Captioner::Impl{
        record,
        oracleVocabulary(),
        "cpu",
        network::Network::open(oracle("network_scripted.pt"), {.device = "cpu"}),
        {},
        {}});
    whole->languageModel.layers.resize(2);
    const auto checkpoint = network::readCheckpoint(oracle("caption/decoder.pth"));
    for (const auto& [name, tensor] : milan::named(whole->decoder)) {
        *tensor = checkpoint.tensor(name);
    }
    for (const auto& [name, tensor] : milan::named(whole->languageModel)) {
        *tensor = checkpoint.tensor(name);
    }
    milan::checkWeights(*whole);
    return milan::Captioner(std::move(whole));
}

/// A float32 or int64 array of the oracle as a tensor.
inline at::Tensor oracleTensor(const std::string& file) {
    const npy::Array array(oracle("caption/" + file));
    auto tensor = at::empty(array.shape(), array.dtype() == "<f4" ? at::kFloat : at::kLong);
    const auto bytes = array.bytes();
    std::copy(bytes.begin(), bytes.end(), static_cast<std::byte*>(tensor.data_ptr()));
    return tensor;
}

/// A captioner with random weights around the demo's small encoder, for tests that need no truth.
inline milan::Captioner randomCaptioner(std::int64_t words = 40, std::uint64_t seed = 3) {
    milan::CaptionerRecord record;
    record.name = "random";
    record.encoder = "demo-resnet18";
    record.layers = {"conv1", "layer1"};
    record.normalization = {{0.5F, 0.5F, 0.5F}, {0.25F, 0.25F, 0.25F}};
    record.inputHeight = record.inputWidth = 96;
    record.sizes.embedding = 7;
    record.sizes.hidden = 37; // no multiple of anything a processor likes
    record.sizes.lmEmbedding = 9;
    record.sizes.lmHidden = 21;
    std::vector<std::string> tokens;
    for (std::int64_t i = 0; i < words; ++i) {
        tokens.push_back("word" + std::to_string(i));
    }
    const auto last = static_cast<std::int32_t>(words);
    for (const char* special : {"<start>", "<stop>", "<pad>", "<unk>"}) {
        tokens.emplace_back(special);
    }
    return milan::Captioner::random(record, {tokens, {last, last + 1, last + 2, last + 3}}, seed,
                                    "cpu");
}

} // namespace brera::test
