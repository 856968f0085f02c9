// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "networks.h"

#include "base/half.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace brera::audit::test {

std::vector<project::ImageRecord> pictures(std::int64_t count) {
    std::vector<project::ImageRecord> images(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i].id = static_cast<std::int64_t>(i);
        images[i].path = std::to_string(i) + ".png";
        images[i].bytes = static_cast<std::int64_t>(100 + i);
    }
    return images;
}

std::vector<std::int64_t> largest(const std::vector<float>& maxima, std::size_t count) {
    std::vector<std::int64_t> images(maxima.size());
    std::iota(images.begin(), images.end(), 0);
    std::ranges::stable_sort(images, [&](std::int64_t a, std::int64_t b) {
        return maxima[static_cast<std::size_t>(a)] > maxima[static_cast<std::size_t>(b)];
    });
    images.resize(std::min(count, images.size()));
    return images;
}

std::vector<float> noise(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = 1 + static_cast<float>(i) / 64;
        std::swap(values[i], values[random() % (i + 1)]);
    }
    return values;
}

project::Project make(const std::filesystem::path& path, const NetworkPlan& plan) {
    std::vector<LayerShape> shapes;
    ExtractionSlice slice;
    ExtractionResult result;
    for (const auto& [name, units] : plan.layers) {
        shapes.push_back({name, static_cast<std::int64_t>(units.size()), 2, 2});
        auto& layer = slice.layers.emplace_back();
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            UnitExemplars exemplars{static_cast<std::int64_t>(unit), {}};
            for (const auto image : units[unit].exemplars) {
                exemplars.exemplars.push_back(
                    {image, 1, project::test::map(2, 2, static_cast<unsigned>(image))});
            }
            layer.changed.push_back(std::move(exemplars));
        }
        result.statistics.emplace_back(units.size());
        result.maximaScales.push_back(1);
    }
    slice.phase = "pass";
    slice.imagesDone = std::ssize(plan.images);
    for (const auto& image : plan.images) {
        if (std::ranges::find(plan.skipped, image.id) != plan.skipped.end()) {
            slice.failed.push_back({image.id, "torn"});
            continue;
        }
        ImageMaxima maxima{image.id, {}};
        for (const auto& [name, units] : plan.layers) {
            for (const auto& unit : units) {
                const auto at = static_cast<std::size_t>(image.id);
                maxima.halves.push_back(at < unit.maxima.size() ? toHalf(unit.maxima[at])
                                                                : std::uint16_t{0});
            }
        }
        slice.maxima.push_back(std::move(maxima));
    }
    auto project = project::Project::create(path, {}, shapes, plan.images);
    const auto store = project.extractionStore();
    store->commit(slice);
    store->finish(result);
    for (const auto& [name, units] : plan.layers) {
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            if (!units[unit].text.empty()) {
                project.setHumanDescription(name, static_cast<std::int64_t>(unit),
                                            units[unit].text);
            }
        }
    }
    return project;
}

} // namespace brera::audit::test
