// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

#include <cstdint>
#include <vector>

namespace brera::image {

/// A baseline JPEG file in memory, as small as its Huffman tables can make it.
/// @param quality 1 to 100. @throws DataError for a picture without pixels or beyond what JPEG can
/// hold (65,500 a side).
std::vector<std::uint8_t> encodeJpeg(const Picture& picture, int quality);

} // namespace brera::image
