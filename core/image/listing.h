// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/dataset.h"

#include <string>
#include <string_view>

/// Shared by the two ways to list a data set, and seen by nobody else.
namespace brera::image {

/// By name, as torchvision's IMG_EXTENSIONS (case aside).
bool hasImageExtension(std::string_view name);
/// The extensions, for a message.
std::string imageExtensions();
/// Fills in size and time; false when the file is not there, which is left for decode() to report.
bool measure(const std::filesystem::path& root, DatasetImage& image);

/// Reads a CSV manifest. The images stand in the file's order.
Dataset listManifest(const std::filesystem::path& path);

} // namespace brera::image
