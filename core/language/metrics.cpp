// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language/metrics.h"

#include "language/characters.h"
#include "language/tokens.h"
#include "language/word_vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>

namespace brera::language {

namespace {

using Tokens = std::vector<std::string>;

struct Tokenized {
    Tokens candidate;
    std::vector<Tokens> references;
};

Tokenized tokenized(const Judged& judged) {
    Tokenized result{tokenize(judged.candidate), {}};
    for (const auto& reference : judged.references) {
        result.references.push_back(tokenize(reference));
    }
    return result;
}

/// How often each run of `n` elements occurs.
template <typename Sequence>
std::map<Sequence, std::int64_t> runs(const Sequence& sequence, std::size_t n) {
    std::map<Sequence, std::int64_t> counts;
    for (std::size_t i = 0; i + n <= sequence.size(); ++i) {
        const auto from = sequence.begin() + static_cast<std::ptrdiff_t>(i);
        ++counts[Sequence(from, from + static_cast<std::ptrdiff_t>(n))];
    }
    return counts;
}

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

/// F with recall weighing β² times as much as precision.
double fScore(double precision, double recall, double betaSquared) {
    return ratio((1 + betaSquared) * precision * recall, betaSquared * precision + recall);
}

/// The mean over the corpus of the best `score(candidate, reference)`.
template <typename Score>
double meanOfBest(std::span<const Judged> corpus, const Score& score) {
    double sum = 0;
    for (const auto& judged : corpus) {
        const auto texts = tokenized(judged);
        double best = 0;
        for (const auto& reference : texts.references) {
            best = std::max(best, score(texts.candidate, reference));
        }
        sum += best;
    }
    return ratio(sum, static_cast<double>(corpus.size()));
}

// ---- BLEU

constexpr std::size_t kBleuOrders = 4;

struct BleuCounts {
    std::array<std::int64_t, kBleuOrders> matches{};
    std::array<std::int64_t, kBleuOrders> total{};
    std::int64_t candidateLength = 0;
    std::int64_t referenceLength = 0;
};

/// The length nearest to the candidate's; of two equally near the shorter.
std::int64_t nearestLength(const Tokenized& texts) {
    const auto own = static_cast<std::int64_t>(texts.candidate.size());
    std::int64_t nearest = -1;
    for (const auto& reference : texts.references) {
        const auto length = static_cast<std::int64_t>(reference.size());
        const auto distance = std::abs(length - own);
        if (nearest < 0 || distance < std::abs(nearest - own) ||
            (distance == std::abs(nearest - own) && length < nearest)) {
            nearest = length;
        }
    }
    return std::max<std::int64_t>(nearest, 0);
}

void countBleu(const Tokenized& texts, BleuCounts& counts) {
    for (std::size_t n = 1; n <= kBleuOrders; ++n) {
        std::map<Tokens, std::int64_t> allowed;
        for (const auto& reference : texts.references) {
            for (const auto& [run, count] : runs(reference, n)) {
                allowed[run] = std::max(allowed[run], count);
            }
        }
        for (const auto& [run, count] : runs(texts.candidate, n)) {
            counts.total[n - 1] += count;
            const auto found = allowed.find(run);
            counts.matches[n - 1] += found == allowed.end() ? 0 : std::min(count, found->second);
        }
    }
    counts.candidateLength += static_cast<std::int64_t>(texts.candidate.size());
    counts.referenceLength += nearestLength(texts);
}

// ---- ROUGE-L

std::size_t longestCommonSubsequence(const Tokens& a, const Tokens& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const auto& token : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = token == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row.back();
}

// ---- chrF

constexpr std::size_t kChrfOrders = 6;
constexpr double kChrfBetaSquared = 4;

struct ChrfCounts {
    std::array<double, kChrfOrders> matches{}, candidate{}, reference{};

