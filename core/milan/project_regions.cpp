// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/project_regions.h"

#include "base/error.h"
#include "base/log.h"
#include "exemplars/masks.h"
#include "project/project.h"

#include <algorithm>
#include <set>

namespace brera::milan {

namespace {

/// One decoded picture is wanted once; keeping more would help nobody.
constexpr std::size_t kKeptPictures = 1;

/// What a small map costs beside its values.
constexpr std::size_t kMapOverhead = 128;

} // namespace

std::vector<ProjectUnit> projectUnits(const project::Project& project,
                                      const std::vector<std::string>& layers) {
    if (project.status() != project::ExtractionStatus::Complete) {
        throw ProjectError(project.path().string() +
                           ": its extraction is not complete; finish it first");
    }
    const auto shapes = project.layers();
    std::string known;
    for (const auto& shape : shapes) {
        known += (known.empty() ? "" : ", ") + shape.path;
    }
    for (const auto& layer : layers) {
        if (std::ranges::find(shapes, layer, &LayerShape::path) == shapes.end()) {
            throw ProjectError(project.path().string() + " has no layer \"" + layer +
                               "\"; it has " + known);
        }
    }
    std::vector<ProjectUnit> units;
    for (const auto& shape : shapes) {
        if (!layers.empty() && std::ranges::find(layers, shape.path) == layers.end()) {
            continue;
        }
        const auto mapBytes = static_cast<std::size_t>(shape.height) *
                                  static_cast<std::size_t>(shape.width) * sizeof(std::uint16_t) +
                              kMapOverhead;
        for (const auto& head : project.units(shape.path)) {
            ProjectUnit unit{{shape.path, head.unit},
                             project.exemplarImages(shape.path, head.unit)};
            unit.mapBytes = unit.images.size() * mapBytes;
            units.push_back(std::move(unit));
        }
    }
    return units;
}

std::vector<std::span<const ProjectUnit>>
stretches(std::span<const ProjectUnit> units, std::size_t bytesAnExemplar, std::size_t bytes) {
    std::vector<std::span<const ProjectUnit>> result;
    std::size_t first = 0;
    std::size_t used = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const auto needed = units[u].mapBytes + units[u].images.size() * bytesAnExemplar;
        if (u > first && used + needed > bytes) {
            result.push_back(units.subspan(first, u - first));
            first = u;
            used = 0;
        }
        used += needed;
    }
    if (first < units.size()) {
        result.push_back(units.subspan(first));
    }
    return result;
}

std::int64_t distinctImages(std::span<const ProjectUnit> units) {
    std::set<std::int64_t> images;
    for (const auto& unit : units) {
        images.insert(unit.images.begin(), unit.images.end());
    }
    return static_cast<std::int64_t>(images.size());
}

ProjectRegions::ProjectRegions(const project::Project& project)
    : m_project(project), m_pictures(project, kKeptPictures) {
}

std::vector<Region> ProjectRegions::load(std::span<const ProjectUnit> units,
                                         std::size_t exemplarsAUnit) {
    m_rows.clear();
    std::vector<Region> regions;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const auto& [layer, index] = units[u].id;
        auto& thresholds = m_thresholds[layer];
        if (thresholds.empty()) {
            for (const auto& head : m_project.units(layer)) {
                thresholds[head.unit] = head.threshold;
            }
        }
        if (exemplarsAUnit > 0) {
            m_rows.resize(u * exemplarsAUnit);
        }
        for (auto& exemplar :
             m_project.exemplars(layer, index, static_cast<int>(units[u].images.size()))) {
            regions.push_back({exemplar.image, m_rows.size()});
            m_rows.push_back({std::move(exemplar.map), thresholds.at(index)});
        }
    }
    return regions;
}

std::optional<Picture> ProjectRegions::picture(std::int64_t image) {
    try {
        return m_pictures.prepared(image);
    } catch (const DataError& error) {
        ++m_missing;
        log(LogLevel::Warning, std::string("an exemplar is left out: ") + error.what());
        return {};
    }
}

std::vector<std::uint8_t> ProjectRegions::mask(std::size_t row, int height, int width) const {
    const auto& [map, threshold] = m_rows[row];
    return exemplars::mask(map, threshold, height, width);
}

} // namespace brera::milan
