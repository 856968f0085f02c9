// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/zip_archive.h"

#include "base/error.h"
#include "network/file_map.h"
#include "network/pickle.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <unordered_map>

namespace brera::network {

namespace {

constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kEntrySignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kLocator64Signature = 0x07064b50;

constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEnd64Size = 56;
constexpr std::size_t kLocator64Size = 20;
constexpr std::size_t kLongestComment = 0xffff;

constexpr std::uint16_t kZip64Extra = 0x0001;
constexpr std::uint16_t kEncrypted = 0x0001;
constexpr std::uint16_t kSizesFollow = 0x0008; ///< the local header leaves sizes to a descriptor
constexpr std::uint32_t kSee64 = 0xffffffff;
constexpr std::uint16_t kSee64Short = 0xffff;

/// Tables for eight bytes at a time (Kounavis and Berry, "slicing-by-8").
constexpr auto kChecksumTables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
        }
        tables[0][byte] = value;
    }
    for (std::size_t table = 1; table < tables.size(); ++table) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const auto previous = tables[table - 1][byte];
            tables[table][byte] = (previous >> 8) ^ tables[0][previous & 0xff];
        }
    }
    return tables;
}();

std::uint32_t checksumOf(std::span<const std::byte> bytes) {
    const auto& tables = kChecksumTables;
    std::uint32_t value = 0xffffffff;
    std::size_t at = 0;
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint32_t>(bytes[i]); };
    for (; at + 8 <= bytes.size(); at += 8) {
        value ^= byteAt(at) | byteAt(at + 1) << 8 | byteAt(at + 2) << 16 | byteAt(at + 3) << 24;
        value = tables[7][value & 0xff] ^ tables[6][(value >> 8) & 0xff] ^
                tables[5][(value >> 16) & 0xff] ^ tables[4][value >> 24] ^
                tables[3][byteAt(at + 4)] ^ tables[2][byteAt(at + 5)] ^ tables[1][byteAt(at + 6)] ^
                tables[0][byteAt(at + 7)];
    }
    for (; at < bytes.size(); ++at) {
        value = (value >> 8) ^ tables[0][(value ^ byteAt(at)) & 0xff];
    }
    return ~value;
}

/// Where the directory lies.
struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t entries = 0;
};

} // namespace

struct ZipArchive::Impl {
    std::filesystem::path path;
    FileMap file;
    std::vector<ZipEntry> entries;
    std::unordered_map<std::string_view, std::size_t> byName;

