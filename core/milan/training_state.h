// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "milan/training.h"

#include <torch/torch.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace brera::milan {

/// Where one of the two trainings stands. Its tensors are flat, float32, on the CPU.
struct PartState {
    at::Tensor values, firstMoment, secondMoment; ///< undefined before the first epoch
    at::Tensor best;
    std::int64_t steps = 0;
    int epoch = 0; ///< epochs done
    int sinceBest = 0;
    std::pair<double, double> bestScore; ///< the higher the better; compared in order
    bool finished = false;
};

struct TrainingState {
    std::uint64_t fingerprint = 0; ///< of data, options and starting weights
    std::vector<TrainingEpoch> epochs;
    PartState languageModel, decoder;
};

/// A header in JSON, raw tensors and a checksum; written beside and renamed.
/// @throws DataError when it cannot be written.
void saveState(const TrainingState& state, const std::filesystem::path& path);

/// Empty when there is no such file. @throws DataError when it is damaged or of another training.
std::optional<TrainingState> loadState(const std::filesystem::path& path,
                                       std::uint64_t fingerprint);

} // namespace brera::milan
