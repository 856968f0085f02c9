// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brera::network {

/// One file of an archive. Offsets and sizes are those of the central directory, checked against
/// the file.
struct ZipEntry {
    std::string name;             ///< "decoder/data/0", as the archive has it
    std::uint64_t storedSize = 0; ///< bytes in the archive
    std::uint64_t size = 0;       ///< bytes once unpacked; equals storedSize when not deflated
    std::uint64_t offset = 0;     ///< of the first byte of the contents in the file
    std::uint32_t checksum = 0;   ///< CRC-32 of the contents
    bool deflated = false;
};

/// The directory of a zip file (zip64 too) and the bytes of its stored entries, memory-mapped.
/// Strict on purpose, so that no two readers can see different things in one file: local headers
/// must agree with the directory, entries must not overlap or share a name, and nothing may follow
/// the end record. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
class ZipArchive {
public:
    /// @throws ModelError when the file cannot be read, is no zip, is truncated or contradicts
    ///          itself.
    explicit ZipArchive(const std::filesystem::path& path);

    /// True when the file begins like a zip archive; false also when it cannot be read.
    static bool looksLikeZip(const std::filesystem::path& path);

    const std::filesystem::path& path() const;
    const std::vector<ZipEntry>& entries() const; ///< in the directory's order
    const ZipEntry* find(std::string_view name) const;

    /// The contents of a stored entry of this archive; valid while any copy of the archive lives.
    /// @throws ModelError when the entry is deflated, or its contents do not have its checksum.
    std::span<const std::byte> bytes(const ZipEntry& entry) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> m_impl;
};

} // namespace brera::network
