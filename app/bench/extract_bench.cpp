// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/extract_bench.h"

#include "base/error.h"
#include "exemplars/batch_reader.h"
#include "exemplars/extractor.h"
#include "network/baseline.h"
#include "network/network.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <sys/resource.h>

namespace brera::bench {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double peakGigabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

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

/// Seconds for all batches by one way of running the network.
double timeForward(network::PureForward& forward, const std::string& way,
                   const std::vector<at::Tensor>& inputs, std::stop_token stop) {
    double seconds = 0;
    for (const auto& input : inputs) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        seconds += forward.secondsPerBatch(way, input);
    }
    return seconds;
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
    network::PureForward forward(network);
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

    // Every way is warmed up and tried on a part; the two fastest are measured in full.
    ProgressMeter meter(progress, "measuring", options.rounds * (images.files ? 3 : 2) + 1);
    const std::vector<at::Tensor> sample(
        inputs.begin(),
        inputs.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(inputs.size(), 4)));
    nlohmann::json ways = nlohmann::json::object();
    std::vector<std::pair<double, std::string>> order;
    std::int64_t sampled = 0;
    for (const auto& input : sample) {
        sampled += input.size(0);
    }
    for (const auto& way : network::PureForward::names()) {
        forward.prepare(way, sample.front());
        const double seconds = std::min(timeForward(forward, way, sample, stop),
                                        timeForward(forward, way, sample, stop));
        order.emplace_back(seconds, way);
        ways[way] = static_cast<double>(sampled) / seconds;
    }
    std::sort(order.begin(), order.end());
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
        double best = timeForward(forward, order[0].second, inputs, stop);
        if (order.size() > 1) {
            best = std::min(best, timeForward(forward, order[1].second, inputs, stop));
        }
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
        {"forward_ways_images_per_second", ways},
        {"fastest_forward", order[0].second},
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
