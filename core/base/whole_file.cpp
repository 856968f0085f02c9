// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"

#include "base/error.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace brera {

WholeFile::WholeFile(const std::filesystem::path& path) : m_path(path), m_target(path) {
    std::error_code ignored;
    if (std::filesystem::is_symlink(path, ignored)) {
        const auto target = std::filesystem::weakly_canonical(path, ignored);
        m_target = target.empty() ? path : target;
    }
    const auto there = std::filesystem::status(m_target, ignored);
    if (std::filesystem::exists(there) && std::filesystem::is_other(there)) {
        m_file.reset(std::fopen(m_target.c_str(), "wb"));
    } else {
        makeBeside();
    }
    if (!m_file) {
        fail(errno);
    }
}

/// Under a name that nobody else has.
void WholeFile::makeBeside() {
    static std::atomic<unsigned> made{0};
    for (int tries = 0; tries < 1000; ++tries) {
        m_temporary = m_target;
        m_temporary +=
            "." + std::to_string(::getpid()) + "-" + std::to_string(made.fetch_add(1)) + ".part";
        const int descriptor =
            ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            m_file.reset(::fdopen(descriptor, "wb"));
            return;
        }
        if (errno != EEXIST) { // one that a killed process of this number has left
            break;
        }
    }
    const int error = errno;
    m_temporary.clear();
    fail(error);
}

WholeFile::~WholeFile() {
    m_file.reset();
    if (!m_temporary.empty()) {
        std::remove(m_temporary.c_str());
    }
}

void WholeFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size()) {
        fail(errno);
    }
}

void WholeFile::keep() {
    if (std::fflush(m_file.get()) != 0 ||
        (!m_temporary.empty() && ::fsync(::fileno(m_file.get())) != 0)) {
        fail(errno);
    }
    if (std::fclose(m_file.release()) != 0) {
        fail(errno);
    }
    if (!m_temporary.empty()) {
        if (std::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
            fail(errno);
        }
        m_temporary.clear();
    }
}

void WholeFile::fail(int error) const {
    throw DataError(m_path.string() +
                    ": cannot be written: " + std::system_category().message(error));
}

} // namespace brera
