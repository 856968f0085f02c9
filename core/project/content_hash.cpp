// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/content_hash.h"

#include "base/error.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace brera::project {

namespace {

constexpr std::size_t kChunk = 1 << 20;

class Hasher {
public:
    Hasher() : m_state(XXH3_createState()) { XXH3_128bits_reset(m_state.get()); }

    void add(const void* data, std::size_t bytes) {
        XXH3_128bits_update(m_state.get(), data, bytes);
    }

    std::string hex() const {
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state.get()));
        static constexpr char kDigits[] = "0123456789abcdef";
        std::string text;
        for (const unsigned char byte : canonical.digest) {
            text += kDigits[byte >> 4];
            text += kDigits[byte & 15];
        }
        return text;
    }

private:
    struct Free {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Free> m_state;
};

} // namespace

std::string contentHash(const std::filesystem::path& file) {
    const auto refused = [&](const std::string& reason) {
        return DataError(file.string() + ": cannot be read: " + reason);
    };
    const auto failed = [&] { return refused(std::generic_category().message(errno)); };
    // Opening a pipe would wait for somebody to write to it.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        throw failed();
    }
    const std::unique_ptr<const int, void (*)(const int*)> closer(
        &descriptor, [](const int* open) { ::close(*open); });
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) {
        throw failed();
    }
    if (!S_ISREG(status.st_mode)) {
        throw refused("it is no regular file");
    }
    Hasher hasher;
    std::vector<char> buffer(kChunk);
    std::int64_t total = 0;
    while (true) {
        const auto read = ::read(descriptor, buffer.data(), buffer.size());
        if (read < 0 && errno == EINTR) {
            continue;
        }
        if (read < 0) {
            throw failed();
        }
        if (read == 0) {
            return hasher.hex();
        }
        // Files that the system makes up may never end.
        total += read;
        if (total > status.st_size) {
            throw refused("it holds more than the " + std::to_string(status.st_size) +
                          " bytes of its size; is it being written, or no file on a disk?");
        }
        hasher.add(buffer.data(), static_cast<std::size_t>(read));
    }
}

std::string contentHash(std::span<const std::uint8_t> bytes) {
    Hasher hasher;
    hasher.add(bytes.data(), bytes.size());
    return hasher.hex();
}

std::string manifestHash(const std::vector<ImageRecord>& images) {
    Hasher hasher;
    for (const auto& image : images) {
        // The closing zero keeps "a" + "bc" apart from "ab" + "c"; bytes go little end first
        // everywhere.
        hasher.add(image.path.c_str(), image.path.size() + 1);
        std::array<std::uint8_t, 8> size{};
        for (std::size_t i = 0; i < size.size(); ++i) {
            size[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(image.bytes) >> (8 * i));
        }
        hasher.add(size.data(), size.size());
    }
    return hasher.hex();
}

} // namespace brera::project
