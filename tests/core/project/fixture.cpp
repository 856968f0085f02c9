// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "project/content_hash.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <sys/stat.h>

namespace brera::project::test {

Scene::Scene(int images) : m_images(images) {
    writeFile(network(), "weights");
    for (const auto& image : this->images()) {
        writeFile(dataset() / image.path, std::string(static_cast<std::size_t>(image.bytes), 'x'));
    }
}

std::filesystem::path Scene::folder() const {
    return m_directory.path().toStdString();
}

ProjectInputs Scene::inputs() const {
    ProjectInputs inputs;
    inputs.networkPath = network();
    inputs.networkHash = contentHash(network());
    inputs.networkDescription = "a small network";
    inputs.datasetRoot = dataset();
    inputs.datasetHash = manifestHash(images());
    inputs.preprocessing = R"({"resize":256})";
    inputs.options = R"({"k":3})";
    inputs.inputHeight = 64;
    inputs.inputWidth = 48;
    inputs.classNames = {"dog", "café", ""};
    return inputs;
}

std::vector<ImageRecord> Scene::images() const {
    std::vector<ImageRecord> images;
    for (int i = 0; i < m_images; ++i) {
        ImageRecord image;
        image.id = i;
        image.folder = i % 2 == 0 ? "cat" : "dog";
        image.path = image.folder + "/" + std::to_string(i) + ".png";
        image.bytes = 100 + i;
        image.label = i % 2 == 0 ? -1 : 0;
        struct stat status {};
        if (::stat((dataset() / image.path).c_str(), &status) == 0) {
            image.modified = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
        }
        images.push_back(image);
    }
    return images;
}

Project Scene::create() const {
    return Project::create(project(), inputs(), smallLayers(), images());
}

std::vector<LayerShape> smallLayers() {
    return {{"conv", 3, 4, 5}, {"fc", 2, 1, 1}};
}

SmallMap map(int height, int width, unsigned seed) {
    std::minstd_rand random(seed + 1);
    std::uniform_real_distribution<float> values(-1, 3);
    std::vector<float> map(static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
    std::ranges::generate(map, [&] { return values(random); });
    return SmallMap::fromValues(map.data(), height, width);
}

UnitExemplars exemplarsOf(std::int64_t unit, const LayerShape& shape, int k, unsigned seed) {
    UnitExemplars result{unit, {}};
    for (int e = 0; e < k; ++e) {
        const auto at = seed * 1000U + static_cast<unsigned>(unit) * 50U + static_cast<unsigned>(e);
        result.exemplars.push_back({e, 9.5F - static_cast<float>(e) + static_cast<float>(seed),
                                    map(shape.height, shape.width, at)});
    }
    return result;
}

ExtractionSlice sliceOf(const std::vector<LayerShape>& layers, int k, unsigned seed,
                        const std::vector<std::int64_t>& images, std::int64_t done) {
    ExtractionSlice slice;
    slice.phase = "phase " + std::to_string(seed);
    slice.imagesDone = done;
    std::size_t units = 0;
    for (const auto& layer : layers) {
        LayerSlice part;
        for (std::int64_t u = 0; u < layer.units; ++u) {
            part.changed.push_back(exemplarsOf(u, layer, k, seed));
        }
        part.state.assign(5, static_cast<std::uint8_t>(seed));
        slice.layers.push_back(std::move(part));
        units += static_cast<std::size_t>(layer.units);
    }
    for (const auto image : images) {
        ImageMaxima maxima{image, std::vector<std::uint16_t>(units)};
        for (std::size_t u = 0; u < units; ++u) {
            // Halves between 1 and 2: 1 + (image · 32 + unit) / 1024.
            maxima.halves[u] = static_cast<std::uint16_t>(
                0x3c00 + (static_cast<std::size_t>(image) * 32 + u) % 1024);
        }
        slice.maxima.push_back(std::move(maxima));
    }
    return slice;
}

ExtractionResult resultOf(const std::vector<LayerShape>& layers, std::size_t bins) {
    ExtractionResult result;
    std::minstd_rand random(1);
    for (const auto& layer : layers) {
        auto& units = result.statistics.emplace_back(static_cast<std::size_t>(layer.units));
        for (std::size_t u = 0; u < units.size(); ++u) {
            auto& statistics = units[u];
            statistics.threshold = 0.25 + static_cast<double>(u);
            statistics.rankErrorBound = 1e-4;
            statistics.mean = -0.5;
            statistics.minimum = -2;
            statistics.maximum = 7.5F;
            statistics.values = 125'440'000;
            statistics.nans = u;
            statistics.histogram = {-2, 8, std::vector<std::uint64_t>(bins), 3, 1};
            std::ranges::generate(statistics.histogram.counts, [&] { return random() % 400'000; });
        }
        result.maximaScales.push_back(2);
    }
    return result;
}

bool same(const Exemplar& left, const Exemplar& right) {
    return left.image == right.image && left.activation == right.activation &&
           left.map.height == right.map.height && left.map.width == right.map.width &&
           left.map.scale == right.map.scale && left.map.halves == right.map.halves;
}

bool same(const std::vector<Exemplar>& left, const std::vector<Exemplar>& right) {
    return std::ranges::equal(left, right, [](const auto& a, const auto& b) { return same(a, b); });
}

void writeFile(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

} // namespace brera::project::test
