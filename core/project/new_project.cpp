// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project_impl.h"

#include <nlohmann/json.hpp>

#include <set>

namespace brera::project {

namespace {

void writeInputs(Database& database, const std::filesystem::path& path,
                 const ProjectInputs& inputs) {
    writePath(database, path, meta::kNetworkPath, meta::kNetworkBeside, inputs.networkPath);
    writeMeta(database, meta::kNetworkHash, inputs.networkHash);
    writeMeta(database, meta::kNetworkDescription, inputs.networkDescription);
    writePath(database, path, meta::kDatasetRoot, meta::kDatasetBeside, inputs.datasetRoot);
    writeMeta(database, meta::kDatasetHash, inputs.datasetHash);
    writeMeta(database, meta::kPreprocessing, inputs.preprocessing);
    writeMeta(database, meta::kOptions, inputs.options);
    writeMeta(database, meta::kInputHeight, std::to_string(inputs.inputHeight));
    writeMeta(database, meta::kInputWidth, std::to_string(inputs.inputWidth));
    // Class names come from files of any encoding; what is not UTF-8 is replaced rather than
    // refused.
    writeMeta(database, meta::kClassNames,
              nlohmann::json(inputs.classNames)
                  .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void writeLayers(Database& database, const std::vector<LayerShape>& layers,
                 const std::vector<std::vector<std::int64_t>>& numbers) {
    auto layerQuery =
        database.query("INSERT INTO layers(id, path, units, height, width) VALUES (?, ?, ?, ?, ?)");
    auto unitQuery = database.query("INSERT INTO units(id) VALUES (?)");
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const auto& layer = layers[l];
        const auto id = static_cast<std::int64_t>(l);
        layerQuery.bind(id, layer.path, layer.units, layer.height, layer.width).run();
        for (std::int64_t u = 0; u < layer.units; ++u) {
            const auto number = numbers.empty() ? u : numbers[l][static_cast<std::size_t>(u)];
            unitQuery.bind(unitKey(id, number)).run();
        }
    }
}

void writeImages(Database& database, const std::vector<ImageRecord>& images) {
    auto query = database.query("INSERT INTO images(id, path, bytes, modified, label, folder, "
                                "failure, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& image : images) {
        query
            .bind(image.id, image.path, image.bytes, image.modified, image.label, image.folder,
                  image.failure, image.sourceId)
            .run();
    }
}

void check(const std::vector<LayerShape>& layers, const std::vector<ImageRecord>& images,
           const std::vector<std::vector<std::int64_t>>& numbers) {
    if (layers.empty()) {
        throw ProjectError("a project needs at least one layer");
    }
    std::set<std::string> paths;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const auto& layer = layers[l];
        if (!paths.insert(layer.path).second) {
            throw ProjectError("layer " + layer.path + " is named twice");
        }
        if (layer.units < 1 || layer.units > kMaxUnit || layer.height < 1 || layer.width < 1) {
            throw ProjectError("layer " + layer.path + " has no units or no size");
        }
        if (!numbers.empty() && static_cast<std::int64_t>(numbers.at(l).size()) != layer.units) {
            throw ProjectError("layer " + layer.path + " needs a number for each unit");
        }
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (images[i].id != static_cast<std::int64_t>(i)) {
            throw ProjectError("image " + images[i].path + " is number " + std::to_string(i) +
                               " in the data set but says " + std::to_string(images[i].id));
        }
    }
}

} // namespace

std::optional<std::string> readMeta(Database& database, const char* key) {
    auto query = database.query("SELECT value FROM meta WHERE key = ?");
    return query.bind(key).step() ? std::optional(query.text(0)) : std::nullopt;
}

void writeMeta(Database& database, const char* key, const std::string& value) {
    database.query("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)").bind(key, value).run();
}

void writePath(Database& database, const std::filesystem::path& project, const char* absoluteKey,
               const char* besideKey, const std::filesystem::path& path) {
    if (path.empty()) {
        writeMeta(database, absoluteKey, "");
        writeMeta(database, besideKey, "");
        return;
    }
    const auto absolute = std::filesystem::absolute(path).lexically_normal();
    const auto beside = absolute.lexically_relative(project.parent_path());
    const bool inside = !beside.empty() && *beside.begin() != "..";
    writeMeta(database, absoluteKey, absolute.string());
    writeMeta(database, besideKey, inside ? beside.string() : "");
}

std::filesystem::path readPath(Database& database, const std::filesystem::path& project,
                               const char* absoluteKey, const char* besideKey) {
    if (const auto beside = readMeta(database, besideKey); beside && !beside->empty()) {
        auto candidate = (project.parent_path() / *beside).lexically_normal();
        std::error_code ignored;
        if (std::filesystem::exists(candidate, ignored)) {
            return candidate;
        }
    }
    return readMeta(database, absoluteKey).value_or("");
}

void writeNewProject(const std::filesystem::path& path, const ProjectInputs& inputs,
                     const std::vector<LayerShape>& layers, const std::vector<ImageRecord>& images,
                     const std::vector<std::vector<std::int64_t>>& units) {
    check(layers, images, units);
    Database::make(path, [&](Database& database) {
        SQLite::Transaction transaction(database.handle());
        writeInputs(database, path, inputs);
        writeLayers(database, layers, units);
        writeImages(database, images);
        transaction.commit();
    });
}

} // namespace brera::project
