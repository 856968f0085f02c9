// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "milan/captioner_impl.h"
#include "milan/weights.h"
#include "network/torch_edge.h"

#include <algorithm>

namespace brera::milan {

namespace {

/// The layers of MILAN.md section 2 that the network has.
std::vector<std::string> pyramidLayers(const network::Network& encoder) {
    const std::vector<std::vector<std::string>> known{
        {"conv1", "layer1", "layer2", "layer3", "layer4"},
        {"features.0", "features.3", "features.6", "features.8", "features.10"}};
    const auto modules = encoder.modules(encoder.inputSize());
    for (const auto& layers : known) {
        if (std::all_of(layers.begin(), layers.end(), [&](const std::string& layer) {
                return std::any_of(modules.begin(), modules.end(), [&](const auto& module) {
                    return module.path == layer && module.kind == network::LayerKind::Map;
                });
            })) {
            return layers;
        }
    }
    throw ModelError("the encoder has neither conv1 and layer1 to layer4 nor AlexNet's "
                     "convolutions; name the layers to pool");
}

} // namespace

Captioner Captioner::untrained(CaptionerRecord record, language::Vocabulary vocabulary,
                               const std::filesystem::path& encoder, std::uint64_t seed,
                               const std::string& device) {
    return network::atTheEdge(encoder.filename().string(), [&] {
        std::shared_ptr<Impl> impl;
        if (encoder.extension() == ".captioner") {
            impl = load(encoder, device).m_impl;
            const auto& other = impl->record;
            record.encoder = other.encoder;
            record.normalization = other.normalization;
            record.inputHeight = other.inputHeight;
            record.inputWidth = other.inputWidth;
            if (record.layers.empty()) {
                record.layers = other.layers;
            }
            impl->record = std::move(record);
            impl->vocabulary = std::move(vocabulary);
        } else {
            auto network = network::Network::open(encoder, {device, false});
            if (record.encoder.empty()) {
                record.encoder = network.description();
            }
            if (record.layers.empty()) {
                record.layers = pyramidLayers(network);
            }
            auto where = network.device();
            impl = std::make_shared<Impl>(Impl{std::move(record),
                                               std::move(vocabulary),
                                               std::move(where),
                                               std::move(network),
                                               {},
                                               {}});
        }
        impl->record.sizes.features = encoderFeatures(*impl);
        resolveSizes(impl->record.sizes);
        checkSizes(impl->record.sizes);
        fillRandomly(*impl, seed);
        return Captioner(std::move(impl));
    });
}

} // namespace brera::milan
