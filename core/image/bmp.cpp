// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

/// Windows and OS/2 bitmaps. Source: Microsoft, "Bitmap Header Types" and "Bitmap Compression".
namespace brera::image::codec {

namespace {

enum Compression : std::uint32_t { kRaw = 0, kRle8 = 1, kRle4 = 2, kBitFields = 3 };

class BmpReader {
public:
    BmpReader(Bytes bytes, const DecodeOptions& options) : m_bytes(bytes) {
        constexpr std::size_t kFileHeader = 14;
        m_pixels = read32(10);
        const std::uint32_t header = read32(kFileHeader);
        std::size_t paletteEntry = 4;
        std::size_t colours = 0;
        if (header == 12) {
            m_width = read16(18);
            m_height = read16(20);
            m_bits = read16(24);
            paletteEntry = 3;
        } else if (header >= 40 && header <= 256) {
            m_width = static_cast<std::int32_t>(read32(18));
            m_height = static_cast<std::int32_t>(read32(22));
            m_bits = read16(28);
            m_compression = read32(30);
            colours = read32(46);
        } else {
            throw DataError("is a BMP with an unknown header of " + std::to_string(header) +
                            " bytes");
        }
        m_topDown = m_height < 0;
        m_height = m_topDown ? -m_height : m_height;
        checkSize(m_width, m_height, options);
        // With a 40-byte header the masks follow it; longer headers hold them at the same place.
        std::size_t after = kFileHeader + header;
        readMasks(kFileHeader + 40);
        if (header == 40 && m_compression == kBitFields) {
            after += 12;
        }
        if (m_bits <= 8) {
            const std::size_t all = std::size_t{1} << m_bits;
            colours = colours == 0 ? all : std::min(colours, all);
            for (std::size_t i = 0; i < colours; ++i) {
                const std::size_t at = after + i * paletteEntry;
                m_palette.set(i, byte(at + 2), byte(at + 1), byte(at));
            }
        }
        if (m_pixels == 0) {
            m_pixels = after + (m_bits <= 8 ? colours * paletteEntry : 0);
        }
    }

    Picture picture() {
        Picture picture = blank(m_width, m_height);
        if (m_compression == kRle8 || m_compression == kRle4) {
            const std::vector<std::uint8_t> indices = unpackRuns();
            for (std::size_t i = 0; i < indices.size(); ++i) {
                m_palette.look(indices[i], pixel(picture, i));
            }
            return picture;
        }
        const auto width = static_cast<std::size_t>(m_width);
        const std::size_t stride = (width * m_bits + 31) / 32 * 4;
        if (m_pixels > m_bytes.size() || stride * static_cast<std::size_t>(m_height) >
                                             m_bytes.size() - m_pixels + kSlack(stride)) {
            throw DataError("is a truncated BMP");
        }
        for (std::size_t y = 0; y < static_cast<std::size_t>(m_height); ++y) {
            for (std::size_t x = 0; x < width; ++x) {
                readPixel(m_pixels + y * stride, x, pixel(picture, y * width + x));
            }
        }
        return picture;
    }

private:
    /// How one colour lies in a 16-, 24- or 32-bit pixel.
    struct Channel {
        std::uint32_t mask = 0;
        int shift = 0;
        std::uint32_t top = 0; ///< the mask's largest value

        std::uint8_t value(std::uint32_t pixel) const {
            return top == 0 ? std::uint8_t{0}
                            : static_cast<std::uint8_t>(std::uint64_t{(pixel & mask) >> shift} *
                                                        255 / top);
        }
    };

    /// The last row's padding may be missing.
    std::size_t kSlack(std::size_t stride) const {
        return stride - (static_cast<std::size_t>(m_width) * m_bits + 7) / 8;
    }

    std::uint8_t byte(std::size_t at) const {
        if (at >= m_bytes.size()) {
            throw DataError("is a truncated BMP");
        }
        return m_bytes[at];
    }
    std::uint32_t read16(std::size_t at) const {
        return byte(at) | std::uint32_t{byte(at + 1)} << 8;
    }
    std::uint32_t read32(std::size_t at) const { return read16(at) | read16(at + 2) << 16; }

    void setMask(std::size_t channel, std::uint32_t mask) {
        Channel& target = m_channels[channel];
        target.mask = mask;
        target.shift = mask == 0 ? 0 : std::countr_zero(mask);
        target.top = mask >> target.shift;
    }

