// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace brera::widgets {

/// The step of the grid that margins, gaps and control heights stand on, in logical pixels.
inline constexpr int kGrid = 8;

/// The colours of one theme. Pictures carry the colour; the chrome is grey with one accent.
struct Tokens {
    QColor window;     ///< behind everything
    QColor surface;    ///< panels and cards
    QColor raised;     ///< under the pointer
    QColor line;       ///< hairlines
    QColor text;       ///< what is read first
    QColor muted;      ///< what is read second
    QColor accent;     ///< the one accent
    QColor onAccent;   ///< text on the accent
    QColor accentSoft; ///< behind what is selected
    QColor mark;       ///< behind words that were searched for
    QColor tile;       ///< a picture that is not there yet and of unknown colour
    QColor notice;     ///< behind a banner
    QColor problem;    ///< text that says what is wrong
};

const Tokens& lightTokens();
const Tokens& darkTokens();

/// True where text is light.
bool isDark(const QPalette& palette);
/// The tokens of the theme a palette belongs to, so that painting needs no global.
const Tokens& tokensFor(const QPalette& palette);

} // namespace brera::widgets
