// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace brera::milan {

/// What one live hypothesis may become: scores of the words that may follow it.
struct NextWords {
    const float* scores = nullptr;      ///< by which the search chooses
    float scoreShift = 0;               ///< taken off each of them
    const float* likelihoods = nullptr; ///< unnormalised log p(word | …, E), side by side with them
    float likelihoodShift = 0;          ///< taken off each of those: log Σ exp
    const std::int32_t* words = nullptr; ///< their numbers; null: 0, 1, 2, …
    std::int64_t count = 0;
};

/// The hypotheses of one unit in a beam search (MILAN.md section 4): plain bookkeeping, no
/// arithmetic of networks. Equal scores are ordered by their parents' order, then by the word's
/// number, so that the same scores always give the same beam.
class BeamSet {
public:
    struct Hypothesis {
        double score = 0;      ///< what the search orders by
        double likelihood = 0; ///< log p(d|E)
        std::int32_t node = -1;
        bool finished = false; ///< it ended with the stop word; its score stays
    };

    /// One empty hypothesis.
    BeamSet(std::size_t width, std::int32_t stop);

    /// Hypotheses that can grow, in order: as many rows as the next advance() takes.
    std::size_t live() const { return m_live; }

    /// Replaces the hypotheses by the `width` best of those finished and all continuations.
    /// @param next one for each live hypothesis, in order.
    /// @param rows each one's row in the batch, remembered for its attention.
    /// @param parents, words of the new live hypotheses: index among the old live ones, last word.
    /// @throws ModelError when no continuation has a finite score.
    void advance(std::span<const NextWords> next, std::span<const std::int32_t> rows,
                 std::vector<std::int32_t>& parents, std::vector<std::int32_t>& words);

    /// Best first.
    const std::vector<Hypothesis>& hypotheses() const { return m_hypotheses; }

    /// Its words in order without the stop word; and the row that gave each one.
    struct Path {
        std::vector<std::int32_t> words;
        std::vector<std::int32_t> rows;
    };
    Path path(const Hypothesis& hypothesis) const;

private:
    struct Node {
        std::int32_t parent = -1;
        std::int32_t word = 0;
        std::int32_t row = 0;
    };
    struct Candidate {
        double score = 0;
        float likelihood = 0;
        std::int32_t hypothesis = 0;
        std::int32_t word = -1; ///< −1: the finished hypothesis itself
    };
    static bool better(const Candidate& a, const Candidate& b);
    void offer(const Candidate& candidate);
    void offerAll(std::int32_t hypothesis, const NextWords& next);

    std::size_t m_width;
    std::int32_t m_stop;
    std::size_t m_live = 1;
    std::vector<Hypothesis> m_hypotheses;
    std::vector<Node> m_nodes;
    std::vector<Candidate> m_best; ///< a heap, the worst on top, while a step is under way
};

} // namespace brera::milan
