// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/lesson.h"

#include "base/error.h"
#include "base/half.h"
#include "base/npy.h"
#include "demo/text_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace brera::demo {

namespace {

std::filesystem::path featuresFile(const std::filesystem::path& folder) {
    return folder / "features.npy";
}

std::filesystem::path annotationsFile(const std::filesystem::path& folder) {
    return folder / "annotations.json";
}

} // namespace

void Lesson::add(const milan::PyramidEncoder& encoder, std::span<const MaskedUnit> units,
                 std::span<const Saying> sayings, const DrawnImages& images, int paraphrases,
                 Random& random, std::stop_token stop, const Progress& progress) {
    const auto rows = unitFeatures(encoder, units, images, stop, progress);
    m_units.features.insert(m_units.features.end(), rows.begin(), rows.end());
    m_units.exemplars = kExemplars;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        auto& texts = m_units.annotations.emplace_back();
        for (int i = 0; i < paraphrases; ++i) {
            texts.push_back(phrase(sayings[unit], random));
        }
    }
}

void Lesson::save(const std::filesystem::path& folder) const {
    // Half precision is far more than features need.
    npy::Writer writer(featuresFile(folder), "<f2", {count(), kExemplars, m_width});
    const auto width = static_cast<std::size_t>(m_width);
    std::vector<std::uint16_t> halves(width);
    for (std::size_t begin = 0; begin < m_units.features.size(); begin += width) {
        toHalves(m_units.features.data() + begin, width, 1, halves.data());
        writer.append(halves.data(), width * sizeof(std::uint16_t));
    }
    writer.finish();
    writeText(annotationsFile(folder), nlohmann::json(m_units.annotations).dump());
}

bool Lesson::isIn(const std::filesystem::path& folder) {
    return std::filesystem::exists(annotationsFile(folder));
}

Lesson Lesson::load(const std::filesystem::path& folder) {
    const npy::Array array(featuresFile(folder));
    const auto json = nlohmann::json::parse(readText(annotationsFile(folder)), nullptr, false);
    if (array.shape().size() != 3 || array.shape()[1] != kExemplars || !json.is_array() ||
        static_cast<std::int64_t>(json.size()) != array.shape()[0]) {
        throw DataError(folder.string() +
                        " does not hold a whole lesson; remove it to make it anew");
    }
    Lesson lesson(array.shape()[2]);
    lesson.m_units.exemplars = kExemplars;
    lesson.m_units.annotations = json.get<std::vector<std::vector<std::string>>>();
    const auto halves = array.as<std::uint16_t>();
    lesson.m_units.features.reserve(halves.size());
    for (const std::uint16_t half : halves) {
        lesson.m_units.features.push_back(fromHalf(half));
    }
    return lesson;
}

std::vector<std::string> Lesson::texts() const {
    std::vector<std::string> all;
    for (const auto& texts : m_units.annotations) {
        all.insert(all.end(), texts.begin(), texts.end());
    }
    return all;
}

std::vector<float> Lesson::standardize() {
    constexpr double kLeastDeviation = 1e-3;
    const auto width = static_cast<std::size_t>(m_width);
    std::vector<double> sums(width);
    std::vector<double> squares(width);
    for (std::size_t i = 0; i < m_units.features.size(); ++i) {
        const double value = m_units.features[i];
        sums[i % width] += value;
        squares[i % width] += value * value;
    }
    const auto rows = static_cast<double>(m_units.features.size() / width);
    std::vector<float> deviations(width, 1);
    for (std::size_t i = 0; i < width; ++i) {
        const double mean = sums[i] / rows;
        const double deviation = std::sqrt(std::max(0.0, squares[i] / rows - mean * mean));
        if (deviation > kLeastDeviation) {
            deviations[i] = static_cast<float>(deviation);
        }
    }
    for (std::size_t i = 0; i < m_units.features.size(); ++i) {
        m_units.features[i] /= deviations[i % width];
    }
    return deviations;
}

} // namespace brera::demo
