// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "milan/captioner_impl.h"
#include "milan/weights.h"
#include "network/torch_edge.h"

#include <algorithm>

namespace brera::milan {

std::int64_t encoderFeatures(const Captioner::Impl& impl) {
    const auto& record = impl.record;
    if (record.layers.empty()) {
        throw ModelError("the captioner's record names no layers of its encoder");
    }
    if (record.inputHeight < 0 || record.inputWidth < 0 || record.inputHeight > 8192 ||
        record.inputWidth > 8192 || (record.inputHeight == 0) != (record.inputWidth == 0)) {
        throw ModelError("the captioner's record asks for pictures of " +
                         std::to_string(record.inputHeight) + "x" +
                         std::to_string(record.inputWidth));
    }
    std::optional<network::InputSize> hint;
    if (record.inputHeight > 0) {
        hint = network::InputSize{3, record.inputHeight, record.inputWidth};
    }
    const auto modules = impl.encoder.modules(impl.encoder.inputSize(hint));
    std::int64_t features = 0;
    for (const auto& layer : record.layers) {
        const auto found = std::find_if(modules.begin(), modules.end(),
                                        [&](const auto& module) { return module.path == layer; });
        if (found == modules.end() || found->kind != network::LayerKind::Map) {
            throw ModelError("the captioner's encoder has no layer " + layer +
                             " that gives maps (N, C, H, W)");
        }
        features += found->units;
    }
    return features;
}

std::vector<std::string> pyramidLayers(const network::Network& encoder) {
    const auto modules = encoder.modules(encoder.inputSize());
    const auto allThere = [&](const std::vector<std::string>& layers) {
        return std::ranges::all_of(layers, [&](const auto& layer) {
            return std::ranges::any_of(modules,
                                       [&](const auto& module) { return module.path == layer; });
        });
    };
    const std::vector<std::string> residual{"conv1", "layer1", "layer2", "layer3", "layer4"};
    if (allThere(residual)) {
        return residual;
    }
    // The authors name AlexNet's five convolutions, but what their code reads there is what the
    // in-place ReLU behind each has made of it (oracle/README.md): that is what their weights
    // learned from.
    const std::vector<std::string> alexNet{"features.1", "features.4", "features.7", "features.9",
                                           "features.11"};
    if (allThere(alexNet)) {
        return alexNet;
    }
    throw ModelError("the encoder has neither conv1 and layer1 to layer4 nor AlexNet's "
                     "convolutions; name the layers to pool");
}

Captioner Captioner::random(CaptionerRecord record, language::Vocabulary vocabulary,
                            std::uint64_t seed, const std::string& device) {
    return network::atTheEdge("the captioner", [&] {
        auto encoder = network::Network::build(record.encoder, seed, {device, false});
        auto impl = std::make_shared<Impl>(
            Impl{std::move(record), std::move(vocabulary), "", std::move(encoder), {}, {}});
        impl->device = impl->encoder.device();
        const auto features = encoderFeatures(*impl);
        auto& sizes = impl->record.sizes;
        if (sizes.features != 0 && sizes.features != features) {
            throw ModelError("the layers named have " + std::to_string(features) +
                             " features together, not " + std::to_string(sizes.features));
        }
        sizes.features = features;
        resolveSizes(sizes);
        checkSizes(sizes);
        fillRandomly(*impl, seed);
        return Captioner(std::move(impl));
    });
}

Captioner::Captioner(std::shared_ptr<Impl> impl) : m_impl(std::move(impl)) {
}
Captioner::Captioner(const Captioner&) = default;
Captioner& Captioner::operator=(const Captioner&) = default;
Captioner::Captioner(Captioner&&) noexcept = default;
Captioner& Captioner::operator=(Captioner&&) noexcept = default;
Captioner::~Captioner() = default;

const CaptionerRecord& Captioner::record() const {
    return m_impl->record;
}

void Captioner::setRecord(CaptionerRecord record) {
    resolveSizes(record.sizes);
    if (record.sizes != m_impl->record.sizes || record.layers != m_impl->record.layers) {
        throw ModelError("a captioner's sizes and layers belong to its weights and cannot change");
    }
    m_impl->record = std::move(record);
}

const language::Vocabulary& Captioner::vocabulary() const {
    return m_impl->vocabulary;
}

const std::string& Captioner::device() const {
    return m_impl->device;
}

} // namespace brera::milan
