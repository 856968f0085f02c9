// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/weights.h"
#include "base/error.h"
#include "milan/captioner_impl.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

namespace brera::milan {

namespace {

using Names = std::vector<std::pair<std::string, at::Tensor*>>;

void add(Names& names, const std::string& prefix, LinearWeights& layer) {
    names.emplace_back(prefix + ".weight", &layer.weight);
    names.emplace_back(prefix + ".bias", &layer.bias);
}

void add(Names& names, const std::string& prefix, const std::string& suffix, LstmWeights& layer) {
    names.emplace_back(prefix + ".weight_ih" + suffix, &layer.inputWeight);
    names.emplace_back(prefix + ".weight_hh" + suffix, &layer.hiddenWeight);
    names.emplace_back(prefix + ".bias_ih" + suffix, &layer.inputBias);
    names.emplace_back(prefix + ".bias_hh" + suffix, &layer.hiddenBias);
}

/// What a tensor must look like, and the bound of its uniform start.
struct Expected {
    std::vector<std::int64_t> shape;
    double bound = 0; ///< U(±bound); 0: N(0, 1), as PyTorch starts embeddings
};

void expect(std::vector<Expected>& all, std::int64_t in, std::int64_t out) {
    const double bound = 1 / std::sqrt(static_cast<double>(in));
    all.push_back({{out, in}, bound});
    all.push_back({{out}, bound});
}

void expectLstm(std::vector<Expected>& all, std::int64_t in, std::int64_t hidden) {
    const double bound = 1 / std::sqrt(static_cast<double>(hidden));
    all.push_back({{4 * hidden, in}, bound});
    all.push_back({{4 * hidden, hidden}, bound});
    all.push_back({{4 * hidden}, bound});
    all.push_back({{4 * hidden}, bound});
}

/// In the order of named().
std::vector<Expected> decoderPlan(const CaptionerSizes& sizes, std::int64_t words) {
    std::vector<Expected> all;
    expect(all, sizes.features, sizes.hidden);
    expect(all, sizes.features, sizes.hidden);
    all.push_back({{words, sizes.embedding}});
    expect(all, sizes.hidden, sizes.attention);
    expect(all, sizes.features, sizes.attention);
    expect(all, sizes.attention, 1);
    expect(all, sizes.hidden, sizes.features);
    expectLstm(all, sizes.embedding + sizes.features, sizes.hidden);
    expect(all, sizes.hidden, words);
    return all;
}

std::vector<Expected> languageModelPlan(const CaptionerSizes& sizes, std::int64_t words) {
    std::vector<Expected> all;
    all.push_back({{words, sizes.lmEmbedding}});
    for (std::int64_t layer = 0; layer < sizes.lmLayers; ++layer) {
        expectLstm(all, layer == 0 ? sizes.lmEmbedding : sizes.lmHidden, sizes.lmHidden);
    }
    expect(all, sizes.lmHidden, words);
    return all;
}

std::string text(at::IntArrayRef shape) {
    std::string text;
    for (const auto size : shape) {
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    }
    return "(" + text + ")";
}

void check(const Names& names, const std::vector<Expected>& plan, const c10::Device& device) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& [name, tensor] = names[i];
        if (!tensor->defined()) {
            throw ModelError("the captioner has no tensor " + name);
        }
        if (tensor->sizes() != at::IntArrayRef(plan[i].shape)) {
            throw ModelError("the captioner's " + name + " has the shape " + text(tensor->sizes()) +
                             "; its record and vocabulary ask for " + text(plan[i].shape));
        }
        if (tensor->scalar_type() != at::kFloat || tensor->device() != device) {
            throw ModelError("the captioner's " + name + " is not float32 on " + device.str());
        }
        if (!at::isfinite(*tensor).all().item<bool>()) {
            throw ModelError("the captioner's " + name + " holds values that are not finite");
        }
    }
}

void fill(const Names& names, const std::vector<Expected>& plan, at::Generator& generator,
          const c10::Device& device) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto tensor = at::empty(plan[i].shape, at::kFloat);
        if (plan[i].bound > 0) {
            tensor.uniform_(-plan[i].bound, plan[i].bound, generator);
        } else {
            tensor.normal_(0, 1, generator);
        }
        *names[i].second = tensor.to(device);
    }
}

void within(std::int64_t value, std::int64_t high, const char* what) {
    if (value < 1 || value > high) {
        throw ModelError("the captioner's record says that " + std::string(what) + " is " +
                         std::to_string(value) + "; it must lie between 1 and " +
                         std::to_string(high));
    }
}

} // namespace

Names named(DecoderWeights& weights) {
    Names names;
    add(names, "init_h.0", weights.initialHidden);
    add(names, "init_c.0", weights.initialCell);
    names.emplace_back("embedding.weight", &weights.embedding);
    add(names, "attend.query_to_hidden", weights.query);
    add(names, "attend.key_to_hidden", weights.key);
    add(names, "attend.output.0", weights.attention);
    add(names, "feature_gate.0", weights.gate);
    add(names, "lstm", "", weights.lstm);
    add(names, "output.1", weights.output);
    return names;
}

Names named(LanguageModelWeights& weights) {
    Names names;
    names.emplace_back("lm.embedding.weight", &weights.embedding);
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        add(names, "lm.lstm", "_l" + std::to_string(i), weights.layers[i]);
    }
    add(names, "lm.output.0", weights.output);
    return names;
}

void checkSizes(const CaptionerSizes& sizes) {
    constexpr std::int64_t kWide = 1 << 16;
    within(sizes.features, 1 << 20, "the feature size");
    within(sizes.embedding, kWide, "the embedding size");
    within(sizes.hidden, kWide, "the hidden size");
    within(sizes.attention, kWide, "the attention size");
    within(sizes.lmEmbedding, kWide, "the language model's embedding size");
    within(sizes.lmHidden, kWide, "the language model's hidden size");
    within(sizes.lmLayers, 16, "the language model's number of layers");
}

void resolveSizes(CaptionerSizes& sizes) {
    if (sizes.attention == 0) {
        sizes.attention = std::min(sizes.hidden, sizes.features);
    }
}

void checkWeights(const Captioner::Impl& impl) {
    checkSizes(impl.record.sizes);
    const auto& sizes = impl.record.sizes;
    const auto words = impl.vocabulary.size();
    const c10::Device device(impl.device);
    DecoderWeights decoder = impl.decoder; // tensors share their memory
    check(named(decoder), decoderPlan(sizes, words), device);
    LanguageModelWeights languageModel = impl.languageModel;
    if (std::ssize(languageModel.layers) != sizes.lmLayers) {
        throw ModelError("the captioner's language model has " +
                         std::to_string(languageModel.layers.size()) +
                         " layers; its record asks for " + std::to_string(sizes.lmLayers));
    }
    check(named(languageModel), languageModelPlan(sizes, words), device);
}

void fillRandomly(Captioner::Impl& impl, std::uint64_t seed) {
    const auto& sizes = impl.record.sizes;
    const auto words = impl.vocabulary.size();
    const c10::Device device(impl.device);
    auto generator = at::detail::createCPUGenerator(seed);
    fill(named(impl.decoder), decoderPlan(sizes, words), generator, device);
    impl.languageModel.layers.resize(static_cast<std::size_t>(sizes.lmLayers));
    fill(named(impl.languageModel), languageModelPlan(sizes, words), generator, device);
}

} // namespace brera::milan
