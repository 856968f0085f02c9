// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/extractor.h"

#include "base/error.h"
#include "base/log.h"
#include "base/priority.h"
#include "exemplars/accumulator.h"
#include "exemplars/batch_reader.h"
#include "exemplars/maxima_rows.h"
#include "exemplars/pilot.h"
#include "network/errors.h"
#include "network/network.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <utility>

namespace brera::exemplars {

namespace {

constexpr const char* kMainPhase = "main";
constexpr const char* kRereadPhase = "reread";
constexpr int kMostRereads = 3;

using Clock = std::chrono::steady_clock;

/// Adds the time until its end to a sum.
class Stopwatch {
public:
    explicit Stopwatch(double& sum) : m_sum(sum), m_began(Clock::now()) {}
    ~Stopwatch() { m_sum += std::chrono::duration<double>(Clock::now() - m_began).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    double& m_sum;
    Clock::time_point m_began;
};

/// The state of one extraction between its first image and its last.
class Extraction {
public:
    Extraction(const network::Probe& probe, const std::vector<LayerShape>& shapes,
               const ImageSource& images, ExtractionStore& store, const ExtractOptions& options,
               std::stop_token stop, const Progress& progress)
        : m_probe(probe), m_images(images), m_store(store), m_options(options),
          m_stop(std::move(stop)), m_progress(progress), m_batch(options.batch),
          m_pilot(pilotSize(shapes, images.size(), options.pilotBytes)),
          m_order(readingOrder(images.size(), m_pilot)), m_maxima(shapes) {
        for (const auto& shape : shapes) {
            m_layers.emplace_back(shape, options.k);
            m_layers.back().keepTails(images.size(), options.quantile);
        }
        m_report.images = images.size();
    }

    ExtractReport run() {
        const auto saved = m_store.load();
        if (!saved || saved->phase == kMainPhase) {
            mainPass(saved);
        }
        rereads(saved);
        finish();
        return m_report;
    }

private:
    using Layers = std::vector<LayerStatistics>;

    static std::vector<LayerStatistics*> pointers(Layers& layers) {
        std::vector<LayerStatistics*> result;
        for (auto& layer : layers) {
            result.push_back(&layer);
        }
        return result;
    }

    std::unique_ptr<Accumulator> accumulate(Layers& layers) const {
        const bool host = m_probe.device() == "cpu";
        return Accumulator::make(host ? Accumulator::Kind::Host : Accumulator::Kind::Device,
                                 pointers(layers));
    }

    // --- the pass over all images ---

    void mainPass(const std::optional<ExtractionState>& saved) {
        std::int64_t done = 0;
        if (saved && saved->imagesDone > 0) {
            restoreMain(*saved);
            done = saved->imagesDone;
        }
        ProgressMeter meter(m_progress, "extracting", m_images.size(), done);
        BatchReader reader(m_images, {m_order.begin() + done, m_order.end()});
        std::unique_ptr<Accumulator> accumulator;
        if (done == 0) {
            accumulator = pilotPass(reader, meter);
            done = m_pilot;
        } else {
            accumulator = accumulate(m_layers);
        }
        meter.flush();
        std::int64_t committed = saved ? done : 0;
        auto lastCommit = Clock::now();
        const auto size = m_images.size();
        try {
            while (true) {
                const bool due = done - committed >= m_options.slice ||
                                 Clock::now() - lastCommit > m_options.longest;
                if (done > committed && (due || done == size)) {
                    commitMain(*accumulator, done);
                    committed = done;
                    lastCommit = Clock::now();
                }
                if (done == size) {
                    break;
                }
                Batch batch = read(reader, std::min<std::int64_t>(m_batch, size - done));
                addBatch(*accumulator, batch, true);
                done += batch.taken;
                meter.advance(batch.taken);
            }
        } catch (const Cancelled&) {
            if (done > committed) { // between two batches: everything so far is whole
                commitMain(*accumulator, done);
            }
            throw;
        }
        meter.flush();
        if (m_seen == 0 && m_layers.front().exemplars(0).empty()) {
            throw DataError("none of the " + std::to_string(size) +
                            " images could be read; the first: " + m_firstFailure);
        }
    }

