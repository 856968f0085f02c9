// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"

#include <cstdint>
#include <span>
#include <vector>

namespace brera::exemplars {

/// Turns every unit's maximum on an image into a row of halves, scaled layer by layer so that none
/// overflows.
class MaximaRows {
public:
    explicit MaximaRows(const std::vector<LayerShape>& shapes);

    /// maxima: (images, sum of units). The first call ever fixes the scales: powers of two that
    /// bring its largest value to at most 1, which leaves room for values 65504 times larger.
    void append(const std::vector<float>& maxima, std::span<const std::int64_t> images,
                std::vector<ImageMaxima>& rows);

    /// One for every layer: value = half · scale. 1 before the first call.
    const std::vector<float>& scales() const { return m_scales; }
    void setScales(std::vector<float> scales);

private:
    void fixScales(const std::vector<float>& maxima, std::size_t images);

    std::vector<std::size_t> m_ends; ///< of the layers' units in a row
    std::vector<float> m_scales;
    bool m_fixed = false;
};

} // namespace brera::exemplars
