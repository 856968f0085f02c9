// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace brera::image {

struct DatasetImage {
    std::string path; ///< relative to the root, '/' between parts
    std::int64_t bytes = 0;
    std::int64_t modified = 0; ///< nanoseconds since the epoch
    int folder = -1;           ///< index into Dataset::folders; −1 for a flat folder
};

/// A listing of image files; nothing is decoded yet. Order = torchvision's ImageFolder: folders
/// sorted by name, inside each the files sorted by path.
struct Dataset {
    std::filesystem::path root;
    std::vector<std::string> folders; ///< class folder names (or CSV labels), sorted
    std::vector<DatasetImage> images;
};

/// Lists an ImageFolder tree, a flat folder, or a CSV manifest (path,label; header optional,
/// relative to the CSV's folder).
/// @throws DataError when the path is missing, unreadable or holds no image; a sub-folder without
/// permission is named.
Dataset listDataset(const std::filesystem::path& path);

/// Maps folder names to network outputs.
struct ClassMap {
    std::vector<std::string> names;     ///< of the outputs, in order; empty without a class list
    std::vector<int> outputOfFolder;    ///< one for every folder; −1 = matches no class
    std::vector<std::string> unmatched; ///< folders that match no class
};

/// With a class list, folders are matched by name (case, '_' and '-' aside; several names of one
/// class may be separated by commas). Without one, the folders are outputs 0…n−1 only if there are
/// exactly `outputs` of them.
ClassMap mapClasses(const std::vector<std::string>& folders,
                    const std::vector<std::string>& classNames, std::int64_t outputs);
/// One name a line. @throws DataError when missing or empty.
std::vector<std::string> readClassList(const std::filesystem::path& path);

} // namespace brera::image
