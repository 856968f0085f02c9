// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/picture_io.h"

#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <memory>
#include <system_error>

#include <png.h>

namespace brera::image {

namespace {

/// Writes to an open file; false on any error, with errno as the system left it.
/// Holds nothing with a destructor: libpng leaves it by a jump.
bool writeRows(std::FILE* file, png_uint_32 width, png_uint_32 height, png_bytepp rows) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr,
                                              [](png_structp, png_const_charp) {});
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, file);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    png_write_image(png, rows);
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &info);
    return true;
}

} // namespace

void writePng(const std::filesystem::path& path, const Picture& picture) {
    const auto width = static_cast<std::size_t>(picture.width);
    if (picture.width <= 0 || picture.height <= 0 ||
        picture.rgb.size() != width * static_cast<std::size_t>(picture.height) * 3) {
        throw DataError(path.string() + ": a picture of " + std::to_string(picture.width) + "×" +
                        std::to_string(picture.height) + " with " +
                        std::to_string(picture.rgb.size()) + " bytes cannot be written");
    }
    std::vector<png_bytep> rows(static_cast<std::size_t>(picture.height));
    for (std::size_t y = 0; y < rows.size(); ++y) {
        // libpng only reads the rows; its signature predates const.
        rows[y] = const_cast<png_bytep>(picture.rgb.data() + y * width * 3);
    }
    // Under another name until it is whole, so that nobody ever sees half a file.
    std::filesystem::path temporary = path;
    temporary += ".part";
    std::FILE* file = std::fopen(temporary.c_str(), "wb");
    int error = errno;
    if (file != nullptr) {
        errno = 0;
        bool good = writeRows(file, static_cast<png_uint_32>(picture.width),
                              static_cast<png_uint_32>(picture.height), rows.data());
        error = errno;
        if (std::fclose(file) != 0 && good) {
            good = false;
            error = errno;
        }
        if (good && std::rename(temporary.c_str(), path.c_str()) == 0) {
            return;
        }
        error = good ? errno : error;
        std::remove(temporary.c_str());
    }
    throw DataError(path.string() +
                    ": cannot be written: " + std::system_category().message(error));
}

} // namespace brera::image
