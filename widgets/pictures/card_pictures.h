// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless another standard header came
// before.
#include <QImage>
#include <QList>
#include <QString>

#include "base/unit_id.h"

namespace brera::widgets {

/// How many of a unit's exemplars its card shows.
inline constexpr int kCardPatches = 5;

/// What a unit's card shows of its pictures.
struct CardPictures {
    QList<QImage> patches; ///< best first; null where the picture is not there (yet)
    QList<QRgb> tiles;     ///< mean colours in the same order, transparent where unknown
    QString failure;       ///< why patches are missing; empty when all is well
    int edge = 0;          ///< of the patches, device pixels; 0 while there are only tiles
};

/// A card's pictures as someone asks for them.
struct CardRequest {
    UnitId unit;
    double threshold = 0;
};

struct UnitIdHash {
    std::size_t operator()(const UnitId& unit) const {
        return std::hash<std::string>()(unit.layer) * 31 + std::hash<std::int64_t>()(unit.index);
    }
};

} // namespace brera::widgets
