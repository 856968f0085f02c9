// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/text_file.h"

#include "base/error.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace brera::demo {

std::string readText(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeText(const std::filesystem::path& path, const std::string& text) {
    const std::filesystem::path partial = path.string() + ".part";
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    std::error_code failure;
    if (file) {
        std::filesystem::rename(partial, path, failure);
    }
    if (!file || failure) {
        throw DataError("cannot write " + path.string() + "; is the disk full?");
    }
}

} // namespace brera::demo
