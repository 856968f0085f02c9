// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace brera {

/// A file that appears under its name only when it is whole and on the disk; what was there before
/// stays until then, and a link stays a link to it. Several may be written under one name: the last
/// that is kept stays. What is no file of a folder (a pipe, a device) is written as it is.
class WholeFile {
public:
    /// @throws DataError when it cannot be made.
    explicit WholeFile(const std::filesystem::path& path);
    /// Leaves nothing behind unless it was kept.
    ~WholeFile();
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    /// @throws DataError when the disk is full or has failed.
    void write(std::string_view bytes);
    /// Gives it its name. @throws DataError.
    void keep();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[noreturn]] void fail(int error) const;
    void makeBeside();

    std::filesystem::path m_path;      ///< as it was asked for
    std::filesystem::path m_target;    ///< where that leads
    std::filesystem::path m_temporary; ///< empty when it is written as it is
    std::unique_ptr<std::FILE, Close> m_file;
};

} // namespace brera
