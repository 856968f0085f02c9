// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/evaluator.h"

#include "ablation/activation_cache.h"
#include "base/error.h"
#include "exemplars/batch_reader.h"
#include "network/network.h"
#include "network/staged.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace brera::ablation {

namespace {

/// Above this share of a batch's rows it is cheaper to run all of them than to pick.
constexpr double kMostRowsPicked = 0.6;

void checkStop(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Cancelled();
    }
}

} // namespace

struct Evaluator::Impl {
    network::StagedForward forward;
    LabelledSet set;
    EvaluatorOptions options;

    /// Images that run together; unreadable and unlabelled ones are left out.
    struct Batch {
        std::vector<std::int64_t> images;
        std::vector<int> labels;
        std::vector<float> logits; ///< (images, outputs), nothing switched off
    };
    std::vector<std::int64_t> order; ///< labelled images
    std::vector<Batch> batches;
    std::int64_t outputs = 0;
    std::vector<std::int64_t> unitCounts;                ///< by cut
    std::vector<std::vector<std::int64_t>> activeImages; ///< [cut][unit]
    std::optional<Figures> base;
    ActivationCache cache;

    Impl(const network::Network& network, const std::vector<std::string>& layers,
         LabelledSet labelled, EvaluatorOptions chosen)
        : forward(network, layers, chosen.fast), set(std::move(labelled)),
          options(std::move(chosen)), cache(options.cacheBytes) {
        if (set.images == nullptr ||
            set.labels.size() != static_cast<std::size_t>(set.images->size())) {
            throw DataError("the " + set.name + " set needs one label an image");
        }
        for (std::int64_t i = 0; i < set.images->size(); ++i) {
            if (set.labels[static_cast<std::size_t>(i)] >= 0) {
                order.push_back(i);
            }
        }
        if (order.empty()) {
            throw DataError("no image of the " + set.name +
                            " set has a label; name the network's classes with a class list");
        }
    }

    int cutOf(const std::string& layer) const {
        const auto& names = forward.layers();
        const auto found = std::find(names.begin(), names.end(), layer);
        if (found == names.end()) {
            throw DataError("there is no layer \"" + layer + "\" among those that were cut");
        }
        return static_cast<int>(found - names.begin());
    }

    // --- batches and their states ---

    void readBaseline(const std::stop_token& stop, const Progress& progress) {
        ProgressMeter meter(progress, "measuring " + set.name,
                            static_cast<std::int64_t>(order.size()));
        exemplars::BatchReader reader(*set.images, order);
        std::vector<Batch> read;
        Figures figures;
        const auto cuts = forward.layers().size();
        activeImages.assign(cuts, {});
        unitCounts.assign(cuts, 0);
        while (true) {
            checkStop(stop);
            const auto pictures = reader.next(options.batch, stop);
            if (pictures.taken == 0) {
                break;
            }
            meter.advance(pictures.taken);
            if (pictures.images.empty()) {
                continue;
            }
            Batch batch{pictures.images, {}, {}};
            for (const auto image : batch.images) {
                batch.labels.push_back(set.labels[static_cast<std::size_t>(image)]);
            }
            auto state = forward.head(
                exemplars::normalized(pictures, set.images->normalization(), forward.device()));
            for (std::size_t cut = 0; cut < cuts; ++cut) {
                state = forward.advance(state, static_cast<int>(cut));
                noteActivity(cut, state);
                cache.keep(read.size(), "", state);
            }
            batch.logits = logits(state);
            outputs = static_cast<std::int64_t>(batch.logits.size() / batch.images.size());
            for (std::size_t row = 0; row < batch.images.size(); ++row) {
                if (batch.labels[row] >= outputs) {
                    throw DataError("image " + std::to_string(batch.images[row]) + " of the " +
                                    set.name + " set has class " +
                                    std::to_string(batch.labels[row]) + ", but the network has " +
                                    std::to_string(outputs) + " outputs");
                }
                count(figures, rowOf(batch.logits, row), batch.labels[row]);
            }
            read.push_back(std::move(batch));
        }
        meter.flush();
        if (read.empty()) {
            throw DataError("none of the labelled images of the " + set.name +
                            " set could be read");
        }
        batches = std::move(read);
        base = std::move(figures);
    }

