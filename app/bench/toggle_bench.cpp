// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/toggle_bench.h"

#include "ablation/evaluator.h"
#include "base/priority.h"
#include "bench/figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace brera::bench {

namespace {

/// Milliseconds.
struct Times {
    std::vector<double> first;
    std::vector<double> exact;
    std::vector<double> cpu; ///< spent on the exact value

    void add(const Times& other) {
        first.insert(first.end(), other.first.begin(), other.first.end());
        exact.insert(exact.end(), other.exact.begin(), other.exact.end());
        cpu.insert(cpu.end(), other.cpu.begin(), other.cpu.end());
    }

    nlohmann::json json() const {
        const auto summary = [](const std::vector<double>& values) {
            return nlohmann::json{{"median", median(values)},
                                  {"worst", *std::max_element(values.begin(), values.end())}};
        };
        return {{"first_ms", summary(first)},
                {"exact_ms", summary(exact)},
                {"cpu_ms", summary(cpu)},
                {"toggles", exact.size()}};
    }
};

/// The set with the unit put in, or taken out if it is there.
ablation::UnitSet toggled(ablation::UnitSet units, const std::string& layer, std::int64_t unit) {
    auto& own = units[layer];
    const auto place = std::lower_bound(own.begin(), own.end(), unit);
    if (place != own.end() && *place == unit) {
        own.erase(place);
    } else {
        own.insert(place, unit);
    }
    return units;
}

void timeToggle(std::span<ablation::Evaluator* const> sets, const ablation::UnitSet& units,
                const std::stop_token& stop, Times& times) {
    const Interactive request;
    const double cpu = cpuSeconds();
    const double start = now();
    double first = 0;
    std::vector<bool> shown(sets.size(), false);
    ablation::measureTogether(
        sets, units, stop,
        [&](std::size_t set, const ablation::Figures&, std::int64_t, std::int64_t) {
            shown[set] = true;
            if (first == 0 && std::find(shown.begin(), shown.end(), false) == shown.end()) {
                first = now() - start;
            }
        });
    times.first.push_back(first * 1000);
    times.exact.push_back((now() - start) * 1000);
    times.cpu.push_back((cpuSeconds() - cpu) * 1000);
}

} // namespace

nlohmann::json benchToggles(std::span<ablation::Evaluator* const> sets,
                            const ToggleBenchOptions& options, std::stop_token stop,
                            const Progress& progress) {
    std::int64_t images = 0;
    for (auto* set : sets) {
        images += set->baseline(stop, progress).images;
    }
    auto& evaluator = *sets.front();
    const auto& layers = evaluator.layers();
    // Spread over the layers, and over each layer's units.
    ablation::UnitSet already;
    const auto layerCount = static_cast<std::int64_t>(layers.size());
    for (std::int64_t i = 0; i < options.already; ++i) {
        const auto& layer = layers[static_cast<std::size_t>(i % layerCount)];
        const auto ofLayer = (options.already + layerCount - 1) / layerCount;
        already = toggled(std::move(already), layer,
                          evaluator.units(layer) * (i / layerCount + 1) / (ofLayer + 1));
    }

    const auto sampled = [&](const std::string& layer) {
        const auto units = evaluator.units(layer);
        return options.sample > 0 ? std::min(options.sample, units) : units;
    };
    std::int64_t toggles = 0;
    for (const auto& layer : layers) {
        toggles += 2 * sampled(layer);
    }
    ProgressMeter meter(progress, "switching units", toggles);
    Times overall;
    nlohmann::json result = nlohmann::json::object();
    for (const bool onTop : {false, true}) {
        const ablation::UnitSet begin = onTop ? already : ablation::UnitSet();
        ablation::measureTogether(sets, begin, stop);
        Times scene;
        nlohmann::json perLayer = nlohmann::json::object();
        for (const auto& layer : layers) {
            Times times;
            for (std::int64_t i = 0; i < sampled(layer); ++i) {
                timeToggle(sets, toggled(begin, layer, i * evaluator.units(layer) / sampled(layer)),
                           stop, times);
                meter.advance();
            }
            perLayer[layer] = times.json();
            scene.add(times);
        }
        auto& json = result[onTop ? "on_top" : "from_nothing"];
        json = scene.json();
        json["layers"] = perLayer;
        overall.add(scene);
    }
    meter.flush();
    result.update(overall.json());
    result["already"] = options.already;
    result["sets"] = sets.size();
    result["images"] = images;
    double bytes = 0;
    for (const auto* set : sets) {
        bytes += static_cast<double>(set->cachedBytes());
    }
    result["cached_gib"] = bytes / (1 << 30);
    return result;
}

} // namespace brera::bench
