// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/drawn_images.h"
#include "demo/masked_units.h"
#include "demo/phrases.h"
#include "milan/features.h"
#include "milan/training.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::demo {

/// What the demo captioner learns from: features of masked regions with generated annotations.
class Lesson {
public:
    explicit Lesson(std::int64_t features) : m_width(features) {}

    /// Pools the units' features and writes annotations for them.
    void add(const milan::PyramidEncoder& encoder, std::span<const MaskedUnit> units,
             std::span<const Saying> sayings, const DrawnImages& images, int paraphrases,
             Random& random, std::stop_token stop, const Progress& progress);

    /// Keeps it as FOLDER/features.npy and FOLDER/annotations.json, the latter written last.
    void save(const std::filesystem::path& folder) const;
    static bool isIn(const std::filesystem::path& folder);
    /// @throws DataError when it is not whole.
    static Lesson load(const std::filesystem::path& folder);

    const milan::AnnotatedUnits& units() const { return m_units; }
    std::int64_t count() const { return static_cast<std::int64_t>(m_units.annotations.size()); }
    std::int64_t features() const { return m_width; }
    std::vector<std::string> texts() const;
    /// Divides every feature by its deviation over all rows and returns the deviations (1 where
    /// there is none).
    std::vector<float> standardize();

private:
    std::int64_t m_width;
    milan::AnnotatedUnits m_units;
};

} // namespace brera::demo
