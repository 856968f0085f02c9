// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/progress.h"
#include "demo/concepts.h"
#include "demo/renderer.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace brera::demo {

/// Images `first` … `first + count − 1` of a split.
struct ImageRun {
    Edition edition = Edition::Plain;
    Split split = Split::Train;
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Pictures of the demo world in memory, with what they show.
class DrawnImages : public ImageSource {
public:
    /// @throws DataError as Renderer does; Cancelled.
    DrawnImages(const Renderer& renderer, const ImageRun& run, std::stop_token stop,
                const Progress& progress);

    std::int64_t size() const override { return static_cast<std::int64_t>(m_pictures.size()); }
    Normalization normalization() const override;
    std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const override;

    const Picture& picture(std::int64_t image) const;
    const ConceptMap& concepts(std::int64_t image) const;
    /// Over all whole pictures: the base rates.
    const ConceptCounts& counts() const { return m_counts; }

private:
    std::vector<Picture> m_pictures;
    std::vector<ConceptMap> m_maps;
    ConceptCounts m_counts;
};

} // namespace brera::demo
