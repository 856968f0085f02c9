// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/concepts.h"

#include <span>
#include <string_view>

namespace brera::demo {

/// How English speaks of a concept. Lists are separated by spaces.
struct ConceptWords {
    ConceptKind kind;
    std::string_view name;
    /// Every word that names it; the listed synonyms of the measurement.
    std::string_view words;
    /// What generated annotations say, commonest first: plural nouns; adjectives of colours.
    std::string_view said;
    /// In the singular, with its article after an underscore's blank ("a_bird"); of textures the
    /// adjectives.
    std::string_view other;
};

std::span<const ConceptWords> conceptWords();
/// @throws DataError when nothing is listed for it.
const ConceptWords& wordsOf(ConceptKind kind, std::string_view name);

} // namespace brera::demo
