// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/search.h"

#include "base/error.h"
#include "base/priority.h"
#include "milan/beam.h"
#include "milan/captioner_impl.h"
#include "milan/decoder_rows.h"
#include "milan/language_model_rows.h"
#include "milan/row_math.h"
#include "milan/search_input.h"
#include "network/torch_edge.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <memory>
#include <span>

namespace brera::milan {

namespace {

constexpr std::size_t kUnitsPerSum = 64; ///< whose log p(d) share prefixes

/// A batch of units, each with its beam and its greedy hypothesis side by side.
class BatchSearch {
public:
    BatchSearch(const Captioner::Impl& captioner, const DecoderTables& decoder,
                const LanguageModelTables& languageModel, const SearchOptions& options)
        : m_captioner(captioner), m_decoder(decoder), m_languageModel(languageModel),
          m_options(options), m_pmi(options.mode == DescribeMode::Pmi) {}

    /// features (units, exemplars, features)
    void run(const at::Tensor& features, std::int64_t firstUnit, std::stop_token stop,
             std::vector<UnitBeam>& units);

private:
    void advance(const DecoderRows& rows);
    void readHere(const at::Tensor& logits);
    void readOnDevice(const at::Tensor& logits);
    Candidate candidate(const BeamSet& beam, const BeamSet::Hypothesis& hypothesis) const;

    const Captioner::Impl& m_captioner;
    const DecoderTables& m_decoder;
    const LanguageModelTables& m_languageModel;
    const SearchOptions& m_options;
    bool m_pmi;

    std::vector<BeamSet> m_beams; ///< of each unit: the beam, then the greedy one
    std::int64_t m_exemplars = 0;
    std::vector<std::vector<std::uint8_t>> m_shares; ///< a step each: (rows, exemplars)
    std::vector<NextWords> m_next;                   ///< of each row
    std::vector<at::Tensor> m_nextMemory;            ///< what m_next points into
    std::unique_ptr<LanguageModelRows> m_priors;     ///< mode Pmi
    std::vector<std::int64_t> m_kept;                ///< rows the next step goes on from
    std::vector<std::int32_t> m_words;               ///< and their last words
};

void BatchSearch::run(const at::Tensor& features, std::int64_t firstUnit, std::stop_token stop,
                      std::vector<UnitBeam>& units) {
    const auto& specials = m_captioner.vocabulary.specials();
    const auto count = features.size(0);
    m_exemplars = features.size(1);
    m_beams.clear();
    m_shares.clear();
    std::vector<std::int32_t> rowUnits;
    for (std::int64_t unit = 0; unit < count; ++unit) {
        m_beams.emplace_back(static_cast<std::size_t>(m_options.beam), specials.stop);
        m_beams.emplace_back(std::size_t{1}, specials.stop);
        rowUnits.insert(rowUnits.end(), 2, static_cast<std::int32_t>(unit));
    }
    DecoderRows rows(m_decoder, features, count * (m_options.beam + 1));
    rows.start(rowUnits);
    if (m_pmi) {
        m_priors = std::make_unique<LanguageModelRows>(m_languageModel);
        m_priors->start(rows.rows());
    }
    m_words.assign(rowUnits.size(), specials.start);
    for (int step = 0; step < m_options.steps && !m_words.empty(); ++step) {
        giveWay(stop);
        if (step > 0) {
            rows.keep(m_kept);
            if (m_pmi) {
                m_priors->keep(m_kept);
            }
        }
        rows.step(m_words);
        if (m_pmi) {
            m_priors->step(m_words);
        }
        advance(rows);
    }
    for (std::int64_t unit = 0; unit < count; ++unit) {
        const auto& beam = m_beams[static_cast<std::size_t>(2 * unit)];
        const auto& greedy = m_beams[static_cast<std::size_t>(2 * unit + 1)];
        UnitBeam result;
        result.unit = firstUnit + unit;
        for (const auto& hypothesis : beam.hypotheses()) {
            result.beam.push_back(candidate(beam, hypothesis));
        }
        result.greedy = candidate(greedy, greedy.hypotheses().front());
        units.push_back(std::move(result));
    }
}

void BatchSearch::advance(const DecoderRows& rows) {
    if (m_options.attention) {
        const auto shares = rows.shares().mul(255).round().to(at::kByte).cpu().contiguous();
        const auto* values = shares.data_ptr<std::uint8_t>();
        m_shares.emplace_back(values, values + shares.numel());
    }
    if (rows.logits().is_cpu()) {
        readHere(rows.logits());
    } else {
        readOnDevice(rows.logits());
    }

    std::vector<std::int32_t> first; // row of each beam
    std::int32_t next = 0;
    for (const auto& beam : m_beams) {
        first.push_back(next);
        next += static_cast<std::int32_t>(beam.live());
    }
    std::vector<std::vector<std::int32_t>> parents(m_beams.size());
    std::vector<std::vector<std::int32_t>> words(m_beams.size());
    at::parallel_for(0, std::ssize(m_beams), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const auto live = m_beams[i].live();
            if (live == 0) {
                continue;
            }
            std::vector<std::int32_t> own(live);
            for (std::size_t j = 0; j < live; ++j) {
                own[j] = first[i] + static_cast<std::int32_t>(j);
            }
            m_beams[i].advance(std::span(m_next).subspan(static_cast<std::size_t>(first[i]), live),
                               own, parents[i], words[i]);
        }
    });
    m_kept.clear();
    m_words.clear();
    for (std::size_t i = 0; i < m_beams.size(); ++i) {
        for (std::size_t j = 0; j < words[i].size(); ++j) {
            m_kept.push_back(first[i] + parents[i][j]);
            m_words.push_back(words[i][j]);
        }
    }
}

