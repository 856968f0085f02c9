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

/// A listing of image files; nothing is decoded yet. Order = torchvision's ImageFolder: class
/// folders sorted by name, inside each the folders sorted by path and then the files by name. A
/// manifest's images stand in its own order.
struct Dataset {
    std::filesystem::path root;
    /// Class folder names, empty ones included, or CSV labels; sorted (labels that are all whole
    /// numbers: by value).
    std::vector<std::string> folders;
    std::vector<DatasetImage> images;
};

/// Lists an ImageFolder tree, a flat folder, or a CSV manifest (path,label; header optional, a
/// label too; paths relative to the CSV's folder). Links to folders are followed, but never in a
/// circle.
/// @throws DataError when the path is missing, unreadable or holds no image; a sub-folder without
/// permission is named.
Dataset listDataset(const std::filesystem::path& path);

/// Maps folder names to network outputs.
struct ClassMap {
    std::vector<std::string> names;     ///< of the outputs, in order; empty when unknown
    std::vector<int> outputOfFolder;    ///< one for every folder; −1 = matches no class
    std::vector<std::string> unmatched; ///< folders that match no class
};

/// With a class list, folders are matched by name (case, '_', '-' and spaces aside; several names
/// of one class may be separated by commas) or by a WordNet id in the line ("n01440764 tench, Tinca
/// tinca"). A name that two classes share matches neither, unless spelling tells them apart.
/// Without a list, the folders are outputs 0…n−1, and name them, only if there are exactly `outputs`
/// of them.
/// @throws DataError when the list has another length than the network outputs (0 = unknown).
ClassMap mapClasses(const std::vector<std::string>& folders,
                    const std::vector<std::string>& classNames, std::int64_t outputs);
/// One class a line, in the order of the outputs. @throws DataError when missing, empty or with a
/// gap.
std::vector<std::string> readClassList(const std::filesystem::path& path);

} // namespace brera::image
