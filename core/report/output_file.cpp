// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/output_file.h"

#include "base/error.h"

#include <cerrno>
#include <system_error>

namespace brera::report {

OutputFile::OutputFile(std::filesystem::path path)
    : m_path(std::move(path)), m_temporary(m_path.string() + ".part"),
      m_file(std::fopen(m_temporary.c_str(), "wb")) {
    if (!m_file) {
        fail(errno);
    }
}

OutputFile::~OutputFile() {
    if (!m_kept) {
        m_file.reset();
        std::remove(m_temporary.c_str());
    }
}

void OutputFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size()) {
        fail(errno);
    }
}

void OutputFile::keep() {
    if (std::fclose(m_file.release()) != 0 ||
        std::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        fail(errno);
    }
    m_kept = true;
}

void OutputFile::fail(int error) const {
    throw DataError(m_path.string() +
                    ": cannot be written: " + std::system_category().message(error));
}

} // namespace brera::report
