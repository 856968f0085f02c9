// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/extraction_store.h"
#include "base/image_source.h"

namespace brera::exemplars {

/// A unit's exemplar as a card of the gallery shows it, `size` pixels wide and high: the part of
/// the picture around the mask's peak, above the threshold as it is with a thin light outline, the
/// rest dimmed. `picture` is as the network saw it.
Picture renderExemplar(const Picture& picture, const SmallMap& map, double threshold, int size);

} // namespace brera::exemplars
