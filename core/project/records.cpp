// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/content_hash.h"
#include "project/project_impl.h"

#include <algorithm>
#include <sys/stat.h>

namespace brera::project {

namespace {

constexpr const char* kColumns =
    "SELECT id, path, bytes, modified, label, folder, failure, source_id FROM images";

struct FileFacts {
    std::int64_t bytes = 0;
    std::int64_t modified = 0; ///< nanoseconds since the epoch
};

std::optional<FileFacts> factsOf(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return {};
    }
    return FileFacts{status.st_size,
                     status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec};
}

ImageRecord record(const Query& query) {
    return {query.integer(0),         query.text(1), query.integer(2), query.integer(3),
            query.column(4).getInt(), query.text(5), query.text(6),    query.integer(7)};
}

/// An image the folder it was imported from did not hold has no file anywhere.
bool hasFile(const ImageRecord& image) {
    return !image.path.empty();
}

/// Links aside, which are the data set's own.
bool staysBelow(const std::filesystem::path& path) {
    return path.is_relative() && std::ranges::find(path, "..") == path.end();
}

std::string some(std::int64_t count, std::int64_t total) {
    return std::to_string(count) + " of " + std::to_string(total) + " images";
}

/// Why the data set at `root` is not the recorded one; empty when it is.
std::string datasetDifference(const std::vector<ImageRecord>& images,
                              const std::filesystem::path& root) {
    std::error_code ignored;
    if (!std::filesystem::exists(root, ignored)) {
        return "the images' folder " + root.string() + " is not there; say where it is now";
    }
    std::int64_t total = 0;
    std::int64_t missing = 0;
    std::int64_t changed = 0;
    std::int64_t touched = 0;
    for (const auto& image : images) {
        if (!hasFile(image)) {
            continue;
        }
        ++total;
        const auto facts = factsOf(root / image.path);
        missing += !facts;
        changed += facts && facts->bytes != image.bytes;
        touched += facts && facts->bytes == image.bytes && facts->modified != image.modified;
    }
    // New times throughout are those of a copy; on some files only, they are those of edits.
    if (touched + changed + missing < total) {
        changed += touched;
    }
    std::string words;
    if (missing > 0) {
        words = some(missing, total) + " are no longer in " + root.string();
    }
    if (changed > 0) {
        words += (words.empty() ? "" : "; ") + some(changed, total) + " in " + root.string() +
                 " have changed";
    }
    return words;
}

/// Why the network's file is not the recorded one; empty when it is. The hash of an unchanged file
/// is not computed again: networks are big and projects are opened often.
std::string networkDifference(const ProjectInputs& inputs, const std::optional<std::string>& stamp,
                              std::string& newStamp) {
    const auto& path = inputs.networkPath;
    if (path.empty()) {
        return {};
    }
    const auto facts = factsOf(path);
    if (!facts) {
        return "the network file " + path.string() + " is no longer there";
    }
    const auto now = std::to_string(facts->bytes) + ":" + std::to_string(facts->modified);
    if (stamp == now) {
        return {};
    }
    try {
        if (contentHash(path) != inputs.networkHash) {
            return "the network file " + path.string() + " has changed";
        }
    } catch (const DataError& error) {
        return std::string("the network file cannot be read: ") + error.what();
    }
    newStamp = now;
    return {};
}

} // namespace

std::vector<ImageRecord> Project::images() const {
    return m_impl->read([&] {
        std::vector<ImageRecord> images;
        images.reserve(static_cast<std::size_t>(m_impl->imageCount()));
        static const std::string sql = std::string(kColumns) + " ORDER BY id";
        auto query = m_impl->database.query(sql.c_str());
        while (query.step()) {
            images.push_back(record(query));
        }
        return images;
    });
}

ImageRecord Project::image(std::int64_t id) const {
    return m_impl->read([&] {
        static const std::string sql = std::string(kColumns) + " WHERE id = ?";
        auto query = m_impl->database.query(sql.c_str());
        if (!query.bind(id).step()) {
            throw ProjectError("the project has no image " + std::to_string(id));
        }
        return record(query);
    });
}

/// A CSV may list pictures anywhere, with absolute paths or up and down again, and those are a
/// person's own. A stranger's project may do the same to have a report show what lies on this
/// computer. So a picture outside the data set's folder is given out only as long as it is the one
/// that was looked at, of the same size and time to the nanosecond, which a stranger cannot know;
/// else the path is empty, and the picture counts as one that is not there.
std::filesystem::path Project::imageFile(std::int64_t id) const {
    const auto record = image(id);
    auto file = m_impl->read([&] {
        return readPath(m_impl->database, m_impl->path, meta::kDatasetRoot, meta::kDatasetBeside) /
               record.path;
    });
    if (staysBelow(record.path)) {
        return file;
    }
    const auto facts = factsOf(file);
    const bool recorded =
        facts && facts->bytes == record.bytes && facts->modified == record.modified;
    return recorded ? file : std::filesystem::path();
}

std::vector<std::string> Project::stale() const {
    const auto inputs = this->inputs();
    std::vector<std::string> reasons;
    std::string newStamp;
    const auto stamp = m_impl->read([&] { return m_impl->meta(meta::kNetworkStamp); });
    if (auto words = networkDifference(inputs, stamp, newStamp); !words.empty()) {
        reasons.push_back(std::move(words));
    }
    if (!newStamp.empty() && !isReadOnly()) {
        m_impl->write([&] { writeMeta(m_impl->database, meta::kNetworkStamp, newStamp); });
    }
    if (auto words = datasetDifference(images(), inputs.datasetRoot); !words.empty()) {
        reasons.push_back(std::move(words));
    }
    return reasons;
}

std::vector<std::string> Project::missingUnder(const std::filesystem::path& root, int limit) const {
    std::vector<std::string> missing;
    for (const auto& image : images()) {
        if (static_cast<int>(missing.size()) >= limit) {
            break;
        }
        if (hasFile(image)) {
            const auto facts = factsOf(root / image.path);
            if (!facts || facts->bytes != image.bytes) {
                missing.push_back(image.path);
            }
        }
    }
    return missing;
}

void Project::reroot(const std::filesystem::path& root) {
    m_impl->checkWritable();
    const auto absolute = std::filesystem::absolute(root).lexically_normal();
    std::vector<std::pair<std::int64_t, std::int64_t>> times;
    std::string example;
    std::int64_t missing = 0;
    const auto records = images();
    for (const auto& image : records) {
        if (!hasFile(image)) {
            continue;
        }
        const auto facts = factsOf(absolute / image.path);
        if (facts && facts->bytes == image.bytes) {
            times.emplace_back(image.id, facts->modified);
        } else if (missing++ == 0) {
            example = image.path;
        }
    }
    if (missing > 0) {
        throw ProjectError(some(missing, static_cast<std::int64_t>(records.size())) +
                           " are not in " + absolute.string() +
                           " with their recorded size, for instance " + example +
                           "; choose the folder that holds the whole data set");
    }
    m_impl->write([&] {
        auto& database = m_impl->database;
        writePath(database, m_impl->path, meta::kDatasetRoot, meta::kDatasetBeside, absolute);
        auto query = database.query("UPDATE images SET modified = ? WHERE id = ?");
        for (const auto& [id, modified] : times) {
            query.bind(modified, id).run();
        }
    });
}

} // namespace brera::project
