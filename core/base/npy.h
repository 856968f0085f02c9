// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

/// NumPy's .npy files (format 1.0–3.0, little-endian, C order).
/// Source: NumPy documentation, "numpy.lib.format".
namespace brera::npy {

/// A memory-mapped array; nothing is read before it is touched.
class Array {
public:
    /// @throws DataError when the file is missing, no .npy file, truncated, Fortran-ordered or of an
    ///         element type other than |u1 |b1 <u2 <i4 <i8 <f2 <f4 <f8.
    explicit Array(const std::filesystem::path& path);
    ~Array();
    Array(Array&&) noexcept;
    Array& operator=(Array&&) noexcept;

    const std::vector<std::int64_t>& shape() const;
    const std::string& dtype() const;  ///< "|u1", "<f4", …
    std::int64_t size() const;         ///< elements
    std::span<const std::byte> bytes() const;

    /// @throws DataError unless the element type is T's.
    template <typename T>
    std::span<const T> as() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Writes an array row by row, so that it never has to fit in memory. The file appears under its name only
/// when finish() was called.
class Writer {
public:
    Writer(std::filesystem::path path, std::string dtype, std::vector<std::int64_t> shape);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// @throws DataError when the disk is full.
    void append(const void* data, std::size_t bytes);
    /// @throws DataError when the bytes written are not those of the shape.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace brera::npy