void BatchSearch::readHere(const at::Tensor& logits) {
    const auto sums = logSumExpRows(logits);
    at::Tensor mixed;
    at::Tensor priorSums;
    if (m_pmi) {
        const auto priors = m_priors->logits(0, m_priors->rows());
        priorSums = logSumExpRows(priors);
        mixed = at::sub(logits, priors, m_options.lambda);
    }
    m_nextMemory = {sums, mixed, priorSums};
    const auto count = logits.size(1);
    const auto lambda = static_cast<float>(m_options.lambda);
    m_next.resize(static_cast<std::size_t>(logits.size(0)));
    for (std::size_t row = 0; row < m_next.size(); ++row) {
        const auto offset = static_cast<std::int64_t>(row) * count;
        auto& next = m_next[row];
        next.count = count;
        next.words = nullptr;
        next.likelihoods = logits.data_ptr<float>() + offset;
        next.likelihoodShift = sums.data_ptr<float>()[row];
        next.scores = m_pmi ? mixed.data_ptr<float>() + offset : next.likelihoods;
        next.scoreShift =
            next.likelihoodShift - (m_pmi ? lambda * priorSums.data_ptr<float>()[row] : 0.0F);
    }
}

/// Only each row's best words leave the device: no other can be among the beam's best. Which of
/// several equal ones leave is the device's choice.
void BatchSearch::readOnDevice(const at::Tensor& logits) {
    const auto likelihoods = at::log_softmax(logits, 1);
    auto scores = likelihoods;
    if (m_pmi) {
        const auto priors = m_priors->logits(0, m_priors->rows());
        scores = at::sub(likelihoods, at::log_softmax(priors, 1), m_options.lambda);
    }
    const auto count = std::min<std::int64_t>(m_options.beam, logits.size(1));
    const auto [values, places] = scores.topk(count, 1);
    const auto best = values.cpu().contiguous();
    const auto words = places.to(at::kInt).cpu().contiguous();
    const auto own = likelihoods.gather(1, places).cpu().contiguous();
    m_nextMemory = {best, words, own};
    m_next.resize(static_cast<std::size_t>(logits.size(0)));
    for (std::size_t row = 0; row < m_next.size(); ++row) {
        const auto offset = static_cast<std::int64_t>(row) * count;
        m_next[row] = {best.data_ptr<float>() + offset,         0,
                       own.data_ptr<float>() + offset,          0,
                       words.data_ptr<std::int32_t>() + offset, count};
    }
}

Candidate BatchSearch::candidate(const BeamSet& beam, const BeamSet::Hypothesis& hypothesis) const {
    Candidate result;
    auto path = beam.path(hypothesis);
    result.logpGivenExemplars = static_cast<float>(hypothesis.likelihood);
    if (m_options.attention) {
        const auto size = static_cast<std::size_t>(m_exemplars);
        for (std::size_t step = 0; step < path.rows.size(); ++step) {
            const auto* row =
                m_shares[step].data() + static_cast<std::size_t>(path.rows[step]) * size;
            result.attention.insert(result.attention.end(), row, row + size);
        }
    }
    result.tokens = std::move(path.words);
    return result;
}

void addPriors(const Captioner::Impl& captioner, const LanguageModelTables& tables,
               const SearchOptions& options, std::stop_token stop, std::vector<UnitBeam>& units) {
    const auto steps = static_cast<std::size_t>(options.steps);
    std::size_t longest = 0;
    for (const auto& unit : units) {
        for (const auto& candidate : unit.beam) {
            longest = std::max(longest, std::min(candidate.tokens.size() + 1, steps));
        }
    }
    for (std::size_t first = 0; first < units.size(); first += kUnitsPerSum) {
        giveWay(stop);
        std::vector<Candidate*> candidates;
        std::vector<std::vector<std::int32_t>> sequences;
        const auto add = [&](Candidate& candidate, std::size_t length) {
            sequences.push_back(
                countedWords(captioner, candidate.tokens, candidate.tokens.size() < steps, length));
            candidates.push_back(&candidate);
        };
        for (std::size_t i = first; i < std::min(first + kUnitsPerSum, units.size()); ++i) {
            for (auto& candidate : units[i].beam) {
                add(candidate, longest);
            }
            add(units[i].greedy, 0);
        }
        const auto sums =
            languageModelSums(tables, sequences, captioner.vocabulary.specials().start);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            candidates[i]->logp = static_cast<float>(sums[i]);
        }
    }
}

} // namespace

std::vector<UnitBeam> search(const Captioner& captioner, const at::Tensor& features,
                             const SearchOptions& options, std::stop_token stop) {
    options.check();
    return network::atTheEdge("searching descriptions", [&] {
        at::InferenceMode inference;
        const auto& impl = captioner.impl();
        const auto ready = checkedFeatures(impl, features);
        std::vector<UnitBeam> units;
        if (ready.size(0) == 0) {
            return units;
        }
        const DecoderTables decoder(impl.decoder);
        const LanguageModelTables languageModel(impl.languageModel);
        const auto batch =
            std::max<std::int64_t>(1, rowsAtOnce(ready.device()) / (options.beam + 1));
        BatchSearch searching(impl, decoder, languageModel, options);
        for (std::int64_t first = 0; first < ready.size(0); first += batch) {
            const auto count = std::min(batch, ready.size(0) - first);
            searching.run(ready.narrow(0, first, count), first, stop, units);
        }
        addPriors(impl, languageModel, options, stop, units);
        return units;
    });
}

} // namespace brera::milan
