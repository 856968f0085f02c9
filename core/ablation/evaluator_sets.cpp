// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of units: a batch's logits with all of them switched off, from what is known already.
#include "ablation/evaluator_impl.h"
#include "base/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace brera::ablation {

namespace {

/// Those of the sets that lie before a cut: states behind the cut are equal where these are.
CutSets before(const CutSets& sets, int cut) {
    CutSets result;
    std::copy_if(sets.begin(), sets.end(), std::back_inserter(result),
                 [&](const CutUnits& each) { return each.cut < cut; });
    return result;
}

std::string keyBefore(const CutSets& sets, int cut) {
    return keyOf(before(sets, cut));
}

std::vector<std::int64_t> unitsAt(const CutSets& sets, int cut) {
    const auto found = std::find_if(sets.begin(), sets.end(),
                                    [&](const CutUnits& each) { return each.cut == cut; });
    return found == sets.end() ? std::vector<std::int64_t>() : found->units;
}

} // namespace

std::string keyOf(const CutSets& sets) {
    std::string key;
    for (const auto& set : sets) {
        key += std::to_string(set.cut) + ':';
        for (const auto unit : set.units) {
            key += std::to_string(unit) + ',';
        }
    }
    return key;
}

/// What is known of a batch and differs from the sets wanted as late as possible.
struct Evaluator::Impl::Start {
    bool plain = true;                 ///< nothing switched off, or the batch's last sets
    int cut = 0;                       ///< the first at which they differ
    std::vector<std::int64_t> changed; ///< the units in which they differ there
    bool onlyThere = true;             ///< and at no later cut
};

CutSets Evaluator::Impl::byCut(const UnitSet& units) const {
    CutSets result;
    for (const auto& [layer, numbers] : units) {
        if (numbers.empty()) {
            continue;
        }
        const int cut = cutOf(layer);
        const auto count = unitCounts[static_cast<std::size_t>(cut)];
        for (const auto unit : numbers) {
            if (unit < 0 || unit >= count) {
                throw DataError("there is no unit " + layer + "/" + std::to_string(unit) + "; " +
                                layer + " has " + std::to_string(count));
            }
        }
        result.push_back({cut, numbers});
        std::sort(result.back().units.begin(), result.back().units.end());
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return a.cut < b.cut; });
    return result;
}

Evaluator::Impl::Start Evaluator::Impl::nearestStart(std::size_t batch, const CutSets& sets) const {
    const auto& last = batches[batch];
    const auto compare = [&](const CutSets& known, bool plain) {
        Start start;
        start.plain = plain;
        start.cut = static_cast<int>(forward.layers().size());
        for (int cut = 0; cut < static_cast<int>(forward.layers().size()); ++cut) {
            const auto wanted = unitsAt(sets, cut);
            const auto had = unitsAt(known, cut);
            if (wanted == had) {
                continue;
            }
            if (!start.changed.empty()) {
                start.onlyThere = false;
                break;
            }
            start.cut = cut;
            std::set_symmetric_difference(wanted.begin(), wanted.end(), had.begin(), had.end(),
                                          std::back_inserter(start.changed));
        }
        return start;
    };
    auto fromPlain = compare({}, true);
    if (last.lastLogits.empty()) {
        return fromPlain;
    }
    auto fromLast = compare(last.lastSets, false);
    const bool closer =
        fromLast.cut != fromPlain.cut
            ? fromLast.cut > fromPlain.cut
            : fromLast.onlyThere &&
                  (!fromPlain.onlyThere || fromLast.changed.size() < fromPlain.changed.size());
    return closer ? fromLast : fromPlain;
}

network::StageState Evaluator::Impl::switchedOff(const network::StageState& state,
                                                 const CutSets& sets) const {
    const auto units = unitsAt(sets, state.cut());
    if (units.empty()) {
        return state;
    }
    auto keep = torch::ones({state.activation().size(1)});
    auto fill = torch::zeros_like(keep);
    bool filled = false;
    for (const auto unit : units) {
        const float value = replacement(state.cut(), unit);
        keep.data_ptr<float>()[unit] = 0;
        fill.data_ptr<float>()[unit] = value;
        filled = filled || value != 0;
    }
    return state.masked(keep, filled ? fill : at::Tensor());
}

/// From a state behind a cut to a later cut, switching off on the way and keeping what comes by,
/// so that a change further on starts from there.
network::StageState Evaluator::Impl::onwards(std::size_t batch, const CutSets& sets,
                                             network::StageState state, int cut) {
    while (state.cut() < cut) {
        state = forward.advance(switchedOff(state, sets), state.cut() + 1);
        if (const auto key = keyBefore(sets, state.cut()); !key.empty()) {
            cache.keep(batch, key, state);
        }
    }
    return state;
}