    void noteActivity(std::size_t cut, const network::StageState& state) {
        const auto active = state.active().sum(0, false, torch::kLong);
        auto& images = activeImages[cut];
        unitCounts[cut] = active.size(0);
        images.resize(static_cast<std::size_t>(active.size(0)));
        for (std::size_t unit = 0; unit < images.size(); ++unit) {
            images[unit] += active.data_ptr<std::int64_t>()[unit];
        }
    }

    std::vector<float> logits(const network::StageState& state) const {
        const auto values = forward.logits(state).to(torch::kCPU, torch::kFloat).contiguous();
        const float* data = values.data_ptr<float>();
        return {data, data + values.numel()};
    }

    std::span<const float> rowOf(const std::vector<float>& values, std::size_t row) const {
        const auto width = static_cast<std::size_t>(outputs);
        return {values.data() + row * width, width};
    }

    /// The state behind a cut with nothing switched off: kept, or worked out again.
    network::StageState plainState(std::size_t batch, int cut, const std::stop_token& stop) {
        if (const auto kept = cache.latest(batch, cut, [](int) { return std::string(); })) {
            return forward.advance(*kept, cut);
        }
        exemplars::BatchReader reader(*set.images, batches[batch].images);
        const auto pictures =
            reader.next(static_cast<std::int64_t>(batches[batch].images.size()), stop);
        if (pictures.images != batches[batch].images) {
            throw DataError("images of the " + set.name +
                            " set cannot be read any more; open the set again");
        }
        return forward.advance(forward.head(exemplars::normalized(
                                   pictures, set.images->normalization(), forward.device())),
                               cut);
    }

    float replacement(int cut, std::int64_t unit) const {
        if (options.replacement == Replacement::Zero) {
            return 0;
        }
        const auto& layer = forward.layers()[static_cast<std::size_t>(cut)];
        const auto found = options.means.find(layer);
        if (found == options.means.end() ||
            found->second.size() <= static_cast<std::size_t>(unit)) {
            throw DataError("the mean of " + layer + "/" + std::to_string(unit) +
                            " is not known; extract the layer first");
        }
        return found->second[static_cast<std::size_t>(unit)];
    }

    // --- sets of units ---

    struct CutUnits {
        int cut;
        std::vector<std::int64_t> units;
    };

    std::vector<CutUnits> byCut(const UnitSet& units) const {
        std::vector<CutUnits> result;
        for (const auto& [layer, numbers] : units) {
            if (numbers.empty()) {
                continue;
            }
            const int cut = cutOf(layer);
            for (const auto unit : numbers) {
                if (unit < 0 || unit >= unitCounts[static_cast<std::size_t>(cut)]) {
                    throw DataError("there is no unit " + layer + "/" + std::to_string(unit) +
                                    "; " + layer + " has " +
                                    std::to_string(unitCounts[static_cast<std::size_t>(cut)]));
                }
            }
            result.push_back({cut, numbers});
        }
        std::sort(result.begin(), result.end(),
                  [](const auto& a, const auto& b) { return a.cut < b.cut; });
        return result;
    }

    /// What is switched off before a cut, as a key: states of equal keys are equal.
    static std::string before(const std::vector<CutUnits>& sets, int cut) {
        std::string key;
        for (const auto& set : sets) {
            if (set.cut < cut) {
                key += std::to_string(set.cut) + ':';
                for (const auto unit : set.units) {
                    key += std::to_string(unit) + ',';
                }
            }
        }
        return key;
    }

    network::StageState switchedOff(const network::StageState& state,
                                    const std::vector<std::int64_t>& units) const {
        auto keep = torch::ones({state.activation().size(1)});
        at::Tensor fill;
        if (options.replacement == Replacement::Mean) {
            fill = torch::zeros_like(keep);
        }
        for (const auto unit : units) {
            keep.data_ptr<float>()[unit] = 0;
            if (fill.defined()) {
                fill.data_ptr<float>()[unit] = replacement(state.cut(), unit);
            }
        }
        return state.masked(keep, fill);
    }

