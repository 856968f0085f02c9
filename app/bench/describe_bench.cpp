// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/describe_bench.h"

#include "base/extraction_store.h"
#include "bench/extract_bench.h"
#include "bench/figures.h"
#include "bench/search_bench.h"
#include "exemplars/masks.h"
#include "milan/captioner_impl.h"
#include "milan/features.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace brera::bench {

namespace {

/// Sides of the small maps that masks are drawn from: those of a ResNet's layers at 224.
constexpr std::array kMapSides{7, 14, 28, 56, 112};

/// Units whose exemplars are drawn pictures; their masks are blobs of the usual share.
class DrawnExemplars final : public milan::RegionSource {
public:
    explicit DrawnExemplars(const DescribeBenchOptions& options) {
        const auto drawn = drawnImages(options.images, options.size);
        std::vector<std::int64_t> order;
        for (std::int64_t i = 0; i < drawn->size(); ++i) {
            order.push_back(i);
        }
        const auto stream = drawn->open(order);
        while (auto image = stream->next({})) {
            m_pictures.push_back(std::move(image->picture));
        }
        std::mt19937_64 random(4);
        for (int unit = 0; unit < options.units; ++unit) {
            const int side = kMapSides[static_cast<std::size_t>(unit) % kMapSides.size()];
            for (int exemplar = 0; exemplar < options.exemplars; ++exemplar) {
                // One after the other, so that every image is somebody's exemplar.
                const auto row = m_maps.size();
                m_regions.push_back({static_cast<std::int64_t>(row % m_pictures.size()), row});
                m_maps.push_back(blob(side, random));
            }
        }
    }

    const std::vector<milan::Region>& regions() const { return m_regions; }
    const std::vector<Picture>& pictures() const { return m_pictures; }
    /// Images that are any unit's exemplar: the first of them.
    std::size_t distinct() const { return std::min(m_pictures.size(), m_regions.size()); }

    std::optional<Picture> picture(std::int64_t image) override {
        return m_pictures[static_cast<std::size_t>(image)];
    }
    std::vector<std::uint8_t> mask(std::size_t row, int height, int width) const override {
        return exemplars::mask(m_maps[row], 0.5, height, width);
    }

private:
    /// Falls off from 1 at a random place; above a half on some tenth of the map.
    static SmallMap blob(int side, std::mt19937_64& random) {
        const auto uniform = [&] { return static_cast<float>(random() >> 40) / 16777216.0F; };
        const float y = uniform();
        const float x = uniform();
        const float reach = 0.2F + 0.3F * uniform();
        std::vector<float> values;
        for (int i = 0; i < side; ++i) {
            for (int j = 0; j < side; ++j) {
                const float dy = (static_cast<float>(i) + 0.5F) / static_cast<float>(side) - y;
                const float dx = (static_cast<float>(j) + 0.5F) / static_cast<float>(side) - x;
                values.push_back(std::max(0.0F, 1 - std::sqrt(dy * dy + dx * dx) / reach));
            }
        }
        return SmallMap::fromValues(values.data(), side, side);
    }

    std::vector<Picture> m_pictures;
    std::vector<SmallMap> m_maps;
    std::vector<milan::Region> m_regions;
};

std::vector<at::Tensor> batches(const milan::PyramidEncoder& encoder,
                                std::span<const Picture> pictures, std::size_t size) {
    std::vector<at::Tensor> result;
    for (std::size_t first = 0; first < pictures.size(); first += size) {
        result.push_back(
            encoder.batch(pictures.subspan(first, std::min(size, pictures.size() - first))));
    }
    return result;
}

/// Seconds to pool these regions as describing does; adds to what is known of the parts.
double encode(const milan::PyramidEncoder& encoder, DrawnExemplars& exemplars,
              const std::vector<milan::Region>& regions, std::span<float> rows,
              std::stop_token stop, milan::PooledRegions& parts) {
    ProgressMeter silent({}, "", 0);
    const double began = now();
    const auto pooled = milan::poolRegions(encoder, regions, exemplars, rows, stop, silent);
    const double seconds = now() - began;
    parts.picturesSeconds += pooled.picturesSeconds;
    parts.forwardSeconds += pooled.forwardSeconds;
    parts.poolingSeconds += pooled.poolingSeconds;
    return seconds;
}

} // namespace

