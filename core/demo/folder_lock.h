// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <stop_token>

namespace brera::demo {

/// Keeps other processes (and threads) out of a folder while one fills it. Ends with the object,
/// and with the process, however that ends.
class FolderLock {
public:
    /// Waits for its turn. @throws DataError when the lock file cannot be made; Cancelled.
    FolderLock(const std::filesystem::path& lockFile, const std::stop_token& stop);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor;
};

} // namespace brera::demo
