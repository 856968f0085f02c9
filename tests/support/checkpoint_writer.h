// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Writes pickles, zip archives and checkpoints as torch.save would, or on purpose as it never
/// would.
namespace brera::test {

inline std::string littleEndian(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text.push_back(static_cast<char>(value >> (8 * i) & 0xff));
    }
    return text;
}

/// Pieces of a protocol 2 pickle, to be concatenated.
namespace pickled {

inline std::string text(std::string_view value) {
    return "X" + littleEndian(value.size(), 4) + std::string(value);
}

inline std::string integer(std::int64_t value) {
    return std::string("\x8a\x08", 2) + littleEndian(static_cast<std::uint64_t>(value), 8);
}

inline std::string global(const std::string& module, const std::string& name) {
    return "c" + module + "\n" + name + "\n";
}

inline std::string tuple(const std::vector<std::string>& items) {
    std::string all = "(";
    for (const auto& item : items) {
        all += item;
    }
    return all + "t";
}

inline std::string integers(const std::vector<std::int64_t>& values) {
    std::vector<std::string> items;
    for (const auto value : values) {
        items.push_back(integer(value));
    }
    return tuple(items);
}

inline std::string dict(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string all = "}(";
    for (const auto& [key, value] : entries) {
        all += text(key) + value;
    }
    return all + "u";
}

inline std::string storage(const std::string& type, const std::string& key, std::int64_t elements) {
    return tuple({text("storage"), global("torch", type), text(key), text("cuda:0"),
                  integer(elements)}) +
           "Q";
}

inline std::string tensor(const std::string& storage, std::int64_t offset,
                          const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
    return global("torch._utils", "_rebuild_tensor_v2") +
           tuple({storage, integer(offset), integers(shape), integers(strides), "\x89",
                  global("collections", "OrderedDict") + ")R"}) +
           "R";
}

inline std::string whole(const std::string& value) {
    return "\x80\x02" + value + ".";
}

} // namespace pickled

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t value = 0xffffffff;
    for (const auto character : bytes) {
        value ^= static_cast<unsigned char>(character);
        for (int bit = 0; bit < 8; ++bit) {
            value = value >> 1 ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~value;
}

using ZipContents = std::vector<std::pair<std::string, std::string>>; ///< name → bytes

/// A zip of stored entries; with zip64, every size and offset stands in a 64-bit field.
inline std::string zipOf(const ZipContents& contents, bool zip64 = false) {
    std::string file;
    std::string directory;
    for (const auto& [name, bytes] : contents) {
        const std::uint64_t offset = file.size();
        const auto size = littleEndian(zip64 ? 0xffffffff : bytes.size(), 4);
        const auto common = littleEndian(0, 2) + littleEndian(0, 2) + littleEndian(0, 4) +
                            littleEndian(crc32(bytes), 4) + size + size +
                            littleEndian(name.size(), 2);
        file += "PK\3\4" + littleEndian(20, 2) + common + littleEndian(0, 2) + name + bytes;
        const auto extra = zip64 ? littleEndian(1, 2) + littleEndian(24, 2) +
                                       littleEndian(bytes.size(), 8) +
                                       littleEndian(bytes.size(), 8) + littleEndian(offset, 8)
                                 : std::string();
        directory += "PK\1\2" + littleEndian(20, 2) + littleEndian(20, 2) + common +
                     littleEndian(extra.size(), 2) + littleEndian(0, 2) + littleEndian(0, 2) +
                     littleEndian(0, 2) + littleEndian(0, 4) +
                     littleEndian(zip64 ? 0xffffffff : offset, 4) + name + extra;
    }
    const std::uint64_t offset = file.size();
    const auto count = contents.size();
    file += directory;
    if (zip64) {
        const std::uint64_t record = file.size();
        file += "PK\6\6" + littleEndian(44, 8) + littleEndian(45, 2) + littleEndian(45, 2) +
                littleEndian(0, 4) + littleEndian(0, 4) + littleEndian(count, 8) +
                littleEndian(count, 8) + littleEndian(directory.size(), 8) +
                littleEndian(offset, 8);
        file += "PK\6\7" + littleEndian(0, 4) + littleEndian(record, 8) + littleEndian(1, 4);
    }
    const auto shortCount = littleEndian(zip64 ? 0xffff : count, 2);
    return file + "PK\5\6" + littleEndian(0, 2) + littleEndian(0, 2) + shortCount + shortCount +
           littleEndian(zip64 ? 0xffffffff : directory.size(), 4) +
           littleEndian(zip64 ? 0xffffffff : offset, 4) + littleEndian(0, 2);
}

/// The bytes of torch.save before PyTorch 1.6: a root pickle, then storages of four-byte elements
/// by key.
inline std::string legacyFile(const std::string& root, const ZipContents& storages,
                              const std::string& littleEndianFlag = "\x88") {
    std::string keys = "](";
    std::string bodies;
    for (const auto& [key, bytes] : storages) {
        keys += pickled::text(key);
        bodies += littleEndian(bytes.size() / 4, 8) + bytes;
    }
    return pickled::whole("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") +
           pickled::whole(pickled::integer(1001)) +
           pickled::whole(pickled::dict({{"little_endian", littleEndianFlag}})) +
           pickled::whole(root) + pickled::whole(keys + "e") + bodies;
}

/// A contiguous tensor to be saved.
struct SavedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::string bytes;
    std::string storage = "FloatStorage";
    int elementBytes = 4;
};

/// The bytes of torch.save(state_dict), zip format.
inline std::string stateDictFile(const std::vector<SavedTensor>& tensors) {
    std::vector<std::pair<std::string, std::string>> entries;
    ZipContents contents{{"saved/data.pkl", ""}};
    for (const auto& tensor : tensors) {
        const auto key = std::to_string(entries.size());
        std::vector<std::int64_t> strides(tensor.shape.size(), 1);
        for (std::size_t axis = strides.size(); axis-- > 1;) {
            strides[axis - 1] = strides[axis] * tensor.shape[axis];
        }
        const auto elements = static_cast<std::int64_t>(tensor.bytes.size()) / tensor.elementBytes;
        entries.emplace_back(tensor.name,
                             pickled::tensor(pickled::storage(tensor.storage, key, elements), 0,
                                             tensor.shape, strides));
        contents.emplace_back("saved/data/" + key, tensor.bytes);
    }
    contents[0].second = pickled::whole(pickled::dict(entries));
    contents.emplace_back("saved/version", "3\n");
    return zipOf(contents);
}

/// A folder of its own that goes with the object.
class ScratchFolder {
public:
    ScratchFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "brera-test-XXXXXX").string();
        m_path = ::mkdtemp(pattern.data());
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        std::ofstream file(m_path / name, std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return m_path / name;
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline std::string contentsOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace brera::test
