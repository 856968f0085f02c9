// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/checkpoint_file.h"

#include "base/error.h"
#include "network/file_map.h"
#include "network/zip_archive.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

/// The two layouts of torch.save. Source: torch/serialization.py, _save and _legacy_save.
namespace brera::network {

namespace {

using pickle::Kind;

std::string missingStorage(const std::string& what, const StorageId& storage) {
    return what + ": storage " + pickle::printable(storage.key) + " is not in the file";
}

std::string wrongSize(const std::string& what, const StorageId& storage, std::uint64_t bytes) {
    return what + ": storage " + pickle::printable(storage.key) + " should have " +
           std::to_string(storage.elements * storage.elementBytes()) + " bytes, but has " +
           std::to_string(bytes);
}

/// Since PyTorch 1.6: a zip with STEM/data.pkl and STEM/data/KEY.
class ZipCheckpoint : public CheckpointFile {
public:
    explicit ZipCheckpoint(const std::filesystem::path& path) : m_archive(path) {
        const auto name = path.string();
        const ZipEntry* root = nullptr;
        for (const auto& entry : m_archive.entries()) {
            const auto slash = entry.name.find('/');
            if (slash != std::string::npos && entry.name.substr(slash) == "/data.pkl") {
                if (root != nullptr) {
                    throw ModelError(name + ": holds two pickles, " +
                                     pickle::printable(root->name) + " and " +
                                     pickle::printable(entry.name));
                }
                root = &entry;
                m_stem = entry.name.substr(0, slash);
            }
        }
        if (root == nullptr) {
            throw ModelError(name +
                             ": a zip archive, but not one of torch.save: it has no data.pkl");
        }
        if (m_archive.find(m_stem + "/constants.pkl") != nullptr) {
            throw ModelError(name + ": a TorchScript archive, no checkpoint of torch.save");
        }
        if (const auto* order = m_archive.find(m_stem + "/byteorder"); order != nullptr) {
            const auto bytes = m_archive.bytes(*order);
            if (std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()) !=
                "little") {
                throw ModelError(name +
                                 ": written on a big-endian machine, which is not understood");
            }
        }
        m_document =
            pickle::read(m_archive.bytes(*root), name + ": " + pickle::printable(root->name));
    }

    const pickle::Document& document() const override { return m_document; }

    void check(const StorageId& storage, const std::string& what) const override {
        entryOf(storage, what);
    }

    std::span<const std::byte> bytes(const StorageId& storage,
                                     const std::string& what) const override {
        const auto& entry = entryOf(storage, what);
        const std::scoped_lock lock(m_mutex);
        auto known = m_checked.find(&entry);
        if (known == m_checked.end()) {
            known = m_checked.emplace(&entry, m_archive.bytes(entry)).first;
        }
        return known->second;
    }

private:
    const ZipEntry& entryOf(const StorageId& storage, const std::string& what) const {
        const auto* entry = m_archive.find(m_stem + "/data/" + storage.key);
        if (entry == nullptr) {
            throw ModelError(missingStorage(what, storage));
        }
        const auto bytes = static_cast<std::uint64_t>(storage.elements * storage.elementBytes());
        if (entry->deflated) {
            throw ModelError(what + ": storage " + pickle::printable(storage.key) +
                             " is compressed; torch.save does not compress: save the file again");
        }
        if (entry->size != bytes) {
            throw ModelError(wrongSize(what, storage, entry->size));
        }
        return *entry;
    }

    ZipArchive m_archive;
    std::string m_stem;
    pickle::Document m_document;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<const ZipEntry*, std::span<const std::byte>> m_checked;
};

/// Before: pickles of a magic number, a version, facts of the machine, the root, the storages'
/// keys; then each storage as its number of elements (8 bytes) and its bytes.
class LegacyCheckpoint : public CheckpointFile {
public:
    explicit LegacyCheckpoint(const std::filesystem::path& path)
        : m_name(path.string()), m_file(path) {
        if (!hasMagic()) {
            throw ModelError(m_name +
                             ": neither a zip archive nor anything else that torch.save writes");
        }
        if (const auto version = next("version");
            !version.root().is(Kind::Int) || version.root().asInt() != kVersion) {
            throw ModelError(m_name + ": of a version of torch.save that is not known");
        }
        const auto machine = next("machine");
        const auto* little = machine.root().find("little_endian");
        if (little == nullptr || !little->is(Kind::Bool) || !little->asBool()) {
            throw ModelError(m_name + ": written on a big-endian machine, which is not understood");
        }
        m_document = next("contents");
        locateStorages();
    }

