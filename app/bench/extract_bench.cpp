// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/extract_bench.h"

#include "base/error.h"
#include "bench/figures.h"
#include "exemplars/batch_reader.h"
#include "exemplars/extractor.h"
#include "network/network.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>

namespace brera::bench {

namespace {

std::vector<LayerShape> shapesOf(const network::Network& network,
                                 const ExtractBenchOptions& options) {
    std::vector<LayerShape> shapes;
    const auto modules = network.modules({3, options.size, options.size});
    for (const auto& layer : options.layers) {
        const auto found = std::find_if(modules.begin(), modules.end(),
                                        [&](const auto& module) { return module.path == layer; });
        if (found == modules.end()) {
            throw ModelError("the network has no module \"" + layer + "\"");
        }
        shapes.push_back({layer, found->units, found->height, found->width});
    }
    return shapes;
}

/// The images as normalised batches on the device.
std::vector<at::Tensor> batches(const ImageSource& images, int size, const std::string& device,
                                std::stop_token stop) {
    std::vector<std::int64_t> order;
    for (std::int64_t i = 0; i < images.size(); ++i) {
        order.push_back(i);
    }
    exemplars::BatchReader reader(images, order);
    std::vector<at::Tensor> result;
    while (true) {
        const auto batch = reader.next(size, stop);
        if (batch.taken == 0) {
            return result;
        }
        if (!batch.pictures.empty()) {
            result.push_back(exemplars::normalized(batch, images.normalization(), device));
        }
    }
}

struct Timed {
    double seconds = 0;
    exemplars::ExtractReport report;
};

nlohmann::json breakdown(const exemplars::ExtractReport& report, double seconds) {
    const auto share = [seconds](double part) { return part / seconds; };
    return {{"waiting_for_images", share(report.waiting)},
            {"normalizing", share(report.normalizing)},
            {"forward_with_probes", share(report.forward)},
            {"statistics", share(report.statistics)},
            {"committing", share(report.committing)}};
}

} // namespace

nlohmann::json benchExtract(const ExtractBenchOptions& options, const BenchImages& images,
                            const StoreFactory& makeStore, std::stop_token stop,
                            const Progress& progress) {
    const network::LoadOptions load{options.device, false};
    const auto network = options.network.empty() ? network::Network::build("resnet18", 0, load)
                                                 : network::Network::open(options.network, load);
    const auto shapes = shapesOf(network, options);
    const auto probe = network.probe(options.layers);
    const auto inputs = batches(*images.decoded, options.batch, probe.device(), stop);
    const auto count = static_cast<double>(images.decoded->size());

    exemplars::ExtractOptions extraction;
    extraction.batch = options.batch;
    const auto extract = [&](const ImageSource& source) {
        const auto store = makeStore(shapes);
        const double began = now();
        Timed timed;
        timed.report = exemplars::extract(probe, shapes, source, *store, extraction, stop, {});
        timed.seconds = now() - began;
        return timed;
    };

    ProgressMeter meter(progress, "measuring", options.rounds * (images.files ? 3 : 2) + 1);
    FastestForward forward(network, inputs, stop);
    std::vector<at::Tensor> unused;
    for (int i = 0; i < 3; ++i) {
        probe.run(inputs.front(), unused);
    }
    unused.clear();
    meter.advance();

    std::vector<double> forwardSeconds;
    std::vector<double> extractSeconds;
    std::vector<double> fileSeconds;
    std::vector<double> ratios;
    std::vector<double> fileRatios;
    Timed last;
    Timed lastFiles;
    for (int round = 0; round < options.rounds; ++round) {
        const double best = forward.seconds();
        forwardSeconds.push_back(best);
        meter.advance();
        last = extract(*images.decoded);
        extractSeconds.push_back(last.seconds);
        ratios.push_back(best / last.seconds);
        meter.advance();
        if (images.files) {
            lastFiles = extract(*images.files);
            fileSeconds.push_back(lastFiles.seconds);
            fileRatios.push_back(best / lastFiles.seconds);
            meter.advance();
        }
    }
    meter.flush();

    nlohmann::json result{
        {"ratio", median(ratios)},
        {"images", images.decoded->size()},
        {"batch", options.batch},
        {"network", network.description()},
        {"device", probe.device()},
        {"threads", at::get_num_threads()},
        {"forward_images_per_second", count / median(forwardSeconds)},
        {"extract_images_per_second", count / median(extractSeconds)},
        {"forward_ways_images_per_second", forward.tried()},
        {"fastest_forward", forward.fastest()},
        {"share_of_extraction", breakdown(last.report, last.seconds)},
        {"reread_units", last.report.rereadUnits},
        {"peak_memory_gib", peakGigabytes()},
    };
    if (images.files) {
        result["ratio_from_files"] = median(fileRatios);
        result["files_images_per_second"] = count / median(fileSeconds);
        result["share_of_job_from_files"] = breakdown(lastFiles.report, lastFiles.seconds);
    }
    return result;
}

} // namespace brera::bench
