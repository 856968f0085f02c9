// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plot_colours.h"

#include <QPalette>

#include <array>

namespace brera::plots {

FigureColours figureColours(const QPalette& palette) {
    return {.background = palette.color(QPalette::Base),
            .grid = palette.color(QPalette::Mid),
            .text = palette.color(QPalette::WindowText),
            .muted = palette.color(QPalette::Dark),
            .accent = palette.color(QPalette::Highlight),
            .dark = palette.color(QPalette::WindowText).lightness() > 127};
}

QColor seriesColour(int index, bool dark) {
    static const std::array<QRgb, 6> kLight{0xff2b59c3, 0xffc65102, 0xff00795b,
                                            0xffa8467f, 0xff8a6a00, 0xff2f8fbf};
    static const std::array<QRgb, 6> kDark{0xff86abff, 0xffff9a5c, 0xff45cfa3,
                                           0xffee9cca, 0xffe3c14a, 0xff8fd6f2};
    if (index < 0) {
        return QColor(dark ? 0xff9d9d9b : 0xff767673);
    }
    const auto& colours = dark ? kDark : kLight;
    return QColor(colours[static_cast<std::size_t>(index) % colours.size()]);
}

} // namespace brera::plots