    const pickle::Document& document() const override { return m_document; }

    void check(const StorageId& storage, const std::string& what) const override {
        bytes(storage, what);
    }

    std::span<const std::byte> bytes(const StorageId& storage,
                                     const std::string& what) const override {
        const auto found = m_storages.find(storage.key);
        if (found == m_storages.end()) {
            throw ModelError(missingStorage(what, storage));
        }
        const auto bytes = found->second;
        if (bytes.size() != static_cast<std::uint64_t>(storage.elements * storage.elementBytes())) {
            throw ModelError(wrongSize(what, storage, bytes.size()));
        }
        return bytes;
    }

private:
    static constexpr std::int64_t kVersion = 1001;
    /// 0x1950a86a20f9469cfc6c, little-endian.
    static constexpr std::array<unsigned char, 10> kMagic{0x6c, 0xfc, 0x9c, 0x46, 0xf9,
                                                          0x20, 0x6a, 0xa8, 0x50, 0x19};

    bool hasMagic() {
        try {
            const auto magic = next("magic number");
            return magic.root().is(Kind::BigInt) &&
                   std::ranges::equal(magic.root().bytes(), std::as_bytes(std::span(kMagic)));
        } catch (const ModelError&) {
            return false;
        }
    }

    pickle::Document next(const char* part) {
        auto document = pickle::read(m_file.bytes(), m_name + " (" + part + ")", m_at);
        m_at = document.end();
        return document;
    }

    void locateStorages() {
        std::unordered_map<std::string, StorageId> referred;
        for (const auto& id : m_document.persistentIds()) {
            if (auto storage = storageOf(id, m_name)) {
                auto key = storage->key;
                referred.emplace(std::move(key), std::move(*storage));
            }
        }
        const auto keys = next("storage keys");
        for (const auto& key : keys.root().items()) {
            const auto id =
                key.is(Kind::Text) ? referred.find(std::string(key.text())) : referred.end();
            if (id == referred.end()) {
                throw ModelError(m_name + ": holds a storage that nothing refers to");
            }
            locate(id->second);
        }
    }

    void locate(const StorageId& storage) {
        const auto left = m_file.bytes().subspan(m_at);
        std::uint64_t elements = 0;
        for (std::size_t i = 8; left.size() >= 8 && i-- > 0;) {
            elements = elements << 8 | static_cast<std::uint64_t>(left[i]);
        }
        if (left.size() < 8 || elements != static_cast<std::uint64_t>(storage.elements)) {
            throw ModelError(m_name + ": byte " + std::to_string(m_at) + ": storage " +
                             pickle::printable(storage.key) + " should have " +
                             std::to_string(storage.elements) + " elements");
        }
        const auto bytes = static_cast<std::uint64_t>(storage.elements * storage.elementBytes());
        if (bytes > left.size() - 8) {
            throw ModelError(m_name + ": byte " + std::to_string(m_at) + ": storage " +
                             pickle::printable(storage.key) +
                             " runs out of the file: it is truncated");
        }
        m_storages.emplace(storage.key, left.subspan(8, bytes));
        m_at += 8 + static_cast<std::size_t>(bytes);
    }

    std::string m_name;
    FileMap m_file;
    std::size_t m_at = 0;
    pickle::Document m_document;
    std::unordered_map<std::string, std::span<const std::byte>> m_storages;
};

} // namespace

std::unique_ptr<const CheckpointFile> openCheckpointFile(const std::filesystem::path& path) {
    if (ZipArchive::looksLikeZip(path)) {
        return std::make_unique<ZipCheckpoint>(path);
    }
    return std::make_unique<LegacyCheckpoint>(path);
}

} // namespace brera::network
