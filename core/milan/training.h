// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "milan/captioner.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::milan {

/// Annotated units as training sees them: features are pooled beforehand, so that the encoder runs
/// once.
struct AnnotatedUnits {
    std::vector<float> features; ///< (units, exemplars, features), row-major
    std::int64_t exemplars = 0;
    std::vector<std::vector<std::string>> annotations; ///< one list a unit, at least one text each
    std::vector<std::int64_t>
        group; ///< units of one group are held out together; empty: each alone
};

/// The recipe of MILAN.md sections 2 and 3.
struct TrainingOptions {
    std::uint64_t seed = 1;
    double heldOut = 0.1; ///< of the units
    double rate = 1e-3;
    int batch = 64;
    int epochs = 100;           ///< at most
    int patience = 4;           ///< epochs without a better BLEU
    double attentionWeight = 1; ///< λ_ds
    int lmBatch = 128;
    int lmEpochs = 100;
    int lmPatience = 4;      ///< epochs without a lower held-out loss
    double gradientClip = 0; ///< 0: none

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

struct TrainingEpoch {
    std::string part; ///< "language model" or "decoder"
    int epoch = 0;    ///< from 1
    double loss = 0;
    double heldOutLoss = 0;
    double bleu = 0; ///< decoder only, greedy descriptions of the held-out units
    double seconds = 0;
    bool best = false;
};
using TrainingSink = std::function<void(const TrainingEpoch&)>;

struct TrainingOutcome {
    std::vector<TrainingEpoch> epochs;
    std::vector<std::size_t> heldOut; ///< units that were not learned from
};

/// The units that a training with these options does not learn from, in order: whole groups, drawn
/// by the seed, until they are the share asked for.
std::vector<std::size_t> heldOutUnits(const AnnotatedUnits& data, const TrainingOptions& options);

/// Trains language model and decoder in place (the encoder stays) and keeps a copy of the best
/// epoch's weights: the highest BLEU (equal ones: the lower loss) of the decoder, the lowest
/// held-out loss of the language model; the last epoch's where nothing is held out. The same seed
/// gives the same weights on the same machine. With a `checkpoint` path the state is kept there
/// after every epoch, and a call with the same data, options and starting weights goes on from it,
/// to the same result; removed at the end. The captioner changes only at the very end.
/// @throws DataError on data or options that make no sense, a checkpoint of another training, or a
/// loss that is not finite; Cancelled, the checkpoint being kept.
TrainingOutcome trainCaptioner(Captioner& captioner, const AnnotatedUnits& data,
                               const TrainingOptions& options,
                               const std::filesystem::path& checkpoint, std::stop_token stop,
                               const Progress& progress, const TrainingSink& sink = {});

} // namespace brera::milan
