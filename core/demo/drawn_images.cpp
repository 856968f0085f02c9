// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/drawn_images.h"

#include "base/error.h"
#include "demo/parallel.h"
#include "demo/training.h"

#include <cstddef>
#include <optional>
#include <utility>

namespace brera::demo {

namespace {

class DrawnStream : public ImageStream {
public:
    DrawnStream(const DrawnImages& images, std::vector<std::int64_t> order)
        : m_images(images), m_order(std::move(order)) {}

    std::optional<SourceImage> next(std::stop_token stop) override {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        if (m_next == m_order.size()) {
            return std::nullopt;
        }
        const std::int64_t image = m_order[m_next++];
        return SourceImage{image, m_images.picture(image), {}};
    }

private:
    const DrawnImages& m_images;
    std::vector<std::int64_t> m_order;
    std::size_t m_next = 0;
};

} // namespace

DrawnImages::DrawnImages(const Renderer& renderer, const ImageRun& run, std::stop_token stop,
                         const Progress& progress) {
    std::vector<std::optional<ConceptMap>> maps(static_cast<std::size_t>(run.count));
    m_pictures.resize(maps.size());
    ProgressMeter meter(progress, "drawing images", run.count);
    forEachIndex(
        run.count, 0,
        [&](std::int64_t index, int) {
            Sample sample = renderer.render(run.edition, run.split, run.first + index);
            maps[static_cast<std::size_t>(index)].emplace(sample);
            m_pictures[static_cast<std::size_t>(index)] = std::move(sample.picture);
        },
        stop, meter);
    meter.flush();
    m_maps.reserve(maps.size());
    for (auto& map : maps) {
        m_counts.add(*map);
        m_maps.push_back(std::move(*map));
    }
}

Normalization DrawnImages::normalization() const {
    return kDemoNormalization;
}

std::unique_ptr<ImageStream> DrawnImages::open(std::vector<std::int64_t> order) const {
    return std::make_unique<DrawnStream>(*this, std::move(order));
}

const Picture& DrawnImages::picture(std::int64_t image) const {
    return m_pictures.at(static_cast<std::size_t>(image));
}

const ConceptMap& DrawnImages::concepts(std::int64_t image) const {
    return m_maps.at(static_cast<std::size_t>(image));
}

} // namespace brera::demo
