// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include "project/contents_check.h"
#include "project/project_impl.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace brera::project {

namespace {

std::int64_t toInteger(const std::optional<std::string>& text) {
    std::int64_t value = 0;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), value);
    }
    return value;
}

bool canWrite(const std::filesystem::path& path) {
    return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

std::string whyNotWritable(const std::filesystem::path& path) {
    if (!canWrite(path)) {
        return "the file is write-protected";
    }
    if (!canWrite(path.parent_path())) {
        return "its folder " + path.parent_path().string() + " is write-protected";
    }
    return {};
}

std::filesystem::path fullPath(const std::filesystem::path& path) {
    return std::filesystem::absolute(path).lexically_normal();
}

} // namespace

Project::Impl::Impl(std::filesystem::path file, WriterLock held, std::string reason)
    : path(std::move(file)), lock(std::move(held)), readOnlyReason(std::move(reason)),
      database(path,
               readOnlyReason.empty() ? Database::Access::ReadWrite : Database::Access::ReadOnly) {
    read([&] {
        layers = readLayers(database);
        checkImages(database);
    });
}

const StoredLayer& Project::Impl::layer(const std::string& name) const {
    const auto found =
        std::ranges::find(layers, name, [](const StoredLayer& layer) { return layer.shape.path; });
    if (found != layers.end()) {
        return *found;
    }
    std::string known;
    for (const auto& layer : layers) {
        known += (known.empty() ? "" : ", ") + layer.shape.path;
    }
    throw ProjectError("the project has no layer " + name + "; it has " + known);
}

std::int64_t Project::Impl::key(const StoredLayer& layer, std::int64_t unit) const {
    if (unit >= 0 && unit <= kMaxUnit) {
        auto query = database.query("SELECT 1 FROM units WHERE id = ?");
        if (query.bind(unitKey(layer.id, unit)).step()) {
            return unitKey(layer.id, unit);
        }
    }
    throw ProjectError(layer.shape.path + " has " + std::to_string(layer.shape.units) +
                       " units; unit " + std::to_string(unit) + " does not exist");
}

std::int64_t Project::Impl::unitCount() const {
    return layers.empty() ? 0 : layers.back().offset + layers.back().shape.units;
}

std::int64_t Project::Impl::imageCount() const {
    // Ids run from 0 without gaps, and the last row is found at once.
    auto query = database.query("SELECT coalesce(max(id) + 1, 0) FROM images");
    query.step();
    return query.integer(0);
}

void Project::Impl::checkWritable() const {
    if (isReadOnly()) {
        throw ProjectError(path.string() + " can only be read: " + readOnlyReason);
    }
}

Project::Project(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {
}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Project Project::create(const std::filesystem::path& path, const ProjectInputs& inputs,
                        const std::vector<LayerShape>& layers,
                        const std::vector<ImageRecord>& images) {
    const auto file = fullPath(path);
    auto attempt = takeWriterLock(file);
    if (!attempt.lock.isHeld()) {
        throw ProjectError(file.string() + " cannot be made: " + attempt.refusal);
    }
    writeNewProject(file, inputs, layers, images);
    return Project(std::make_unique<Impl>(file, std::move(attempt.lock), ""));
}

Project Project::open(const std::filesystem::path& path, OpenMode mode) {
    const auto file = fullPath(path);
    WriterLock lock;
    std::string reason = "it was opened for reading only";
    if (mode == OpenMode::ReadWrite && std::filesystem::exists(file)) {
        reason = whyNotWritable(file);
        if (reason.empty()) {
            auto attempt = takeWriterLock(file);
            lock = std::move(attempt.lock);
            reason = std::move(attempt.refusal);
        }
    }
    return Project(std::make_unique<Impl>(file, std::move(lock), std::move(reason)));
}

const std::filesystem::path& Project::path() const {
    return m_impl->path;
}

bool Project::isReadOnly() const {
    return m_impl->isReadOnly();
}

const std::string& Project::readOnlyReason() const {
    return m_impl->readOnlyReason;
}

ProjectInputs Project::inputs() const {
    return m_impl->read([&] {
        auto& database = m_impl->database;
        const auto text = [&](const char* key) { return readMeta(database, key).value_or(""); };
        ProjectInputs inputs;
        inputs.networkPath =
            readPath(database, m_impl->path, meta::kNetworkPath, meta::kNetworkBeside);
        inputs.networkHash = text(meta::kNetworkHash);
        inputs.networkDescription = text(meta::kNetworkDescription);
        inputs.datasetRoot =
            readPath(database, m_impl->path, meta::kDatasetRoot, meta::kDatasetBeside);
        inputs.datasetHash = text(meta::kDatasetHash);
        inputs.preprocessing = text(meta::kPreprocessing);
        inputs.options = text(meta::kOptions);
        inputs.inputHeight = static_cast<int>(toInteger(readMeta(database, meta::kInputHeight)));
        inputs.inputWidth = static_cast<int>(toInteger(readMeta(database, meta::kInputWidth)));
        const auto names = nlohmann::json::parse(text(meta::kClassNames), nullptr, false);
        if (names.is_array()) {
            for (const auto& name : names) {
                inputs.classNames.push_back(name.is_string() ? name.get<std::string>() : "");
            }
        }
        return inputs;
    });
}

std::vector<LayerShape> Project::layers() const {
    std::vector<LayerShape> shapes;
    for (const auto& layer : m_impl->layers) {
        shapes.push_back(layer.shape);
    }
    return shapes;
}

ExtractionStatus Project::status() const {
    return m_impl->read([&] {
        if (m_impl->meta(meta::kComplete)) {
            return ExtractionStatus::Complete;
        }
        return m_impl->meta(meta::kPhase) ? ExtractionStatus::Partial : ExtractionStatus::None;
    });
}

Progressed Project::progressed() const {
    return m_impl->read([&] {
        const auto total = m_impl->imageCount();
        const auto done =
            m_impl->meta(meta::kComplete) ? total : toInteger(m_impl->meta(meta::kImagesDone));
        return Progressed{std::min(done, total), total};
    });
}

} // namespace brera::project
