// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>

#include <tiffio.h>

namespace brera::image::codec {

namespace {

/// A file in memory, as libtiff wants to see it.
struct Memory {
    Bytes bytes;
    std::uint64_t position = 0;
    std::string error; ///< the first message
};

Memory& memory(thandle_t handle) {
    return *static_cast<Memory*>(handle);
}

tmsize_t readSome(thandle_t handle, void* target, tmsize_t count) {
    Memory& file = memory(handle);
    const std::uint64_t left =
        file.bytes.size() - std::min<std::uint64_t>(file.position, file.bytes.size());
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, static_cast<std::uint64_t>(count)));
    if (size > 0) {
        std::memcpy(target, file.bytes.data() + file.position, size);
    }
    file.position += size;
    return static_cast<tmsize_t>(size);
}

tmsize_t writeNothing(thandle_t, void*, tmsize_t) {
    return 0;
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
    Memory& file = memory(handle);
    const std::uint64_t base =
        whence == SEEK_SET ? 0 : (whence == SEEK_CUR ? file.position : file.bytes.size());
    file.position = base + offset;
    return file.position;
}

int closeNothing(thandle_t) {
    return 0;
}

toff_t fileSize(thandle_t handle) {
    return memory(handle).bytes.size();
}

int keepError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& error = *static_cast<std::string*>(user);
    if (error.empty()) {
        char text[256];
        std::vsnprintf(text, sizeof text, format, arguments);
        error = text;
    }
    return 1;
}

int ignoreWarning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

using TiffHandle = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

TiffHandle openTiff(Memory& file) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> settings(
        TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    TIFFOpenOptionsSetErrorHandlerExtR(settings.get(), keepError, &file.error);
    TIFFOpenOptionsSetWarningHandlerExtR(settings.get(), ignoreWarning, nullptr);
    return {TIFFClientOpenExt("image", "rm", &file, readSome, writeNothing, seek, closeNothing,
                              fileSize, nullptr, nullptr, settings.get()),
            TIFFClose};
}

