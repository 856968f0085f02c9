// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/npy.h"
#include "exemplars/extractor.h"
#include "exemplars/masks.h"
#include "network/network.h"
#include "support/check.h"
#include "support/memory_source.h"

#include <algorithm>
#include <map>

using namespace brera;
using namespace brera::exemplars;
using test::MemorySource;

namespace {

const std::string kOracle = std::string(BRERA_TEST_DATA) + "/oracle/";
const std::vector<std::string> kLayers{"conv1", "layer1", "layer2", "layer3", "layer4"};

/// Keeps everything in memory, as a project file would; may ask to stop after some commits.
class MemoryStore final : public ExtractionStore {
public:
    std::optional<ExtractionState> load() override { return m_state; }
    void commit(const ExtractionSlice& slice) override {
        if (!m_state) {
            m_state.emplace();
            m_state->exemplars.resize(slice.layers.size());
        }
        m_state->phase = slice.phase;
        m_state->imagesDone = slice.imagesDone;
        m_state->layerStates.clear();
        for (std::size_t layer = 0; layer < slice.layers.size(); ++layer) {
            m_state->layerStates.push_back(slice.layers[layer].state);
            for (const auto& unit : slice.layers[layer].changed) {
                auto& all = m_state->exemplars[layer];
                std::erase_if(all, [&](const auto& other) { return other.unit == unit.unit; });
                all.push_back(unit);
            }
        }
        for (const auto& row : slice.maxima) {
            maxima[row.image] = row.halves;
        }
        failed.insert(failed.end(), slice.failed.begin(), slice.failed.end());
        if (++commits == stopAfter) {
            stop.request_stop();
        }
    }
    void finish(const ExtractionResult& end) override { result = end; }

    /// Exemplars of one unit, best first.
    const std::vector<Exemplar>& exemplars(std::size_t layer, std::int64_t unit) const {
        for (const auto& entry : m_state->exemplars[layer]) {
            if (entry.unit == unit) {
                return entry.exemplars;
            }
        }
        throw DataError("no such unit");
    }

    std::optional<ExtractionResult> result;
    std::map<std::int64_t, std::vector<std::uint16_t>> maxima;
    std::vector<FailedImage> failed;
    std::stop_source stop;
    int commits = 0;
    int stopAfter = -1;

private:
    std::optional<ExtractionState> m_state;
};

struct Oracle {
    network::Network network = network::Network::open(kOracle + "network_scripted.pt");
    network::Probe probe = network.probe(kLayers);
    std::vector<LayerShape> shapes;
    MemorySource images{kOracle + "prepared.npy"};

    Oracle() {
        for (const auto& layer : kLayers) {
            for (const auto& module : network.modules({3, 64, 64})) {
                if (module.path == layer) {
                    shapes.push_back({layer, module.units, module.height, module.width});
                }
            }
        }
        CHECK_EQUAL(shapes.size(), kLayers.size());
    }

    MemoryStore extract(const ExtractOptions& options) {
        MemoryStore store;
        exemplars::extract(probe, shapes, images, store, options, {}, {});
        return store;
    }
};

void checkSame(const Oracle& oracle, const MemoryStore& a, const MemoryStore& b) {
    for (std::size_t layer = 0; layer < kLayers.size(); ++layer) {
        for (std::int64_t unit = 0; unit < oracle.shapes[layer].units; ++unit) {
            const auto& one = a.exemplars(layer, unit);
            const auto& two = b.exemplars(layer, unit);
            CHECK_EQUAL(one.size(), two.size());
            for (std::size_t rank = 0; rank < one.size(); ++rank) {
                CHECK_EQUAL(one[rank].image, two[rank].image);
                CHECK_EQUAL(one[rank].activation, two[rank].activation);
                CHECK((one[rank].map.halves == two[rank].map.halves));
            }
            const auto& first = a.result->statistics[layer][static_cast<std::size_t>(unit)];
            const auto& second = b.result->statistics[layer][static_cast<std::size_t>(unit)];
            CHECK_EQUAL(first.threshold, second.threshold);
            CHECK_EQUAL(first.rankErrorBound, second.rankErrorBound);
            CHECK_EQUAL(first.mean, second.mean);
            CHECK((first.histogram.counts == second.histogram.counts));
        }
    }
    CHECK((a.maxima == b.maxima));
}

/// Shares of units' masks that agree with the reference's at its exact level.
double meanIou(const MemoryStore& store, std::size_t layer, const std::string& name,
               std::int64_t units) {
    const npy::Array packed(kOracle + "exemplars/" + name + "/masks_exact_packbits.npy");
    const npy::Array ids(kOracle + "exemplars/" + name + "/ids.npy");
    const auto bits = packed.as<std::uint8_t>();
    constexpr std::size_t kArea = 64 * 64;
    double sum = 0;
    int compared = 0;
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const auto& ours = store.exemplars(layer, unit);
        const double threshold =
            store.result->statistics[layer][static_cast<std::size_t>(unit)].threshold;
        for (std::size_t rank = 0; rank < ours.size(); ++rank) {
            const auto row = static_cast<std::size_t>(unit) * 15 + rank;
            if (ids.as<std::int64_t>()[row] != ours[rank].image) {
                continue;
            }
            const auto mask = exemplars::mask(ours[rank].map, threshold, 64, 64);
            int both = 0;
            int either = 0;
            for (std::size_t i = 0; i < kArea; ++i) {
                const std::size_t bit = row * kArea + i;
                const bool theirs = (bits[bit / 8] >> (7 - bit % 8)) & 1;
                both += theirs && mask[i] != 0 ? 1 : 0;
                either += theirs || mask[i] != 0 ? 1 : 0;
            }
            sum += either > 0 ? static_cast<double>(both) / either : 1;
            ++compared;
        }
    }
    CHECK(compared > 10 * units);
    return sum / compared;
}

} // namespace