    /// Rows of the state on which one of the units is not silent.
    std::vector<std::int64_t> activeRows(const network::StageState& state,
                                         const std::vector<std::int64_t>& units) const {
        const auto active = state.active();
        const bool* flags = active.data_ptr<bool>();
        std::vector<std::int64_t> rows;
        for (std::int64_t row = 0; row < active.size(0); ++row) {
            const bool* own = flags + row * active.size(1);
            if (options.replacement == Replacement::Mean ||
                std::any_of(units.begin(), units.end(), [&](auto unit) { return own[unit]; })) {
                rows.push_back(row);
            }
        }
        return rows;
    }

    /// The batch's logits with the sets switched off.
    std::vector<float> logitsWithout(std::size_t batch, const std::vector<CutUnits>& sets,
                                     const std::stop_token& stop) {
        const int first = sets.front().cut;
        const int last = sets.back().cut;
        auto kept = cache.latest(batch, last, [&](int cut) { return before(sets, cut); });
        auto state = kept && kept->cut() >= first ? *kept : plainState(batch, first, stop);
        if (first == last) {
            const auto rows = activeRows(state, sets.front().units);
            if (rows.empty()) {
                return batches[batch].logits;
            }
            if (static_cast<double>(rows.size()) <
                kMostRowsPicked * static_cast<double>(state.rows())) {
                const auto picked =
                    logits(switchedOff(state.select(torch::tensor(rows)), sets.front().units));
                auto result = batches[batch].logits;
                const auto width = static_cast<std::size_t>(outputs);
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    std::copy_n(picked.data() + i * width, width,
                                result.data() + static_cast<std::size_t>(rows[i]) * width);
                }
                return result;
            }
        }
        for (const auto& set : sets) {
            if (set.cut < state.cut()) {
                continue;
            }
            // Kept on the way, so that a change further on starts from here.
            while (state.cut() < set.cut) {
                state = forward.advance(state, state.cut() + 1);
                cache.keep(batch, before(sets, state.cut()), state);
            }
            state = switchedOff(state, set.units);
        }
        return logits(state);
    }

    // --- single units ---

    struct Pair {
        std::int64_t row;
        std::int64_t unit;
    };

    void change(Figures& figures, const Batch& batch, std::size_t row,
                std::span<const float> logits) const {
        count(figures, rowOf(batch.logits, row), batch.labels[row], -1);
        count(figures, logits, batch.labels[row]);
    }

    /// Adds what switching each unit off alone changes on one batch.
    void tryUnits(std::size_t number, const network::StageState& state,
                  std::span<const std::int64_t> units, std::map<std::int64_t, Figures>& figures,
                  const std::stop_token& stop) const {
        const Batch& batch = batches[number];
        const auto active = state.active();
        const bool* flags = active.data_ptr<bool>();
        const bool everywhere = options.replacement == Replacement::Mean;
        std::vector<Pair> pairs;
        for (const auto unit : units) {
            checkStop(stop);
            std::vector<Pair> own;
            for (std::int64_t row = 0; row < state.rows(); ++row) {
                if (everywhere || flags[row * active.size(1) + unit]) {
                    own.push_back({row, unit});
                }
            }
            if (static_cast<double>(own.size()) <
                kMostRowsPicked * static_cast<double>(state.rows())) {
                pairs.insert(pairs.end(), own.begin(), own.end());
                continue;
            }
            const network::UnitOff off(state, unit, replacement(state.cut(), unit));
            const auto changed = logits(state);
            for (const auto& pair : own) {
                const auto row = static_cast<std::size_t>(pair.row);
                change(figures[unit], batch, row, rowOf(changed, row));
            }
        }
        const auto rows = static_cast<std::size_t>(options.tailRows);
        for (std::size_t first = 0; first < pairs.size(); first += rows) {
            checkStop(stop);
            const auto some = std::span(pairs).subspan(first, std::min(rows, pairs.size() - first));
            auto index = torch::empty({static_cast<std::int64_t>(some.size())}, torch::kLong);
            auto unit = torch::empty_like(index);
            auto value = torch::empty({static_cast<std::int64_t>(some.size())});
            for (std::size_t i = 0; i < some.size(); ++i) {
                index.data_ptr<std::int64_t>()[i] = some[i].row;
                unit.data_ptr<std::int64_t>()[i] = some[i].unit;
                value.data_ptr<float>()[i] = replacement(state.cut(), some[i].unit);
            }
            const auto changed = logits(state.selectWithout(index, unit, value));
            for (std::size_t i = 0; i < some.size(); ++i) {
                change(figures[some[i].unit], batch, static_cast<std::size_t>(some[i].row),
                       rowOf(changed, i));
            }
        }
    }
};

