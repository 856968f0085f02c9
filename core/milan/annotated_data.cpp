// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/annotated_data.h"

#include "base/error.h"
#include "base/log.h"
#include "milan/annotated_source.h"
#include "milan/features.h"
#include "milan/project_regions.h"
#include "project/import_folder.h"
#include "project/project.h"

#include <algorithm>
#include <map>

namespace brera::milan {

namespace {

/// Maps held at once; more of them means fewer images looked at twice.
constexpr std::size_t kMapBytes = std::size_t{1} << 30;

/// Pools units of a project stretch by stretch into rows of k a unit.
std::vector<std::size_t> poolProject(const project::Project& project,
                                     std::span<const ProjectUnit> units,
                                     const PyramidEncoder& encoder, std::size_t k,
                                     std::span<float> rows, std::stop_token stop,
                                     ProgressMeter& meter) {
    const auto features = static_cast<std::size_t>(encoder.features());
    ProjectRegions source(project);
    std::vector<std::size_t> absent;
    for (const auto stretch : stretches(units, 0, kMapBytes)) {
        const auto firstRow = static_cast<std::size_t>(stretch.data() - units.data()) * k;
        auto regions = source.load(stretch, k);
        for (const auto row : poolRegions(encoder, std::move(regions), source,
                                          rows.subspan(firstRow * features), stop, meter)
                                  .absent) {
            absent.push_back(firstRow + row);
        }
    }
    return absent;
}

std::int64_t imagesToSee(std::span<const ProjectUnit> units) {
    std::int64_t images = 0;
    for (const auto stretch : stretches(units, 0, kMapBytes)) {
        images += distinctImages(stretch);
    }
    return images;
}

class AnnotatedProject final : public AnnotatedSource {
public:
    explicit AnnotatedProject(const std::filesystem::path& file)
        : m_project(project::Project::open(file, project::OpenMode::ReadOnly)) {
        std::map<UnitId, std::vector<std::string>> texts;
        for (const auto& layer : m_project.layers()) {
            for (auto& annotation : m_project.annotations(layer.path)) {
                texts[{layer.path, annotation.unit}].push_back(std::move(annotation.text));
            }
        }
        for (auto& unit : projectUnits(m_project, {})) {
            if (const auto found = texts.find(unit.id);
                found != texts.end() && !unit.images.empty()) {
                m_units.push_back({std::move(found->second), unit.images.size()});
                m_projectUnits.push_back(std::move(unit));
            }
        }
    }

    const std::vector<Unit>& units() const override { return m_units; }
    std::int64_t images() const override { return imagesToSee(m_projectUnits); }
    std::vector<std::size_t> pool(const PyramidEncoder& encoder, std::size_t k,
                                  std::span<float> rows, std::stop_token stop,
                                  ProgressMeter& meter) override {
        return poolProject(m_project, m_projectUnits, encoder, k, rows, std::move(stop), meter);
    }

private:
    project::Project m_project;
    std::vector<Unit> m_units;
    std::vector<ProjectUnit> m_projectUnits;
};

std::unique_ptr<AnnotatedSource> openSource(const std::filesystem::path& path) {
    return std::filesystem::is_directory(path) ? annotatedFolder(path) : annotatedProject(path);
}

/// Units with fewer exemplars than the others repeat them in turn, so that all have k.
/// @param present which rows are there. @returns units that have no exemplar at all.
std::vector<std::size_t> fillUp(std::span<float> rows, std::size_t k, std::size_t features,
                                const std::vector<bool>& present) {
    std::vector<std::size_t> empty;
    for (std::size_t unit = 0; unit * k < present.size(); ++unit) {
        std::vector<std::size_t> there;
        for (std::size_t row = unit * k; row < (unit + 1) * k; ++row) {
            if (present[row]) {
                there.push_back(row);
            }
        }
        if (there.empty()) {
            empty.push_back(unit);
            continue;
        }
        std::size_t turn = 0;
        for (std::size_t row = unit * k; row < (unit + 1) * k; ++row) {
            if (!present[row]) {
                const auto from = there[turn++ % there.size()];
                std::ranges::copy(rows.subspan(from * features, features),
                                  rows.subspan(row * features).begin());
            }
        }
    }
    return empty;
}

/// Takes units out, keeping the order of the rest.
void drop(AnnotatedUnits& data, const std::vector<std::size_t>& units, std::size_t floatsAUnit) {
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        const auto first = data.features.begin() + static_cast<std::ptrdiff_t>(*unit * floatsAUnit);
        data.features.erase(first, first + static_cast<std::ptrdiff_t>(floatsAUnit));
        data.annotations.erase(data.annotations.begin() + static_cast<std::ptrdiff_t>(*unit));
    }
}

} // namespace