network::StageState Evaluator::Impl::stateAt(std::size_t batch, const CutSets& sets, int cut,
                                             const std::stop_token& stop) {
    const auto kept = cache.latest(batch, cut, [&](int at) { return keyBefore(sets, at); });
    return onwards(batch, sets,
                   kept ? *kept : plainState(batch, std::min(cut, sets.front().cut), stop), cut);
}

/// Rows on which a changed unit is not silent; all when the change goes on behind the cut.
/// @param state behind the start's cut; null when it has nothing switched off before it.
std::vector<std::int64_t> Evaluator::Impl::changedRows(std::size_t batch, const Start& start,
                                                       const network::StageState* state) const {
    const auto count = batches[batch].images.size();
    const auto cut = static_cast<std::size_t>(start.cut);
    std::vector<std::int64_t> rows;
    at::Tensor active;
    if (state != nullptr) {
        auto zero = torch::empty({std::ssize(start.changed)});
        for (std::size_t i = 0; i < start.changed.size(); ++i) {
            zero.data_ptr<float>()[i] = silent[cut][static_cast<std::size_t>(start.changed[i])];
        }
        active = state->active(start.changed, zero);
    }
    for (std::size_t row = 0; row < count; ++row) {
        const auto answers = [&](std::size_t place) {
            return active.defined()
                       ? active.data_ptr<bool>()[row * start.changed.size() + place]
                       : batches[batch]
                             .active[cut][row * static_cast<std::size_t>(unitCounts[cut]) +
                                          static_cast<std::size_t>(start.changed[place])];
        };
        bool changed = !start.onlyThere || options.replacement == Replacement::Mean;
        for (std::size_t i = 0; !changed && i < start.changed.size(); ++i) {
            changed = answers(i);
        }
        if (changed) {
            rows.push_back(static_cast<std::int64_t>(row));
        }
    }
    return rows;
}

/// The batch's logits where only these rows differ from what is known. What is known behind later
/// cuts is kept with those rows exchanged.
/// @param state behind the start's cut; null when there are no such rows.
std::vector<float> Evaluator::Impl::runRows(std::size_t batch, const CutSets& sets,
                                            const Start& start, const network::StageState* state,
                                            const std::vector<std::int64_t>& rows) {
    const CutSets known = start.plain ? CutSets() : batches[batch].lastSets;
    auto result = start.plain ? batches[batch].logits : batches[batch].lastLogits;
    at::Tensor index;
    std::optional<network::StageState> picked;
    if (state != nullptr) {
        index = torch::tensor(rows).to(state->activation().device());
        picked = state->select(index);
    }
    for (int cut = start.cut + 1; cut < static_cast<int>(forward.layers().size()); ++cut) {
        if (picked) {
            picked = forward.advance(switchedOff(*picked, sets), cut);
        }
        const auto key = keyBefore(known, cut);
        const auto old = cache.at(batch, cut, key);
        if (old) {
            cache.keep(batch, keyBefore(sets, cut), picked ? old->exchanged(index, *picked) : *old);
        }
    }
    if (picked) {
        const auto values = logits(switchedOff(*picked, sets));
        const auto width = static_cast<std::size_t>(outputs);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::copy_n(values.data() + i * width, width,
                        result.data() + static_cast<std::size_t>(rows[i]) * width);
        }
    }
    return result;
}

const std::vector<float>& Evaluator::Impl::logitsWithout(std::size_t batch, const CutSets& sets,
                                                         const std::stop_token& stop) {
    auto& own = batches[batch];
    const auto start = nearestStart(batch, sets);
    if (start.changed.empty()) { // the same sets again
        return start.plain ? own.logits : own.lastLogits;
    }
    std::optional<network::StageState> state;
    if (!before(sets, start.cut).empty()) {
        state = stateAt(batch, sets, start.cut, stop);
    }
    const auto rows = changedRows(batch, start, state ? &*state : nullptr);
    if (!state && !rows.empty()) {
        state = stateAt(batch, sets, start.cut, stop);
    }
    std::vector<float> result;
    if (static_cast<double>(rows.size()) <
        kMostRowsPicked * static_cast<double>(own.images.size())) {
        result = runRows(batch, sets, start, rows.empty() ? nullptr : &*state, rows);
    } else {
        const int last = static_cast<int>(forward.layers().size()) - 1;
        result = logits(switchedOff(onwards(batch, sets, *state, last), sets));
    }
    own.lastSets = sets;
    own.lastLogits = std::move(result);
    return own.lastLogits;
}

} // namespace brera::ablation
