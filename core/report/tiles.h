// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/progress.h"
#include "report/report.h"

#include <stop_token>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::report {

struct CollectOptions;

/// A tile to be drawn: its image, path and activation are there already.
struct TileRequest {
    Tile* tile = nullptr;
    SmallMap map;
    double threshold = 0;
};

/// Draws tiles as the gallery does. Every distinct image is decoded once, on the caller's thread
/// and options.threads − 1 others. Tiles whose image cannot be read get the reason as their
/// problem. @throws ProjectError when the project does not say how images are prepared; Cancelled.
void drawTiles(const project::Project& project, std::vector<TileRequest> requests,
               const CollectOptions& options, const std::stop_token& stop,
               const Progress& progress);

} // namespace brera::report