    explicit Impl(const std::filesystem::path& where) : path(where), file(where) {
        readEntries(locate());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!byName.emplace(entries[i].name, i).second) {
                throw broken("two entries are called " + pickle::printable(entries[i].name));
            }
        }
        checkDisjoint();
    }

    ModelError broken(const std::string& why) const {
        return ModelError(path.string() + ": not a sound zip archive: " + why);
    }

    std::uint64_t number(std::size_t offset, std::size_t bytes) const {
        std::uint64_t value = 0;
        for (std::size_t i = bytes; i-- > 0;) {
            value = value << 8 | static_cast<std::uint64_t>(file.bytes()[offset + i]);
        }
        return value;
    }
    std::uint16_t u16(std::size_t offset) const {
        return static_cast<std::uint16_t>(number(offset, 2));
    }
    std::uint32_t u32(std::size_t offset) const {
        return static_cast<std::uint32_t>(number(offset, 4));
    }
    std::uint64_t u64(std::size_t offset) const { return number(offset, 8); }
    std::string_view text(std::size_t offset, std::size_t length) const {
        return {reinterpret_cast<const char*>(file.bytes().data()) + offset, length};
    }

    /// The directory's place, from the end record. Searched from the end as LibTorch's reader does,
    /// and refused unless the record found ends the file: else another reader might settle on
    /// another one.
    Directory locate() const {
        const auto size = file.bytes().size();
        if (size < kEndSize) {
            throw broken("it is too short");
        }
        const auto last = size - kEndSize;
        const auto first = last > kLongestComment ? last - kLongestComment : 0;
        std::size_t end = last;
        while (u32(end) != kEndSignature) {
            if (end == first) {
                throw broken("its end record is missing: the file is truncated");
            }
            --end;
        }
        if (end + kEndSize + u16(end + 20) != size) {
            throw broken("something follows its end record");
        }
        Directory directory{u32(end + 16), u32(end + 12), u16(end + 10)};
        if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != u16(end + 10)) {
            throw broken("it is one part of several");
        }
        std::size_t limit = end;
        if (end >= kLocator64Size && u32(end - kLocator64Size) == kLocator64Signature) {
            directory = locate64(end - kLocator64Size, directory);
            limit = end - kLocator64Size - kEnd64Size;
        }
        if (directory.offset > limit || directory.size != limit - directory.offset) {
            throw broken("its directory does not end where its end record begins");
        }
        if (directory.entries > directory.size / kEntrySize) {
            throw broken("its directory is too short for " + std::to_string(directory.entries) +
                         " entries");
        }
        return directory;
    }

    /// The 64-bit end record must stand right before its locator, and agree with every field of the
    /// short one that does not defer to it.
    Directory locate64(std::size_t locator, const Directory& brief) const {
        const auto record = u64(locator + 8);
        if (locator < kEnd64Size || record != locator - kEnd64Size ||
            u32(locator - kEnd64Size) != kEnd64Signature) {
            throw broken("its 64-bit end record is not where it should be");
        }
        const Directory directory{u64(record + 48), u64(record + 40), u64(record + 32)};
        const bool agrees = (brief.offset == kSee64 || brief.offset == directory.offset) &&
                            (brief.size == kSee64 || brief.size == directory.size) &&
                            (brief.entries == kSee64Short || brief.entries == directory.entries);
        if (!agrees || u64(record + 24) != directory.entries) {
            throw broken("its two end records disagree");
        }
        return directory;
    }

    void readEntries(const Directory& directory) {
        std::size_t at = directory.offset;
        const std::size_t end = directory.offset + directory.size;
        entries.reserve(directory.entries);
        for (std::uint64_t i = 0; i < directory.entries; ++i) {
            if (end - at < kEntrySize || u32(at) != kEntrySignature) {
                throw broken("entry " + std::to_string(i) + " of its directory is damaged");
            }
            const std::size_t nameLength = u16(at + 28);
            const std::size_t extraLength = u16(at + 30);
            const std::size_t whole = kEntrySize + nameLength + extraLength + u16(at + 32);
            if (whole > end - at) {
                throw broken("entry " + std::to_string(i) + " runs out of its directory");
            }
            entries.push_back(readEntry(at, nameLength, extraLength, directory.offset));
            at += whole;
        }
        if (at != end) {
            throw broken("its directory holds more than its " + std::to_string(directory.entries) +
                         " entries");
        }
    }

    ZipEntry readEntry(std::size_t at, std::size_t nameLength, std::size_t extraLength,
                       std::uint64_t directory) const {
        ZipEntry entry;
        entry.name = text(at + kEntrySize, nameLength);
        const auto wrong = [&](const std::string& why) {
            return broken(pickle::printable(entry.name) + " " + why);
        };
        if (entry.name.empty() || entry.name.find('\0') != std::string::npos) {
            throw broken("an entry has no proper name");
        }
        const auto method = u16(at + 10);
        if (method != 0 && method != 8) {
            throw wrong("is packed by method " + std::to_string(method) + ", which is not known");
        }
        if ((u16(at + 8) & kEncrypted) != 0) {
            throw wrong("is encrypted");
        }
        entry.deflated = method == 8;
        entry.checksum = u32(at + 16);
        entry.storedSize = u32(at + 20);
        entry.size = u32(at + 24);
        std::uint64_t header = u32(at + 42);
        read64(at + kEntrySize + nameLength, extraLength, {&entry.size, &entry.storedSize, &header},
               wrong);
        if (!entry.deflated && entry.size != entry.storedSize) {
            throw wrong("is stored with two different sizes");
        }
        checkLocal(entry, header, u16(at + 8), directory, wrong);
        return entry;
    }

    /// Fills in what the 32-bit fields defer to the zip64 extra field, in its fixed order.
    template <typename Wrong>
    void read64(std::size_t extra, std::size_t length, std::array<std::uint64_t*, 3> fields,
                const Wrong& wrong) const {
        const auto deferred =
            std::ranges::count_if(fields, [](const auto* field) { return *field == kSee64; });
        if (deferred == 0) {
            return;
        }
        std::size_t at = extra;
        const std::size_t end = extra + length;
        while (end - at >= 4) {
            const std::size_t size = u16(at + 2);
            if (size > end - at - 4) {
                break;
            }
            if (u16(at) == kZip64Extra) {
                if (size < static_cast<std::size_t>(deferred) * 8) {
                    break;
                }
                at += 4;
                for (auto* field : fields) {
                    if (*field == kSee64) {
                        *field = u64(at);
                        at += 8;
                    }
                }
                return;
            }
            at += 4 + size;
        }
        throw wrong("lacks its 64-bit sizes");
    }

    template <typename Wrong>
    void checkLocal(ZipEntry& entry, std::uint64_t header, std::uint16_t flags,
                    std::uint64_t directory, const Wrong& wrong) const {
        if (header > directory || directory - header < kLocalSize) {
            throw wrong("lies outside the file: the file is truncated");
        }
        if (u32(header) != kLocalSignature) {
            throw wrong("has no header where the directory says");
        }
        const std::uint64_t nameLength = u16(header + 26);
        const std::uint64_t before = kLocalSize + nameLength + u16(header + 28);
        if (before > directory - header || entry.storedSize > directory - header - before) {
            throw wrong("claims " + std::to_string(entry.storedSize) +
                        " bytes, more than the file holds: the file is truncated");
        }
        const auto localSize = u32(header + 18);
        const bool sameSize =
            (flags & kSizesFollow) != 0 || localSize == kSee64 || localSize == entry.storedSize;
        if (text(header + kLocalSize, nameLength) != entry.name ||
            (u16(header + 8) == 8) != entry.deflated || !sameSize) {
            throw wrong("has a header that disagrees with the directory");
        }
        entry.offset = header + before;
    }

    void checkDisjoint() const {
        std::vector<const ZipEntry*> byPlace;
        for (const auto& entry : entries) {
            byPlace.push_back(&entry);
        }
        std::ranges::sort(byPlace, {}, &ZipEntry::offset);
        for (std::size_t i = 1; i < byPlace.size(); ++i) {
            const auto& before = *byPlace[i - 1];
            const auto& after = *byPlace[i];
            // The header of the second lies before its contents and belongs to it alone.
            if (before.offset + before.storedSize > after.offset - kLocalSize - after.name.size()) {
                throw broken(pickle::printable(before.name) + " and " +
                             pickle::printable(after.name) + " overlap");
            }
        }
    }
};

