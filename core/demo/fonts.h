// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/sprite.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace brera::demo {

/// Ink of one line of text, cut to its bounds.
struct Ink {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage; ///< (height, width)
};

/// The demo world's drawings and letters: Debian's colour emoji and DejaVu fonts, read with
/// FreeType. All glyphs of the world are drawn once, at the font's own 109 pixels.
class Fonts {
public:
    /// @throws DataError when a font file is missing or lacks a glyph, naming it and the Debian
    ///         package it comes from.
    Fonts();
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// A glyph of classes() or distractors(), without empty borders.
    const Sprite& emoji(char32_t codePoint) const;

    int textFonts() const;
    std::string textFontName(int font) const; ///< "DejaVuSans-Bold"
    /// ASCII text at so many pixels per em. May be called from several threads.
    Ink write(std::string_view text, int font, int points) const;

    /// Changes when the fonts change, and with them the pictures.
    std::string version() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::demo
