// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace brera::language {

/// Words that are split in a way of their own ("don't" → do + n't, "cannot" → can + not) or stay
/// whole against the rules ("o'clock", "e.g.", "and/or"), as spaCy's English exceptions have them.
/// @param word lower case, with straight apostrophes.
/// @returns the lengths of its parts; empty for an ordinary word.
const std::vector<std::size_t>& specialParts(std::u32string_view word);

} // namespace brera::language
