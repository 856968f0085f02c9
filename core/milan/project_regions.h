// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/unit_id.h"
#include "exemplars/project_pictures.h"
#include "milan/features.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace brera::project {
class Project;
}

namespace brera::milan {

/// A unit of a project and where its exemplars are to be seen.
struct ProjectUnit {
    UnitId id;
    std::vector<std::int64_t> images; ///< best first; empty when it has no exemplars
    std::size_t mapBytes = 0;         ///< of its exemplars' small maps in memory
};

/// Every unit of the layers (all when empty), in the order of the layers.
/// @throws ProjectError naming a layer the project does not have, or when its extraction is not
/// complete.
std::vector<ProjectUnit> projectUnits(const project::Project& project,
                                      const std::vector<std::string>& layers);

/// Cuts units into stretches whose maps and pooled features fit into `bytes`, at least one unit
/// each.
std::vector<std::span<const ProjectUnit>> stretches(std::span<const ProjectUnit> units,
                                                    std::size_t bytesAnExemplar, std::size_t bytes);

/// Distinct images of a stretch.
std::int64_t distinctImages(std::span<const ProjectUnit> units);

/// Pictures and masks of a project's exemplars. Rows count exemplars, unit after unit; a unit takes
/// `exemplarsAUnit` rows, or just its own when that is 0.
class ProjectRegions final : public RegionSource {
public:
    explicit ProjectRegions(const project::Project& project);

    /// Reads the maps of these units, in place of those read before.
    std::vector<Region> load(std::span<const ProjectUnit> units, std::size_t exemplarsAUnit = 0);

    std::optional<Picture> picture(std::int64_t image) override;
    std::vector<std::uint8_t> mask(std::size_t row, int height, int width) const override;

    std::int64_t missingImages() const { return m_missing; }

private:
    struct Row {
        SmallMap map;
        double threshold = 0;
    };

    const project::Project& m_project;
    exemplars::ProjectPictures m_pictures;
    std::map<std::string, std::map<std::int64_t, double>> m_thresholds;
    std::vector<Row> m_rows;
    std::int64_t m_missing = 0;
};

} // namespace brera::milan
