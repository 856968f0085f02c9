// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "milan/captioner.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::bench {

/// A captioner of the authors' sizes with random weights: hidden 512, embedding 128, and as many
/// words as asked for. The stop word is made so unlikely that no hypothesis ends early: the hard
/// case of a search.
milan::Captioner hardCaptioner(const std::string& encoder, const std::vector<std::string>& layers,
                               int words, const std::string& device);

struct SearchBenchOptions {
    int units = 64;
    int exemplars = 15;
    int beam = 50;
    int steps = 15;
    int rounds = 3; ///< search and bare products in turn; the medians count
};

/// Times the search of so many units of random features, re-rank included, and the bare matrix
/// products of the same search in the same batches. Keys: search_seconds_per_unit,
/// search_ratio_to_gemm (search / products), search_gemm_seconds_per_unit,
/// search_gemm_gflops, search_units.
/// @param captioner of hardCaptioner().
nlohmann::json benchSearch(const milan::Captioner& captioner, const SearchBenchOptions& options,
                           std::stop_token stop, const Progress& progress);

} // namespace brera::bench
