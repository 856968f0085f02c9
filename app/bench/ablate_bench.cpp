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
                        options.rounds * static_cast<std::int64_t>(layers.size() + 1));
    double naiveSeconds = 0;
    std::map<std::string, double> unitSeconds;
    for (int round = 0; round < options.rounds; ++round) {
        naiveSeconds += naive.seconds() / options.rounds;
        meter.advance();
        for (const auto& layer : layers) {
            const auto units = evaluator.units(layer);
            const auto count =
                layer == layers.back() ? units : std::min<std::int64_t>(options.sample, units);
            std::vector<std::int64_t> sample;
            for (std::int64_t i = 0; i < count; ++i) {
                sample.push_back(i * units / count);
            }
            const double start = now();
            evaluator.importances(
                layer, sample, [](std::int64_t, const ablation::Figures&) {}, stop);
            unitSeconds[layer] += (now() - start) / static_cast<double>(count) / options.rounds;
            meter.advance();
        }
    }
    meter.flush();

    nlohmann::json perLayer = nlohmann::json::object();
    double ours = 0;
    double theirs = 0;
    for (const auto& layer : layers) {
        const auto units = static_cast<double>(evaluator.units(layer));
        ours += units * unitSeconds[layer];
        theirs += units * naiveSeconds;
        double active = 0;
        for (std::int64_t unit = 0; unit < evaluator.units(layer); ++unit) {
            active += evaluator.activeShare(layer, unit) / units;
        }
        perLayer[layer] = {{"ratio", unitSeconds[layer] / naiveSeconds},
                           {"units", evaluator.units(layer)},
                           {"seconds_per_unit", unitSeconds[layer]},
                           {"active_share", active}};
    }
    return {{"ratio", ours / theirs},
            {"layers", perLayer},
            {"images", options.images},
            {"network", network.description()},
            {"device", network.device()},
            {"naive_seconds_per_unit", naiveSeconds},
            {"naive_way", naive.fastest()},
            {"seconds_all_units", ours},
            {"naive_seconds_all_units", theirs},
            {"head_seconds", headSeconds},
            {"cached_gib", static_cast<double>(evaluator.cachedBytes()) / (1 << 30)}};
}

} // namespace brera::bench
