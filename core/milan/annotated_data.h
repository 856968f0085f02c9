// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "milan/captioner.h"
#include "milan/training.h"

#include <filesystem>
#include <span>
#include <stop_token>

namespace brera::milan {

/// Reads annotated units from MILANNOTATIONS folders (annotations.csv beside folders of layers;
/// big arrays memory-mapped) and from projects with human descriptions, and pools their features.
/// Each distinct image is encoded once. Units without an annotation are left out.
/// @throws DataError or ProjectError naming what is missing or does not fit; Cancelled.
AnnotatedUnits readAnnotated(const Captioner& captioner,
                             std::span<const std::filesystem::path> sources, std::stop_token stop,
                             const Progress& progress);

/// Their annotations alone, for a vocabulary.
std::vector<std::string> annotationTexts(std::span<const std::filesystem::path> sources);

/// Features of a project's units, (units, exemplars, features), in the order of `layers` and of
/// Project::units: what readAnnotated and describe share.
std::vector<float> projectFeatures(const Captioner& captioner, const std::filesystem::path& project,
                                   std::stop_token stop, const Progress& progress);

} // namespace brera::milan
