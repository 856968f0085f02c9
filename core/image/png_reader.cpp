// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <png.h>

namespace brera::image::codec {

namespace {

/// libpng reports errors by a call that must not return. Every method that enters the library sets
/// its own jump first and holds nothing with a destructor.
class PngReader {
public:
    explicit PngReader(Bytes bytes) : m_rest(bytes) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, fail,
                                       [](png_structp, png_const_charp) {});
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr) {
            png_destroy_read_struct(&m_png, nullptr, nullptr);
            throw std::bad_alloc();
        }
        png_set_read_fn(m_png, this, read);
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    bool readHeader() {
        if (setjmp(m_jump) != 0) {
            return false;
        }
        png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // the caller has a better one
        png_read_info(m_png, m_info);
        m_colour = png_get_color_type(m_png, m_info);
        m_depth = png_get_bit_depth(m_png, m_info);
        if (indexed()) {
            png_set_packing(m_png);
        } else if (m_colour == PNG_COLOR_TYPE_GRAY && m_depth < 8) {
            png_set_expand_gray_1_2_4_to_8(m_png);
        }
        if (m_depth == 16 && !deepGrey()) {
            png_set_strip_16(m_png); // the high byte, as Pillow
        }
        png_set_strip_alpha(m_png); // dropped, not blended
        if ((m_colour & PNG_COLOR_MASK_COLOR) == 0 && !deepGrey()) {
            png_set_gray_to_rgb(m_png); // would expand a palette
        }
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }

    /// Fills rows of rowBytes() each.
    bool readPixels(png_bytepp rows) {
        if (setjmp(m_jump) != 0) {
            return false;
        }
        png_read_image(m_png, rows);
        png_read_end(m_png, nullptr); // a file without its end has been cut
        return true;
    }

    std::int64_t width() const { return png_get_image_width(m_png, m_info); }
    std::int64_t height() const { return png_get_image_height(m_png, m_info); }
    std::size_t rowBytes() const { return png_get_rowbytes(m_png, m_info); }
    bool indexed() const { return m_colour == PNG_COLOR_TYPE_PALETTE; }
    bool deepGrey() const { return m_colour == PNG_COLOR_TYPE_GRAY && m_depth == 16; }
    const char* message() const { return m_message; }

    Palette palette() const {
        Palette palette;
        png_colorp colours = nullptr;
        int count = 0;
        png_get_PLTE(m_png, m_info, &colours, &count);
        for (int i = 0; i < count; ++i) {
            palette.set(static_cast<std::size_t>(i), colours[i].red, colours[i].green,
                        colours[i].blue);
        }
        return palette;
    }

    int orientation() {
        png_bytep exif = nullptr;
        png_uint_32 size = 0;
        return png_get_eXIf_1(m_png, m_info, &size, &exif) != 0 ? exifOrientation({exif, size}) : 1;
    }

private:
    [[noreturn]] static void fail(png_structp png, png_const_charp message) {
        auto* self = static_cast<PngReader*>(png_get_error_ptr(png));
        std::snprintf(self->m_message, sizeof self->m_message, "%s", message);
        std::longjmp(self->m_jump, 1);
    }

    static void read(png_structp png, png_bytep target, std::size_t count) {
        auto* self = static_cast<PngReader*>(png_get_io_ptr(png));
        if (count > self->m_rest.size()) {
            png_error(png, "the file is truncated");
        }
        std::memcpy(target, self->m_rest.data(), count);
        self->m_rest = self->m_rest.subspan(count);
    }

    Bytes m_rest;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    int m_colour = 0;
    int m_depth = 0;
    std::jmp_buf m_jump{};
    char m_message[256] = {};
};

} // namespace

Picture readPng(Bytes bytes, const DecodeOptions& options) {
    // libpng reads on to the pixels before it tells the size; the size comes first.
    constexpr std::size_t kSizeAt = 16;
    if (bytes.size() >= kSizeAt + 8) {
        checkSize(png_get_uint_32(bytes.data() + kSizeAt),
                  png_get_uint_32(bytes.data() + kSizeAt + 4), options);
    }
    PngReader reader(bytes);
    const auto refuse = [&reader] {
        throw DataError(std::string("is a broken PNG: ") + reader.message());
    };
    if (!reader.readHeader()) {
        refuse();
    }
    checkSize(reader.width(), reader.height(), options);
    Picture picture = blank(reader.width(), reader.height());
    const bool direct = !reader.indexed() && !reader.deepGrey();
    const std::size_t rowBytes = reader.rowBytes();
    const std::size_t width = static_cast<std::size_t>(picture.width);
    const std::size_t pixelBytes = direct ? 3 : (reader.indexed() ? 1 : 2);
    if (rowBytes != width * pixelBytes) {
        throw DataError("is a PNG of an unknown layout");
    }
    std::vector<std::uint8_t> raw(direct ? 0 : rowBytes * static_cast<std::size_t>(picture.height));
    std::uint8_t* const target = direct ? picture.rgb.data() : raw.data();
    std::vector<png_bytep> rows(static_cast<std::size_t>(picture.height));
    for (std::size_t y = 0; y < rows.size(); ++y) {
        rows[y] = target + y * rowBytes;
    }
    if (!reader.readPixels(rows.data())) {
        refuse();
    }
    std::uint8_t* rgb = picture.rgb.data();
    if (reader.indexed()) {
        const Palette palette = reader.palette();
        for (const std::uint8_t index : raw) {
            palette.look(index, rgb);
            rgb += 3;
        }
    } else if (reader.deepGrey()) {
        for (std::size_t i = 0; i < raw.size(); i += 2, rgb += 3) {
            const auto value = static_cast<std::uint16_t>(raw[i] << 8 | raw[i + 1]);
            std::fill_n(rgb, 3, clipGrey16(value));
        }
    }
    return oriented(std::move(picture), options.applyOrientation ? reader.orientation() : 1);
}

} // namespace brera::image::codec
