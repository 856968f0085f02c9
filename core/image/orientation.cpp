// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/codecs.h"

#include <algorithm>

namespace brera::image::codec {

int exifOrientation(Bytes header) {
    // TIFF 6.0, section 2: byte order, 42, offset of the first directory; entries of 12 bytes.
    if (header.size() < 8 || header[0] != header[1] || (header[0] != 'I' && header[0] != 'M')) {
        return 1;
    }
    const bool little = header[0] == 'I';
    const auto read16 = [&](std::size_t at) -> std::uint32_t {
        return little ? header[at] | static_cast<std::uint32_t>(header[at + 1]) << 8
                      : header[at + 1] | static_cast<std::uint32_t>(header[at]) << 8;
    };
    const auto read32 = [&](std::size_t at) -> std::uint32_t {
        return little ? read16(at) | read16(at + 2) << 16 : read16(at + 2) | read16(at) << 16;
    };
    const std::size_t directory = read32(4);
    if (directory > header.size() - 2) {
        return 1;
    }
    constexpr std::uint32_t kOrientationTag = 0x0112;
    const std::size_t entries = read16(directory);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (entry + 12 > header.size()) {
            break;
        }
        if (read16(entry) == kOrientationTag) {
            const std::uint32_t value = read16(entry + 8);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    }
    return 1;
}

Picture oriented(Picture picture, int orientation) {
    if (orientation < 2 || orientation > 8) {
        return picture;
    }
    const bool transposed = orientation >= 5;
    // Where the row and column of the stored picture run backwards in the upright one.
    const bool flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Picture upright =
        transposed ? blank(picture.height, picture.width) : blank(picture.width, picture.height);
    std::uint8_t* out = upright.rgb.data();
    for (int y = 0; y < upright.height; ++y) {
        for (int x = 0; x < upright.width; ++x, out += 3) {
            int column = transposed ? y : x;
            int row = transposed ? x : y;
            column = flipX ? picture.width - 1 - column : column;
            row = flipY ? picture.height - 1 - row : row;
            const auto at =
                static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                static_cast<std::size_t>(column);
            std::copy_n(picture.rgb.data() + at * 3, 3, out);
        }
    }
    return upright;
}

} // namespace brera::image::codec
