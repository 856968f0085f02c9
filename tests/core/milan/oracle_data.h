// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/npy.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

/// What the reference computed with its tiny captioner (tests/data/oracle).
namespace brera::test {

inline std::filesystem::path oracle(const std::string& file) {
    return std::filesystem::path(BRERA_TEST_DATA) / "oracle" / file;
}

inline const std::vector<std::string>& oracleLayers() {
    static const std::vector<std::string> kLayers{"conv1", "layer1", "layer2", "layer3", "layer4"};
    return kLayers;
}

/// The exemplars of every unit in the order of caption/features.npy: image ids and masks (64, 64).
struct OracleUnits {
    std::vector<npy::Array> ids;
    std::vector<npy::Array> masks;
    std::vector<std::pair<std::size_t, std::size_t>> units; ///< layer, unit

    static constexpr std::size_t kExemplars = 15;
    static constexpr std::size_t kPixels = 64 * 64;

    OracleUnits() {
        for (const auto& layer : oracleLayers()) {
            ids.emplace_back(oracle("exemplars/" + layer + "/ids.npy"));
            masks.emplace_back(oracle("exemplars/" + layer + "/masks.npy"));
            for (std::int64_t unit = 0; unit < ids.back().shape()[0]; ++unit) {
                units.emplace_back(ids.size() - 1, static_cast<std::size_t>(unit));
            }
        }
    }

    /// Row = unit · 15 + exemplar.
    std::int64_t image(std::size_t row) const {
        const auto [layer, unit] = units[row / kExemplars];
        return ids[layer].as<std::int64_t>()[unit * kExemplars + row % kExemplars];
    }
    std::span<const std::uint8_t> mask(std::size_t row) const {
        const auto [layer, unit] = units[row / kExemplars];
        return masks[layer].as<std::uint8_t>().subspan(
            (unit * kExemplars + row % kExemplars) * kPixels, kPixels);
    }
    std::size_t rows() const { return units.size() * kExemplars; }
};

/// Picture `image` of caption/images.npy (200, 3, 64, 64).
inline Picture oraclePicture(const npy::Array& images, std::int64_t image) {
    constexpr auto kPixels = OracleUnits::kPixels;
    const auto planes =
        images.as<std::uint8_t>().subspan(static_cast<std::size_t>(image) * 3 * kPixels);
    Picture picture{64, 64, std::vector<std::uint8_t>(3 * kPixels)};
    for (std::size_t p = 0; p < kPixels; ++p) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            picture.rgb[p * 3 + channel] = planes[channel * kPixels + p];
        }
    }
    return picture;
}

/// Largest difference to the reference, relative to the largest value there.
inline double worstDifference(std::span<const float> actual, std::span<const float> expected) {
    double largest = 0;
    double worst = actual.size() == expected.size() ? 0 : 1e30;
    for (std::size_t i = 0; i < expected.size() && i < actual.size(); ++i) {
        largest = std::max(largest, static_cast<double>(std::abs(expected[i])));
        worst = std::max(worst, static_cast<double>(std::abs(actual[i] - expected[i])));
    }
    return worst / largest;
}

} // namespace brera::test
