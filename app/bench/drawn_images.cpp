// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/extract_bench.h"

#include <algorithm>
#include <array>
#include <random>

namespace brera::bench {

namespace {

/// Pictures held in memory.
class MemorySource final : public ImageSource {
public:
    MemorySource(std::vector<SourceImage> images, Normalization normalization)
        : m_images(std::make_shared<std::vector<SourceImage>>(std::move(images))),
          m_normalization(normalization) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_images->size()); }
    Normalization normalization() const override { return m_normalization; }
    std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const override {
        return std::make_unique<Stream>(m_images, std::move(order));
    }

private:
    class Stream final : public ImageStream {
    public:
        Stream(std::shared_ptr<const std::vector<SourceImage>> images,
               std::vector<std::int64_t> order)
            : m_images(std::move(images)), m_order(std::move(order)) {}
        std::optional<SourceImage> next(std::stop_token) override {
            if (m_next == m_order.size()) {
                return {};
            }
            return (*m_images)[static_cast<std::size_t>(m_order[m_next++])];
        }

    private:
        std::shared_ptr<const std::vector<SourceImage>> m_images;
        std::vector<std::int64_t> m_order;
        std::size_t m_next = 0;
    };

    std::shared_ptr<const std::vector<SourceImage>> m_images;
    Normalization m_normalization;
};

/// Random colours on a coarse grid, blended between its points, finer and fainter grids on top.
Picture drawnPicture(int size, std::mt19937_64& random) {
    Picture picture{size, size, {}};
    std::vector<float> values(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 3,
                              128.0F);
    const auto uniform = [&random] {
        return static_cast<float>(random() >> 40) / 16777216.0F - 0.5F;
    };
    for (const auto& [cells, strength] : {std::pair{3, 200.0F}, {9, 120.0F}, {36, 60.0F}}) {
        std::vector<float> grid(static_cast<std::size_t>((cells + 2) * (cells + 2) * 3));
        std::generate(grid.begin(), grid.end(), uniform);
        for (int y = 0; y < size; ++y) {
            const float v = static_cast<float>(y * cells) / static_cast<float>(size);
            const auto gy = static_cast<std::size_t>(v);
            for (int x = 0; x < size; ++x) {
                const float u = static_cast<float>(x * cells) / static_cast<float>(size);
                const auto gx = static_cast<std::size_t>(u);
                const float fx = u - static_cast<float>(gx);
                const float fy = v - static_cast<float>(gy);
                for (std::size_t c = 0; c < 3; ++c) {
                    const auto at = [&](std::size_t dy, std::size_t dx) {
                        return grid[((gy + dy) * static_cast<std::size_t>(cells + 2) + gx + dx) *
                                        3 +
                                    c];
                    };
                    const float top = at(0, 0) * (1 - fx) + at(0, 1) * fx;
                    const float bottom = at(1, 0) * (1 - fx) + at(1, 1) * fx;
                    values[(static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                            static_cast<std::size_t>(x)) *
                               3 +
                           c] += strength * (top * (1 - fy) + bottom * fy);
                }
            }
        }
    }
    picture.rgb.resize(values.size());
    std::transform(values.begin(), values.end(), picture.rgb.begin(), [&](float value) {
        return static_cast<std::uint8_t>(std::clamp(value + 8 * uniform(), 0.0F, 255.0F));
    });
    return picture;
}

constexpr Normalization kImageNet{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};

} // namespace

std::unique_ptr<ImageSource> drawnImages(int count, int size, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<SourceImage> images;
    for (int i = 0; i < count; ++i) {
        images.push_back({i, drawnPicture(size, random), {}});
    }
    return std::make_unique<MemorySource>(std::move(images), kImageNet);
}

std::unique_ptr<ImageSource> inMemory(const ImageSource& source, std::stop_token stop) {
    std::vector<std::int64_t> order;
    for (std::int64_t i = 0; i < source.size(); ++i) {
        order.push_back(i);
    }
    const auto stream = source.open(std::move(order));
    std::vector<SourceImage> images;
    while (auto image = stream->next(stop)) {
        images.push_back(std::move(*image));
    }
    return std::make_unique<MemorySource>(std::move(images), source.normalization());
}

} // namespace brera::bench
