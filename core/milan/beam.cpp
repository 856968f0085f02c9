// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/beam.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace brera::milan {

BeamSet::BeamSet(std::size_t width, std::int32_t stop)
    : m_width(width), m_stop(stop), m_hypotheses(1) {
}

bool BeamSet::better(const Candidate& a, const Candidate& b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    return a.hypothesis != b.hypothesis ? a.hypothesis < b.hypothesis : a.word < b.word;
}

void BeamSet::offer(const Candidate& candidate) {
    if (m_best.size() == m_width) {
        if (!better(candidate, m_best.front())) {
            return;
        }
        std::pop_heap(m_best.begin(), m_best.end(), better);
        m_best.pop_back();
    }
    m_best.push_back(candidate);
    std::push_heap(m_best.begin(), m_best.end(), better);
}

void BeamSet::offerAll(std::int32_t hypothesis, const NextWords& next) {
    constexpr float kNothing = -std::numeric_limits<float>::infinity();
    const double base = m_hypotheses[static_cast<std::size_t>(hypothesis)].score;
    // Nearly all words fall short of the worst hypothesis kept; that is told by one comparison of
    // floats with a bound a little too low.
    const auto bound = [&] {
        return m_best.size() < m_width
                   ? kNothing
                   : std::nextafter(static_cast<float>(m_best.front().score - base +
                                                       static_cast<double>(next.scoreShift)),
                                    kNothing);
    };
    float low = bound();
    for (std::int64_t i = 0; i < next.count; ++i) {
        if (next.scores[i] > low) {
            const double gain =
                static_cast<double>(next.scores[i]) - static_cast<double>(next.scoreShift);
            offer({base + gain, next.likelihoods[i] - next.likelihoodShift, hypothesis,
                   next.words == nullptr ? static_cast<std::int32_t>(i) : next.words[i]});
            low = bound();
        }
    }
}

void BeamSet::advance(std::span<const NextWords> next, std::span<const std::int32_t> rows,
                      std::vector<std::int32_t>& parents, std::vector<std::int32_t>& words) {
    m_best.clear();
    m_best.reserve(m_width + 1);
    std::vector<std::int32_t> place(m_hypotheses.size(), -1); // among the live ones
    std::int32_t live = 0;
    for (std::size_t i = 0; i < m_hypotheses.size(); ++i) {
        const auto number = static_cast<std::int32_t>(i);
        if (m_hypotheses[i].finished) {
            offer({m_hypotheses[i].score, 0, number, -1});
        } else {
            offerAll(number, next[static_cast<std::size_t>(live)]);
            place[i] = live++;
        }
    }
    std::sort(m_best.begin(), m_best.end(), better);
    if (m_best.empty() || !std::isfinite(m_best.front().score)) {
        throw ModelError("the captioner gives no word a finite probability; its weights or the "
                         "features are too large");
    }

    parents.clear();
    words.clear();
    std::vector<Hypothesis> grown;
    grown.reserve(m_best.size());
    for (const auto& candidate : m_best) {
        const auto& from = m_hypotheses[static_cast<std::size_t>(candidate.hypothesis)];
        if (candidate.word < 0) {
            grown.push_back(from);
            continue;
        }
        Hypothesis to;
        to.score = candidate.score;
        to.likelihood = from.likelihood + static_cast<double>(candidate.likelihood);
        to.finished = candidate.word == m_stop;
        to.node = from.node;
        if (!to.finished) {
            const auto parent = place[static_cast<std::size_t>(candidate.hypothesis)];
            to.node = static_cast<std::int32_t>(m_nodes.size());
            m_nodes.push_back({from.node, candidate.word, rows[static_cast<std::size_t>(parent)]});
            parents.push_back(parent);
            words.push_back(candidate.word);
        }
        grown.push_back(to);
    }
    m_hypotheses = std::move(grown);
    m_live = words.size();
}

BeamSet::Path BeamSet::path(const Hypothesis& hypothesis) const {
    Path path;
    for (auto node = hypothesis.node; node >= 0;
         node = m_nodes[static_cast<std::size_t>(node)].parent) {
        path.words.push_back(m_nodes[static_cast<std::size_t>(node)].word);
        path.rows.push_back(m_nodes[static_cast<std::size_t>(node)].row);
    }
    std::reverse(path.words.begin(), path.words.end());
    std::reverse(path.rows.begin(), path.rows.end());
    return path;
}

} // namespace brera::milan
