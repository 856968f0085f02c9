// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/database.h"
#include "project/project.h"
#include "project/schema.h"
#include "project/writer_lock.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What the parts of this room know of an open project.
namespace brera::project {

/// Keys of the table `meta`.
namespace meta {
inline constexpr const char* kNetworkPath = "network_path";
inline constexpr const char* kNetworkBeside =
    "network_beside"; ///< relative to the project's folder
inline constexpr const char* kNetworkHash = "network_hash";
inline constexpr const char* kNetworkStamp =
    "network_stamp"; ///< size and time at which the hash was right
inline constexpr const char* kNetworkDescription = "network_description";
inline constexpr const char* kDatasetRoot = "dataset_root";
inline constexpr const char* kDatasetBeside = "dataset_beside";
inline constexpr const char* kDatasetHash = "dataset_hash";
inline constexpr const char* kPreprocessing = "preprocessing";
inline constexpr const char* kOptions = "options";
inline constexpr const char* kInputHeight = "input_height";
inline constexpr const char* kInputWidth = "input_width";
inline constexpr const char* kClassNames = "class_names"; ///< JSON array
inline constexpr const char* kPhase = "extraction_phase"; ///< absent: nothing committed yet
inline constexpr const char* kImagesDone = "extraction_images_done";
inline constexpr const char* kComplete = "extraction_complete";
} // namespace meta

std::optional<std::string> readMeta(Database& database, const char* key);
void writeMeta(Database& database, const char* key, const std::string& value);
/// Writes a path twice: absolute and, when it is inside the project's folder, relative to that, so
/// that both can be moved together.
void writePath(Database& database, const std::filesystem::path& project, const char* absoluteKey,
               const char* besideKey, const std::filesystem::path& path);
/// The one beside the project if it is there, else the absolute one.
std::filesystem::path readPath(Database& database, const std::filesystem::path& project,
                               const char* absoluteKey, const char* besideKey);

/// A new project file and nothing else. `units` holds the unit numbers of each layer; without it
/// they run from 0. The caller holds the writer lock.
void writeNewProject(const std::filesystem::path& path, const ProjectInputs& inputs,
                     const std::vector<LayerShape>& layers, const std::vector<ImageRecord>& images,
                     const std::vector<std::vector<std::int64_t>>& units = {});

struct StoredLayer {
    std::int64_t id = 0;
    LayerShape shape;
    std::int64_t offset = 0; ///< of its first unit among the units of all layers
};

struct Project::Impl {
    Impl(std::filesystem::path file, WriterLock held, std::string reason);

    std::filesystem::path path;
    WriterLock lock;
    std::string readOnlyReason;
    mutable Database database; ///< reading needs its statements
    std::vector<StoredLayer> layers;

    bool isReadOnly() const { return !readOnlyReason.empty(); }
    /// @throws ProjectError naming the layers there are.
    const StoredLayer& layer(const std::string& name) const;
    /// @throws ProjectError when there is no such unit.
    std::int64_t key(const StoredLayer& layer, std::int64_t unit) const;
    std::int64_t unitCount() const;
    std::int64_t imageCount() const;
    std::optional<std::string> meta(const char* key) const { return readMeta(database, key); }

    /// One transaction: all of it or nothing. @throws ProjectError, also when the project is
    /// read-only.
    template <typename Work>
    void write(Work&& work) {
        checkWritable();
        database.guarded([&] {
            SQLite::Transaction transaction(database.handle(),
                                            SQLite::TransactionBehavior::IMMEDIATE);
            work();
            transaction.commit();
        });
    }

    /// Reads that belong together see one state of the file, whatever a writer does meanwhile.
    template <typename Work>
    auto read(Work&& work) const {
        return database.guarded([&] {
            SQLite::Transaction transaction(database.handle());
            return work();
        });
    }

    void checkWritable() const;
};

} // namespace brera::project
