// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/encoding.h"

#include "base/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace brera::project {

namespace {

static_assert(std::endian::native == std::endian::little, "project files are little-endian");

constexpr std::uint16_t kHalfOne = 0x3c00;
constexpr std::int64_t kMaxSide = 1 << 16;

bool isBinary(const UnitExemplars& unit) {
    return std::ranges::all_of(unit.exemplars, [](const Exemplar& exemplar) {
        return std::ranges::all_of(
            exemplar.map.halves, [](std::uint16_t half) { return half == 0 || half == kHalfOne; });
    });
}

void appendMap(Blob& blob, const SmallMap& map, MapEncoding encoding) {
    const auto start = blob.size();
    blob.resize(start + mapBytes(encoding, map.height, map.width));
    if (encoding == MapEncoding::Halves) {
        std::memcpy(blob.data() + start, map.halves.data(), map.halves.size() * 2);
        return;
    }
    for (std::size_t i = 0; i < map.halves.size(); ++i) {
        if (map.halves[i] != 0) {
            blob[start + i / 8] |= static_cast<std::uint8_t>(0x80U >> (i % 8));
        }
    }
}

/// LEB128: seven bits a byte, the small ones first. Most bins of a histogram hold small counts.
void appendVarint(Blob& blob, std::uint64_t value) {
    while (value >= 0x80) {
        blob.push_back(static_cast<std::uint8_t>(value | 0x80U));
        value >>= 7;
    }
    blob.push_back(static_cast<std::uint8_t>(value));
}

class Cursor {
public:
    explicit Cursor(std::span<const std::uint8_t> blob) : m_blob(blob) {}

    float number() {
        float value = 0;
        if (m_blob.size() - m_at < sizeof value) {
            damaged();
        }
        std::memcpy(&value, m_blob.data() + m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }

    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_at == m_blob.size()) {
                damaged();
            }
            const std::uint64_t byte = m_blob[m_at++];
            value |= (byte & 0x7fU) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        damaged();
    }

    [[noreturn]] static void damaged() {
        throw ProjectError(
            "a histogram in the project is damaged; extract again into a new project");
    }

private:
    std::span<const std::uint8_t> m_blob;
    std::size_t m_at = 0;
};

/// The same range to within one coarse bin, with at most kMaxHistogramBins bins of equal width.
Histogram coarsened(const Histogram& fine) {
    const std::size_t bins = fine.counts.size();
    if (bins <= kMaxHistogramBins) {
        return fine;
    }
    const std::size_t factor = (bins + kMaxHistogramBins - 1) / kMaxHistogramBins;
    Histogram coarse{fine.low, fine.high, {}, fine.below, fine.above};
    coarse.counts.resize((bins + factor - 1) / factor);
    for (std::size_t i = 0; i < bins; ++i) {
        coarse.counts[i / factor] += fine.counts[i];
    }
    const double width = (static_cast<double>(fine.high) - static_cast<double>(fine.low)) /
                         static_cast<double>(bins);
    coarse.high = static_cast<float>(static_cast<double>(fine.low) +
                                     width * static_cast<double>(factor * coarse.counts.size()));
    return coarse;
}

} // namespace

std::size_t mapBytes(MapEncoding encoding, std::int64_t height, std::int64_t width) {
    if (height <= 0 || width <= 0 || height > kMaxSide || width > kMaxSide) {
        return 0;
    }
    const auto values = static_cast<std::size_t>(height * width);
    return encoding == MapEncoding::Bits ? (values + 7) / 8 : values * 2;
}

ExemplarColumns packExemplars(const UnitExemplars& unit) {
    ExemplarColumns columns;
    if (unit.exemplars.empty()) {
        return columns;
    }
    columns.height = unit.exemplars.front().map.height;
    columns.width = unit.exemplars.front().map.width;
    columns.encoding = isBinary(unit) ? MapEncoding::Bits : MapEncoding::Halves;
    for (const auto& exemplar : unit.exemplars) {
        const auto& map = exemplar.map;
        const std::size_t bytes = mapBytes(MapEncoding::Halves, map.height, map.width);
        if (map.height != columns.height || map.width != columns.width || bytes == 0 ||
            map.halves.size() * 2 != bytes) {
            throw ProjectError("unit " + std::to_string(unit.unit) +
                               " has activation maps that are empty or of different sizes");
        }
        columns.images.push_back(exemplar.image);
        columns.activations.push_back(exemplar.activation);
        columns.scales.push_back(map.scale);
        appendMap(columns.maps, map, columns.encoding);
    }
    return columns;
}

std::vector<Exemplar> unpackExemplars(const ExemplarColumns& columns) {
    const std::size_t bytes = mapBytes(columns.encoding, columns.height, columns.width);
    const std::size_t count =
        bytes == 0 ? 0 : std::min(columns.maps.size() / bytes, columns.images.size());
    const auto values =
        static_cast<std::size_t>(columns.height) * static_cast<std::size_t>(columns.width);
    std::vector<Exemplar> exemplars(count);
    for (std::size_t e = 0; e < count; ++e) {
        auto& map = exemplars[e].map;
        exemplars[e].image = columns.images[e];
        exemplars[e].activation = columns.activations[e];
        map = {columns.height, columns.width, columns.scales[e], {}};
        map.halves.resize(values);
        const std::uint8_t* source = columns.maps.data() + e * bytes;
        if (columns.encoding == MapEncoding::Halves) {
            std::memcpy(map.halves.data(), source, bytes);
            continue;
        }
        for (std::size_t i = 0; i < values; ++i) {
            map.halves[i] = (source[i / 8] & (0x80U >> (i % 8))) != 0 ? kHalfOne : 0;
        }
    }
    return exemplars;
}

Blob packHistogram(const Histogram& histogram) {
    const Histogram kept = coarsened(histogram);
    Blob blob(2 * sizeof(float));
    std::memcpy(blob.data(), &kept.low, sizeof(float));
    std::memcpy(blob.data() + sizeof(float), &kept.high, sizeof(float));
    appendVarint(blob, kept.below);
    appendVarint(blob, kept.above);
    appendVarint(blob, kept.counts.size());
    for (const auto count : kept.counts) {
        appendVarint(blob, count);
    }
    return blob;
}

Histogram unpackHistogram(std::span<const std::uint8_t> blob) {
    Cursor cursor(blob);
    Histogram histogram;
    histogram.low = cursor.number();
    histogram.high = cursor.number();
    histogram.below = cursor.varint();
    histogram.above = cursor.varint();
    const auto bins = cursor.varint();
    if (bins > kMaxHistogramBins) {
        Cursor::damaged();
    }
    histogram.counts.resize(bins);
    for (auto& count : histogram.counts) {
        count = cursor.varint();
    }
    return histogram;
}

} // namespace brera::project
