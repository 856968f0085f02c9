// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project_impl.h"

#include <cstdint>
#include <vector>

/// Do the numbers in a project that others are computed from fit together? Looked at once, when it
/// is opened, so that whoever reads may rely on them. Rows are counted, never read.
namespace brera::project {

/// The layers in order, with places of their first units. @throws ProjectError unless they are
/// numbered from 0 on, of sizes that can be and of as many units as there are rows of theirs. Units
/// of imported projects have numbers with gaps.
std::vector<StoredLayer> readLayers(Database& database);

/// @throws ProjectError unless images are numbered from 0 on without gaps.
void checkImages(Database& database);

/// Maxima of every unit and image are asked for at once: a few rows must not claim a huge table.
/// @throws ProjectError when the file holds but a fraction of these.
void checkMaxima(Database& database, std::int64_t units, std::int64_t images);

} // namespace brera::project
