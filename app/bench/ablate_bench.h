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
    int rounds = 3;
};

/// Importance of every unit of the layers, against one full optimised pass over the images a unit:
/// units are timed on a sample of each layer, the naive pass right before and right after, by the
/// two fastest of the ways LibTorch offers, of which the faster counts.
/// Keys: ratio (all layers together, each by its median over the rounds), layers (each layer's
/// own), the figures they are made of; cpu_ratio is the same of processor time, which says more on
/// a machine that has other things to do.
nlohmann::json benchAblate(const AblateBenchOptions& options, std::stop_token stop,
                           const Progress& progress);

} // namespace brera::bench
