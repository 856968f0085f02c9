// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/grounding.h"

#include <torch/torch.h>

#include "base/description_store.h"
#include "base/error.h"
#include "demo/drawn_images.h"
#include "demo/masked_units.h"
#include "milan/captioner.h"
#include "milan/features.h"
#include "milan/search.h"

#include <algorithm>
#include <set>

namespace brera::demo {

namespace {

constexpr std::int64_t kSearchBatch = 32; ///< units

std::string chosen(const UnitBeam& unit, DescribeMode mode, double lambda,
                   const language::Vocabulary& vocabulary) {
    const int which = choose(unit, mode, lambda);
    const Candidate& candidate =
        which < 0 ? unit.greedy : unit.beam[static_cast<std::size_t>(which)];
    return vocabulary.text(candidate.tokens);
}

ConceptKind kindOf(int which) {
    return concepts()[static_cast<std::size_t>(which)].kind;
}

} // namespace

int truthOf(const ConceptCounts& regions, const ConceptCounts& pictures) {
    // Parts of combinations are compared also where they are no truth themselves.
    return foremost(findings(regions, pictures, 0, 0), kTruthShare, kTruthLift);
}

Grounding ground(std::span<const std::string> descriptions, std::span<const int> truths) {
    if (descriptions.size() != truths.size()) {
        throw DataError("there are " + std::to_string(descriptions.size()) + " descriptions for " +
                        std::to_string(truths.size()) + " units");
    }
    Grounding result;
    result.described = descriptions.size();
    std::vector<std::size_t> measured;
    for (std::size_t unit = 0; unit < truths.size(); ++unit) {
        if (truths[unit] < 0) {
            continue;
        }
        auto& kind = result.byKind[kindOf(truths[unit])];
        ++kind.units;
        kind.grounded += names(descriptions[unit], truths[unit]);
        if (kindOf(truths[unit]) != ConceptKind::Position) {
            measured.push_back(unit);
        }
    }
    std::size_t kinds = 0;
    for (auto& [kind, each] : result.byKind) {
        if (kind != ConceptKind::Position) {
            result.grounded += each.grounded;
        }
        each.grounded /= static_cast<double>(each.units);
        if (kind == ConceptKind::Text) {
            result.text = each.grounded;
        }
        if (kind != ConceptKind::Position && each.units >= kMacroUnits) {
            result.macro += each.grounded;
            ++kinds;
        }
    }
    result.macro /= static_cast<double>(std::max<std::size_t>(1, kinds));
    result.units = measured.size();
    std::size_t strangers = 0;
    std::size_t named = 0;
    for (const std::size_t unit : measured) {
        for (const std::size_t other : measured) {
            if (other != unit) {
                ++strangers;
                named += names(descriptions[other], truths[unit]);
            }
        }
    }
    result.grounded /= static_cast<double>(std::max<std::size_t>(1, measured.size()));
    result.shuffled =
        static_cast<double>(named) / static_cast<double>(std::max<std::size_t>(1, strangers));
    const std::set<std::string> distinct(descriptions.begin(), descriptions.end());
    result.distinct = 100 * static_cast<double>(distinct.size()) /
                      static_cast<double>(std::max<std::size_t>(1, descriptions.size()));
    return result;
}

GroundingReport measureGrounding(const Renderer& renderer, const GroundingOptions& options,
                                 std::stop_token stop, const Progress& progress) {
    const auto captioner = milan::Captioner::load(options.captioner);
    const auto& split = plan(options.edition, Split::Validation);
    const DrawnImages images(
        renderer,
        {options.edition, Split::Validation, 0, options.images > 0 ? options.images : split.size},
        stop, progress);
    const auto units = networkUnits(options.network, images, stop, progress);
    const milan::PyramidEncoder encoder(captioner);
    auto features = unitFeatures(encoder, units, images, stop, progress);

    GroundingReport report;
    milan::SearchOptions search;
    search.lambda = options.lambda;
    search.attention = false;
    const auto count = static_cast<std::int64_t>(units.size());
    const auto all =
        torch::from_blob(features.data(), {count, kExemplars, encoder.features()}, torch::kFloat32);
    ProgressMeter meter(progress, "describing", count);
    std::vector<int> truths;
    std::vector<std::string> beam;
    std::vector<std::string> reranked;
    for (std::int64_t begin = 0; begin < count; begin += kSearchBatch) {
        const std::int64_t end = std::min(begin + kSearchBatch, count);
        const auto found = milan::search(captioner, all.slice(0, begin, end), search, stop);
        for (std::int64_t unit = begin; unit < end; ++unit) {
            const auto& candidates = found[static_cast<std::size_t>(unit - begin)];
            const auto& masked = units[static_cast<std::size_t>(unit)];
            truths.push_back(truthOf(conceptsOf(masked, images), images.counts()));
            beam.push_back(
                chosen(candidates, DescribeMode::Beam, options.lambda, captioner.vocabulary()));
            reranked.push_back(
                chosen(candidates, DescribeMode::Rerank, options.lambda, captioner.vocabulary()));
            report.units.push_back(
                {masked.layer, masked.unit, truths.back(), beam.back(), reranked.back()});
        }
        meter.advance(end - begin);
    }
    report.beam = ground(beam, truths);
    report.reranked = ground(reranked, truths);
    return report;
}

} // namespace brera::demo
