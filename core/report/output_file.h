// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace brera::report {

/// A file that appears under its name only when it is whole; what was there before stays until
/// then.
class OutputFile {
public:
    /// @throws DataError when it cannot be made.
    explicit OutputFile(std::filesystem::path path);
    /// Leaves nothing behind unless it was kept.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// @throws DataError when the disk is full or has failed.
    void write(std::string_view bytes);
    /// Gives it its name. @throws DataError.
    void keep();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[noreturn]] void fail(int error) const;

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    std::unique_ptr<std::FILE, Close> m_file;
    bool m_kept = false;
};

} // namespace brera::report
