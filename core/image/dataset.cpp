// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/dataset.h"

#include "base/error.h"
#include "base/log.h"
#include "image/listing.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace brera::image {

namespace fs = std::filesystem;

namespace {

/// A folder's identity, whatever link led to it.
using FolderId = std::pair<dev_t, ino_t>;

/// What one folder holds, by name.
struct Listing {
    std::vector<std::string> folders; ///< links to folders too
    std::vector<std::string> images;
};

[[noreturn]] void refuseFolder(const fs::path& folder, const std::error_code& error) {
    throw DataError(folder.string() + ": the folder cannot be read: " + error.message());
}

Listing list(const fs::path& folder) {
    Listing result;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::string name = entry->path().filename().string();
        std::error_code
            broken; // a link to nowhere is listed as a file, and reported when it is read
        if (entry->is_directory(broken)) {
            result.folders.push_back(std::move(name));
        } else if (hasImageExtension(name)) {
            result.images.push_back(std::move(name));
        }
    }
    if (error) {
        refuseFolder(folder, error);
    }
    std::sort(result.folders.begin(), result.folders.end());
    std::sort(result.images.begin(), result.images.end());
    return result;
}

FolderId identify(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
        refuseFolder(folder, {errno, std::system_category()});
    }
    return {status.st_dev, status.st_ino};
}

/// Everything below one class folder: Python's sorted(os.walk(folder, followlinks=True)).
class Walk {
public:
    explicit Walk(const fs::path& root) : m_root(root), m_inside{identify(root)} {}

    /// `relative` is the folder's path below the root; empty for the root itself.
    void visit(const std::string& relative) {
        const fs::path folder = m_root / relative;
        const FolderId id = identify(folder);
        // A link back to a folder we are inside of would never end.
        if (std::find(m_inside.begin(), m_inside.end(), id) != m_inside.end()) {
            log(LogLevel::Warning, folder.string() + ": a link that leads back; not followed");
            return;
        }
        m_inside.push_back(id);
        Listing listing = list(folder);
        m_found.emplace_back(relative, std::move(listing.images));
        for (const std::string& child : listing.folders) {
            visit(relative + "/" + child);
        }
        m_inside.pop_back();
    }

    /// Folders in the order of their paths as plain text, as Python sorts them ("a-b" before
    /// "a/c").
    void append(int label, std::vector<DatasetImage>& images) {
        std::sort(m_found.begin(), m_found.end());
        for (const auto& [relative, names] : m_found) {
            for (const std::string& name : names) {
                images.push_back({relative + "/" + name, 0, 0, label});
                measure(m_root, images.back());
            }
        }
    }

private:
    const fs::path& m_root;
    std::vector<FolderId> m_inside;
    std::vector<std::pair<std::string, std::vector<std::string>>> m_found;
};

[[noreturn]] void refuseEmpty(const fs::path& root, bool subfolders) {
    throw DataError(root.string() + ": no images found" +
                    (subfolders ? " in it or in its sub-folders" : "") +
                    ". A folder of images, a folder with one sub-folder for each class, or a CSV "
                    "file (path,label) is expected; files ending in " +
                    imageExtensions() + " count as images");
}

Dataset listFolder(const fs::path& root) {
    Dataset dataset;
    dataset.root = root;
    const Listing top = list(root);
    for (const std::string& name : top.folders) {
        const std::size_t before = dataset.images.size();
        Walk walk(root);
        walk.visit(name);
        walk.append(static_cast<int>(dataset.folders.size()), dataset.images);
        // An empty class still counts as one, so that the others keep their numbers; a hidden
        // folder that holds no images is some program's own.
        if (dataset.images.size() > before || name.front() != '.') {
            dataset.folders.push_back(name);
        }
    }
    if (!dataset.images.empty()) {
        if (!top.images.empty()) {
            log(LogLevel::Warning, root.string() + ": " + std::to_string(top.images.size()) +
                                       " images beside the class folders are left out");
        }
        return dataset;
    }
    dataset.folders.clear();
    for (const std::string& name : top.images) {
        dataset.images.push_back({name, 0, 0, -1});
        measure(root, dataset.images.back());
    }
    if (dataset.images.empty()) {
        refuseEmpty(root, !top.folders.empty());
    }
    return dataset;
}

constexpr std::array<std::string_view, 9> kExtensions{".jpg", ".jpeg", ".png", ".webp", ".bmp",
                                                      ".tif", ".tiff", ".ppm", ".pgm"};

} // namespace

bool hasImageExtension(std::string_view name) {
    constexpr std::size_t kLongest = 5;
    std::string ending(name.substr(name.size() - std::min(name.size(), kLongest)));
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::any_of(
        kExtensions.begin(), kExtensions.end(),
        [&ending](std::string_view extension) { return ending.ends_with(extension); });
}

std::string imageExtensions() {
    std::string all;
    for (const std::string_view extension : kExtensions) {
        all += (all.empty() ? "" : " ") + std::string(extension);
    }
    return all;
}

bool measure(const fs::path& root, DatasetImage& image) {
    struct stat status {};
    if (::stat((root / image.path).c_str(), &status) != 0) {
        return false;
    }
    image.bytes = status.st_size;
    image.modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    return true;
}

Dataset listDataset(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
        throw DataError(path.string() + ": there is no such folder or file");
    }
    if (error) {
        throw DataError(path.string() + ": cannot be read: " + error.message());
    }
    if (fs::is_directory(status)) {
        return listFolder(path);
    }
    return listManifest(path);
}

} // namespace brera::image
