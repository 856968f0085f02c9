// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace brera::audit {

/// Images of two projects that are the same and that both networks have read.
using SharedImages = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// The same path below the data set's root and the same size; imported images are known by their
/// number in the data set they come from instead of a path. By the first project's numbers.
SharedImages sharedImages(std::span<const project::ImageRecord> first,
                          std::span<const project::ImageRecord> second);

} // namespace brera::audit
