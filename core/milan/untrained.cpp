// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/captioner_impl.h"
#include "milan/weights.h"
#include "network/torch_edge.h"

namespace brera::milan {

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
