// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <stop_token>
#include <string>

namespace brera::bench {

struct DescribeBenchOptions {
    std::string network = "resnet101"; ///< the encoder's architecture; random weights
    std::string device = "auto";
    int units = 64;
    int exemplars = 15;
    int images = 200; ///< distinct ones that the units' exemplars are
    int size = 224;
    int batch = 16; ///< of the pure forward
    int words = 5000;
    int beam = 50;
    int rounds = 3; ///< the median ratio counts
};

/// Times the encoder's fastest pure forward of the images and what describing does with them
/// (normalise, encode, draw every exemplar's mask, pool), in turn, then the search of as many
/// units (benchSearch). Keys: encode_ratio (= ratio: encoding / pure forward, in seconds), the
/// figures it is made of, where encoding's time goes, and those of benchSearch.
/// @throws ModelError for an encoder without conv1 and layer1 to layer4; Cancelled.
nlohmann::json benchDescribe(const DescribeBenchOptions& options, std::stop_token stop,
                             const Progress& progress);

} // namespace brera::bench
