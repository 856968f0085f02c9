// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/evaluation.h"

#include "base/error.h"
#include "language/tokens.h"
#include "language/word_vectors.h"
#include "milan/sentence_model.h"
#include "milan/training_data.h"
#include "network/torch_edge.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace brera::milan {

namespace {

using Corpus = std::vector<language::Judged>;
using Metric = std::function<double(const Corpus&)>;

constexpr std::size_t kUnitsAtOnce = 32;
constexpr std::uint64_t kShuffle = 6; ///< a use of derivedSeed

std::vector<std::string> wordsOf(const Corpus& corpus) {
    std::set<std::string> words;
    const auto add = [&](const std::string& text) {
        for (auto& token : language::tokenize(text)) {
            words.insert(std::move(token));
        }
    };
    for (const auto& judged : corpus) {
        add(judged.candidate);
        for (const auto& reference : judged.references) {
            add(reference);
        }
    }
    return {words.begin(), words.end()};
}

double bertScore(const Corpus& corpus, SentenceModel& model) {
    double sum = 0;
    for (const auto& judged : corpus) {
        double best = 0;
        for (const auto& reference : judged.references) {
            best = std::max(best, model.score(judged.candidate, reference));
        }
        sum += best;
    }
    return corpus.empty() ? 0 : sum / static_cast<double>(corpus.size());
}

/// Deals every description out to another unit: round a random circle.
Corpus dealtOut(const Corpus& corpus, std::uint64_t seed) {
    const auto circle = shuffled(corpus.size(), derivedSeed(seed, kShuffle, 0));
    Corpus result = corpus;
    for (std::size_t i = 0; i < circle.size(); ++i) {
        result[circle[(i + 1) % circle.size()]].candidate = corpus[circle[i]].candidate;
    }
    return result;
}

} // namespace

std::vector<std::string> descriptions(const Captioner& captioner, const AnnotatedUnits& units,
                                      const SearchOptions& options, std::stop_token stop,
                                      const Progress& progress) {
    checkData(units, captioner.record().sizes.features);
    return network::atTheEdge("describing", [&] {
        const at::NoGradGuard noGrad;
        const auto each = units.exemplars * captioner.record().sizes.features;
        ProgressMeter meter(progress, "describing", std::ssize(units.annotations));
        std::vector<std::string> result;
        for (std::size_t at = 0; at < units.annotations.size(); at += kUnitsAtOnce) {
            const auto count =
                static_cast<std::int64_t>(std::min(kUnitsAtOnce, units.annotations.size() - at));
            const auto* values = units.features.data() + static_cast<std::int64_t>(at) * each;
            // The tensor only looks at the caller's memory.
            const auto features =
                at::from_blob(const_cast<float*>(values),
                              {count, units.exemplars, captioner.record().sizes.features},
                              at::kFloat)
                    .to(c10::Device(captioner.device()));
            for (const auto& unit : search(captioner, features, options, stop)) {
                const int chosen = choose(unit, options.mode, options.lambda);
                const auto& candidate =
                    chosen < 0 ? unit.greedy : unit.beam[static_cast<std::size_t>(chosen)];
                result.push_back(captioner.vocabulary().text(candidate.tokens));
            }
            meter.advance(count);
        }
        meter.flush();
        return result;
    });
}

AnnotatedUnits subset(const AnnotatedUnits& units, std::span<const std::size_t> chosen) {
    const auto each = static_cast<std::ptrdiff_t>(
        units.annotations.empty() ? 0 : units.features.size() / units.annotations.size());
    AnnotatedUnits result;
    result.exemplars = units.exemplars;
    for (const auto unit : chosen) {
        const auto from = units.features.begin() + static_cast<std::ptrdiff_t>(unit) * each;
        result.features.insert(result.features.end(), from, from + each);
        result.annotations.push_back(units.annotations.at(unit));
        if (!units.group.empty()) {
            result.group.push_back(units.group.at(unit));
        }
    }
    return result;
}

std::vector<MetricValue> evaluate(const Captioner& captioner, const AnnotatedUnits& units,
                                  const EvaluationOptions& options, std::stop_token stop,
                                  const Progress& progress) {
    options.search.check();
    std::optional<SentenceModel> model;
    if (!options.sentenceModel.empty()) {
        model.emplace(options.sentenceModel);
    }
    const auto texts = descriptions(captioner, units, options.search, stop, progress);
    Corpus corpus;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        corpus.push_back({texts[i], units.annotations[i]});
    }
    std::vector<std::pair<std::string, Metric>> metrics{
        {"bleu4", [](const Corpus& all) { return language::bleu4(all); }},
        {"rouge_l", [](const Corpus& all) { return language::rougeL(all); }},
        {"chrf", [](const Corpus& all) { return language::chrF(all); }}};
    std::optional<language::WordVectors> vectors;
    if (!options.wordVectors.empty()) {
        vectors = language::WordVectors::read(options.wordVectors, wordsOf(corpus));
        metrics.emplace_back("embedding", [&](const Corpus& all) {
            return language::embeddingScore(all, *vectors);
        });
    }
    if (model) {
        metrics.emplace_back("bert_score",
                             [&](const Corpus& all) { return bertScore(all, *model); });
    }
    const auto baseline = dealtOut(corpus, options.seed);
    std::vector<MetricValue> values;
    for (const auto& [name, metric] : metrics) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        values.push_back({name, metric(corpus), metric(baseline)});
    }
    return values;
}

} // namespace brera::milan
