// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_io.h"

#include <array>
#include <cstdint>
#include <span>

/// One reader for each kind of file, from memory. The codec libraries are used directly, not
/// through OpenCV: it blends or expands what Pillow drops, has limits of its own and hands back
/// pictures for truncated files.
namespace brera::image::codec {

using Bytes = std::span<const std::uint8_t>;

/// @throws DataError unless the picture has pixels and at most options.maxPixels of them.
void checkSize(std::int64_t width, std::int64_t height, const DecodeOptions& options);

/// A picture with room for its pixels. The size has passed checkSize().
Picture blank(std::int64_t width, std::int64_t height);

/// The readers throw DataError with the reason alone; decode() puts the file's name before it. Each
/// checks the size its header declares before it decodes anything. Several pictures in one file:
/// the first.
Picture readJpeg(Bytes bytes, const DecodeOptions& options);
Picture readPng(Bytes bytes, const DecodeOptions& options);
Picture readWebp(Bytes bytes, const DecodeOptions& options);
Picture readBmp(Bytes bytes, const DecodeOptions& options);
Picture readTiff(Bytes bytes, const DecodeOptions& options);
Picture readPnm(Bytes bytes, const DecodeOptions& options);

/// Colours of a palette; entries that the file does not define are grey, as in Pillow.
class Palette {
public:
    Palette();
    void set(std::size_t index, std::uint8_t red, std::uint8_t green, std::uint8_t blue);
    /// Writes the three bytes of one pixel.
    void look(std::uint8_t index, std::uint8_t* rgb) const;

private:
    std::array<std::array<std::uint8_t, 3>, 256> m_colours;
};

/// Pillow's own CMYK → RGB: no colour profile, 255 = full ink.
void cmykToRgb(const std::uint8_t* cmyk, std::uint8_t* rgb);

/// 16-bit grey as Pillow converts it: clipped at 255, not scaled.
inline std::uint8_t clipGrey16(std::uint16_t value) {
    return value > 255 ? std::uint8_t{255} : static_cast<std::uint8_t>(value);
}

/// The orientation tag (1…8) of an EXIF block that begins with its TIFF header; 1 when there is
/// none.
int exifOrientation(Bytes tiffHeader);
/// The picture turned as an EXIF orientation says; 1 and values out of range leave it as it is.
Picture oriented(Picture picture, int orientation);

} // namespace brera::image::codec
