// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"
#include "base/progress.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::bench {

struct ExtractBenchOptions {
    std::filesystem::path network; ///< empty: ResNet-18 with random weights
    std::string device = "auto";
    std::vector<std::string> layers{"conv1", "layer1", "layer2", "layer3", "layer4"};
    int size = 224;
    int batch = 16;
    int rounds = 3; ///< forward and extraction in turn; the median ratio counts
};

/// The same images twice: already decoded, and (if there are any) from files.
struct BenchImages {
    std::unique_ptr<ImageSource> decoded;
    std::unique_ptr<ImageSource> files; ///< may be null
};

/// A fresh store for every run; what it wrote is thrown away.
using StoreFactory =
    std::function<std::unique_ptr<ExtractionStore>(const std::vector<LayerShape>&)>;

/// Drawn pictures for machines without an image library: coloured noise at several scales.
std::unique_ptr<ImageSource> drawnImages(int count, int size, std::uint64_t seed = 1);
/// Every image of a source, in memory.
std::unique_ptr<ImageSource> inMemory(const ImageSource& source, std::stop_token stop);

/// Times the fastest pure forward LibTorch offers for the network and the full extraction, in turn
/// on the same decoded images, and, when there are files, the whole job from them. Keys: ratio
/// (extraction / pure forward, in images per second), ratio_from_files, the figures they are made
/// of, where the rest goes, peak memory.
nlohmann::json benchExtract(const ExtractBenchOptions& options, const BenchImages& images,
                            const StoreFactory& makeStore, std::stop_token stop,
                            const Progress& progress);

} // namespace brera::bench