nlohmann::json benchDescribe(const DescribeBenchOptions& options, std::stop_token stop,
                             const Progress& progress) {
    const auto captioner =
        hardCaptioner(options.network, {"conv1", "layer1", "layer2", "layer3", "layer4"},
                      options.words, options.device);
    const milan::PyramidEncoder encoder(captioner);
    DrawnExemplars exemplars(options);
    const auto distinct = exemplars.distinct();
    const auto inputs = batches(encoder, std::span(exemplars.pictures()).first(distinct),
                                static_cast<std::size_t>(options.batch));

    std::vector<std::vector<milan::Region>> regionsOf(inputs.size());
    for (const auto& region : exemplars.regions()) {
        regionsOf[static_cast<std::size_t>(region.image) / static_cast<std::size_t>(options.batch)]
            .push_back(region);
    }
    std::vector<float> rows(exemplars.regions().size() *
                            static_cast<std::size_t>(encoder.features()));

    ProgressMeter meter(progress, "encoding", options.rounds * std::ssize(inputs) + 1);
    FastestForward forward(captioner.impl().encoder, inputs, stop);
    for (int i = 0; i < 3; ++i) {
        encoder.maps(inputs.front());
    }
    meter.advance();
    std::vector<double> forwardSeconds;
    std::vector<double> encodeSeconds;
    std::vector<double> ratios;
    milan::PooledRegions parts;
    for (int round = 0; round < options.rounds; ++round) {
        // Batch by batch in turn, so that whatever else the machine does slows both alike.
        std::array<double, 2> ways{};
        double encoding = 0;
        for (std::size_t batch = 0; batch < inputs.size(); ++batch) {
            const auto seconds = forward.seconds(batch);
            ways = {ways[0] + seconds[0], ways[1] + seconds[1]};
            encoding += encode(encoder, exemplars, regionsOf[batch], rows, stop, parts);
            meter.advance();
        }
        forwardSeconds.push_back(std::min(ways[0], ways[1]));
        encodeSeconds.push_back(encoding);
        ratios.push_back(encoding / forwardSeconds.back());
    }
    meter.flush();

    const auto count = static_cast<double>(distinct);
    const double encoding = median(encodeSeconds);
    const double all = std::accumulate(encodeSeconds.begin(), encodeSeconds.end(), 0.0);
    const auto share = [all](double seconds) { return seconds / all; };
    nlohmann::json result{
        {"ratio", median(ratios)},
        {"encode_ratio", median(ratios)},
        {"encode_ratios", ratios},
        {"units", options.units},
        {"exemplars", options.exemplars},
        {"images", distinct},
        {"encoder", captioner.record().encoder},
        {"features", encoder.features()},
        {"device", captioner.device()},
        {"threads", at::get_num_threads()},
        {"forward_images_per_second", count / median(forwardSeconds)},
        {"encode_images_per_second", count / encoding},
        {"encode_seconds_per_unit", encoding / options.units},
        {"forward_ways_images_per_second", forward.tried()},
        {"fastest_forward", forward.fastest()},
        {"share_of_encoding",
         {{"pictures", share(parts.picturesSeconds)},
          {"forward_with_probes", share(parts.forwardSeconds)},
          {"masks_and_pooling", share(parts.poolingSeconds)}}},
    };
    result.update(benchSearch(captioner,
                              {.units = options.units,
                               .exemplars = options.exemplars,
                               .beam = options.beam,
                               .rounds = options.rounds},
                              stop, progress));
    result["peak_memory_gib"] = peakGigabytes();
    return result;
}

} // namespace brera::bench
