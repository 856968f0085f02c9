// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace brera::project {

/// Hex XXH3-128 of a file's bytes. @throws DataError when it cannot be read.
std::string contentHash(const std::filesystem::path& file);
/// Hex XXH3-128 of bytes in memory.
std::string contentHash(std::span<const std::uint8_t> bytes);
/// Hex XXH3-128 of a manifest: every image's path and size in order.
std::string manifestHash(const std::vector<ImageRecord>& images);

} // namespace brera::project
