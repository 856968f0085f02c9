// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace brera::audit {

/// What an exemplar weighs at its place, from 0: 1 / log2(place + 2), the discount of ranked
/// retrieval (Järvelin and Kekäläinen, 2002).
double exemplarWeight(std::size_t place);

/// How far two units respond most to the same images: Σ min(w, w') / Σ max(w, w') over images, an
/// image being worth exemplarWeight() of its place in either list (weighted Jaccard). 1 for equal
/// lists, 0 for disjoint ones. @param first, second image numbers, best first.
double exemplarOverlap(std::span<const std::int64_t> first, std::span<const std::int64_t> second);

} // namespace brera::audit
