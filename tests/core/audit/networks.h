// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/fixture.h"
#include "project/project.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// Projects of networks whose every answer is given.
namespace brera::audit::test {

struct UnitPlan {
    std::vector<float> maxima;           ///< by image; NaN for one that was skipped
    std::vector<std::int64_t> exemplars; ///< best first
    std::string text;                    ///< a person's description; empty for none
};

struct NetworkPlan {
    std::vector<project::ImageRecord> images;
    std::vector<std::pair<std::string, std::vector<UnitPlan>>> layers;
    std::vector<std::int64_t> skipped; ///< images the network did not read
};

/// i.png of 100 + i bytes.
std::vector<project::ImageRecord> pictures(std::int64_t count);

/// The images of the largest values, best first.
std::vector<std::int64_t> largest(const std::vector<float>& maxima, std::size_t count);

/// Distinct numbers from 1 on that halves hold exactly, in another order for every seed.
std::vector<float> noise(std::size_t count, unsigned seed);

project::Project make(const std::filesystem::path& path, const NetworkPlan& plan);

} // namespace brera::audit::test
