// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixture.h"

#include "project/annotations.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Small folders in the MILANNOTATIONS layout.
namespace brera::project::test {

std::string readFile(const std::filesystem::path& path);
bool sameArray(const std::filesystem::path& left, const std::filesystem::path& right);

/// Pictures are the data set's files as they are; masks are of maps at the input's size.
Rendering renderingOf(const Project& project);

void import(const std::filesystem::path& directory, const std::filesystem::path& project);

void writeBytes(const std::filesystem::path& path, std::vector<std::int64_t> shape,
                const std::vector<std::uint8_t>& values);
/// A layer of 2 units, 2 exemplars, 4×6 pixels, without any of the optional files. Its last picture
/// is its first.
void writeLayer(const std::filesystem::path& folder, std::uint8_t shade = 0);
void writeUnits(const std::filesystem::path& folder, const std::vector<std::int64_t>& units);

} // namespace brera::project::test
