// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probing/distributions.h"

#include "base/error.h"
#include "project/project.h"

#include <algorithm>
#include <cmath>

namespace brera::probing {

namespace {

/// `count` of them, spread evenly from the first to the last.
std::vector<float> thinned(const std::vector<float>& sorted, std::size_t count) {
    if (sorted.size() <= count) {
        return sorted;
    }
    std::vector<float> kept(count);
    for (std::size_t i = 0; i < count; ++i) {
        kept[i] = sorted[i * (sorted.size() - 1) / (count - 1)];
    }
    return kept;
}

} // namespace

Distributions::Distributions(const project::Project& project, std::stop_token stop,
                             const Progress& progress) {
    std::int64_t total = 0;
    for (const auto& layer : project.layers()) {
        total += layer.units;
    }
    ProgressMeter meter(progress, "reading the units' distributions", total);
    for (const auto& layer : project.layers()) {
        auto& units = m_layers[layer.path];
        units.resize(static_cast<std::size_t>(layer.units));
        for (const auto& head : project.units(layer.path)) {
            if (stop.stop_requested()) {
                throw Cancelled();
            }
            if (head.unit < 0 || head.unit >= layer.units) {
                continue;
            }
            Unit& unit = units[static_cast<std::size_t>(head.unit)];
            unit.threshold = head.threshold;
            unit.top = head.topActivation;
            auto maxima = project.maxima(layer.path, head.unit);
            std::erase_if(maxima, [](float value) { return !std::isfinite(value); });
            if (!maxima.empty()) {
                double sum = 0;
                double squares = 0;
                for (const float value : maxima) {
                    sum += static_cast<double>(value);
                    squares += static_cast<double>(value) * static_cast<double>(value);
                }
                const auto count = static_cast<double>(maxima.size());
                unit.mean = sum / count;
                unit.deviation = std::sqrt(std::max(0.0, squares / count - unit.mean * unit.mean));
                std::sort(maxima.begin(), maxima.end());
                unit.sorted = thinned(maxima, kKept);
            }
            meter.advance();
        }
    }
    meter.flush();
}

const Distributions::Unit* Distributions::find(const UnitId& unit) const {
    const auto layer = m_layers.find(unit.layer);
    if (layer == m_layers.end() || unit.index < 0 ||
        unit.index >= static_cast<std::int64_t>(layer->second.size())) {
        return nullptr;
    }
    return &layer->second[static_cast<std::size_t>(unit.index)];
}

Place Distributions::place(const UnitId& unit, float activation) const {
    const Unit* known = find(unit);
    if (known == nullptr || known->sorted.empty() || !std::isfinite(activation)) {
        return {};
    }
    // Maxima are kept as half floats: what differs in the last bit only is the same.
    const float tolerance = std::fabs(activation) * 0x1p-10F;
    const auto& sorted = known->sorted;
    const auto less = std::lower_bound(sorted.begin(), sorted.end(), activation - tolerance);
    const auto notMore = std::upper_bound(less, sorted.end(), activation + tolerance);
    Place place;
    place.percentile =
        (static_cast<double>(less - sorted.begin()) + static_cast<double>(notMore - less) / 2) /
        static_cast<double>(sorted.size());
    place.deviations = known->deviation > 0
                           ? (static_cast<double>(activation) - known->mean) / known->deviation
                           : 0;
    return place;
}

double Distributions::threshold(const UnitId& unit) const {
    const Unit* known = find(unit);
    return known == nullptr ? 0 : known->threshold;
}

float Distributions::top(const UnitId& unit) const {
    const Unit* known = find(unit);
    return known == nullptr ? 0 : known->top;
}

} // namespace brera::probing
