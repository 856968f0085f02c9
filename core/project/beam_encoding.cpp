// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/beam_encoding.h"

#include "base/error.h"

#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>

namespace brera::project {

namespace {

template <typename Visit>
void eachCandidate(const UnitBeam& unit, Visit&& visit) {
    for (const auto& candidate : unit.beam) {
        visit(candidate);
    }
    visit(unit.greedy);
}

std::string named(const UnitBeam& unit) {
    return "the beam of unit " + std::to_string(unit.unit);
}

template <typename Number>
Blob narrowed(const std::vector<std::uint32_t>& values) {
    std::vector<Number> narrow(values.begin(), values.end());
    Blob blob(narrow.size() * sizeof(Number));
    if (!blob.empty()) {
        std::memcpy(blob.data(), narrow.data(), blob.size());
    }
    return blob;
}

/// Number `index` of a blob whose numbers are `width` bytes wide.
std::size_t wide(const Blob& blob, std::size_t width, std::size_t index) {
    std::size_t value = 0;
    for (std::size_t byte = 0; byte < width; ++byte) {
        value |= static_cast<std::size_t>(blob[index * width + byte]) << (8 * byte);
    }
    return value;
}

} // namespace

BeamColumns packBeam(const UnitBeam& unit, std::size_t words) {
    BeamColumns columns;
    eachCandidate(unit, [&](const Candidate& candidate) {
        if (candidate.tokens.size() > std::numeric_limits<std::uint8_t>::max()) {
            throw ProjectError(named(unit) + " has a description of " +
                               std::to_string(candidate.tokens.size()) +
                               " words; a project keeps up to 255");
        }
        columns.lengths.push_back(static_cast<std::uint8_t>(candidate.tokens.size()));
        columns.scores.push_back(candidate.logpGivenExemplars);
        for (const auto token : candidate.tokens) {
            if (token < 0 || static_cast<std::size_t>(token) >= words) {
                throw ProjectError(named(unit) + " has the token " + std::to_string(token) +
                                   "; the vocabulary has " + std::to_string(words));
            }
            columns.tokens.push_back(static_cast<std::uint16_t>(token));
        }
    });
    eachCandidate(unit,
                  [&](const Candidate& candidate) { columns.scores.push_back(candidate.logp); });
    return columns;
}

std::optional<AttentionColumns> packAttention(const UnitBeam& unit) {
    std::size_t tokens = 0;
    std::size_t shares = 0;
    eachCandidate(unit, [&](const Candidate& candidate) {
        tokens += candidate.tokens.size();
        shares += candidate.attention.size();
    });
    if (shares == 0) {
        return {};
    }
    const auto exemplars = tokens == 0 ? 0 : shares / tokens;
    std::unordered_map<std::string_view, std::uint32_t> known;
    std::vector<std::uint32_t> rows;
    AttentionColumns columns;
    columns.exemplars = static_cast<std::int64_t>(exemplars);
    eachCandidate(unit, [&](const Candidate& candidate) {
        if (exemplars == 0 || candidate.attention.size() != candidate.tokens.size() * exemplars) {
            throw ProjectError(named(unit) + " has attention that does not fit its words");
        }
        for (std::size_t t = 0; t < candidate.tokens.size(); ++t) {
            const auto* row = candidate.attention.data() + t * exemplars;
            const auto [found, isNew] =
                known.try_emplace({reinterpret_cast<const char*>(row), exemplars},
                                  static_cast<std::uint32_t>(known.size()));
            if (isNew) {
                columns.shares.insert(columns.shares.end(), row, row + exemplars);
            }
            rows.push_back(found->second);
        }
    });
    columns.rows = known.size() <= 0x100     ? narrowed<std::uint8_t>(rows)
                   : known.size() <= 0x10000 ? narrowed<std::uint16_t>(rows)
                                             : narrowed<std::uint32_t>(rows);
    return columns;
}

bool isSound(const BeamColumns& columns, std::size_t words) {
    const auto tokens =
        std::accumulate(columns.lengths.begin(), columns.lengths.end(), std::size_t{0});
    if (columns.lengths.empty() || columns.scores.size() != 2 * columns.lengths.size() ||
        columns.tokens.size() != tokens) {
        return false;
    }
    for (const auto token : columns.tokens) {
        if (token >= words) {
            return false;
        }
    }
    return true;
}

UnitBeam unpackBeam(std::int64_t unit, const BeamColumns& columns) {
    UnitBeam result{unit, {}, {}};
    const auto count = columns.candidates();
    auto token = columns.tokens.begin();
    for (std::size_t c = 0; c < count; ++c) {
        const auto end = token + columns.lengths[c];
        Candidate candidate;
        candidate.tokens.assign(token, end);
        candidate.logpGivenExemplars = columns.scores[c];
        candidate.logp = columns.scores[count + c];
        token = end;
        if (c + 1 < count) {
            result.beam.push_back(std::move(candidate));
        } else {
            result.greedy = std::move(candidate);
        }
    }
    return result;
}

bool unpackAttention(const AttentionColumns& columns, UnitBeam& unit) {
    std::size_t tokens = 0;
    eachCandidate(unit, [&](const Candidate& candidate) { tokens += candidate.tokens.size(); });
    if (columns.exemplars < 1 || tokens == 0 || columns.rows.size() % tokens != 0) {
        return false;
    }
    const auto exemplars = static_cast<std::size_t>(columns.exemplars);
    const auto width = columns.rows.size() / tokens;
    if ((width != 1 && width != 2 && width != 4) || columns.shares.size() % exemplars != 0) {
        return false;
    }
    const auto rows = columns.shares.size() / exemplars;
    std::size_t index = 0;
    const auto fill = [&](Candidate& candidate) {
        candidate.attention.clear();
        for (std::size_t t = 0; t < candidate.tokens.size(); ++t, ++index) {
            const auto row = wide(columns.rows, width, index);
            if (row >= rows) {
                return false;
            }
            const auto* first = columns.shares.data() + row * exemplars;
            candidate.attention.insert(candidate.attention.end(), first, first + exemplars);
        }
        return true;
    };
    for (auto& candidate : unit.beam) {
        if (!fill(candidate)) {
            return false;
        }
    }
    return fill(unit.greedy);
}

} // namespace brera::project
