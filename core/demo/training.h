// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/progress.h"
#include "demo/renderer.h"
#include "demo/world.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace brera::demo {

/// How the demo networks see a picture: (x / 255 − .5) / .25.
constexpr Normalization kDemoNormalization{{.5F, .5F, .5F}, {.25F, .25F, .25F}};

/// The measured recipe: narrow ResNet-18, AdamW, the learning rate up and down once.
struct TrainingOptions {
    Edition edition = Edition::SpuriousText;
    std::uint64_t seed = 1; ///< of the weights and the order of the images
    int epochs = 8;
    int batch = 64;
    double peakRate = 4e-3;
    double weightDecay = 1e-2;
    std::int64_t trainingImages = 0;   ///< 0: the usual number
    std::int64_t evaluationImages = 0; ///< a split; 0: the usual number
    int renderThreads = 0;             ///< 0: one a core
    /// Keeps the network as it is at every epoch's end too, as NAME.epoch-N.pth beside it.
    bool snapshots = false;

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

struct EpochReport {
    int epoch = 0;         ///< from 1
    double loss = 0;       ///< mean cross entropy of the batches, each before it was learned
    double accuracy = 0;   ///< likewise, of the training images
    double validation = 0; ///< accuracy on the validation set at the epoch's end
    double seconds = 0;    ///< of learning, validation left out
};

struct SplitAccuracy {
    std::string split;
    double accuracy = 0;
    std::int64_t images = 0;
};

struct TrainingReport {
    std::vector<EpochReport> epochs;
    /// Of the file written, on every split but the training set.
    std::vector<SplitAccuracy> accuracies;
};

/// Where a snapshot of train() lies. @param epoch from 1.
std::filesystem::path snapshotPath(const std::filesystem::path& network, int epoch);

/// Called on the training thread at the end of every epoch; may be empty.
using EpochSink = std::function<void(const EpochReport&)>;

/// Trains a demo network on images drawn in memory and writes it to `network`, NAME.pth: a
/// state_dict of half-precision weights that Network::open reads, with the record of its training
/// beside it as NAME.json. The weights are rounded to half precision before they are judged.
/// @throws DataError on options, fonts, a full disk, or a place that cannot be written to (before
///         anything is learned); ModelError for what LibTorch throws; Cancelled, with nothing
///         written.
TrainingReport train(const Renderer& renderer, const TrainingOptions& options,
                     const std::filesystem::path& network, std::stop_token stop,
                     const Progress& progress, const EpochSink& onEpoch);

} // namespace brera::demo
