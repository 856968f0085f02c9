// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "places/places.h"

#include "base/error.h"

#include <cstdlib>

namespace brera {

namespace {
std::filesystem::path environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}
} // namespace

std::filesystem::path resourceFolder() {
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    for (const auto& candidate :
         {environment("BRERA_RESOURCES"), program.parent_path() / "../share/brera",
          std::filesystem::path(BRERA_SOURCE_RESOURCES)}) {
        if (!candidate.empty() && std::filesystem::is_directory(candidate / "demo", ignored)) {
            return candidate.lexically_normal();
        }
    }
    throw DataError("Brera's own files (resources/demo) are not where they should be; set "
                    "BRERA_RESOURCES to their folder");
}

std::filesystem::path cacheFolder() {
    if (const auto cache = environment("XDG_CACHE_HOME"); cache.is_absolute()) {
        return cache / "brera";
    }
    const auto home = environment("HOME");
    if (home.empty()) {
        return std::filesystem::temp_directory_path() / "brera";
    }
    return home / ".cache" / "brera";
}

} // namespace brera
