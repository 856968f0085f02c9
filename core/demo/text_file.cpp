// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/text_file.h"

#include "base/whole_file.h"

#include <fstream>
#include <iterator>

namespace brera::demo {

std::string readText(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeText(const std::filesystem::path& path, const std::string& text) {
    WholeFile file(path);
    file.write(text);
    file.keep();
}

} // namespace brera::demo
