// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tokens.h"

#include <QPalette>

namespace brera::widgets {

const Tokens& lightTokens() {
    static const Tokens tokens{
        .window = QColor(0xf5, 0xf5, 0xf3),
        .surface = QColor(0xff, 0xff, 0xff),
        .raised = QColor(0xec, 0xec, 0xe9),
        .line = QColor(0xdf, 0xdf, 0xdb),
        .text = QColor(0x1b, 0x1b, 0x1a),
        .muted = QColor(0x64, 0x64, 0x61),
        .accent = QColor(0x2b, 0x59, 0xc3),
        .onAccent = QColor(0xff, 0xff, 0xff),
        .accentSoft = QColor(0xe4, 0xeb, 0xfa),
        .mark = QColor(0xff, 0xe8, 0xa3),
        .tile = QColor(0xe2, 0xe2, 0xde),
        .notice = QColor(0xfb, 0xf1, 0xd9),
        .problem = QColor(0xb2, 0x3a, 0x1f),
    };
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens{
        .window = QColor(0x15, 0x15, 0x16),
        .surface = QColor(0x22, 0x22, 0x25),
        .raised = QColor(0x30, 0x30, 0x34),
        .line = QColor(0x3a, 0x3a, 0x3f),
        .text = QColor(0xec, 0xec, 0xea),
        .muted = QColor(0xa6, 0xa6, 0xa4),
        .accent = QColor(0x86, 0xab, 0xff),
        .onAccent = QColor(0x0d, 0x14, 0x24),
        .accentSoft = QColor(0x25, 0x31, 0x4e),
        .mark = QColor(0x5c, 0x49, 0x14),
        .tile = QColor(0x31, 0x31, 0x36),
        .notice = QColor(0x3a, 0x32, 0x1d),
        .problem = QColor(0xff, 0x9b, 0x80),
    };
    return tokens;
}

bool isDark(const QPalette& palette) {
    // Style sheets make backgrounds transparent, so the text alone tells.
    return palette.color(QPalette::WindowText).lightness() > 127;
}

const Tokens& tokensFor(const QPalette& palette) {
    return isDark(palette) ? darkTokens() : lightTokens();
}

} // namespace brera::widgets
