// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/priority.h"
#include "base/progress.h"
#include "milan/features.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>

namespace brera::milan {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Images with all their regions, encoded when enough have come together.
class Batcher {
public:
    Batcher(const PyramidEncoder& encoder, const RegionSource& source, std::span<float> rows,
            PooledRegions& report)
        : m_encoder(encoder), m_source(source), m_rows(rows), m_report(report) {}

    void add(Picture picture, std::span<const Region> regions) {
        if (!m_pictures.empty() && (picture.height != m_pictures.front().height ||
                                    picture.width != m_pictures.front().width)) {
            flush();
        }
        const auto position = static_cast<std::int64_t>(m_pictures.size());
        m_pictures.push_back(std::move(picture));
        for (const auto& region : regions) {
            m_regions.push_back({position, region.row});
        }
        if (m_pictures.size() == m_encoder.batchSize()) {
            flush();
        }
    }

    void flush() {
        if (m_pictures.empty()) {
            return;
        }
        const int height = m_pictures.front().height;
        const int width = m_pictures.front().width;
        const double began = now();
        auto batch = m_encoder.batch(m_pictures);
        if (const auto full = static_cast<std::int64_t>(m_encoder.batchSize());
            batch.is_cpu() && batch.size(0) < full) {
            // Convolutions may differ in the last bit with the size of the batch: a resumed job,
            // whose batches are others, shall find the very same features.
            const auto last = batch.slice(0, batch.size(0) - 1);
            batch = at::cat({batch, last.expand({full - batch.size(0), -1, -1, -1})})
                        .contiguous(at::MemoryFormat::ChannelsLast);
        }
        const double prepared = now();
        const auto maps = m_encoder.maps(batch);
        const double encoded = now();
        m_encoder.pool(maps, height, width, m_regions, m_source, m_rows.data());
        m_report.picturesSeconds += prepared - began;
        m_report.forwardSeconds += encoded - prepared;
        m_report.poolingSeconds += now() - encoded;
        m_report.images += static_cast<std::int64_t>(m_pictures.size());
        m_pictures.clear();
        m_regions.clear();
    }

private:
    const PyramidEncoder& m_encoder;
    const RegionSource& m_source;
    std::span<float> m_rows;
    PooledRegions& m_report;
    std::vector<Picture> m_pictures;
    std::vector<Region> m_regions; ///< image: position in the batch
};

} // namespace

PooledRegions poolRegions(const PyramidEncoder& encoder, std::vector<Region> regions,
                          RegionSource& source, std::span<float> rows, std::stop_token stop,
                          ProgressMeter& meter) {
    std::ranges::sort(regions, {}, [](const Region& r) { return std::pair(r.image, r.row); });
    PooledRegions report;
    Batcher batcher(encoder, source, rows, report);
    for (std::size_t begin = 0, end = 0; begin < regions.size(); begin = end) {
        giveWay(stop);
        while (end < regions.size() && regions[end].image == regions[begin].image) {
            ++end;
        }
        const auto ofImage = std::span(regions).subspan(begin, end - begin);
        const double asked = now();
        auto picture = source.picture(ofImage.front().image);
        report.picturesSeconds += now() - asked;
        if (picture) {
            batcher.add(std::move(*picture), ofImage);
        } else {
            for (const auto& region : ofImage) {
                report.absent.push_back(region.row);
            }
        }
        meter.advance();
    }
    batcher.flush();
    std::ranges::sort(report.absent);
    return report;
}

} // namespace brera::milan
