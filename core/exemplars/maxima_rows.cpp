// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/maxima_rows.h"

#include "base/half.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace brera::exemplars {

MaximaRows::MaximaRows(const std::vector<LayerShape>& shapes) : m_scales(shapes.size(), 1.0F) {
    std::size_t end = 0;
    for (const auto& shape : shapes) {
        end += static_cast<std::size_t>(shape.units);
        m_ends.push_back(end);
    }
}

void MaximaRows::append(const std::vector<float>& maxima, std::span<const std::int64_t> images,
                        std::vector<ImageMaxima>& rows) {
    if (!m_fixed) {
        fixScales(maxima, images.size());
    }
    const std::size_t width = m_ends.back();
    for (std::size_t i = 0; i < images.size(); ++i) {
        ImageMaxima row{images[i], std::vector<std::uint16_t>(width)};
        const float* source = maxima.data() + i * width;
        std::size_t unit = 0;
        for (std::size_t layer = 0; layer < m_ends.size(); ++layer) {
            for (; unit < m_ends[layer]; ++unit) {
                row.halves[unit] = toHalf(source[unit] / m_scales[layer]);
            }
        }
        rows.push_back(std::move(row));
    }
}

void MaximaRows::setScales(std::vector<float> scales) {
    m_scales = std::move(scales);
    m_fixed = true;
}

void MaximaRows::fixScales(const std::vector<float>& maxima, std::size_t images) {
    std::size_t first = 0;
    for (std::size_t layer = 0; layer < m_ends.size(); ++layer) {
        float largest = 0;
        for (std::size_t i = 0; i < images; ++i) {
            const float* row = maxima.data() + i * m_ends.back();
            for (std::size_t unit = first; unit < m_ends[layer]; ++unit) {
                const float magnitude = std::fabs(row[unit]);
                largest = std::isfinite(magnitude) ? std::max(largest, magnitude) : largest;
            }
        }
        m_scales[layer] = largest > 0 ? std::exp2(std::ceil(std::log2(largest))) : 1.0F;
        first = m_ends[layer];
    }
    m_fixed = true;
}

} // namespace brera::exemplars
