// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::bench {

struct AblateBenchOptions {
    std::filesystem::path network; ///< empty: ResNet-18 with random weights
    std::string device = "auto";
    std::vector<std::string> layers{"conv1", "layer1", "layer2", "layer3", "layer4"};
    int size = 224;
    int images = 500;
    int batch = 16;
    int sample = 4; ///< units measured of a layer and scaled; of the last layer all
    int rounds = 2;
};

/// Importance of every unit of the layers, against one full optimised pass over the images a unit:
/// the naive pass is timed on the fastest pure forward, units on a sample of each layer, in turn.
/// Keys: ratio (all layers together), layers (each layer's own), the figures they are made of.
nlohmann::json benchAblate(const AblateBenchOptions& options, std::stop_token stop,
                           const Progress& progress);

} // namespace brera::bench