    /// Reads the images that place the bins, keeping their raw activations, then counts them.
    std::unique_ptr<Accumulator> pilotPass(BatchReader& reader, ProgressMeter& meter) {
        struct Kept {
            std::vector<std::int64_t> images;
            std::vector<at::Tensor> outputs;
        };
        std::vector<Kept> kept;
        for (std::int64_t done = 0; done < m_pilot;) {
            Batch batch = read(reader, std::min<std::int64_t>(m_batch, m_pilot - done));
            forward(batch, [&](std::span<const std::int64_t> images, std::vector<at::Tensor> part) {
                kept.push_back({{images.begin(), images.end()}, std::move(part)});
            });
            note(batch);
            done += batch.taken;
            meter.advance(batch.taken);
        }
        const Stopwatch watch(m_report.statistics);
        const bool everything = m_pilot == m_images.size();
        for (std::size_t layer = 0; layer < m_layers.size() && !kept.empty(); ++layer) {
            std::vector<at::Tensor> outputs;
            for (const auto& batch : kept) {
                outputs.push_back(batch.outputs[layer]);
            }
            m_layers[layer].setEdges(layEdges(outputs, m_options.quantile));
            if (everything) {
                m_layers[layer].setExactThresholds(exactThresholds(outputs, m_options.quantile));
            }
        }
        auto accumulator = accumulate(m_layers);
        for (const auto& batch : kept) {
            m_maxima.append(accumulator->add(batch.outputs, batch.images, true), batch.images,
                            m_slice.maxima);
        }
        return accumulator;
    }

    Batch read(BatchReader& reader, std::int64_t count) {
        const Stopwatch watch(m_report.waiting);
        giveWay(m_stop);
        return reader.next(count, m_stop);
    }

    /// Runs the network on a batch, in halves when the device has no room for the whole.
    template <typename Sink>
    void forward(const Batch& batch, const Sink& sink) {
        if (batch.pictures.empty()) {
            return;
        }
        at::Tensor input;
        {
            const Stopwatch watch(m_report.normalizing);
            input = normalized(batch, m_images.normalization(), m_probe.device());
        }
        const std::span<const std::int64_t> images(batch.images);
        const auto size = static_cast<std::int64_t>(images.size());
        for (std::int64_t first = 0; first < size;) {
            const auto count = std::min<std::int64_t>(m_batch, size - first);
            std::vector<at::Tensor> outputs;
            try {
                const Stopwatch watch(m_report.forward);
                m_probe.run(count == size ? input : input.slice(0, first, first + count), outputs);
            } catch (const network::CudaOutOfMemory&) {
                if (m_batch == 1) {
                    throw;
                }
                m_batch = (m_batch + 1) / 2;
                log(LogLevel::Warning,
                    "the device is full; going on with batches of " + std::to_string(m_batch));
                continue;
            }
            sink(images.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)),
                 std::move(outputs));
            first += count;
        }
    }

    void addBatch(Accumulator& accumulator, Batch& batch, bool exemplars) {
        forward(batch, [&](std::span<const std::int64_t> images, std::vector<at::Tensor> outputs) {
            const Stopwatch watch(m_report.statistics);
            auto maxima = accumulator.add(outputs, images, exemplars);
            if (exemplars) {
                m_maxima.append(maxima, images, m_slice.maxima);
            }
        });
        if (exemplars) {
            note(batch);
        }
    }

    void note(Batch& batch) {
        m_seen += static_cast<std::int64_t>(batch.images.size());
        for (auto& failure : batch.failed) {
            if (m_firstFailure.empty()) {
                m_firstFailure = failure.reason;
            }
            ++m_report.failed;
            m_slice.failed.push_back(std::move(failure));
        }
    }

    void commitMain(Accumulator& accumulator, std::int64_t done) {
        if (m_seen == 0 && m_layers.front().exemplars(0).empty()) {
            return; // nothing readable yet, and perhaps never: leave no trace
        }
        const Stopwatch watch(m_report.committing);
        accumulator.sync();
        m_slice.phase = kMainPhase;
        m_slice.imagesDone = done;
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            m_slice.layers.push_back({m_layers[layer].takeChanged(), saveLayer(layer)});
        }
        m_store.commit(m_slice);
        m_slice = {};
    }

    std::vector<std::uint8_t> saveLayer(std::size_t layer) const {
        auto bytes = m_layers[layer].serialize();
        const float scale = m_maxima.scales()[layer];
        const auto* raw = reinterpret_cast<const std::uint8_t*>(&scale);
        bytes.insert(bytes.begin(), raw, raw + sizeof scale);
        return bytes;
    }

