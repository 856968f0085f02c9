// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// Characters as the tokenizer classes them. Text is handled by code point.
namespace brera::language::characters {

/// Bytes that are no UTF-8 become code points of their own beyond Unicode, so that encode() gives
/// them back unchanged.
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view text);

bool isSpace(char32_t c);
bool isDigit(char32_t c); ///< 0–9
bool isUpper(char32_t c); ///< ASCII and Latin-1
bool isAlpha(char32_t c); ///< letters; everything beyond ASCII that is no mark counts as one
bool isLower(char32_t c); ///< a letter that is not upper case
bool isPunctuation(char32_t c);
bool isQuote(char32_t c);
bool isCurrency(char32_t c);
bool isIcon(char32_t c); ///< pictures and signs: arrows, stars, emoji
char32_t lower(char32_t c);

} // namespace brera::language::characters
