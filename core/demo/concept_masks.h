// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "demo/masked_units.h"
#include "demo/phrases.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace brera::demo {

/// A stand-in for a unit that responds to a concept, and what there is to say about it.
struct DrawnUnit {
    MaskedUnit unit;
    Saying saying;
};

/// Draws units: a concept's pixels in 15 images, of which half of the units have 1 to 5 that show
/// something else, brought to the grid of a random layer, cut, mixed with noise, and made a mask
/// again as a unit's map is. What is said about one follows from what its masks cover in the end.
/// Units whose masks hardly show any concept are drawn anew.
/// @throws DataError when there are too few images to show any concept often enough; Cancelled.
std::vector<DrawnUnit> drawUnits(const DrawnImages& images, std::int64_t count, std::uint64_t seed,
                                 std::stop_token stop, const Progress& progress);

} // namespace brera::demo
