// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"
#include "base/progress.h"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::network {
class Probe;
}

namespace brera::exemplars {

struct ExtractOptions {
    int k = 15;                       ///< exemplars a unit
    double quantile = 0.99;           ///< of all activations: the mask's threshold
    int batch = 16;                   ///< images a forward; halves itself when a GPU is full
    int slice = 4096;                 ///< images between two commits at most …
    std::chrono::seconds longest{20}; ///< … and the time; what a kill can cost
    std::int64_t pilotBytes =
        192LL << 20; ///< raw activations kept to place the histograms; data sets that fit are exact
    double maxRankError = 0.0005; ///< units whose bound is larger are read again

    /// @throws DataError naming the option that makes no sense.
    void check() const;
};

/// Where the time went, in seconds of this sitting, and what was read.
struct ExtractReport {
    std::int64_t images = 0; ///< in the data set
    std::int64_t failed = 0; ///< skipped as broken
    double waiting = 0;      ///< for decoded images
    double normalizing = 0;
    double forward = 0;
    double statistics = 0;
    double committing = 0;
    std::int64_t rereadUnits = 0;
    std::int64_t unitsWithNan = 0;
    bool alreadyComplete = false;              ///< the project held it all; nothing was run
    std::vector<std::string> unmatchedFolders; ///< class folders that are no output of the network
};

/// One pass over the images for all layers of the probe: exact top-k with small maps, quantiles,
/// means and per-image maxima (DESIGN.md, core/exemplars; MILAN.md section 1). Commits to the store
/// slice by slice and goes on where the store stands. `shapes` are the probe's layers in order.
/// @throws Cancelled between batches, after committing what is done; ModelError, DataError (no
/// readable image),
///         ProjectError.
ExtractReport extract(const network::Probe& probe, const std::vector<LayerShape>& shapes,
                      const ImageSource& images, ExtractionStore& store,
                      const ExtractOptions& options, std::stop_token stop,
                      const Progress& progress);

} // namespace brera::exemplars
