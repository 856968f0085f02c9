// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image_source.h"
#include "base/npy.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace brera::test {

/// Pictures from memory, with some of them broken.
class MemorySource final : public ImageSource {
public:
    explicit MemorySource(const std::filesystem::path& file) {
        const npy::Array array(file);
        const auto bytes = array.as<std::uint8_t>();
        const auto& shape = array.shape();
        const auto size = static_cast<std::size_t>(shape[1] * shape[2] * 3);
        for (std::size_t i = 0; i < static_cast<std::size_t>(shape[0]); ++i) {
            const auto part = bytes.subspan(i * size, size);
            m_pictures.push_back({static_cast<int>(shape[1]),
                                  static_cast<int>(shape[2]),
                                  {part.begin(), part.end()}});
        }
    }

    void breakImage(std::int64_t image) { m_broken.push_back(image); }
    void repeat(std::size_t times) {
        const auto once = m_pictures;
        for (std::size_t i = 1; i < times; ++i) {
            m_pictures.insert(m_pictures.end(), once.begin(), once.end());
        }
    }

    std::int64_t size() const override { return static_cast<std::int64_t>(m_pictures.size()); }
    Normalization normalization() const override {
        return {{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
    }
    std::unique_ptr<ImageStream> open(std::vector<std::int64_t> order) const override {
        class Stream final : public ImageStream {
        public:
            Stream(const MemorySource& source, std::vector<std::int64_t> order)
                : m_source(source), m_order(std::move(order)) {}
            std::optional<SourceImage> next(std::stop_token) override {
                if (m_next == m_order.size()) {
                    return {};
                }
                const auto image = m_order[m_next++];
                const auto& broken = m_source.m_broken;
                if (std::find(broken.begin(), broken.end(), image) != broken.end()) {
                    return SourceImage{image, {}, "truncated"};
                }
                return SourceImage{image, m_source.m_pictures[static_cast<std::size_t>(image)], {}};
            }

        private:
            const MemorySource& m_source;
            std::vector<std::int64_t> m_order;
            std::size_t m_next = 0;
        };
        return std::make_unique<Stream>(*this, std::move(order));
    }

private:
    std::vector<Picture> m_pictures;
    std::vector<std::int64_t> m_broken;
};

} // namespace brera::test
