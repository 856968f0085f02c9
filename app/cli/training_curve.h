// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "milan/training.h"

#include <filesystem>
#include <span>

namespace brera::cli {

/// part,epoch,loss,held_out_loss,bleu,seconds,best: a row an epoch.
/// @throws DataError when it cannot be written.
void writeTrainingCurve(const std::filesystem::path& path,
                        std::span<const milan::TrainingEpoch> epochs);

/// The same as a picture: the losses of language model and decoder, and the decoder's BLEU, over
/// epochs; full lines are held-out units.
Picture drawTrainingCurve(std::span<const milan::TrainingEpoch> epochs);

} // namespace brera::cli
