// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <filesystem>
#include <stop_token>

/// The paper's audit (section 6) on the demo world: a network that was trained on plain images and
/// one that was trained on blurred faces, both looking at the same unblurred images.
namespace brera::gui {

/// Whether a project's images are the demo's.
bool isDemo(const std::filesystem::path& project);

struct DemoPair {
    std::filesystem::path plain;
    std::filesystem::path blurredFaces;
};

/// Draws the images and makes and describes both projects in the user's cache, as far as that was
/// not done before. Takes minutes the first time. @throws Error; Cancelled, and goes on next time.
DemoPair prepareDemoPair(std::stop_token stop, const Progress& progress);

} // namespace brera::gui
