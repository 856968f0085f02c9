// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace brera::demo {

/// Empty when the file is missing or cannot be read.
std::string readText(const std::filesystem::path& path);

/// Under its name there is the old text or the new, never a part. @throws DataError when it cannot
/// be written.
void writeText(const std::filesystem::path& path, const std::string& text);

} // namespace brera::demo