    void restoreMain(const ExtractionState& saved) {
        if (saved.layerStates.size() != m_layers.size()) {
            throw ProjectError(
                "the saved extraction is of other layers; extract into a new project");
        }
        std::vector<float> scales(m_layers.size());
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            std::span<const std::uint8_t> bytes(saved.layerStates[layer]);
            if (bytes.size() < sizeof(float)) {
                throw ProjectError("the saved extraction is cut short; extract into a new project");
            }
            std::copy_n(bytes.begin(), sizeof(float),
                        reinterpret_cast<std::uint8_t*>(&scales[layer]));
            for (const auto& unit : saved.exemplars[layer]) {
                m_layers[layer].setExemplars(static_cast<std::size_t>(unit.unit), unit.exemplars);
            }
            m_layers[layer].restore(bytes.subspan(sizeof(float)));
        }
        m_maxima.setScales(std::move(scales));
    }

    // --- reading again, for units whose quantile is not yet sharp enough ---

    std::vector<std::vector<std::size_t>> vagueUnits(const Layers& layers) const {
        std::vector<std::vector<std::size_t>> vague(layers.size());
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            for (std::size_t unit = 0; unit < layers[layer].units(); ++unit) {
                if (layers[layer].quantile(unit, m_options.quantile).rankErrorBound >
                    m_options.maxRankError) {
                    vague[layer].push_back(unit);
                }
            }
        }
        return vague;
    }

    void rereads(const std::optional<ExtractionState>& saved) {
        if (saved && saved->phase == kRereadPhase) {
            restoreMain(*saved);
        }
        for (int pass = 0; pass < kMostRereads; ++pass) {
            const auto vague = vagueUnits(m_layers);
            std::int64_t count = 0;
            for (const auto& units : vague) {
                count += static_cast<std::int64_t>(units.size());
            }
            if (count == 0) {
                return;
            }
            m_report.rereadUnits += count;
            reread(vague, count);
            // Only sharper counts are kept, and at once: a job that stops here goes on here.
            m_slice = {kRereadPhase, m_images.size(), {}, {}, {}};
            for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
                m_slice.layers.push_back({{}, saveLayer(layer)});
            }
            m_store.commit(m_slice);
            m_slice = {};
        }
    }

    /// Counts all images again with narrow bins around the vague quantiles.
    void reread(const std::vector<std::vector<std::size_t>>& vague, std::int64_t count) {
        Layers fresh;
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            fresh.emplace_back(m_layers[layer].shape(), m_options.k);
            auto edges = m_layers[layer].edges();
            for (const std::size_t unit : vague[layer]) {
                edges[unit] = m_layers[layer].refinedEdges(unit, m_options.quantile);
            }
            fresh[layer].setEdges(std::move(edges));
        }
        ProgressMeter meter(m_progress, "sharpening " + std::to_string(count) + " thresholds",
                            m_images.size());
        const auto accumulator = accumulate(fresh);
        BatchReader reader(m_images, m_order);
        for (std::int64_t done = 0; done < m_images.size();) {
            Batch batch = read(reader, std::min<std::int64_t>(m_batch, m_images.size() - done));
            addBatch(*accumulator, batch, false);
            done += batch.taken;
            meter.advance(batch.taken);
        }
        accumulator->sync();
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            for (const std::size_t unit : vague[layer]) {
                m_layers[layer].sharpen(unit, fresh[layer], m_options.quantile);
            }
        }
    }

    void finish() {
        const Stopwatch watch(m_report.committing);
        ExtractionResult result;
        for (const auto& layer : m_layers) {
            std::vector<UnitStatistics> statistics;
            for (std::size_t unit = 0; unit < layer.units(); ++unit) {
                statistics.push_back(layer.summary(unit, m_options.quantile));
                m_report.unitsWithNan += statistics.back().nans > 0 ? 1 : 0;
            }
            result.statistics.push_back(std::move(statistics));
        }
        result.maximaScales = m_maxima.scales();
        m_store.finish(result);
    }

    const network::Probe& m_probe;
    const ImageSource& m_images;
    ExtractionStore& m_store;
    ExtractOptions m_options;
    std::stop_token m_stop;
    const Progress& m_progress;
    int m_batch; ///< may shrink on a full device
    std::int64_t m_pilot;
    std::vector<std::int64_t> m_order;
    Layers m_layers;
    MaximaRows m_maxima;
    ExtractionSlice m_slice; ///< what has not been committed yet
    std::int64_t m_seen = 0; ///< readable images of this sitting
    std::string m_firstFailure;
    ExtractReport m_report;
};

} // namespace

void ExtractOptions::check() const {
    const auto refuse = [](const std::string& what) { throw DataError(what); };
    if (k < 1 || k > 1000) {
        refuse("k is " + std::to_string(k) + "; choose between 1 and 1000 exemplars a unit");
    }
    if (!(quantile > 0 && quantile < 1)) {
        refuse("the quantile is " + std::to_string(quantile) + "; it must lie between 0 and 1");
    }
    if (batch < 1 || batch > 4096) {
        refuse("the batch is " + std::to_string(batch) + "; choose between 1 and 4096 images");
    }
    if (slice < 1) {
        refuse("a slice needs at least one image");
    }
}

ExtractReport extract(const network::Probe& probe, const std::vector<LayerShape>& shapes,
                      const ImageSource& images, ExtractionStore& store,
                      const ExtractOptions& options, std::stop_token stop,
                      const Progress& progress) {
    options.check();
    if (images.size() == 0) {
        throw DataError("the data set has no images");
    }
    return Extraction(probe, shapes, images, store, options, std::move(stop), progress).run();
}

} // namespace brera::exemplars
