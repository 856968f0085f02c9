// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace brera::plots {

/// What a plot is drawn with, read from the palette the theme sets.
struct FigureColours {
    QColor background;
    QColor grid;
    QColor text;
    QColor muted;
    QColor accent;
    bool dark = false;
};

FigureColours figureColours(const QPalette& palette);

/// The colour of the series `index`, counted round; below 0 a neutral grey.
///
/// After Okabe and Ito's palette (Color Universal Design, 2008), which people with any of the
/// common colour-vision deficiencies tell apart, each darkened or lightened until it has a contrast
/// of at least 3:1 against the theme's surface.
QColor seriesColour(int index, bool dark);

} // namespace brera::plots
