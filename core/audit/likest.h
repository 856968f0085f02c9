// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

/// Which row of one matrix is most like which row of another.
namespace brera::audit {

/// The likest on the other side; −1 when nothing there is like it.
struct Likest {
    std::int64_t index = -1;
    float score = 0;
};

struct LikestRows {
    std::vector<Likest> first;  ///< for every row of the first
    std::vector<Likest> second; ///< for every row of the second
};

/// Rows ready to be correlated: mean 0, length 1; those that never change are zeros.
class Signals {
public:
    Signals(std::size_t rows, std::size_t images);

    /// @param values of one row, one an image, in the order all rows have. What is no finite number
    /// counts as the mean of the others.
    void set(std::size_t row, std::span<const float> values);

    std::size_t rows() const { return m_rows; }
    std::size_t images() const { return m_images; }
    const float* row(std::size_t row) const { return &m_values[row * m_images]; }

private:
    std::size_t m_rows;
    std::size_t m_images;
    std::vector<float> m_values; ///< (rows, images)
};

/// Pearson's r of two rows of as many images.
float correlation(const Signals& first, std::size_t row, const Signals& second, std::size_t other);

/// The likest rows by correlation, of those above 0; ties: the earlier one. One matrix product,
/// block by block. The meter advances by rows of the first.
/// @throws Cancelled.
LikestRows likestByCorrelation(const Signals& first, const Signals& second, std::stop_token stop,
                               ProgressMeter& meter);

/// Exemplars of rows, best first, by numbers that mean the same image on both sides.
using ExemplarLists = std::vector<std::vector<std::int64_t>>;

/// The likest rows by exemplarOverlap; ties: the earlier one.
/// @throws Cancelled.
LikestRows likestByOverlap(const ExemplarLists& first, const ExemplarLists& second,
                           std::stop_token stop);

} // namespace brera::audit
