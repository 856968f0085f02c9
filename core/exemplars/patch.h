// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"

#include <cstdint>
#include <vector>

namespace brera::exemplars {

/// How an exemplar is shown: cropped around its mask, outside dimmed, with a thin light outline.
struct PatchOptions {
    int size = 96;         ///< width and height of the result
    bool crop = true;      ///< around the mask, with some air; otherwise the whole picture
    float outside = 0.35F; ///< brightness left outside the mask
    bool outline = true;
};

/// `mask` is (height, width) of the picture, 0/1; an empty one shows the whole picture as it is.
Picture renderPatch(const Picture& picture, const std::vector<std::uint8_t>& mask,
                    const PatchOptions& options = {});

/// A unit's exemplar as a card of the gallery shows it, `size` pixels wide and high: the part of
/// the picture around the mask's peak, above the threshold as it is with a one-pixel light outline,
/// the rest dimmed. `picture` is as the network saw it.
Picture renderExemplar(const Picture& picture, const SmallMap& map, double threshold, int size);

} // namespace brera::exemplars