    void readMasks(std::size_t at) {
        const bool runs =
            (m_compression == kRle8 && m_bits == 8) || (m_compression == kRle4 && m_bits == 4);
        const bool raw = m_compression == kRaw && (m_bits == 1 || m_bits == 4 || m_bits == 8 ||
                                                   m_bits == 16 || m_bits == 24 || m_bits == 32);
        const bool fields =
            m_compression == kBitFields && (m_bits == 16 || m_bits == 24 || m_bits == 32);
        if (!runs && !raw && !fields) {
            throw DataError("is a BMP of a kind that is not read (" + std::to_string(m_bits) +
                            " bits, compression " + std::to_string(m_compression) + ")");
        }
        const bool five = m_bits == 16;
        const std::array<std::uint32_t, 3> usual =
            five ? std::array<std::uint32_t, 3>{0x7c00, 0x3e0, 0x1f}
                 : std::array<std::uint32_t, 3>{0xff0000, 0xff00, 0xff};
        std::array<std::uint32_t, 3> masks = usual;
        if (fields) {
            masks = {read32(at), read32(at + 4), read32(at + 8)};
            if (masks == std::array<std::uint32_t, 3>{0, 0, 0}) {
                masks = usual;
            }
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
            setMask(channel, masks[channel]);
        }
    }

    std::uint8_t* pixel(Picture& picture, std::size_t stored) const {
        const auto width = static_cast<std::size_t>(m_width);
        const std::size_t y = stored / width;
        const std::size_t row = m_topDown ? y : static_cast<std::size_t>(m_height) - 1 - y;
        return picture.rgb.data() + (row * width + stored % width) * 3;
    }

    void readPixel(std::size_t row, std::size_t x, std::uint8_t* rgb) const {
        if (m_bits <= 8) {
            const std::size_t bit = x * m_bits;
            const unsigned shift = static_cast<unsigned>(8 - m_bits - bit % 8);
            const unsigned mask = (1U << m_bits) - 1;
            m_palette.look(static_cast<std::uint8_t>(m_bytes[row + bit / 8] >> shift & mask), rgb);
            return;
        }
        const std::size_t size = m_bits / 8;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint32_t{m_bytes[row + x * size + i]} << (8 * i);
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgb[channel] = m_channels[channel].value(value);
        }
    }

    /// Run-length coded indices in stored order; what a file jumps over is 0.
    std::vector<std::uint8_t> unpackRuns() const {
        const auto width = static_cast<std::size_t>(m_width);
        const auto height = static_cast<std::size_t>(m_height);
        std::vector<std::uint8_t> indices(width * height);
        std::size_t at = m_pixels;
        std::size_t x = 0;
        std::size_t y = 0;
        const auto put = [&](std::uint8_t index) {
            if (x < width && y < height) {
                indices[y * width + x] = index;
            }
            ++x;
        };
        while (y < height && !(y + 1 == height && x >= width)) {
            const std::uint8_t count = byte(at);
            const std::uint8_t value = byte(at + 1);
            at += 2;
            if (count > 0) {
                for (unsigned i = 0; i < count; ++i) {
                    put(m_compression == kRle8 ? value : nibble(value, i));
                }
            } else if (value == 0) { // end of line
                x = 0;
                ++y;
            } else if (value == 1) { // end of bitmap
                break;
            } else if (value == 2) { // jump
                x += byte(at);
                y += byte(at + 1);
                at += 2;
            } else { // that many indices as they are, padded to 16 bits
                for (unsigned i = 0; i < value; ++i) {
                    put(m_compression == kRle8 ? byte(at + i) : nibble(byte(at + i / 2), i));
                }
                const std::size_t used = m_compression == kRle8 ? value : (value + 1U) / 2;
                at += used + used % 2;
            }
        }
        return indices;
    }

    static std::uint8_t nibble(std::uint8_t pair, unsigned position) {
        return position % 2 == 0 ? static_cast<std::uint8_t>(pair >> 4)
                                 : static_cast<std::uint8_t>(pair & 15);
    }

    Bytes m_bytes;
    std::size_t m_pixels = 0;
    std::int64_t m_width = 0;
    std::int64_t m_height = 0;
    std::uint32_t m_bits = 0;
    std::uint32_t m_compression = kRaw;
    bool m_topDown = false;
    Palette m_palette;
    std::array<Channel, 3> m_channels;
};

} // namespace

Picture readBmp(Bytes bytes, const DecodeOptions& options) {
    return BmpReader(bytes, options).picture();
}

} // namespace brera::image::codec
