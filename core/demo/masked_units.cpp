// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/masked_units.h"

#include "base/error.h"
#include "exemplars/extractor.h"
#include "exemplars/masks.h"
#include "network/network.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace brera::demo {

namespace {

/// Keeps an extraction in memory; it is never gone on with.
class MemoryStore : public ExtractionStore {
public:
    explicit MemoryStore(std::size_t layers) : m_exemplars(layers) {}

    std::optional<ExtractionState> load() override { return std::nullopt; }
    void commit(const ExtractionSlice& slice) override {
        for (std::size_t layer = 0; layer < slice.layers.size(); ++layer) {
            for (const UnitExemplars& changed : slice.layers[layer].changed) {
                m_exemplars[layer][changed.unit] = changed.exemplars;
            }
        }
    }
    void finish(const ExtractionResult& result) override { m_result = result; }

    /// Empties the store.
    std::vector<MaskedUnit> take(const std::vector<LayerShape>& shapes) {
        std::vector<MaskedUnit> units;
        for (std::size_t layer = 0; layer < shapes.size(); ++layer) {
            for (auto& [unit, exemplars] : m_exemplars[layer]) {
                const auto& statistics = m_result.statistics[layer][static_cast<std::size_t>(unit)];
                if (exemplars.size() == kExemplars && statistics.maximum > statistics.threshold) {
                    units.push_back(
                        {shapes[layer].path, unit, std::move(exemplars), statistics.threshold});
                }
            }
        }
        return units;
    }

private:
    std::vector<std::map<std::int64_t, std::vector<Exemplar>>> m_exemplars; ///< by layer
    ExtractionResult m_result;
};

/// Row unit · kExemplars + exemplar is that exemplar's region.
class UnitRegions : public milan::RegionSource {
public:
    UnitRegions(std::span<const MaskedUnit> units, const DrawnImages& images)
        : m_units(units), m_images(images) {}

    std::optional<Picture> picture(std::int64_t image) override { return m_images.picture(image); }
    std::vector<std::uint8_t> mask(std::size_t row, int, int) const override {
        return m_units[row / kExemplars].mask(row % kExemplars);
    }

private:
    std::span<const MaskedUnit> m_units;
    const DrawnImages& m_images;
};

} // namespace

const std::vector<std::string>& demoLayers() {
    static const std::vector<std::string> layers = {"conv1", "layer1", "layer2", "layer3",
                                                    "layer4"};
    return layers;
}

std::vector<std::uint8_t> MaskedUnit::mask(std::size_t exemplar) const {
    return exemplars::mask(exemplars.at(exemplar).map, threshold, kPictureSize, kPictureSize);
}

std::vector<MaskedUnit> networkUnits(const std::filesystem::path& network,
                                     const DrawnImages& images, std::stop_token stop,
                                     const Progress& progress) {
    if (images.size() < kExemplars) {
        throw DataError("a unit's exemplars need at least " + std::to_string(kExemplars) +
                        " images");
    }
    const auto opened = network::Network::open(network);
    std::vector<LayerShape> shapes;
    const auto modules = opened.modules({3, kPictureSize, kPictureSize});
    for (const std::string& layer : demoLayers()) {
        const auto found = std::ranges::find(modules, layer, &network::ModuleInfo::path);
        if (found == modules.end()) {
            throw ModelError(network.string() + " has no layer " + layer +
                             ": it is no demo network");
        }
        shapes.push_back({layer, found->units, found->height, found->width});
    }
    MemoryStore store(shapes.size());
    exemplars::ExtractOptions options;
    options.k = kExemplars;
    exemplars::extract(opened.probe(demoLayers()), shapes, images, store, options, stop, progress);
    return store.take(shapes);
}

ConceptCounts conceptsOf(const MaskedUnit& unit, const DrawnImages& images) {
    ConceptCounts counts;
    for (std::size_t exemplar = 0; exemplar < unit.exemplars.size(); ++exemplar) {
        counts.add(images.concepts(unit.exemplars[exemplar].image), unit.mask(exemplar));
    }
    return counts;
}

std::vector<float> unitFeatures(const milan::PyramidEncoder& encoder,
                                std::span<const MaskedUnit> units, const DrawnImages& images,
                                std::stop_token stop, const Progress& progress) {
    std::vector<milan::Region> regions;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        for (std::size_t exemplar = 0; exemplar < kExemplars; ++exemplar) {
            regions.push_back(
                {units[unit].exemplars.at(exemplar).image, unit * kExemplars + exemplar});
        }
    }
    std::vector<float> rows(regions.size() * static_cast<std::size_t>(encoder.features()));
    UnitRegions source(units, images);
    ProgressMeter meter(progress, "encoding images", images.size());
    milan::poolRegions(encoder, std::move(regions), source, rows, stop, meter);
    return rows;
}

} // namespace brera::demo
