// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/description_store.h"
#include "project/encoding.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// How a unit's beam lies in the tables `beams` and `attentions`.
namespace brera::project {

/// The columns of one row of `beams`. Candidates in the order of the search, the greedy one last.
struct BeamColumns {
    std::vector<float> scores; ///< log p(d|E) of each, then log p(d) of each
    Blob lengths;
    std::vector<std::uint16_t> tokens;

    std::size_t candidates() const { return lengths.size(); }
};

/// The columns of one row of `attentions`.
struct AttentionColumns {
    std::int64_t exemplars = 0;
    Blob rows;   ///< of each token its row of `shares`, in the narrowest width
    Blob shares; ///< (distinct rows, exemplars)
};

/// @throws ProjectError for a token that is not one of `words`, or a candidate that is too long.
BeamColumns packBeam(const UnitBeam& unit, std::size_t words);
/// Nothing where there is no attention. Words after the same prefix have the same attention, which
/// is kept once.
/// @throws ProjectError when it does not fit the tokens.
std::optional<AttentionColumns> packAttention(const UnitBeam& unit);

/// Do these columns make sense: one length and two scores for each of at least one candidate, as
/// many tokens as the lengths say, all of the vocabulary?
bool isSound(const BeamColumns& columns, std::size_t words);

/// @param columns sound ones.
UnitBeam unpackBeam(std::int64_t unit, const BeamColumns& columns);
/// Fills the candidates' attention. False when the columns do not fit them.
bool unpackAttention(const AttentionColumns& columns, UnitBeam& unit);

} // namespace brera::project
