// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/likest.h"

#include "audit/exemplar_overlap.h"
#include "base/error.h"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace brera::audit {

namespace {

/// Correlations held at a time; 16 MiB.
constexpr std::size_t kBlock = std::size_t{1} << 22;

void poll(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Cancelled();
    }
}

void raise(Likest& likest, std::size_t index, float score) {
    if (score > likest.score) {
        likest = {static_cast<std::int64_t>(index), score};
    }
}

/// Above 0 and no more than 1, whatever rounding did.
float bounded(float score) {
    return std::clamp(score, -1.0F, 1.0F);
}

} // namespace

Signals::Signals(std::size_t rows, std::size_t images)
    : m_rows(rows), m_images(images), m_values(rows * images) {
}

void Signals::set(std::size_t row, std::span<const float> values) {
    float* const target = &m_values[row * m_images];
    double sum = 0;
    std::size_t finite = 0;
    float least = 0;
    float greatest = 0;
    for (const float value : values) {
        if (std::isfinite(value)) {
            least = finite == 0 ? value : std::min(least, value);
            greatest = finite == 0 ? value : std::max(greatest, value);
            sum += static_cast<double>(value);
            ++finite;
        }
    }
    std::fill_n(target, m_images, 0.0F);
    if (finite == 0 || least == greatest) {
        return;
    }
    const double mean = sum / static_cast<double>(finite);
    double squares = 0;
    for (std::size_t i = 0; i < m_images; ++i) {
        const double centred = std::isfinite(values[i]) ? static_cast<double>(values[i]) - mean : 0;
        squares += centred * centred;
    }
    const double scale = 1 / std::sqrt(squares);
    for (std::size_t i = 0; i < m_images; ++i) {
        if (std::isfinite(values[i])) {
            target[i] = static_cast<float>((static_cast<double>(values[i]) - mean) * scale);
        }
    }
}

float correlation(const Signals& first, std::size_t row, const Signals& second, std::size_t other) {
    return bounded(std::inner_product(first.row(row), first.row(row) + first.images(),
                                      second.row(other), 0.0F));
}

LikestRows likestByCorrelation(const Signals& first, const Signals& second, std::stop_token stop,
                               ProgressMeter& meter) {
    LikestRows likest{std::vector<Likest>(first.rows()), std::vector<Likest>(second.rows())};
    const std::size_t columns = second.rows();
    if (columns == 0 || first.images() == 0) {
        meter.advance(static_cast<std::int64_t>(first.rows()));
        return likest;
    }
    const std::size_t rows = std::min(std::max<std::size_t>(kBlock / columns, 1),
                                      std::max<std::size_t>(first.rows(), 1));
    const auto images = static_cast<int>(first.images());
    std::vector<float> block(rows * columns);
    for (std::size_t begin = 0; begin < first.rows(); begin += rows) {
        poll(stop);
        const std::size_t count = std::min(rows, first.rows() - begin);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, static_cast<int>(count),
                    static_cast<int>(columns), images, 1, first.row(begin), images, second.row(0),
                    images, 0, block.data(), static_cast<int>(columns));
        for (std::size_t r = 0; r < count; ++r) {
            for (std::size_t c = 0; c < columns; ++c) {
                const float score = bounded(block[r * columns + c]);
                raise(likest.first[begin + r], c, score);
                raise(likest.second[c], begin + r, score);
            }
        }
        meter.advance(static_cast<std::int64_t>(count));
    }
    return likest;
}

LikestRows likestByOverlap(const ExemplarLists& first, const ExemplarLists& second,
                           std::stop_token stop) {
    struct Posting {
        std::size_t row = 0;
        double weight = 0;
    };
    std::unordered_map<std::int64_t, std::vector<Posting>> postings;
    std::vector<double> sums(second.size());
    for (std::size_t row = 0; row < second.size(); ++row) {
        for (std::size_t place = 0; place < second[row].size(); ++place) {
            postings[second[row][place]].push_back({row, exemplarWeight(place)});
            sums[row] += exemplarWeight(place);
        }
    }
    LikestRows likest{std::vector<Likest>(first.size()), std::vector<Likest>(second.size())};
    std::vector<double> common(second.size());
    std::vector<std::size_t> touched;
    for (std::size_t row = 0; row < first.size(); ++row) {
        poll(stop);
        double sum = 0;
        for (std::size_t place = 0; place < first[row].size(); ++place) {
            const double weight = exemplarWeight(place);
            sum += weight;
            const auto found = postings.find(first[row][place]);
            if (found == postings.end()) {
                continue;
            }
            for (const Posting& posting : found->second) {
                if (common[posting.row] == 0) {
                    touched.push_back(posting.row);
                }
                common[posting.row] += std::min(weight, posting.weight);
            }
        }
        std::ranges::sort(touched); // ties go to the earlier one
        for (const std::size_t other : touched) {
            const auto score =
                static_cast<float>(common[other] / (sum + sums[other] - common[other]));
            raise(likest.first[row], other, score);
            raise(likest.second[other], row, score);
            common[other] = 0;
        }
        touched.clear();
    }
    return likest;
}

} // namespace brera::audit
