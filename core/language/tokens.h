// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brera::language {

/// Lower-cased tokens of a short English text as spaCy's English tokenizer gives them on
/// descriptions of images: punctuation and 's split off, hyphens between letters split, nothing
/// dropped (MILAN.md section 4). UTF-8 beyond ASCII stays whole.
std::vector<std::string> tokenize(std::string_view text);

/// A plain phrase: spaces between tokens, none before punctuation or 's, none around a hyphen
/// between words. tokenize(detokenize(t)) == t for what tokenize gives.
std::string detokenize(std::span<const std::string> tokens);

} // namespace brera::language
