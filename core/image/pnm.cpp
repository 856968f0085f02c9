// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "image/codecs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

/// Portable bitmap, greymap and pixmap, plain and raw (P1–P6). Source: Netpbm's pbm(5), pgm(5),
/// ppm(5).
namespace brera::image::codec {

namespace {

class PnmReader {
public:
    explicit PnmReader(Bytes bytes) : m_bytes(bytes), m_kind(bytes[1] - '0'), m_at(2) {}

    Picture picture(const DecodeOptions& options) {
        const std::int64_t width = number();
        const std::int64_t height = number();
        const bool bitmap = m_kind == 1 || m_kind == 4;
        m_top = bitmap ? 1 : number();
        checkSize(width, height, options);
        if (m_top < 1 || m_top > 65535) {
            throw DataError("is a broken PNM: its largest value is " + std::to_string(m_top));
        }
        ++m_at; // the one white space after the header
        m_grey = m_kind != 3 && m_kind != 6;
        const std::size_t samples = static_cast<std::size_t>(width) * (m_grey ? 1 : 3);
        checkLength(samples, static_cast<std::size_t>(height));
        Picture picture = blank(width, height);
        std::uint8_t* rgb = picture.rgb.data();
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::size_t i = 0; i < samples; ++i) {
                const std::uint8_t value = bitmap ? bit(i) : scaled(sample());
                std::fill_n(rgb, m_grey ? 3 : 1, value);
                rgb += m_grey ? 3 : 1;
            }
            if (m_kind == 4) {
                m_at += (samples + 7) / 8;
            }
        }
        return picture;
    }

private:
    [[noreturn]] static void truncated() { throw DataError("is a truncated PNM"); }

    /// Refuses a file too short for its header before room is made for its pixels.
    void checkLength(std::size_t samples, std::size_t height) const {
        std::size_t row = samples; // plain files: at least one character a sample
        if (m_kind == 4) {
            row = (samples + 7) / 8;
        } else if (m_kind > 4) {
            row = samples * (m_top > 255 ? 2 : 1);
        }
        if (m_at > m_bytes.size() || row * height > m_bytes.size() - m_at) {
            truncated();
        }
    }

    void skipSpace() {
        constexpr std::string_view kSpace = " \t\r\n\v\f";
        while (m_at < m_bytes.size()) {
            const char c = static_cast<char>(m_bytes[m_at]);
            if (c == '#') {
                while (m_at < m_bytes.size() && m_bytes[m_at] != '\n' && m_bytes[m_at] != '\r') {
                    ++m_at;
                }
            } else if (kSpace.find(c) == std::string_view::npos) {
                return;
            } else {
                ++m_at;
            }
        }
        truncated();
    }

    std::int64_t number() {
        skipSpace();
        std::int64_t value = 0;
        const std::size_t first = m_at;
        while (m_at < m_bytes.size() && m_bytes[m_at] >= '0' && m_bytes[m_at] <= '9' &&
               value < 1'000'000'000) {
            value = value * 10 + (m_bytes[m_at++] - '0');
        }
        if (m_at == first) {
            throw DataError("is a broken PNM: a number was expected");
        }
        return value;
    }

    std::uint8_t bit(std::size_t x) {
        bool black = false;
        if (m_kind == 4) {
            black = (m_bytes[m_at + x / 8] >> (7 - x % 8) & 1) != 0;
        } else {
            skipSpace();
            black = m_bytes[m_at++] == '1';
        }
        return black ? 0 : 255;
    }

    std::int64_t sample() {
        if (m_kind < 4) {
            return number();
        }
        std::int64_t value = m_bytes[m_at++];
        if (m_top > 255) {
            value = value << 8 | m_bytes[m_at++];
        }
        return value;
    }

    /// Pillow scales to 255, deep grey files to 65535, and then clips the latter.
    std::uint8_t scaled(std::int64_t value) const {
        const double full = m_grey && m_top > 255 ? 65535 : 255;
        const double exact = static_cast<double>(value) / static_cast<double>(m_top) * full;
        return static_cast<std::uint8_t>(std::min(255.0, std::nearbyint(exact)));
    }

    Bytes m_bytes;
    int m_kind;
    std::size_t m_at;
    std::int64_t m_top = 1;
    bool m_grey = false;
};

} // namespace

Picture readPnm(Bytes bytes, const DecodeOptions& options) {
    return PnmReader(bytes).picture(options);
}

} // namespace brera::image::codec
