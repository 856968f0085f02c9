// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/world.h"
#include "exemplars/extraction_job.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace brera::demo {

struct DemoOptions {
    std::filesystem::path cache;     ///< where the images and the project go: the user's own cache
    std::filesystem::path resources; ///< Brera's own files, holding demo/EDITION.pth
    Edition edition = Edition::SpuriousText;
    std::int64_t images = 0; ///< of the validation set; 0: all 1,000
    int threads = 0;         ///< 0: one a core
};

/// Renders the validation set (of the edition it looksAt) where it is not there yet, and says what
/// to extract: a demo network, its images, class list, preprocessing and layers, and the project
/// CACHE/EDITION.brera. Give the result to exemplars::runExtraction, which leaves a finished
/// project as it is. A project made from other pictures, another network or another number of
/// images is kept under another name, EDITION-earlier-N.brera.
/// @throws DataError when fonts or the shipped network are missing, or the disk is full;
/// ProjectError when such a project is open elsewhere; Cancelled.
exemplars::ExtractionJob prepareDemo(const DemoOptions& options, std::stop_token stop,
                                     const Progress& progress);

/// Describes the units of the demo project, once its extraction is complete, with the captioner
/// that is shipped (demo/demo.captioner of the resources). Goes on where an earlier call was
/// stopped; leaves a project alone that is described already, or that somebody has described with
/// another captioner. Returns the number of units described now.
/// @throws DataError when the shipped captioner is missing; ProjectError; ModelError; Cancelled.
std::int64_t describeDemo(const DemoOptions& options, const std::filesystem::path& project,
                          std::stop_token stop, const Progress& progress);

} // namespace brera::demo
