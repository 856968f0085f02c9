// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language/metrics.h"
#include "milan/search.h"
#include "milan/training.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::milan {

struct EvaluationOptions {
    SearchOptions search;
    std::filesystem::path wordVectors;   ///< empty: no embedding score
    std::filesystem::path sentenceModel; ///< TorchScript for true BERTScore; empty: none
    std::uint64_t seed = 1;              ///< of the shuffled baseline
};

struct MetricValue {
    std::string name; ///< "bleu4", "rouge_l", "chrf", "embedding", "bert_score"
    double value = 0;
    double shuffled = 0; ///< of the same descriptions dealt out to other units
};

/// The words of each unit's chosen description.
std::vector<std::string> descriptions(const Captioner& captioner, const AnnotatedUnits& units,
                                      const SearchOptions& options, std::stop_token stop,
                                      const Progress& progress);

/// The units named, in that order.
AnnotatedUnits subset(const AnnotatedUnits& units, std::span<const std::size_t> chosen);

/// Describes annotated units and compares with their annotations.
///
/// A sentence model is a TorchScript file (it passes the gate) whose `forward(List[str])` takes a
/// description's tokens, as language::tokenize gives them, and returns their contextual embeddings,
/// (rows, dimensions) float32 with at least one row: one a token, or one a piece of its own
/// tokenizer. "bert_score" is then the mean F of greedy matching by cosine, the best annotation
/// each (Zhang et al., ICLR 2020, equations 1–3).
/// @throws DataError on units that do not fit or vectors that cannot be read; ModelError on a
/// sentence model that is refused or gives something else; Cancelled.
std::vector<MetricValue> evaluate(const Captioner& captioner, const AnnotatedUnits& units,
                                  const EvaluationOptions& options, std::stop_token stop,
                                  const Progress& progress);

} // namespace brera::milan
