// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "exemplars/extractor.h"
#include "image/preprocess.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::network {
struct ModuleInfo;
}

namespace brera::exemplars {

/// Everything a person chooses to make a project from a network and images.
struct ExtractionJob {
    std::filesystem::path network;
    std::filesystem::path images;
    std::filesystem::path project;
    std::filesystem::path classList; ///< may be empty
    std::vector<std::string> layers; ///< empty = the network's own stages (suggestLayers)
    image::Preprocessing preprocessing;
    std::string device = "auto";
    bool trusted = false;
    int decodeThreads = 2;
    ExtractOptions options;
};

/// Opens network and images, makes or resumes the project and extracts into it. A project that
/// holds a finished extraction of the same inputs is left as it is; one of other inputs is refused
/// (ProjectError) so that nothing computed is lost.
ExtractReport runExtraction(const ExtractionJob& job, std::stop_token stop,
                            const Progress& progress);

/// The layers people look at first: conv1, layer1…layer4 for ResNets, the convolutions of a plain
/// network, otherwise the last module of every spatial size.
std::vector<std::string> suggestLayers(const std::vector<network::ModuleInfo>& modules);

} // namespace brera::exemplars
