// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace brera::project {
class Project;
}

namespace brera::audit {

/// A search that is shipped. Its name is also the name its verdicts are kept under
/// (project::Audits).
struct Preset {
    std::string_view name;  ///< "faces"; for machines, not translated
    std::string_view query; ///< as project::search takes it
};

/// faces and text are the word lists of the paper's sections 6 and 7; people and colours are ours.
std::span<const Preset> presets();
/// Null when there is none of that name.
const Preset* findPreset(std::string_view name);
/// @throws DataError naming those there are.
const Preset& preset(std::string_view name);

/// The query of the project's saved search of that name, else of the preset. @throws DataError
/// naming those there are; ProjectError.
std::string queryOf(project::Project& project, std::string_view name);

} // namespace brera::audit
