// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/fonts.h"
#include "demo/world.h"

#include <cstdint>
#include <string>

namespace brera::demo {

/// Draws the demo world. The same edition, split, index and seed give the same picture and truth on
/// every run; images of one split are drawn independently of each other.
class Renderer {
public:
    /// Reads the fonts. @throws DataError naming the package when one is missing.
    explicit Renderer(std::uint64_t seed = kWorldSeed);

    /// Image `index` (any non-negative number: a split has a usual size, no end) of class index
    /// mod 10. May be called from several threads at once.
    /// @throws DataError when the edition has no such split or the index is negative.
    Sample render(Edition edition, Split split, std::int64_t index) const;

    /// Changes whenever a picture would: the drawing code's version, the seed and the fonts.
    std::string version() const;

private:
    std::uint64_t m_seed;
    Fonts m_fonts;
};

} // namespace brera::demo