Evaluator::Evaluator(const network::Network& network, const std::vector<std::string>& layers,
                     LabelledSet set, EvaluatorOptions options)
    : m_impl(std::make_unique<Impl>(network, layers, std::move(set), std::move(options))) {
}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

const std::vector<std::string>& Evaluator::layers() const {
    return m_impl->forward.layers();
}

std::int64_t Evaluator::units(const std::string& layer) const {
    const auto cut = static_cast<std::size_t>(m_impl->cutOf(layer));
    return cut < m_impl->unitCounts.size() ? m_impl->unitCounts[cut] : 0;
}

const Figures& Evaluator::baseline(std::stop_token stop, const Progress& progress) {
    if (!m_impl->base) {
        m_impl->readBaseline(stop, progress);
    }
    return *m_impl->base;
}

Figures Evaluator::measure(const UnitSet& units, std::stop_token stop, const Estimate& estimate) {
    Figures figures = baseline(stop);
    auto& impl = *m_impl;
    const auto sets = impl.byCut(units);
    if (sets.empty()) {
        return figures;
    }
    std::int64_t done = 0;
    for (std::size_t number = 0; number < impl.batches.size(); ++number) {
        checkStop(stop);
        const auto& batch = impl.batches[number];
        const auto changed = impl.logitsWithout(number, sets, stop);
        for (std::size_t row = 0; row < batch.images.size(); ++row) {
            impl.change(figures, batch, row, impl.rowOf(changed, row));
        }
        done += static_cast<std::int64_t>(batch.images.size());
        if (estimate) {
            estimate(figures, done, figures.images);
        }
    }
    return figures;
}

void Evaluator::importances(const std::string& layer, const std::vector<std::int64_t>& units,
                            const Sink& sink, std::stop_token stop, const Progress& progress) {
    const Figures whole = baseline(stop);
    auto& impl = *m_impl;
    const int cut = impl.cutOf(layer);
    impl.byCut({{layer, units}}); // names a unit that does not exist
    const auto all = static_cast<std::int64_t>(units.size() * impl.batches.size());
    ProgressMeter meter(progress, "importance of " + layer, all);
    // Where the activations are kept, units are the outer loop and results come as they go.
    // Otherwise chunks of images are, so that none is worked out twice.
    const bool kept = impl.cache.holdsAll(impl.batches.size(), cut);
    const std::size_t group = kept ? 16 : units.size();
    for (std::size_t first = 0; first < units.size(); first += group) {
        const auto some = std::span(units).subspan(first, std::min(group, units.size() - first));
        std::map<std::int64_t, Figures> figures;
        for (const auto unit : some) {
            figures[unit] = whole;
        }
        for (std::size_t batch = 0; batch < impl.batches.size(); ++batch) {
            checkStop(stop);
            impl.tryUnits(batch, impl.plainState(batch, cut, stop), some, figures, stop);
            meter.advance(static_cast<std::int64_t>(some.size()));
        }
        for (const auto& [unit, measured] : figures) {
            sink(unit, measured);
        }
    }
    meter.flush();
}

double Evaluator::activeShare(const std::string& layer, std::int64_t unit) {
    const Figures& whole = baseline();
    m_impl->byCut({{layer, {unit}}});
    const auto cut = static_cast<std::size_t>(m_impl->cutOf(layer));
    return static_cast<double>(m_impl->activeImages[cut][static_cast<std::size_t>(unit)]) /
           static_cast<double>(whole.images);
}

std::int64_t Evaluator::cachedBytes() const {
    return m_impl->cache.bytes();
}

} // namespace brera::ablation
