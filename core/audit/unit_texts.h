// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace brera::project {
class Project;
}

namespace brera::audit {

/// What is said of a layer's units, by unit: the description (a person's first), else the first
/// annotation.
std::unordered_map<std::int64_t, std::string> unitTexts(const project::Project& project,
                                                        const std::string& layer);

} // namespace brera::audit
