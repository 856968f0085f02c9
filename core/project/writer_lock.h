// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace brera::project {

/// The right to write a project, held through flock on a side file `NAME.brera.lock`. The kernel
/// gives it back when the process ends in whatever way. It is not on the database file itself:
/// closing any descriptor of that would drop the locks SQLite holds there for the whole process.
class WriterLock {
public:
    WriterLock() = default;
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

    bool isHeld() const { return m_descriptor >= 0; }
    void release();

private:
    friend struct LockAttempt takeWriterLock(const std::filesystem::path& project);

    int m_descriptor = -1;
    std::filesystem::path m_path;
};

struct LockAttempt {
    WriterLock lock;
    std::string refusal; ///< why it is not held, in words; empty when it is
};

/// Never waits.
LockAttempt takeWriterLock(const std::filesystem::path& project);

} // namespace brera::project
