// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/unit_view.h"

#include <algorithm>

namespace brera::widgets {

double quantileOf(const UnitStatistics& statistics, double value) {
    const Histogram& histogram = statistics.histogram;
    const auto bins = static_cast<double>(histogram.counts.size());
    const double width = static_cast<double>(histogram.high) - static_cast<double>(histogram.low);
    double total = static_cast<double>(histogram.below) + static_cast<double>(histogram.above);
    for (const std::uint64_t count : histogram.counts) {
        total += static_cast<double>(count);
    }
    if (histogram.counts.empty() || total <= 0 || width <= 0) {
        return -1;
    }
    const double place = (value - static_cast<double>(histogram.low)) / width * bins;
    if (place < 0) {
        return value < static_cast<double>(statistics.minimum)
                   ? 0
                   : static_cast<double>(histogram.below) / total;
    }
    double sum = static_cast<double>(histogram.below);
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        const double part = std::clamp(place - static_cast<double>(bin), 0.0, 1.0);
        sum += part * static_cast<double>(histogram.counts[bin]);
    }
    if (value >= static_cast<double>(statistics.maximum)) {
        sum = total;
    }
    return std::min(1.0, sum / total);
}

} // namespace brera::widgets