TEST_CASE(exemplars_levels_and_masks_are_the_references) {
    Oracle oracle;
    const auto store = oracle.extract({});
    for (std::size_t layer = 0; layer < kLayers.size(); ++layer) {
        const std::string folder = kOracle + "exemplars/" + kLayers[layer];
        const npy::Array ids(folder + "/ids.npy");
        const npy::Array activations(folder + "/activations.npy");
        const npy::Array levels(folder + "/levels_exact.npy");
        const auto theirs = activations.as<float>();
        for (std::int64_t unit = 0; unit < oracle.shapes[layer].units; ++unit) {
            const auto& ours = store.exemplars(layer, unit);
            CHECK_EQUAL(ours.size(), 15U);
            for (std::size_t rank = 0; rank < 15; ++rank) {
                const auto row = static_cast<std::size_t>(unit) * 15;
                const float score = theirs[row + rank];
                CHECK_NEAR(ours[rank].activation, score, 1e-4);
                // Where neighbours are nearer than 1e-4 the order may differ.
                const bool clear = (rank == 0 || theirs[row + rank - 1] - score > 1e-4F) &&
                                   rank < 14 && score - theirs[row + rank + 1] > 1e-4F;
                if (clear) {
                    CHECK_EQUAL(ours[rank].image, ids.as<std::int64_t>()[row + rank]);
                }
            }
            const auto& statistics =
                store.result->statistics[layer][static_cast<std::size_t>(unit)];
            CHECK_EQUAL(statistics.rankErrorBound, 0.0); // small data: exact
            CHECK_NEAR(statistics.threshold, levels.as<double>()[static_cast<std::size_t>(unit)],
                       1e-4);
        }
        CHECK(meanIou(store, layer, kLayers[layer], oracle.shapes[layer].units) >= 0.97);
    }
}

TEST_CASE(histograms_come_as_near_as_they_promise) {
    Oracle oracle;
    ExtractOptions options;
    const auto exact = oracle.extract(options);
    options.pilotBytes = 1; // the smallest pilot: most images are only counted
    const auto counted = oracle.extract(options);
    for (std::size_t layer = 0; layer < kLayers.size(); ++layer) {
        for (std::int64_t unit = 0; unit < oracle.shapes[layer].units; ++unit) {
            const auto u = static_cast<std::size_t>(unit);
            CHECK(counted.result->statistics[layer][u].rankErrorBound <= options.maxRankError);
            CHECK_EQUAL(counted.exemplars(layer, unit)[0].image,
                        exact.exemplars(layer, unit)[0].image);
        }
        CHECK(meanIou(counted, layer, kLayers[layer], oracle.shapes[layer].units) >= 0.97);
    }
}

TEST_CASE(stopping_anywhere_and_going_on_changes_nothing) {
    Oracle oracle;
    ExtractOptions options;
    options.pilotBytes = 1;
    options.slice = 32;
    options.maxRankError = 1e-5; // so strict that units are read again
    const auto undisturbed = oracle.extract(options);
    CHECK(undisturbed.commits > 5);
    for (int stopAfter = 1; stopAfter < undisturbed.commits; ++stopAfter) {
        MemoryStore store;
        store.stopAfter = stopAfter;
        try {
            extract(oracle.probe, oracle.shapes, oracle.images, store, options,
                    store.stop.get_token(), {});
        } catch (const Cancelled&) {
        }
        extract(oracle.probe, oracle.shapes, oracle.images, store, options, {}, {});
        checkSame(oracle, undisturbed, store);
    }
}

TEST_CASE(broken_images_are_skipped_and_listed) {
    Oracle oracle;
    oracle.images.breakImage(4);
    oracle.images.breakImage(150);
    const auto store = oracle.extract({});
    CHECK_EQUAL(store.failed.size(), 2U);
    CHECK_EQUAL(store.failed[0].reason, "truncated");
    CHECK_EQUAL(store.maxima.size(), 198U);
    CHECK_EQUAL(store.maxima.count(4), 0U);
    CHECK(store.exemplars(0, 0)[0].image != 4); // 4 is its best exemplar when whole
}

TEST_CASE(nothing_readable_is_an_error_with_the_reason) {
    Oracle oracle;
    for (std::int64_t image = 0; image < 200; ++image) {
        oracle.images.breakImage(image);
    }
    CHECK_THROWS(DataError, oracle.extract({}), "truncated");
}

TEST_CASE(options_that_make_no_sense_are_named) {
    Oracle oracle;
    CHECK_THROWS(DataError, oracle.extract({.k = 0}), "k is 0");
    CHECK_THROWS(DataError, oracle.extract({.quantile = 1}), "quantile");
    CHECK_THROWS(DataError, oracle.extract({.batch = 0}), "batch");
}

CHECK_MAIN
