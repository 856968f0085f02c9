// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ablate_bench.h"

#include "ablation/evaluator.h"
#include "base/error.h"
#include "bench/extract_bench.h"
#include "bench/figures.h"
#include "exemplars/batch_reader.h"
#include "network/network.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>

namespace brera::bench {

namespace {

std::vector<at::Tensor> batches(const ImageSource& images, int size, const std::string& device,
                                std::stop_token stop) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(images.size()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    exemplars::BatchReader reader(images, order);
    std::vector<at::Tensor> result;
    for (auto batch = reader.next(size, stop); batch.taken > 0; batch = reader.next(size, stop)) {
        result.push_back(exemplars::normalized(batch, images.normalization(), device));
    }
    return result;
}

struct Times {
    double wall = 0;
    double cpu = 0;
};

/// Of a layer, one a round.
struct LayerTimes {
    std::vector<double> seconds;   ///< a unit
    std::vector<double> ratios;    ///< of the naive pass
    std::vector<double> cpuRatios; ///< the same of processor time
};

/// For all batches by each of the two fastest ways.
std::array<Times, 2> naivePass(FastestForward& naive, std::size_t batches) {
    std::array<Times, 2> times{};
    for (std::size_t batch = 0; batch < batches; ++batch) {
        for (std::size_t way = 0; way < times.size(); ++way) {
            const double cpu = cpuSeconds();
            times[way].wall += naive.seconds(way, batch);
            times[way].cpu += cpuSeconds() - cpu;
        }
    }
    return times;
}

} // namespace

nlohmann::json benchAblate(const AblateBenchOptions& options, std::stop_token stop,
                           const Progress& progress) {
    const network::LoadOptions load{options.device, false};
    const auto network = options.network.empty() ? network::Network::build("resnet18", 0, load)
                                                 : network::Network::open(options.network, load);
    const auto images = drawnImages(options.images, options.size);
    const auto outputs = network.outputs({3, options.size, options.size});
    std::vector<int> labels(static_cast<std::size_t>(options.images));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = static_cast<int>(i % static_cast<std::size_t>(outputs));
    }
    const auto inputs = batches(*images, options.batch, network.device(), stop);
    FastestForward naive(network, inputs, stop);
    ablation::EvaluatorOptions evaluation;
    evaluation.batch = options.batch;
    evaluation.cacheBytes = std::numeric_limits<std::int64_t>::max();
    ablation::Evaluator evaluator(network, options.layers, {"drawn", images.get(), labels},
                                  evaluation);
    const double began = now();
    evaluator.baseline(stop, progress);
    const double headSeconds = now() - began;

    const auto& layers = evaluator.layers();
    ProgressMeter meter(progress, "measuring",
                        options.rounds * static_cast<std::int64_t>(layers.size()));
    std::vector<double> naiveSeconds;
    std::map<std::string, LayerTimes> times;
    for (int round = 0; round < options.rounds; ++round) {
        auto before = naivePass(naive, inputs.size());
        for (const auto& layer : layers) {
            const auto units = evaluator.units(layer);
            const auto count =
                layer == layers.back() ? units : std::min<std::int64_t>(options.sample, units);
            std::vector<std::int64_t> sample;
            for (std::int64_t i = 0; i < count; ++i) {
                sample.push_back(i * units / count);
            }
            const double start = now();
            const double cpuStart = cpuSeconds();
            evaluator.importances(
                layer, sample, [](std::int64_t, const ablation::Figures&) {}, stop);
            const double cpu = (cpuSeconds() - cpuStart) / static_cast<double>(count);
            const double seconds = (now() - start) / static_cast<double>(count);
            const auto after = naivePass(naive, inputs.size());
            // The faster way of what ran right before and right after.
            const double pass =
                std::min(before[0].wall + after[0].wall, before[1].wall + after[1].wall) / 2;
            const double cpuPass =
                std::min(before[0].cpu + after[0].cpu, before[1].cpu + after[1].cpu) / 2;
            before = after;
            naiveSeconds.push_back(pass);
            times[layer].seconds.push_back(seconds);
            times[layer].ratios.push_back(seconds / pass);
            times[layer].cpuRatios.push_back(cpu / cpuPass);
            meter.advance();
        }
    }
    meter.flush();

    nlohmann::json perLayer = nlohmann::json::object();
    double ratio = 0;
    double cpuRatio = 0;
    double ours = 0;
    double all = 0;
    for (const auto& layer : layers) {
        const auto units = static_cast<double>(evaluator.units(layer));
        all += units;
        ratio += units * median(times[layer].ratios);
        cpuRatio += units * median(times[layer].cpuRatios);
        ours += units * median(times[layer].seconds);
        double active = 0;
        for (std::int64_t unit = 0; unit < evaluator.units(layer); ++unit) {
            active += evaluator.activeShare(layer, unit) / units;
        }
        perLayer[layer] = {{"ratio", median(times[layer].ratios)},
                           {"ratios", times[layer].ratios},
                           {"cpu_ratio", median(times[layer].cpuRatios)},
                           {"units", evaluator.units(layer)},
                           {"seconds_per_unit", median(times[layer].seconds)},
                           {"active_share", active}};
    }
    const double naiveUnit = median(naiveSeconds);
    return {{"ratio", ratio / all},
            {"cpu_ratio", cpuRatio / all},
            {"layers", perLayer},
            {"images", options.images},
            {"network", network.description()},
            {"device", network.device()},
            {"naive_seconds_per_unit", naiveUnit},
            {"naive_way", naive.fastest()},
            {"naive_ways_images_per_second", naive.tried()},
            {"seconds_all_units", ours},
            {"naive_seconds_all_units", all * naiveUnit},
            {"head_seconds", headSeconds},
            {"cached_gib", static_cast<double>(evaluator.cachedBytes()) / (1 << 30)}};
}

} // namespace brera::bench
