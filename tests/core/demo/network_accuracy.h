// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/renderer.h"

#include <cstdint>
#include <filesystem>

/// The share of the first `images` images of a split that a network file, opened as any other, gets
/// right.
double networkAccuracy(const std::filesystem::path& file, const brera::demo::Renderer& renderer,
                       brera::demo::Edition edition, brera::demo::Split split, std::int64_t images);
