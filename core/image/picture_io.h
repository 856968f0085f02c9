// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace brera::image {

struct DecodeOptions {
    bool applyOrientation = false;        ///< EXIF rotation; torchvision ignores it
    std::int64_t maxPixels = 178'956'970; ///< Pillow's decompression-bomb limit
    std::int64_t maxFileBytes = 512LL << 20;
};

/// Reads JPEG, PNG, WebP, BMP, TIFF or PNM as Pillow's convert("RGB") would: grey is repeated,
/// alpha dropped, palettes looked up, CMYK converted without a profile. Of 16 bits, colours keep
/// the high byte and grey is clipped at 255, as there. The kind is told by content, not by name; of
/// several pictures in one file the first is read. The size is checked before anything is decoded.
/// @throws DataError saying why: missing, not an image, truncated, too large…
Picture decode(const std::filesystem::path& path, const DecodeOptions& options = {});

/// Writes an 8-bit RGB PNG; the file appears under its name only when it is whole. @throws
/// DataError when it cannot be written.
void writePng(const std::filesystem::path& path, const Picture& picture);

} // namespace brera::image
