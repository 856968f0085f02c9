// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/file_map.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace brera::network {

FileMap::FileMap(const std::filesystem::path& path) {
    const auto failed = [&](const char* what) {
        return ModelError(path.string() + ": " + what + ": " + std::strerror(errno));
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        throw failed("cannot be opened");
    }
    struct stat status {};
    const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    if (!regular) {
        ::close(file);
        throw ModelError(path.string() + ": is no regular file");
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = nullptr;
    if (size > 0) {
        memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    }
    const int error = errno;
    ::close(file);
    if (memory == MAP_FAILED) {
        errno = error;
        throw failed("cannot be mapped into memory");
    }
    m_bytes = {static_cast<const std::byte*>(memory), size};
}

FileMap::~FileMap() {
    if (!m_bytes.empty()) {
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
    }
}

} // namespace brera::network
