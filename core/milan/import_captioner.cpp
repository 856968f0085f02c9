// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "milan/captioner_impl.h"
#include "milan/weights.h"
#include "network/architectures.h"
#include "network/checkpoint.h"
#include "network/torch_edge.h"

#include <nlohmann/json.hpp>
#include <torch/script.h>

#include <algorithm>
#include <cmath>

/// The authors' checkpoints: nested dicts {properties, children, state_dict}, in which the
/// vocabulary stands under properties.indexer, the language model under properties.lm, and all
/// weights in the outermost state_dict.
namespace brera::milan {

namespace {

using network::Checkpoint;
using network::pickle::Kind;
using network::pickle::Value;

constexpr const char* kEncoderPrefix = "encoder.encoder.model.";
constexpr Normalization kImageNet{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};

/// An entry, or null when it is not there or Python's None.
const Value* entry(const Value* dict, std::string_view key) {
    const Value* value = dict == nullptr ? nullptr : dict->find(key);
    return value == nullptr || value->is(Kind::None) ? nullptr : value;
}

bool flag(const Value* dict, std::string_view key, bool otherwise) {
    const auto* value = entry(dict, key);
    return value != nullptr && value->is(Kind::Bool) ? value->asBool() : otherwise;
}

std::string textAt(const Value* dict, std::string_view key) {
    const auto* value = entry(dict, key);
    return value != nullptr && value->is(Kind::Text) ? std::string(value->text()) : std::string();
}

/// The tokens in their order, then the special ones in the authors' order.
language::Vocabulary vocabularyOf(const Value* properties) {
    const auto* indexer = entry(entry(properties, "indexer"), "properties");
    const auto* tokens = entry(entry(entry(indexer, "vocab"), "properties"), "tokens");
    if (tokens == nullptr || tokens->items().empty()) {
        throw ModelError("it holds no vocabulary (properties.indexer…tokens); is it a captioner "
                         "saved by the authors' code?");
    }
    std::vector<std::string> words;
    for (const auto& token : tokens->items()) {
        if (!token.is(Kind::Text)) {
            throw ModelError(std::string("its vocabulary holds a ") + token.kindName() +
                             " where a word should be");
        }
        words.emplace_back(token.text());
    }
    const auto* tokenizer = entry(entry(indexer, "tokenize"), "properties");
    if (flag(tokenizer, "lemmatize", false) || flag(tokenizer, "ignore_stop", false) ||
        flag(tokenizer, "ignore_punct", false) || !flag(tokenizer, "lowercase", true)) {
        log(LogLevel::Warning, "the captioner's words were cut in another way than Brera cuts "
                               "them: descriptions are right, measuring against texts is not");
    }
    const auto first = static_cast<std::int32_t>(words.size());
    for (const auto& [name, token] :
         {std::pair{"start", "<start>"}, {"stop", "<stop>"}, {"pad", "<pad>"}, {"unk", "<unk>"}}) {
        if (!flag(indexer, name, true)) {
            throw ModelError(std::string("its vocabulary has no ") + token +
                             " token, which Brera's captioners need");
        }
        words.emplace_back(token);
    }
    return {std::move(words), {first, first + 1, first + 2, first + 3}};
}

/// The size of a tensor's axis. @throws ModelError when there is no such tensor.
std::int64_t axis(const Checkpoint& checkpoint, const std::string& name, std::size_t at) {
    const auto& tensors = checkpoint.tensors();
    const auto found = std::ranges::find(tensors, name, &network::TensorInfo::name);
    if (found == tensors.end() || found->shape.size() <= at) {
        throw ModelError("it holds no tensor " + name +
                         "; is it a captioner saved by the authors' code?");
    }
    return found->shape[at];
}

CaptionerSizes sizesOf(const Checkpoint& checkpoint) {
    CaptionerSizes sizes;
    sizes.features = axis(checkpoint, "init_h.0.weight", 1);
    sizes.hidden = axis(checkpoint, "init_h.0.weight", 0);
    sizes.embedding = axis(checkpoint, "embedding.weight", 1);
    sizes.attention = axis(checkpoint, "attend.key_to_hidden.weight", 0);
    if (!checkpoint.contains("lm.embedding.weight")) {
        throw ModelError("it holds no language model, without which descriptions cannot be "
                         "re-ranked; import a captioner that was saved with one");
    }
    sizes.lmEmbedding = axis(checkpoint, "lm.embedding.weight", 1);
    sizes.lmHidden = axis(checkpoint, "lm.lstm.weight_hh_l0", 1);
    sizes.lmLayers = 0;
    while (checkpoint.contains("lm.lstm.weight_ih_l" + std::to_string(sizes.lmLayers))) {
        ++sizes.lmLayers;
    }
    checkSizes(sizes);
    return sizes;
}

Normalization normalizationOf(const Checkpoint& checkpoint) {
    if (!checkpoint.contains("encoder.mean") || !checkpoint.contains("encoder.std")) {
        return kImageNet;
    }
    Normalization normalization;
    const auto mean = checkpoint.tensor("encoder.mean").to(at::kFloat).flatten();
    const auto deviation = checkpoint.tensor("encoder.std").to(at::kFloat).flatten();
    if (mean.numel() != 3 || deviation.numel() != 3) {
        throw ModelError("its encoder.mean and encoder.std are not of three channels");
    }
    for (std::int64_t channel = 0; channel < 3; ++channel) {
        const auto m = mean[channel].item<float>();
        const auto d = deviation[channel].item<float>();
        if (!std::isfinite(m) || !std::isfinite(d) || d <= 0) {
            throw ModelError("its encoder.mean and encoder.std normalise nothing");
        }
        normalization.mean[channel] = m;
        normalization.deviation[channel] = d;
    }
    return normalization;
}

/// The encoder, ready to run.
struct Encoder {
    network::Network network;
    std::string name;
    bool assumed = false; ///< how its layers stride is not in the file
};

/// What a state_dict leaves open, for people and for the record.
constexpr const char* kAssumption =
    "the encoder is of no architecture Brera knows by name; its weights are laid out like a "
    "residual network's, but they do not tell its strides and pooling: torchvision's are assumed";

Encoder builtFrom(const Checkpoint& checkpoint, const std::string& prefix,
                  const std::string& device) {
    std::string architecture;
    const auto module = network::moduleUnder(checkpoint, prefix, architecture);
    const auto names = network::architectureNames();
    return {network::Network::fromModule(module, checkpoint.path().filename().string(),
                                         architecture, device),
            architecture, std::ranges::find(names, architecture) == names.end()};
}

/// A file of its own: TorchScript or a state_dict.
Encoder openEncoder(const std::filesystem::path& file, const std::string& device) {
    try {
        auto network = network::Network::open(file, {.device = device});
        auto name = network.description();
        return {std::move(network), std::move(name)};
    } catch (const ModelError& refusal) {
        try {
            return builtFrom(network::readCheckpoint(file), "", device);
        } catch (const ModelError&) {
            throw ModelError(refusal.what()); // which knows best what the file should have been
        }
    }
}

Encoder encoderOf(const Checkpoint& checkpoint, const std::string& config,
                  const std::filesystem::path& file, const std::string& device) {
    const auto& tensors = checkpoint.tensors();
    if (file.empty() && std::ranges::none_of(tensors, [](const auto& tensor) {
            return tensor.name.starts_with(kEncoderPrefix);
        })) {
        throw ModelError("it was saved without its encoder" +
                         (config.empty() ? std::string() : " (" + config + ")") +
                         "; give the encoder's own file (TorchScript or state_dict) as well");
    }
    auto encoder =
        file.empty() ? builtFrom(checkpoint, kEncoderPrefix, device) : openEncoder(file, device);
    if (!config.empty()) {
        encoder.name = config;
    }
    if (encoder.assumed) {
        log(LogLevel::Warning, checkpoint.path().filename().string() + ": " + kAssumption +
                                   ". If its descriptions make no sense, import it with the "
                                   "encoder as TorchScript");
    }
    return encoder;
}

/// What is known of how it was made and used.
std::string trainingOf(const Value* properties, const std::filesystem::path& file, bool assumed) {
    nlohmann::json json{{"imported", file.filename().string()}};
    if (assumed) {
        json["assumption"] = kAssumption;
    }
    for (const char* key : {"strategy", "temperature", "beam_size", "length", "dropout"}) {
        const auto* value = entry(properties, key);
        if (value == nullptr) {
            continue;
        }
        if (value->is(Kind::Text)) {
            json[key] = network::pickle::printable(value->text());
        } else if (value->is(Kind::Int)) {
            json[key] = value->asInt();
        } else if (value->is(Kind::Float) && std::isfinite(value->asFloat())) {
            json[key] = value->asFloat();
        }
    }
    return json.dump();
}

template <typename Weights>
void fill(Weights& weights, const Checkpoint& checkpoint, const std::string& device) {
    for (auto& [name, tensor] : named(weights)) {
        if (!checkpoint.contains(name)) {
            throw ModelError("it holds no tensor " + name);
        }
        *tensor = checkpoint.tensor(name).to(at::kFloat).to(at::Device(device)).contiguous();
    }
}

std::shared_ptr<Captioner::Impl> read(const std::filesystem::path& file,
                                      const std::filesystem::path& encoderFile,
                                      const std::string& device) {
    const at::NoGradGuard noGrad;
    const auto checkpoint = network::readCheckpoint(file);
    const auto* properties = entry(&checkpoint.root(), "properties");
    if (properties == nullptr) {
        throw ModelError("it is a checkpoint, but none of a captioner: it has no properties");
    }
    if (const auto kind = textAt(entry(&checkpoint.root(), "children"), "encoder");
        !kind.empty() && kind != "PyramidConvEncoder") {
        throw ModelError("its encoder is a " + network::pickle::printable(kind) +
                         ", which has no masks; only PyramidConvEncoder can be imported");
    }
    const auto* encoderProperties = entry(entry(properties, "encoder"), "properties");
    if (encoderProperties == nullptr) {
        encoderProperties = entry(properties, "encoder");
    }
    CaptionerRecord record;
    auto vocabulary = vocabularyOf(properties);
    record.sizes = sizesOf(checkpoint);
    record.normalization = normalizationOf(checkpoint);
    record.name = file.stem().string();
    record.lmCountsPastStop = true;

    auto encoder =
        encoderOf(checkpoint, network::pickle::printable(textAt(encoderProperties, "config")),
                  encoderFile, device);
    record.encoder = encoder.name;
    record.training = trainingOf(properties, file, encoder.assumed);
    record.layers = pyramidLayers(encoder.network);
    const auto where = encoder.network.device();
    auto impl = std::make_shared<Captioner::Impl>(Captioner::Impl{
        std::move(record), std::move(vocabulary), where, std::move(encoder.network), {}, {}});
    fill(impl->decoder, checkpoint, where);
    impl->languageModel.layers.resize(static_cast<std::size_t>(impl->record.sizes.lmLayers));
    fill(impl->languageModel, checkpoint, where);
    checkWeights(*impl);
    if (const auto features = encoderFeatures(*impl); features != impl->record.sizes.features) {
        throw ModelError("the encoder's layers have " + std::to_string(features) +
                         " channels together, but the decoder reads " +
                         std::to_string(impl->record.sizes.features) +
                         " features: it was trained with another encoder");
    }
    return impl;
}

} // namespace

Captioner importCaptioner(const std::filesystem::path& file, const std::filesystem::path& encoder,
                          const std::string& device) {
    return network::atTheEdge(file.filename().string(),
                              [&] { return Captioner(read(file, encoder, device)); });
}

} // namespace brera::milan
