// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/random.h"
#include "demo/world.h"

#include <vector>

namespace brera::demo {

struct Background {
    std::vector<float> rgb; ///< (size, size, 3), 0 … 255, grain included and not clipped
    BackgroundTruth truth;
};

/// One of six textures in two colours drawn evenly from all there are, with a little grain.
Background drawBackground(int size, Random& random);

} // namespace brera::demo