ZipArchive::ZipArchive(const std::filesystem::path& path)
    : m_impl(std::make_shared<const Impl>(path)) {
}

bool ZipArchive::looksLikeZip(const std::filesystem::path& path) {
    std::array<char, 4> head{};
    std::ifstream file(path, std::ios::binary);
    return file.read(head.data(), head.size()) && head == std::array{'P', 'K', '\3', '\4'};
}

const std::filesystem::path& ZipArchive::path() const {
    return m_impl->path;
}

const std::vector<ZipEntry>& ZipArchive::entries() const {
    return m_impl->entries;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
    const auto at = m_impl->byName.find(name);
    return at == m_impl->byName.end() ? nullptr : &m_impl->entries[at->second];
}

std::span<const std::byte> ZipArchive::bytes(const ZipEntry& entry) const {
    const auto name = [&] { return m_impl->path.string() + ": " + pickle::printable(entry.name); };
    if (entry.deflated) {
        throw ModelError(name() +
                         " is compressed; torch.save does not compress: save the file again");
    }
    const auto bytes = m_impl->file.bytes().subspan(entry.offset, entry.storedSize);
    if (checksumOf(bytes) != entry.checksum) {
        throw ModelError(name() + " does not have its checksum: the file is damaged; copy or "
                                  "download it again");
    }
    return bytes;
}

} // namespace brera::network
