// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace brera::project {

/// Gives a project file that nobody else has open another name, with everything that was ever
/// committed to it: after a kill the newest commits are in a side file. A file that this Brera
/// cannot read is renamed with its side files as they are.
/// @throws ProjectError when it is open for writing elsewhere, or cannot be renamed.
void renameProject(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace brera::project
