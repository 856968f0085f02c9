// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/evaluator.h"

#include "ablation/evaluator_impl.h"
#include "ablation/measurement.h"
#include "base/error.h"
#include "base/priority.h"
#include "exemplars/batch_reader.h"
#include "network/network.h"

#include <torch/torch.h>

#include <algorithm>
#include <utility>

namespace brera::ablation {

namespace {

/// Every class spread evenly, so that a part from the front tells about all of them.
std::vector<std::int64_t> spreadOverClasses(const std::vector<int>& labels) {
    std::map<int, std::int64_t> total;
    for (const int label : labels) {
        ++total[label];
    }
    std::map<int, std::int64_t> seen;
    std::vector<std::pair<double, std::int64_t>> places;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] >= 0) {
            const auto before = static_cast<double>(seen[labels[i]]++);
            places.emplace_back((before + 0.5) / static_cast<double>(total[labels[i]]),
                                static_cast<std::int64_t>(i));
        }
    }
    std::sort(places.begin(), places.end());
    std::vector<std::int64_t> order;
    for (const auto& [place, image] : places) {
        order.push_back(image);
    }
    return order;
}

} // namespace

Evaluator::Impl::Impl(const network::Network& network, const std::vector<std::string>& layers,
                      LabelledSet labelled, EvaluatorOptions chosen)
    : forward(network, layers, chosen.fast, chosen.fast), set(std::move(labelled)),
      options(std::move(chosen)), cache(options.cacheBytes) {
    if (set.images == nullptr ||
        set.labels.size() != static_cast<std::size_t>(set.images->size())) {
        throw DataError("the " + set.name + " set needs one label an image");
    }
    order = spreadOverClasses(set.labels);
    if (order.empty()) {
        throw DataError("no image of the " + set.name +
                        " set has a label; name the network's classes with a class list");
    }
}

int Evaluator::Impl::cutOf(const std::string& layer) const {
    const auto& names = forward.layers();
    const auto found = std::find(names.begin(), names.end(), layer);
    if (found == names.end()) {
        throw DataError("there is no layer \"" + layer + "\" among those that were cut");
    }
    return static_cast<int>(found - names.begin());
}

const Figures& Evaluator::Impl::baseline(const std::stop_token& stop, const Progress& progress) {
    std::unique_lock lock(mutex);
    // Nobody gives way here: whoever waits would wait for this very pass.
    read.wait(lock, stop, [&] { return !reading; });
    if (stop.stop_requested()) {
        throw Cancelled();
    }
    if (base) {
        return *base;
    }
    reading = true;
    lock.unlock();
    const auto finish = [&] {
        const std::lock_guard again(mutex);
        reading = false;
    };
    try {
        readBaseline(stop, progress);
    } catch (...) {
        finish();
        read.notify_all();
        throw;
    }
    finish();
    read.notify_all();
    return *base;
}

void Evaluator::Impl::readBaseline(const std::stop_token& stop, const Progress& progress) {
    ProgressMeter meter(progress, "measuring " + set.name, static_cast<std::int64_t>(order.size()));
    exemplars::BatchReader reader(*set.images, order);
    const auto cuts = forward.layers().size();
    std::vector<Batch> all;
    std::vector<std::vector<std::int64_t>> counts(cuts);
    silent.clear(); // of an earlier call that was stopped
    off.clear();
    rowBytes.clear();
    std::int64_t width = 0;
    Figures figures;
    while (true) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        const auto pictures = reader.next(options.batch, stop);
        if (pictures.taken == 0) {
            break;
        }
        meter.advance(pictures.taken);
        if (pictures.images.empty()) {
            continue;
        }
        Batch batch;
        batch.images = pictures.images;
        for (const auto image : batch.images) {
            batch.labels.push_back(set.labels[static_cast<std::size_t>(image)]);
        }
        auto state = forward.head(
            exemplars::normalized(pictures, set.images->normalization(), forward.device()));
        for (std::size_t cut = 0; cut < cuts; ++cut) {
            state = forward.advance(state, static_cast<int>(cut));
            if (silent.size() == cut) {
                noteReplacements(state);
                rowBytes.push_back(state.bytes() / state.rows());
            }
            const auto active = state.active(torch::tensor(silent[cut]));
            const bool* flags = active.data_ptr<bool>();
            batch.active.emplace_back(flags, flags + active.numel());
            counts[cut].resize(static_cast<std::size_t>(active.size(1)));
            for (std::size_t i = 0; i < batch.active.back().size(); ++i) {
                counts[cut][i % counts[cut].size()] += flags[i] ? 1 : 0;
            }
            const std::lock_guard lock(mutex); // bytes() may be asked for
            cache.keep(all.size(), "", state);
        }
        batch.logits = logits(state);
        width = static_cast<std::int64_t>(batch.logits.size() / batch.images.size());
        for (std::size_t row = 0; row < batch.images.size(); ++row) {
            if (batch.labels[row] >= width) {
                throw DataError("image " + std::to_string(batch.images[row]) + " of the " +
                                set.name + " set has class " + std::to_string(batch.labels[row]) +
                                ", but the network has " + std::to_string(width) + " outputs");
            }
            const auto outputsOfRow = static_cast<std::size_t>(width);
            batch.outcomes.push_back(
                judge({batch.logits.data() + row * outputsOfRow, outputsOfRow}, batch.labels[row]));
            count(figures, batch.outcomes.back(), batch.labels[row], outputsOfRow);
        }
        all.push_back(std::move(batch));
    }
    meter.flush();
    if (all.empty()) {
        throw DataError("none of the labelled images of the " + set.name + " set could be read");
    }
    const std::lock_guard lock(mutex);
    for (const auto& ofCut : counts) {
        unitCounts.push_back(static_cast<std::int64_t>(ofCut.size()));
    }
    outputs = width;
    batches = std::move(all);
    activeImages = std::move(counts);
    base = std::move(figures);
}

