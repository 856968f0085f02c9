// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/captioner_impl.h"
#include "oracle_data.h"

namespace brera::test {

/// A captioner around the oracle's network whose decoder and language model are empty: good for
/// features.
inline milan::Captioner encoderOnly(std::vector<std::string> layers = oracleLayers(),
                                    std::int64_t features = 68) {
    milan::CaptionerRecord record;
    record.encoder = "tiny";
    record.layers = std::move(layers);
    record.normalization = {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
    record.sizes.features = features;
    return milan::Captioner(std::make_shared<milan::Captioner::Impl>(milan::Captioner::Impl{
        record,
        {},
        "cpu",
        network::Network::open(oracle("network_scripted.pt"), {.device = "cpu"}),
        {},
        {}}));
}

} // namespace brera::test