class TiffReader {
public:
    TiffReader(Bytes bytes, const DecodeOptions& options)
        : m_file{bytes, 0, {}}, m_tiff(openTiff(m_file)) {
        if (!m_tiff) {
            fail();
        }
        std::uint32_t width = 0;
        std::uint32_t height = 0;
        TIFFGetField(m_tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(m_tiff.get(), TIFFTAG_IMAGELENGTH, &height);
        checkSize(width, height, options);
        m_width = width;
        m_height = height;
        m_bits = tag(TIFFTAG_BITSPERSAMPLE);
        m_samples = tag(TIFFTAG_SAMPLESPERPIXEL);
        m_format = tag(TIFFTAG_SAMPLEFORMAT);
        m_planar = tag(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE && m_samples > 1;
        m_photometric = tag(TIFFTAG_PHOTOMETRIC);
        if (m_photometric == PHOTOMETRIC_YCBCR && tag(TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
            TIFFSetField(m_tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
            m_photometric = PHOTOMETRIC_RGB;
        }
        std::uint16_t extras = 0;
        std::uint16_t* kinds = nullptr;
        TIFFGetFieldDefaulted(m_tiff.get(), TIFFTAG_EXTRASAMPLES, &extras, &kinds);
        m_premultiplied = extras > 0 && kinds[0] == EXTRASAMPLE_ASSOCALPHA;
    }

    Picture picture() {
        const std::size_t colours = coloursOf(m_photometric);
        if (colours == 0) {
            return converted();
        }
        const bool whole = m_bits == 1 || m_bits == 2 || m_bits == 4 || m_bits == 8;
        const bool deep = m_bits == 16 || (m_bits == 32 && colours == 1);
        if ((!whole && !deep) || (colours > 1 && m_bits < 8) || m_samples < colours ||
            m_samples > 16) {
            throw DataError("is a TIFF of a kind that is not read (" + std::to_string(m_samples) +
                            " samples of " + std::to_string(m_bits) + " bits)");
        }
        readRaster();
        Picture picture =
            blank(static_cast<std::int64_t>(m_width), static_cast<std::int64_t>(m_height));
        std::uint8_t* rgb = picture.rgb.data();
        const Palette palette = m_photometric == PHOTOMETRIC_PALETTE ? readPalette() : Palette();
        for (std::size_t y = 0; y < m_height; ++y) {
            for (std::size_t x = 0; x < m_width; ++x, rgb += 3) {
                readPixel(y, x, palette, rgb);
            }
        }
        // Pillow turns TIFF files by itself, whoever asks.
        return oriented(std::move(picture), tag(TIFFTAG_ORIENTATION));
    }

private:
    [[noreturn]] void fail() const {
        throw DataError("is a broken or truncated TIFF" +
                        (m_file.error.empty() ? std::string() : ": " + m_file.error));
    }

    std::uint16_t tag(std::uint32_t name) const {
        std::uint16_t value = 0;
        TIFFGetFieldDefaulted(m_tiff.get(), name, &value);
        return value;
    }

    /// Samples that make a colour; 0 where libtiff has to convert.
    static std::size_t coloursOf(std::uint16_t photometric) {
        switch (photometric) {
        case PHOTOMETRIC_MINISWHITE:
        case PHOTOMETRIC_MINISBLACK:
        case PHOTOMETRIC_PALETTE:
            return 1;
        case PHOTOMETRIC_RGB:
            return 3;
        case PHOTOMETRIC_SEPARATED:
            return 4;
        default:
            return 0;
        }
    }

    Picture converted() {
        std::vector<std::uint32_t> pixels(m_width * m_height);
        if (TIFFReadRGBAImageOriented(m_tiff.get(), static_cast<std::uint32_t>(m_width),
                                      static_cast<std::uint32_t>(m_height), pixels.data(),
                                      ORIENTATION_TOPLEFT, 1) == 0) {
            fail();
        }
        Picture picture =
            blank(static_cast<std::int64_t>(m_width), static_cast<std::int64_t>(m_height));
        std::uint8_t* rgb = picture.rgb.data();
        for (const std::uint32_t pixel : pixels) {
            *rgb++ = static_cast<std::uint8_t>(TIFFGetR(pixel));
            *rgb++ = static_cast<std::uint8_t>(TIFFGetG(pixel));
            *rgb++ = static_cast<std::uint8_t>(TIFFGetB(pixel));
        }
        return picture;
    }

    /// Brings the whole image into m_raster: rows of m_rowBytes, plane after plane.
    void readRaster() {
        m_perPlane = m_planar ? 1 : m_samples;
        m_rowBytes = (m_width * m_perPlane * m_bits + 7) / 8;
        const std::size_t planeBytes = m_rowBytes * m_height;
        const std::size_t planes = m_planar ? m_samples : 1;
        // A few bytes can declare a vast image: what is not there needs no room.
        constexpr std::size_t kBestRatio = 2000;
        if (planeBytes * planes / kBestRatio > m_file.bytes.size()) {
            fail();
        }
        m_raster.resize(planeBytes * planes);
        for (std::size_t plane = 0; plane < planes; ++plane) {
            std::uint8_t* target = m_raster.data() + plane * planeBytes;
            if (TIFFIsTiled(m_tiff.get()) != 0) {
                readTiles(target, static_cast<std::uint16_t>(plane));
            } else {
                readStrips(target, static_cast<std::uint16_t>(plane));
            }
        }
    }

    void readStrips(std::uint8_t* target, std::uint16_t plane) {
        std::uint32_t rows = 0;
        TIFFGetFieldDefaulted(m_tiff.get(), TIFFTAG_ROWSPERSTRIP, &rows);
        if (static_cast<std::size_t>(TIFFScanlineSize(m_tiff.get())) != m_rowBytes || rows == 0) {
            fail();
        }
        for (std::size_t y = 0; y < m_height; y += rows) {
            const std::size_t bytes = m_rowBytes * std::min<std::size_t>(rows, m_height - y);
            const std::uint32_t strip =
                TIFFComputeStrip(m_tiff.get(), static_cast<std::uint32_t>(y), plane);
            if (TIFFReadEncodedStrip(m_tiff.get(), strip, target + y * m_rowBytes,
                                     static_cast<tmsize_t>(bytes)) !=
                static_cast<tmsize_t>(bytes)) {
                fail();
            }
        }
    }

    void readTiles(std::uint8_t* target, std::uint16_t plane) {
        std::uint32_t tileWidth = 0;
        std::uint32_t tileHeight = 0;
        TIFFGetField(m_tiff.get(), TIFFTAG_TILEWIDTH, &tileWidth);
        TIFFGetField(m_tiff.get(), TIFFTAG_TILELENGTH, &tileHeight);
        const auto tileRow = static_cast<std::size_t>(TIFFTileRowSize(m_tiff.get()));
        const auto tileBytes = static_cast<std::size_t>(TIFFTileSize(m_tiff.get()));
        const std::size_t bits = m_perPlane * m_bits;
        if (tileWidth == 0 || tileHeight == 0 || tileWidth * bits % 8 != 0 ||
            tileRow != tileWidth * bits / 8 || tileBytes != tileRow * tileHeight ||
            tileBytes / 16 > m_raster.size() + (1 << 20)) {
            fail();
        }
        std::vector<std::uint8_t> tile(tileBytes);
        for (std::size_t y = 0; y < m_height; y += tileHeight) {
            for (std::size_t x = 0; x < m_width; x += tileWidth) {
                if (TIFFReadTile(m_tiff.get(), tile.data(), static_cast<std::uint32_t>(x),
                                 static_cast<std::uint32_t>(y), 0, plane) < 0) {
                    fail();
                }
                const std::size_t first = x * bits / 8;
                const std::size_t count = std::min(tileRow, m_rowBytes - first);
                for (std::size_t row = 0; row < std::min<std::size_t>(tileHeight, m_height - y);
                     ++row) {
                    std::copy_n(tile.data() + row * tileRow, count,
                                target + (y + row) * m_rowBytes + first);
                }
            }
        }
    }

    Palette readPalette() const {
        std::uint16_t* red = nullptr;
        std::uint16_t* green = nullptr;
        std::uint16_t* blue = nullptr;
        Palette palette;
        if (m_bits <= 8 && TIFFGetField(m_tiff.get(), TIFFTAG_COLORMAP, &red, &green, &blue) != 0) {
            for (std::size_t i = 0; i < std::size_t{1} << m_bits; ++i) {
                palette.set(i, static_cast<std::uint8_t>(red[i] >> 8),
                            static_cast<std::uint8_t>(green[i] >> 8),
                            static_cast<std::uint8_t>(blue[i] >> 8));
            }
        }
        return palette;
    }

    const std::uint8_t* sampleAt(std::size_t y, std::size_t x, std::size_t sample) const {
        const std::size_t plane = m_planar ? sample * m_rowBytes * m_height : 0;
        const std::size_t index = m_planar ? x : x * m_samples + sample;
        return m_raster.data() + plane + y * m_rowBytes + index * m_bits / 8;
    }

    /// A sample of at most 8 bits as it is stored.
    std::uint8_t narrow(std::size_t y, std::size_t x, std::size_t sample) const {
        const std::uint8_t byte = *sampleAt(y, x, sample);
        if (m_bits == 8) {
            return byte;
        }
        const std::size_t bit = (m_planar ? x : x * m_samples + sample) * m_bits % 8;
        return static_cast<std::uint8_t>(byte >> (8U - m_bits - bit) & ((1U << m_bits) - 1));
    }

    template <typename T>
    T wide(std::size_t y, std::size_t x, std::size_t sample) const {
        T value;
        std::memcpy(&value, sampleAt(y, x, sample), sizeof value);
        return value;
    }

    /// One colour of RGB or CMYK: of 16 bits the high byte, as Pillow.
    std::uint8_t colour(std::size_t y, std::size_t x, std::size_t sample) const {
        return m_bits == 8 ? *sampleAt(y, x, sample)
                           : static_cast<std::uint8_t>(wide<std::uint16_t>(y, x, sample) >> 8);
    }

    /// Grey: up to 8 bits are stretched, more are clipped at 0 and 255, as Pillow.
    std::uint8_t grey(std::size_t y, std::size_t x) const {
        double value = 0;
        if (m_bits <= 8) {
            const unsigned top = (1U << m_bits) - 1;
            const unsigned stretched = narrow(y, x, 0) * 255U / top;
            return static_cast<std::uint8_t>(
                m_photometric == PHOTOMETRIC_MINISWHITE ? 255 - stretched : stretched);
        }
        if (m_format == SAMPLEFORMAT_IEEEFP && m_bits == 32) {
            value = wide<float>(y, x, 0);
        } else if (m_format == SAMPLEFORMAT_INT) {
            value = m_bits == 16 ? wide<std::int16_t>(y, x, 0) : wide<std::int32_t>(y, x, 0);
        } else {
            value = m_bits == 16 ? wide<std::uint16_t>(y, x, 0) : wide<std::uint32_t>(y, x, 0);
        }
        return std::isnan(value) ? std::uint8_t{0}
                                 : static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
    }

    void readPixel(std::size_t y, std::size_t x, const Palette& palette, std::uint8_t* rgb) const {
        switch (m_photometric) {
        case PHOTOMETRIC_PALETTE:
            palette.look(m_bits <= 8 ? narrow(y, x, 0) : grey(y, x), rgb);
            break;
        case PHOTOMETRIC_SEPARATED: {
            std::uint8_t cmyk[4];
            for (std::size_t i = 0; i < 4; ++i) {
                cmyk[i] = colour(y, x, i);
            }
            cmykToRgb(cmyk, rgb);
            break;
        }
        case PHOTOMETRIC_RGB: {
            const unsigned alpha = m_premultiplied && m_samples > 3 ? colour(y, x, 3) : 255U;
            for (std::size_t i = 0; i < 3; ++i) {
                const unsigned value = colour(y, x, i);
                rgb[i] = static_cast<std::uint8_t>(
                    alpha == 0 ? 0U : std::min(255U, value * 255U / alpha));
            }
            break;
        }
        default:
            std::fill_n(rgb, 3, grey(y, x));
        }
    }

    Memory m_file;
    TiffHandle m_tiff;
    std::size_t m_width = 0;
    std::size_t m_height = 0;
    std::uint16_t m_bits = 1;
    std::uint16_t m_samples = 1;
    std::uint16_t m_format = SAMPLEFORMAT_UINT;
    std::uint16_t m_photometric = 0;
    bool m_planar = false;
    bool m_premultiplied = false;
    std::size_t m_perPlane = 1;
    std::size_t m_rowBytes = 0;
    std::vector<std::uint8_t> m_raster;
};

} // namespace

Picture readTiff(Bytes bytes, const DecodeOptions& options) {
    return TiffReader(bytes, options).picture();
}

} // namespace brera::image::codec
