// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Single units: many ablations of one cached activation.
#include "ablation/evaluator_impl.h"
#include "base/priority.h"

#include <torch/torch.h>

#include <algorithm>

namespace brera::ablation {

namespace {

/// Units that are tried on a batch before the next batch comes, where activations are kept.
constexpr std::size_t kUnitsTogether = 16;
/// Bytes of a row's state up to which rows of several units always run together: copying them costs
/// little beside what a larger batch saves.
constexpr std::int64_t kSmallRow = 256 << 10;
/// Bytes of the rows of one such tail forward, and their number at most.
constexpr std::int64_t kRowsBytes = 4 << 20;
constexpr std::int64_t kMostRows = 1024;

struct Pair {
    std::int64_t row;
    std::int64_t unit;
};

} // namespace

void Evaluator::Impl::tryUnits(std::size_t number, int cut, std::span<const std::int64_t> units,
                               std::map<std::int64_t, Figures>& figures,
                               const std::stop_token& stop) {
    const Batch& batch = batches[number];
    const auto& flags = batch.active[static_cast<std::size_t>(cut)];
    const auto all = static_cast<std::size_t>(unitCounts[static_cast<std::size_t>(cut)]);
    const bool everywhere = options.replacement == Replacement::Mean;
    std::optional<network::StageState> state;
    const auto fetch = [&] { // with the mutex held
        if (!state) {
            state = plainState(number, cut, stop);
        }
    };
    const auto rowBytes = this->rowBytes[static_cast<std::size_t>(cut)];
    std::vector<Pair> pairs;
    for (const auto unit : units) {
        std::vector<Pair> own;
        for (std::size_t row = 0; row < batch.images.size(); ++row) {
            if (everywhere || flags[row * all + static_cast<std::size_t>(unit)]) {
                own.push_back({static_cast<std::int64_t>(row), unit});
            }
        }
        if (rowBytes <= kSmallRow ||
            static_cast<double>(own.size()) <
                kMostRowsPicked * static_cast<double>(batch.images.size())) {
            pairs.insert(pairs.end(), own.begin(), own.end());
            continue;
        }
        giveWay(stop);
        const std::lock_guard lock(mutex);
        fetch();
        const network::UnitOff off(*state, unit, replacement(cut, unit));
        const auto changed = logits(*state);
        for (const auto& pair : own) {
            const auto row = static_cast<std::size_t>(pair.row);
            change(figures[unit], batch, row, rowOf(changed, row));
        }
    }
    const std::int64_t fewest = std::clamp<std::int64_t>(options.tailRows, 1, kMostRows);
    const auto rows = static_cast<std::size_t>(
        std::clamp(kRowsBytes / std::max<std::int64_t>(1, rowBytes), fewest, kMostRows));
    for (std::size_t first = 0; first < pairs.size(); first += rows) {
        const auto some = std::span(pairs).subspan(first, std::min(rows, pairs.size() - first));
        auto index = torch::empty({static_cast<std::int64_t>(some.size())}, torch::kLong);
        auto unit = torch::empty_like(index);
        auto value = torch::empty({static_cast<std::int64_t>(some.size())});
        for (std::size_t i = 0; i < some.size(); ++i) {
            index.data_ptr<std::int64_t>()[i] = some[i].row;
            unit.data_ptr<std::int64_t>()[i] = some[i].unit;
            value.data_ptr<float>()[i] = replacement(cut, some[i].unit);
        }
        giveWay(stop);
        const std::lock_guard lock(mutex);
        fetch();
        const auto changed = logits(state->selectWithout(index, unit, value));
        for (std::size_t i = 0; i < some.size(); ++i) {
            change(figures[some[i].unit], batch, static_cast<std::size_t>(some[i].row),
                   rowOf(changed, i));
        }
    }
}

void Evaluator::importances(const std::string& layer, const std::vector<std::int64_t>& units,
                            const Sink& sink, std::stop_token stop, const Progress& progress) {
    const Figures& whole = baseline(stop);
    auto& impl = *m_impl;
    const int cut = impl.cutOf(layer);
    impl.byCut({{layer, units}}); // names a unit that does not exist
    const auto all = static_cast<std::int64_t>(units.size() * impl.batches.size());
    ProgressMeter meter(progress, "importance of " + layer, all);
    // Where the activations are kept, units are the outer loop and results come as they go.
    // Otherwise chunks of images are, so that none is worked out twice.
    bool kept = false;
    {
        const std::lock_guard lock(impl.mutex);
        kept = impl.cache.holdsAll(impl.batches.size(), cut);
    }
    const std::size_t group = kept ? kUnitsTogether : units.size();
    for (std::size_t first = 0; first < units.size(); first += group) {
        const auto some = std::span(units).subspan(first, std::min(group, units.size() - first));
        std::map<std::int64_t, Figures> figures;
        for (const auto unit : some) {
            figures[unit] = whole;
        }
        for (std::size_t batch = 0; batch < impl.batches.size(); ++batch) {
            giveWay(stop);
            impl.tryUnits(batch, cut, some, figures, stop);
            meter.advance(static_cast<std::int64_t>(some.size()));
        }
        for (const auto& [unit, measured] : figures) {
            sink(unit, measured);
        }
    }
    meter.flush();
}

} // namespace brera::ablation
