// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "milan/captioner_impl.h"
#include "milan/decoder_rows.h"
#include "milan/language_model_rows.h"
#include "milan/row_math.h"
#include "milan/search.h"
#include "milan/search_input.h"
#include "network/torch_edge.h"

#include <algorithm>

namespace brera::milan {

namespace {

using Words = std::vector<std::int32_t>;

/// A sequence up to its first stop, included.
struct Forced {
    std::size_t unit = 0;
    Words words;
    bool finished = false;
    Score* score = nullptr;
};

std::vector<Forced> forcedOf(const Captioner::Impl& captioner,
                             const std::vector<std::vector<Words>>& tokens,
                             std::vector<std::vector<Score>>& scores) {
    const auto stop = captioner.vocabulary.specials().stop;
    std::vector<Forced> all;
    for (std::size_t unit = 0; unit < tokens.size(); ++unit) {
        scores[unit].resize(tokens[unit].size());
        for (std::size_t i = 0; i < tokens[unit].size(); ++i) {
            Forced forced;
            forced.unit = unit;
            forced.score = &scores[unit][i];
            for (const auto word : tokens[unit][i]) {
                if (word < 0 || word >= captioner.vocabulary.size()) {
                    throw DataError("the captioner's vocabulary has no word number " +
                                    std::to_string(word));
                }
                forced.finished = word == stop;
                if (forced.finished) {
                    break;
                }
                forced.words.push_back(word);
            }
            all.push_back(std::move(forced));
        }
    }
    return all;
}

/// log p(d|E) of sequences whose units are those of `features`, counted from `firstUnit`.
void addLikelihoods(const Captioner::Impl& captioner, const DecoderTables& tables,
                    const at::Tensor& features, std::size_t firstUnit, std::span<Forced> all) {
    const auto& specials = captioner.vocabulary.specials();
    const auto length = [](const Forced& forced) {
        return forced.words.size() + (forced.finished ? 1 : 0);
    };
    std::vector<Forced*> live;
    std::vector<std::int32_t> units;
    for (auto& forced : all) {
        if (length(forced) > 0) {
            live.push_back(&forced);
            units.push_back(static_cast<std::int32_t>(forced.unit - firstUnit));
        }
    }
    DecoderRows rows(tables, features, std::ssize(live));
    rows.start(units);
    for (std::size_t step = 0; !live.empty(); ++step) {
        Words inputs;
        std::vector<std::int32_t> targets;
        for (const auto* forced : live) {
            inputs.push_back(step == 0 ? specials.start : forced->words[step - 1]);
            targets.push_back(step < forced->words.size() ? forced->words[step] : specials.stop);
        }
        rows.step(inputs);
        const auto& logits = rows.logits();
        const auto target =
            indexTensor(std::span<const std::int32_t>(targets), logits.device()).unsqueeze(1);
        const auto values = (logits.gather(1, target).squeeze(1) - logSumExpRows(logits)).cpu();
        std::vector<std::int64_t> kept;
        std::vector<Forced*> longer;
        for (std::size_t i = 0; i < live.size(); ++i) {
            live[i]->score->logpGivenExemplars += static_cast<double>(values.data_ptr<float>()[i]);
            if (length(*live[i]) > step + 1) {
                kept.push_back(static_cast<std::int64_t>(i));
                longer.push_back(live[i]);
            }
        }
        live = std::move(longer);
        if (!live.empty()) {
            rows.keep(kept);
        }
    }
}

void addPriors(const Captioner::Impl& captioner, const std::vector<Forced>& all) {
    std::size_t longest = 0;
    for (const auto& forced : all) {
        longest = std::max(longest, forced.words.size() + (forced.finished ? 1 : 0));
    }
    std::vector<Words> sequences;
    for (const auto& forced : all) {
        sequences.push_back(countedWords(captioner, forced.words, forced.finished, longest));
    }
    const auto sums = languageModelSums(LanguageModelTables(captioner.languageModel), sequences,
                                        captioner.vocabulary.specials().start);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].score->logp = sums[i];
    }
}

} // namespace

std::vector<std::vector<Score>>
score(const Captioner& captioner, const at::Tensor& features,
      const std::vector<std::vector<std::vector<std::int32_t>>>& tokens) {
    return network::atTheEdge("scoring descriptions", [&] {
        at::InferenceMode inference;
        const auto& impl = captioner.impl();
        const auto ready = checkedFeatures(impl, features);
        if (ready.size(0) != std::ssize(tokens)) {
            throw DataError("there are features of " + std::to_string(ready.size(0)) +
                            " units, but descriptions of " + std::to_string(tokens.size()));
        }
        std::vector<std::vector<Score>> scores(tokens.size());
        auto all = forcedOf(impl, tokens, scores);
        const DecoderTables tables(impl.decoder);
        const auto most = static_cast<std::size_t>(rowsAtOnce(ready.device()));
        for (std::size_t first = 0; first < all.size();) {
            const auto end = std::min(all.size(), first + most);
            const auto firstUnit = all[first].unit;
            const auto units = all[end - 1].unit - firstUnit + 1;
            addLikelihoods(impl, tables,
                           ready.narrow(0, static_cast<std::int64_t>(firstUnit),
                                        static_cast<std::int64_t>(units)),
                           firstUnit, std::span(all).subspan(first, end - first));
            first = end;
        }
        if (!all.empty()) {
            addPriors(impl, all);
        }
        return scores;
    });
}

} // namespace brera::milan
