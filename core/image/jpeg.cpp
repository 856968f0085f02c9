// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <new>

#include <jerror.h>
#include <jpeglib.h>

namespace brera::image::codec {

namespace {

/// libjpeg reports errors by a call that must not return. Every method that enters the library sets
/// its own jump first and holds nothing with a destructor.
class JpegReader {
public:
    explicit JpegReader(Bytes bytes) : m_bytes(bytes) {
        m_info.err = jpeg_std_error(&m_errors.base);
        m_errors.base.error_exit = fail;
        m_errors.base.emit_message = warn;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool readHeader(bool keepExif) {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        jpeg_create_decompress(&m_info);
        jpeg_mem_src(&m_info, m_bytes.data(), m_bytes.size());
        if (keepExif) {
            jpeg_save_markers(&m_info, JPEG_APP0 + 1, 0xffff);
        }
        jpeg_read_header(&m_info, TRUE);
        m_orientation = findOrientation(); // the markers are gone once the pixels are read
        if (m_info.num_components == 1) {
            m_info.out_color_space = JCS_GRAYSCALE;
        } else {
            m_info.out_color_space = m_info.num_components == 4 ? JCS_CMYK : JCS_RGB;
        }
        return true;
    }

    /// `row` has room for width · 4 bytes.
    bool readPixels(std::uint8_t* rgb, std::uint8_t* row) {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        jpeg_start_decompress(&m_info);
        const std::size_t stride = std::size_t{m_info.output_width} * 3;
        while (m_info.output_scanline < m_info.output_height) {
            std::uint8_t* target = rgb + m_info.output_scanline * stride;
            JSAMPROW destination = m_info.out_color_space == JCS_RGB ? target : row;
            jpeg_read_scanlines(&m_info, &destination, 1);
            if (m_info.out_color_space == JCS_GRAYSCALE) {
                for (std::size_t x = 0; x < m_info.output_width; ++x) {
                    std::memset(target + 3 * x, row[x], 3);
                }
            } else if (m_info.out_color_space == JCS_CMYK) {
                // Photoshop stores CMYK inverted, and Pillow takes every file for one of
                // Photoshop's.
                for (std::size_t i = 0; i < std::size_t{m_info.output_width} * 4; ++i) {
                    row[i] = static_cast<std::uint8_t>(255 - row[i]);
                }
                for (std::size_t x = 0; x < m_info.output_width; ++x) {
                    cmykToRgb(row + 4 * x, target + 3 * x);
                }
            }
        }
        jpeg_finish_decompress(&m_info);
        return true;
    }

    std::int64_t width() const { return m_info.image_width; }
    std::int64_t height() const { return m_info.image_height; }
    const char* message() const { return m_errors.message; }

    int orientation() const { return m_orientation; }

private:
    int findOrientation() const {
        constexpr std::size_t kPrefix = 6; // "Exif\0\0"
        for (auto* marker = m_info.marker_list; marker != nullptr; marker = marker->next) {
            if (marker->marker == JPEG_APP0 + 1 && marker->data_length > kPrefix &&
                std::memcmp(marker->data, "Exif\0\0", kPrefix) == 0) {
                return exifOrientation({marker->data + kPrefix, marker->data_length - kPrefix});
            }
        }
        return 1;
    }

    struct Errors {
        jpeg_error_mgr base{};
        std::jmp_buf jump{};
        char message[JMSG_LENGTH_MAX] = {};
    };

    [[noreturn]] static void fail(j_common_ptr info) {
        auto* errors = reinterpret_cast<Errors*>(info->err);
        info->err->format_message(info, errors->message);
        std::longjmp(errors->jump, 1);
    }

    static void warn(j_common_ptr info, int level) {
        // At the end of the data libjpeg makes up an end marker and grey pixels, with a mere
        // warning. Other warnings (stray bytes between markers) are common in good files.
        if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF) {
            auto* errors = reinterpret_cast<Errors*>(info->err);
            std::snprintf(errors->message, sizeof errors->message, "the file is truncated");
            std::longjmp(errors->jump, 1);
        }
    }

    Bytes m_bytes;
    jpeg_decompress_struct m_info{};
    Errors m_errors;
    int m_orientation = 1;
};

} // namespace

Picture readJpeg(Bytes bytes, const DecodeOptions& options) {
    JpegReader reader(bytes);
    if (!reader.readHeader(options.applyOrientation)) {
        throw DataError(std::string("is a broken JPEG: ") + reader.message());
    }
    checkSize(reader.width(), reader.height(), options);
    Picture picture = blank(reader.width(), reader.height());
    std::vector<std::uint8_t> row(static_cast<std::size_t>(reader.width()) * 4);
    if (!reader.readPixels(picture.rgb.data(), row.data())) {
        throw DataError(std::string("is a broken JPEG: ") + reader.message());
    }
    return oriented(std::move(picture), options.applyOrientation ? reader.orientation() : 1);
}

} // namespace brera::image::codec
