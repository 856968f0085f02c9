// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language/metrics.h"
#include "milan/search.h"
#include "milan/training.h"

#include <cstdint>
#include <filesystem>
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

/// Describes annotated units and compares with their annotations.
std::vector<MetricValue> evaluate(const Captioner& captioner, const AnnotatedUnits& units,
                                  const EvaluationOptions& options, std::stop_token stop,
                                  const Progress& progress);

} // namespace brera::milan
