// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace brera {

/// What Brera ships: BRERA_RESOURCES when set, the installed share folder beside the program, or
/// the source tree's. @throws DataError when none is there.
std::filesystem::path resourceFolder();
/// The user's cache for Brera: $XDG_CACHE_HOME/brera, by default ~/.cache/brera.
std::filesystem::path cacheFolder();

} // namespace brera