    double score() const {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (std::size_t n = 0; n < kChrfOrders; ++n) {
            if (candidate[n] > 0 && reference[n] > 0) {
                precision += matches[n] / candidate[n];
                recall += matches[n] / reference[n];
                ++orders;
            }
        }
        return fScore(ratio(precision, orders), ratio(recall, orders), kChrfBetaSquared);
    }

    ChrfCounts& operator+=(const ChrfCounts& other) {
        for (std::size_t n = 0; n < kChrfOrders; ++n) {
            matches[n] += other.matches[n];
            candidate[n] += other.candidate[n];
            reference[n] += other.reference[n];
        }
        return *this;
    }
};

/// The lower-cased text without its spaces.
std::u32string characterSequence(const Tokens& tokens) {
    std::string joined;
    for (const auto& token : tokens) {
        joined += token;
    }
    return characters::decode(joined);
}

ChrfCounts countChrf(const std::u32string& candidate, const std::u32string& reference) {
    ChrfCounts counts;
    for (std::size_t n = 1; n <= kChrfOrders; ++n) {
        const auto ours = runs(candidate, n);
        const auto theirs = runs(reference, n);
        for (const auto& [run, count] : ours) {
            counts.candidate[n - 1] += static_cast<double>(count);
            const auto found = theirs.find(run);
            counts.matches[n - 1] +=
                found == theirs.end() ? 0 : static_cast<double>(std::min(count, found->second));
        }
        for (const auto& [run, count] : theirs) {
            counts.reference[n - 1] += static_cast<double>(count);
        }
    }
    return counts;
}

// ---- embedding score

/// Mean over `from` of the largest similarity to a token of `to`.
double greedyMatch(const Tokens& from, const Tokens& to, const WordVectors& vectors) {
    double sum = 0;
    for (const auto& token : from) {
        double best = 0;
        for (const auto& other : to) {
            best = std::max(best, vectors.similarity(token, other));
        }
        sum += best;
    }
    return ratio(sum, static_cast<double>(from.size()));
}

} // namespace

double bleu4(std::span<const Judged> corpus) {
    BleuCounts counts;
    for (const auto& judged : corpus) {
        countBleu(tokenized(judged), counts);
    }
    double logPrecision = 0;
    for (std::size_t n = 0; n < kBleuOrders; ++n) {
        if (counts.matches[n] == 0) {
            return 0;
        }
        logPrecision +=
            std::log(static_cast<double>(counts.matches[n]) / static_cast<double>(counts.total[n]));
    }
    const double brevity = std::min(0.0, 1 - static_cast<double>(counts.referenceLength) /
                                                 static_cast<double>(counts.candidateLength));
    return std::exp(logPrecision / static_cast<double>(kBleuOrders) + brevity);
}

double rougeL(std::span<const Judged> corpus) {
    return meanOfBest(corpus, [](const Tokens& candidate, const Tokens& reference) {
        const auto common = static_cast<double>(longestCommonSubsequence(candidate, reference));
        return fScore(ratio(common, static_cast<double>(candidate.size())),
                      ratio(common, static_cast<double>(reference.size())), 1);
    });
}

double chrF(std::span<const Judged> corpus) {
    ChrfCounts total;
    for (const auto& judged : corpus) {
        const auto texts = tokenized(judged);
        const auto candidate = characterSequence(texts.candidate);
        ChrfCounts best;
        double bestScore = -1;
        for (const auto& reference : texts.references) {
            const auto counts = countChrf(candidate, characterSequence(reference));
            if (counts.score() > bestScore) {
                bestScore = counts.score();
                best = counts;
            }
        }
        total += best;
    }
    return total.score();
}

double embeddingScore(std::span<const Judged> corpus, const WordVectors& vectors) {
    return meanOfBest(corpus, [&](const Tokens& candidate, const Tokens& reference) {
        return fScore(greedyMatch(candidate, reference, vectors),
                      greedyMatch(reference, candidate, vectors), 1);
    });
}

} // namespace brera::language
