// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/renderer.h"
#include "milan/training.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::demo {

/// What the record of the demo captioner says it is called.
constexpr const char* kCaptionerName = "demo";

/// How the demo captioner is made. The defaults are those of the one that is shipped.
struct CaptionerRecipe {
    std::filesystem::path work;      ///< finished steps are kept here, and found again
    std::filesystem::path captioner; ///< the file to write, in half precision

    std::uint64_t encoderSeed = 21;
    int encoderEpochs = 7;
    std::vector<std::uint64_t> networkSeeds = {11, 12}; ///< of the plain networks learned from
    std::vector<int> networkEpochs = {8, 6};
    int snapshots = 4; ///< of each plain network; half as many of the encoder

    std::int64_t trainingImages = 0; ///< of the networks; 0: the usual number
    std::int64_t drawnImages = 3000; ///< the drawn units' exemplars come from
    std::int64_t unitImages = 1000;  ///< the networks' exemplars come from, of either edition
    std::int64_t drawnUnits = 9000;
    int paraphrases = 3;
    std::uint64_t seed = 1; ///< of drawn units, phrases and the training
    std::int64_t hidden = 256;
    std::int64_t lmHidden = 256;
    milan::TrainingOptions training; ///< seed aside

    CaptionerRecipe();
    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

struct CaptionerOutcome {
    std::int64_t networkUnits = 0;
    std::int64_t drawnUnits = 0;
    std::int64_t words = 0; ///< of the vocabulary, special ones aside
    milan::TrainingOutcome training;
    std::uintmax_t bytes = 0; ///< of the file
};

/// Called before each of the recipe's steps, with what it is going to do; may be empty.
using StepSink = std::function<void(const std::string&)>;

/// The whole recipe: an encoder trained on images with text that says nothing, plain networks with
/// snapshots, their units and drawn ones with generated annotations, a decoder and a language model
/// trained on those. A call with the same work folder goes on after the last finished step, and
/// within the trainings of decoder and language model after the last epoch.
/// @throws DataError, ModelError; Cancelled.
CaptionerOutcome makeCaptioner(const Renderer& renderer, const CaptionerRecipe& recipe,
                               std::stop_token stop, const Progress& progress,
                               const StepSink& onStep, const milan::TrainingSink& onEpoch);

} // namespace brera::demo
