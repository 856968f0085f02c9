// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/log.h"
#include "milan/annotated_source.h"
#include "project/content_hash.h"
#include "project/import_folder.h"

#include <map>
#include <utility>

namespace brera::milan {

namespace {

/// A place in the arrays: an exemplar of a unit.
struct Place {
    std::size_t layer = 0;
    std::size_t row = 0;
    std::size_t exemplar = 0;
};

class AnnotatedFolder final : public AnnotatedSource, private RegionSource {
public:
    explicit AnnotatedFolder(const std::filesystem::path& folder)
        : m_layers(project::readLayerFolders(folder)) {
        std::map<std::pair<std::string, std::int64_t>, std::vector<std::string>> texts;
        for (auto& annotation : project::readAnnotations(folder)) {
            texts[{annotation.layer, annotation.unit}].push_back(std::move(annotation.summary));
        }
        if (texts.empty()) {
            throw DataError((folder / "annotations.csv").string() +
                            ": there are no annotations to learn from");
        }
        std::size_t used = 0;
        for (std::size_t l = 0; l < m_layers.size(); ++l) {
            for (std::size_t row = 0; row < m_layers[l].units.size(); ++row) {
                const auto found = texts.find({m_layers[l].name, m_layers[l].units[row]});
                if (found != texts.end() && m_layers[l].exemplars(row) > 0) {
                    ++used;
                    m_units.push_back({found->second, m_layers[l].exemplars(row)});
                    m_places.push_back({l, row, 0});
                }
            }
        }
        if (used < texts.size()) {
            log(LogLevel::Warning, std::to_string(texts.size() - used) + " annotated units of " +
                                       folder.string() + " are not among its layers; left out");
        }
        tellImagesApart();
    }

    const std::vector<Unit>& units() const override { return m_units; }
    std::int64_t images() const override { return static_cast<std::int64_t>(m_pictures.size()); }

    std::vector<std::size_t> pool(const PyramidEncoder& encoder, std::size_t k,
                                  std::span<float> rows, std::stop_token stop,
                                  ProgressMeter& meter) override {
        m_k = k;
        std::vector<Region> regions;
        for (std::size_t u = 0; u < m_units.size(); ++u) {
            for (std::size_t e = 0; e < m_units[u].exemplars; ++e) {
                regions.push_back({m_imageOf[u][e], u * k + e});
            }
        }
        return poolRegions(encoder, std::move(regions), *this, rows, std::move(stop), meter).absent;
    }

private:
    /// By their numbers in ids.csv, else by content.
    void tellImagesApart() {
        std::map<std::int64_t, std::int64_t> byId;
        std::map<std::string, std::int64_t> byContent;
        for (std::size_t u = 0; u < m_units.size(); ++u) {
            const auto [l, row, first] = m_places[u];
            const auto& layer = m_layers[l];
            auto& numbers = m_imageOf.emplace_back();
            for (std::size_t e = first; e < m_units[u].exemplars; ++e) {
                const auto next = images();
                const auto [image, isNew] =
                    layer.ids.empty()
                        ? number(byContent, project::contentHash(layer.planes(row, e)), next)
                        : number(byId, layer.ids[row][e], next);
                numbers.push_back(image);
                if (isNew) {
                    m_pictures.emplace_back();
                }
                // A layer without images.npy borrows the pictures of those that have it.
                auto& place = m_pictures[static_cast<std::size_t>(image)];
                if (!place && layer.images) {
                    place = Place{l, row, e};
                }
            }
        }
        borrowFromUnannotated(byId);
    }

    template <typename Key>
    static std::pair<std::int64_t, bool> number(std::map<Key, std::int64_t>& numbers,
                                                const Key& key, std::int64_t next) {
        const auto [found, isNew] = numbers.try_emplace(key, next);
        return {found->second, isNew};
    }

    /// A picture may be there only as the exemplar of a unit that nobody annotated.
    void borrowFromUnannotated(const std::map<std::int64_t, std::int64_t>& byId) {
        for (std::size_t l = 0; l < m_layers.size(); ++l) {
            const auto& layer = m_layers[l];
            if (!layer.images) {
                continue;
            }
            for (std::size_t row = 0; row < layer.ids.size(); ++row) {
                for (std::size_t e = 0; e < layer.ids[row].size(); ++e) {
                    const auto found = byId.find(layer.ids[row][e]);
                    if (found == byId.end()) {
                        continue;
                    }
                    auto& place = m_pictures[static_cast<std::size_t>(found->second)];
                    if (!place) {
                        place = Place{l, row, e};
                    }
                }
            }
        }
    }

    std::optional<Picture> picture(std::int64_t image) override {
        const auto& place = m_pictures[static_cast<std::size_t>(image)];
        if (!place) {
            return {};
        }
        const auto& layer = m_layers[place->layer];
        const auto planes = layer.planes(place->row, place->exemplar);
        Picture picture{layer.height, layer.width, std::vector<std::uint8_t>(planes.size())};
        const auto pixels = planes.size() / 3;
        for (std::size_t p = 0; p < pixels; ++p) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                picture.rgb[p * 3 + channel] = planes[channel * pixels + p];
            }
        }
        return picture;
    }

    /// Layers of one folder are all of one size.
    std::vector<std::uint8_t> mask(std::size_t row, int, int) const override {
        const auto& place = m_places[row / m_k];
        const auto mask = m_layers[place.layer].mask(place.row, row % m_k);
        return {mask.begin(), mask.end()};
    }

    std::vector<project::ImportedLayer> m_layers;
    std::vector<Unit> m_units;
    std::vector<Place> m_places;                      ///< of the units
    std::vector<std::vector<std::int64_t>> m_imageOf; ///< [unit][exemplar]
    std::vector<std::optional<Place>> m_pictures;     ///< by image; empty: not in the folder
    std::size_t m_k = 1;
};

} // namespace

std::unique_ptr<AnnotatedSource> annotatedFolder(const std::filesystem::path& folder) {
    return std::make_unique<AnnotatedFolder>(folder);
}

} // namespace brera::milan
