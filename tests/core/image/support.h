// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/image_source.h"
#include "base/npy.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

/// What the tests of this room share.
namespace brera::test {

inline std::filesystem::path dataPath(const std::string& relative) {
    return std::filesystem::path(BRERA_TEST_DATA) / relative;
}

/// A folder of its own for one test, gone with it.
class Folder {
public:
    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    std::filesystem::path at(const std::string& name) const { return path() / name; }

    /// Writes a file, with the folders on the way.
    std::filesystem::path write(const std::string& name, const QByteArray& content) const {
        const std::filesystem::path target = at(name);
        std::filesystem::create_directories(target.parent_path());
        QFile file(QString::fromStdString(target.string()));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            std::abort();
        }
        return target;
    }

private:
    QTemporaryDir m_folder;
};

inline QByteArray contentOf(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// For root permissions mean nothing; while this lives, the process is nobody.
class WithoutPrivileges {
public:
    WithoutPrivileges() : m_user(::geteuid()) {
        constexpr uid_t kNobody = 65534;
        if (m_user == 0 && ::seteuid(kNobody) != 0) {
            std::abort();
        }
    }
    ~WithoutPrivileges() {
        if (m_user == 0 && ::seteuid(m_user) != 0) {
            std::abort();
        }
    }
    WithoutPrivileges(const WithoutPrivileges&) = delete;
    WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

private:
    uid_t m_user;
};

/// Permissions for the time of a test, given back so that the folder can be removed.
class Permissions {
public:
    Permissions(std::filesystem::path path, mode_t mode) : m_path(std::move(path)) {
        ::chmod(m_path.c_str(), mode);
    }
    ~Permissions() { ::chmod(m_path.c_str(), 0755); }
    Permissions(const Permissions&) = delete;
    Permissions& operator=(const Permissions&) = delete;

private:
    std::filesystem::path m_path;
};

/// The message of the DataError that an action ends in; empty when it ends well.
template <typename Action>
QString reasonOf(Action action) {
    try {
        (void)action();
    } catch (const DataError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// The largest difference between a picture and an array (height, width, 3); 999 for different
/// sizes.
inline int difference(const Picture& picture, const std::filesystem::path& expected) {
    const npy::Array array(expected);
    const auto values = array.as<std::uint8_t>();
    if (array.shape() != std::vector<std::int64_t>{picture.height, picture.width, 3} ||
        values.size() != picture.rgb.size()) {
        return 999;
    }
    int largest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        largest = std::max(largest, std::abs(int{values[i]} - int{picture.rgb[i]}));
    }
    return largest;
}

} // namespace brera::test