network::StageState Evaluator::Impl::plainState(std::size_t batch, int cut,
                                                const std::stop_token& stop) {
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
    return forward.advance(forward.head(exemplars::normalized(pictures, set.images->normalization(),
                                                              forward.device())),
                           cut);
}

std::vector<float> Evaluator::Impl::logits(const network::StageState& state) const {
    const auto values = forward.logits(state).to(torch::kCPU, torch::kFloat).contiguous();
    const float* data = values.data_ptr<float>();
    return {data, data + values.numel()};
}

std::span<const float> Evaluator::Impl::rowOf(const std::vector<float>& values,
                                              std::size_t row) const {
    const auto width = static_cast<std::size_t>(outputs);
    return {values.data() + row * width, width};
}

void Evaluator::Impl::noteReplacements(const network::StageState& state) {
    const auto note = [&](std::vector<std::vector<float>>& values, const at::Tensor& atLayer) {
        const auto here = forward.behind(state, atLayer);
        values.emplace_back(here.data_ptr<float>(), here.data_ptr<float>() + here.numel());
    };
    const auto units = state.activation().size(1);
    note(silent, torch::zeros({units}));
    if (options.replacement == Replacement::Zero) {
        off.push_back(silent.back());
        return;
    }
    const auto means = options.means.find(forward.layers()[static_cast<std::size_t>(state.cut())]);
    if (means != options.means.end() && means->second.size() == static_cast<std::size_t>(units)) {
        note(off, torch::tensor(means->second));
    } else {
        off.emplace_back();
    }
}

float Evaluator::Impl::replacement(int cut, std::int64_t unit) const {
    const auto& values = off[static_cast<std::size_t>(cut)];
    if (values.empty()) {
        throw DataError("the mean of " + forward.layers()[static_cast<std::size_t>(cut)] + "/" +
                        std::to_string(unit) + " is not known; extract the layer first");
    }
    return values[static_cast<std::size_t>(unit)];
}

void Evaluator::Impl::change(Figures& figures, const Batch& batch, std::size_t row,
                             std::span<const float> logits) const {
    count(figures, batch.outcomes[row], batch.labels[row], logits.size(), -1);
    count(figures, judge(logits, batch.labels[row]), batch.labels[row], logits.size());
}

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
    const std::lock_guard lock(m_impl->mutex);
    return cut < m_impl->unitCounts.size() ? m_impl->unitCounts[cut] : 0;
}

const Figures& Evaluator::baseline(std::stop_token stop, const Progress& progress) {
    return m_impl->baseline(stop, progress);
}

Figures Evaluator::measure(const UnitSet& units, std::stop_token stop, const Estimate& estimate) {
    Evaluator* const self = this;
    return measureTogether(
               {&self, 1}, units, std::move(stop),
               [&](std::size_t, const Figures& figures, std::int64_t done, std::int64_t total) {
                   if (estimate) {
                       estimate(figures, done, total);
                   }
               })
        .front();
}

double Evaluator::activeShare(const std::string& layer, std::int64_t unit) {
    const Figures& whole = baseline();
    m_impl->byCut({{layer, {unit}}});
    const auto cut = static_cast<std::size_t>(m_impl->cutOf(layer));
    return static_cast<double>(m_impl->activeImages[cut][static_cast<std::size_t>(unit)]) /
           static_cast<double>(whole.images);
}

std::int64_t Evaluator::cachedBytes() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->cache.bytes();
}

} // namespace brera::ablation
