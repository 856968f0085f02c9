// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

namespace brera::language {

class WordVectors;

/// A description and what people (or a recorded truth) said of the same unit.
struct Judged {
    std::string candidate;
    std::vector<std::string> references; ///< at least one
};

/// BLEU-4 of a corpus in [0, 1]: modified n-gram precisions with clipping, brevity penalty by the
/// nearest reference length. Source: Papineni et al., ACL 2002. 0 when any precision is 0.
double bleu4(std::span<const Judged> corpus);
/// Mean over the corpus of the best ROUGE-L F₁ (longest common subsequence of tokens) against any
/// reference. Source: Lin, 2004.
double rougeL(std::span<const Judged> corpus);
/// Corpus chrF with character n-grams up to 6 and β = 2, in [0, 1]; the best reference each.
/// Source: Popović, WMT 2015.
double chrF(std::span<const Judged> corpus);
/// Mean F of BERTScore's greedy matching over word vectors, the best reference each: precision =
/// mean over candidate tokens of the largest cosine to a reference token, recall likewise. Tokens
/// without a vector match only themselves. Source: Zhang et al., ICLR 2020, equations 1–3.
double embeddingScore(std::span<const Judged> corpus, const WordVectors& vectors);

} // namespace brera::language
