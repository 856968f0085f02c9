// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/progress.h"
#include "demo/concepts.h"
#include "demo/drawn_images.h"
#include "milan/features.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace brera::demo {

constexpr int kExemplars = 15;
/// The layers that the demo looks at.
const std::vector<std::string>& demoLayers();

/// Something that responds to regions of pictures: a unit of a network, or a drawn stand-in.
struct MaskedUnit {
    std::string layer; ///< empty for a drawn one
    std::int64_t unit = 0;
    std::vector<Exemplar> exemplars; ///< kExemplars of them
    double threshold = 0;

    /// 0/1, (96, 96).
    std::vector<std::uint8_t> mask(std::size_t exemplar) const;
};

/// Every unit of a network's demoLayers() with its exemplars among the images; units that never
/// respond are left out.
/// @throws ModelError, DataError as Network::open and extract do; Cancelled.
std::vector<MaskedUnit> networkUnits(const std::filesystem::path& network,
                                     const DrawnImages& images, std::stop_token stop,
                                     const Progress& progress);

/// What its masks cover.
ConceptCounts conceptsOf(const MaskedUnit& unit, const DrawnImages& images);

/// Pyramid features of all units, (units, kExemplars, features), each image encoded once.
std::vector<float> unitFeatures(const milan::PyramidEncoder& encoder,
                                std::span<const MaskedUnit> units, const DrawnImages& images,
                                std::stop_token stop, const Progress& progress);

} // namespace brera::demo
