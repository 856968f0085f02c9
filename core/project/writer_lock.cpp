// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/writer_lock.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace brera::project {

namespace {

/// A holder removes the file before it lets go, so a descriptor may point to a file that is no
/// longer there.
bool isStillThere(int descriptor, const std::filesystem::path& path) {
    struct stat ours {};
    struct stat named {};
    return ::fstat(descriptor, &ours) == 0 && ::stat(path.c_str(), &named) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

std::string holder(int descriptor) {
    std::array<char, 200> text{};
    const auto length = ::pread(descriptor, text.data(), text.size(), 0);
    return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length))
                      : "another process";
}

void writeHolder(int descriptor) {
    std::array<char, 128> host{};
    ::gethostname(host.data(), host.size() - 1);
    const std::string text =
        "process " + std::to_string(::getpid()) + " on " + std::string(host.data());
    // Only for people to read: the lock holds whether or not this succeeds.
    if (::ftruncate(descriptor, 0) == 0) {
        [[maybe_unused]] const auto written = ::pwrite(descriptor, text.data(), text.size(), 0);
    }
}

} // namespace

WriterLock::WriterLock(WriterLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::move(other.m_path)) {
}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_path = std::move(other.m_path);
    }
    return *this;
}

WriterLock::~WriterLock() {
    release();
}

void WriterLock::release() {
    if (m_descriptor >= 0) {
        if (isStillThere(m_descriptor, m_path)) {
            ::unlink(m_path.c_str());
        }
        ::close(m_descriptor);
        m_descriptor = -1;
    }
}

LockAttempt takeWriterLock(const std::filesystem::path& project) {
    LockAttempt attempt;
    auto path = project;
    path += ".lock";
    while (true) {
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            attempt.refusal = "its lock file " + path.string() +
                              " cannot be made: " + std::generic_category().message(errno);
            return attempt;
        }
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            attempt.refusal = errno == EWOULDBLOCK
                                  ? "it is open for writing elsewhere (" + holder(descriptor) + ")"
                                  : "its lock file " + path.string() + " cannot be locked: " +
                                        std::generic_category().message(errno);
            ::close(descriptor);
            return attempt;
        }
        if (isStillThere(descriptor, path)) {
            writeHolder(descriptor);
            attempt.lock.m_descriptor = descriptor;
            attempt.lock.m_path = std::move(path);
            return attempt;
        }
        ::close(descriptor);
    }
}

} // namespace brera::project
