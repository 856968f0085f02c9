// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

/// Plain bytes for saved states: fixed-size values and arrays as they lie in memory, counts as
/// LEB128.
namespace brera::exemplars {

class ByteWriter {
public:
    template <typename T>
    void value(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
        m_bytes.insert(m_bytes.end(), bytes, bytes + sizeof(T));
    }

    template <typename T>
    void array(const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
        m_bytes.insert(m_bytes.end(), bytes, bytes + values.size() * sizeof(T));
    }

    void varints(const std::vector<std::uint64_t>& values) {
        for (std::uint64_t value : values) {
            while (value >= 0x80) {
                m_bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
                value >>= 7;
            }
            m_bytes.push_back(static_cast<std::uint8_t>(value));
        }
    }

    std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// Reads what ByteWriter wrote. @throws ProjectError at the end of the bytes.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    template <typename T>
    T value() {
        T result;
        copy(&result, sizeof(T));
        return result;
    }

    /// Fills the vector as long as it is.
    template <typename T>
    void array(std::vector<T>& values) {
        if (!values.empty()) {
            copy(values.data(), values.size() * sizeof(T));
        }
    }

    void varints(std::vector<std::uint64_t>& values) {
        for (std::uint64_t& value : values) {
            value = 0;
            for (int shift = 0;; shift += 7) {
                const auto byte = this->value<std::uint8_t>();
                value |= static_cast<std::uint64_t>(byte & 0x7f) << (shift & 63);
                if (byte < 0x80) {
                    break;
                }
            }
        }
    }

    std::uint64_t left() const { return m_bytes.size(); }

private:
    void copy(void* target, std::size_t count) {
        if (count > m_bytes.size()) {
            throw ProjectError(
                "a saved extraction state is cut short; extract anew into a new project");
        }
        std::memcpy(target, m_bytes.data(), count);
        m_bytes = m_bytes.subspan(count);
    }

    std::span<const std::uint8_t> m_bytes;
};

} // namespace brera::exemplars
