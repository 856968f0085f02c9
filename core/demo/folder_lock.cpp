// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/folder_lock.h"

#include "base/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace brera::demo {

FolderLock::FolderLock(const std::filesystem::path& lockFile, const std::stop_token& stop)
    : m_descriptor(::open(lockFile.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
    const auto failed = [&] {
        return DataError("cannot lock " + lockFile.string() + ": " +
                         std::generic_category().message(errno));
    };
    if (m_descriptor < 0) {
        throw failed();
    }
    while (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            const DataError error = failed();
            ::close(m_descriptor);
            throw error;
        }
        if (stop.stop_requested()) {
            ::close(m_descriptor);
            throw Cancelled();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

FolderLock::~FolderLock() {
    ::close(m_descriptor);
}

} // namespace brera::demo
