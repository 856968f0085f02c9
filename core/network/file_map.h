// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace brera::network {

/// A file mapped into memory for reading.
class FileMap {
public:
    /// @throws ModelError when the file cannot be opened or is no regular file.
    explicit FileMap(const std::filesystem::path& path);
    ~FileMap();
    FileMap(const FileMap&) = delete;
    FileMap& operator=(const FileMap&) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::span<const std::byte> m_bytes;
};

} // namespace brera::network
