// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language/vocabulary.h"
#include "milan/training.h"

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <vector>

namespace brera::milan {

/// One annotation of one unit.
struct Sample {
    std::size_t unit = 0;
    std::vector<std::int64_t> tokens; ///< start, words and, unless cut off, stop
};

/// Samples without padding: sorted by falling length, token after token. Step t has the first
/// `rows[t]` samples.
struct Batch {
    at::Tensor units;               ///< (samples) int64
    at::Tensor inputs;              ///< (tokens) int64: the word before
    at::Tensor targets;             ///< (tokens) int64: the word to tell
    at::Tensor sampleOf;            ///< (tokens) int64: its sample
    std::vector<std::int64_t> rows; ///< by step
};

/// Every annotation of the units, at most 15 steps of it (MILAN.md section 2).
std::vector<Sample> makeSamples(const AnnotatedUnits& data, std::span<const std::size_t> units,
                                const language::Vocabulary& vocabulary);

Batch makeBatch(std::span<const Sample> samples, std::span<const std::size_t> chosen,
                const c10::Device& device);

/// 0 … count − 1 in random order; the same on every machine.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed);

/// A seed of its own for each use of the one that a person gave.
std::uint64_t derivedSeed(std::uint64_t seed, std::uint64_t use, std::uint64_t epoch);

/// @throws DataError when there is nothing to learn from, or features and annotations do not fit.
void checkData(const AnnotatedUnits& data, std::int64_t features);

/// Tells one training from another: data, options and starting weights.
std::uint64_t fingerprint(const AnnotatedUnits& data, const TrainingOptions& options,
                          std::span<const at::Tensor> weights);

} // namespace brera::milan