std::unique_ptr<AnnotatedSource> annotatedProject(const std::filesystem::path& file) {
    return std::make_unique<AnnotatedProject>(file);
}

AnnotatedUnits readAnnotated(const Captioner& captioner,
                             std::span<const std::filesystem::path> sources, std::stop_token stop,
                             const Progress& progress) {
    std::vector<std::unique_ptr<AnnotatedSource>> opened;
    std::size_t k = 0;
    std::size_t units = 0;
    std::int64_t images = 0;
    for (const auto& path : sources) {
        opened.push_back(openSource(path));
        units += opened.back()->units().size();
        images += opened.back()->images();
        for (const auto& unit : opened.back()->units()) {
            k = std::max(k, unit.exemplars);
        }
    }
    if (units == 0) {
        throw DataError("none of the sources holds an annotated unit with exemplars" +
                        (sources.empty() ? std::string() : ": " + sources.front().string()));
    }
    const PyramidEncoder encoder(captioner);
    const auto features = static_cast<std::size_t>(encoder.features());
    AnnotatedUnits data;
    data.exemplars = static_cast<std::int64_t>(k);
    data.features.resize(units * k * features);
    std::vector<bool> present;
    ProgressMeter meter(progress, "looking at images", images);
    for (const auto& source : opened) {
        const auto firstRow = present.size();
        for (const auto& unit : source->units()) {
            data.annotations.push_back(unit.annotations);
            for (std::size_t e = 0; e < k; ++e) {
                present.push_back(e < unit.exemplars);
            }
        }
        const auto rows = std::span(data.features).subspan(firstRow * features);
        for (const auto row : source->pool(encoder, k, rows, stop, meter)) {
            present[firstRow + row] = false;
        }
    }
    meter.flush();
    const auto empty = fillUp(data.features, k, features, present);
    if (!empty.empty()) {
        log(LogLevel::Warning, std::to_string(empty.size()) +
                                   " annotated units have no image left; they are left out");
        drop(data, empty, k * features);
    }
    if (data.annotations.empty()) {
        throw DataError("not one image of the annotated units is there: " +
                        sources.front().string());
    }
    return data;
}

std::vector<std::string> annotationTexts(std::span<const std::filesystem::path> sources) {
    std::vector<std::string> texts;
    for (const auto& path : sources) {
        if (std::filesystem::is_directory(path)) {
            for (auto& annotation : project::readAnnotations(path)) {
                texts.push_back(std::move(annotation.summary));
            }
            continue;
        }
        const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
        for (const auto& layer : project.layers()) {
            for (auto& annotation : project.annotations(layer.path)) {
                texts.push_back(std::move(annotation.text));
            }
        }
    }
    return texts;
}

std::vector<float> projectFeatures(const Captioner& captioner, const std::filesystem::path& project,
                                   std::stop_token stop, const Progress& progress) {
    const auto opened = project::Project::open(project, project::OpenMode::ReadOnly);
    const auto units = projectUnits(opened, {});
    std::size_t k = 0;
    for (const auto& unit : units) {
        k = std::max(k, unit.images.size());
    }
    const PyramidEncoder encoder(captioner);
    const auto features = static_cast<std::size_t>(encoder.features());
    std::vector<float> rows(units.size() * k * features);
    ProgressMeter meter(progress, "looking at images", imagesToSee(units));
    const auto absent = poolProject(opened, units, encoder, k, rows, std::move(stop), meter);
    meter.flush();
    std::vector<bool> present;
    for (const auto& unit : units) {
        for (std::size_t e = 0; e < k; ++e) {
            present.push_back(e < unit.images.size());
        }
    }
    for (const auto row : absent) {
        present[row] = false;
    }
    fillUp(rows, k, features, present);
    return rows;
}

} // namespace brera::milan
