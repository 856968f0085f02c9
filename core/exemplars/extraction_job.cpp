// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/extraction_job.h"

#include "base/error.h"
#include "base/log.h"
#include "image/dataset.h"
#include "image/folder_source.h"
#include "network/edited.h"
#include "network/network.h"
#include "project/content_hash.h"
#include "project/network_edit.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace brera::exemplars {

namespace {

std::vector<project::ImageRecord> records(const image::Dataset& dataset,
                                          const image::ClassMap& classes) {
    std::vector<project::ImageRecord> result;
    result.reserve(dataset.images.size());
    for (const auto& file : dataset.images) {
        project::ImageRecord record;
        record.id = static_cast<std::int64_t>(result.size());
        record.path = file.path;
        record.bytes = file.bytes;
        record.modified = file.modified;
        if (file.folder >= 0) {
            const auto folder = static_cast<std::size_t>(file.folder);
            record.folder = dataset.folders[folder];
            record.label = classes.outputOfFolder[folder];
        }
        result.push_back(std::move(record));
    }
    return result;
}

/// The size every picture has when it reaches the network.
network::InputSize preparedSize(const ExtractionJob& job, const image::Dataset& dataset) {
    if (job.preprocessing.cropHeight > 0) {
        return {3, job.preprocessing.cropHeight, job.preprocessing.cropWidth};
    }
    std::string complaint;
    for (const auto& file : dataset.images) {
        try {
            const auto picture =
                image::prepare(image::decode(dataset.root / file.path), job.preprocessing);
            return {3, picture.height, picture.width};
        } catch (const DataError& error) {
            complaint = complaint.empty() ? error.what() : complaint;
        }
    }
    throw DataError("none of the " + std::to_string(dataset.images.size()) +
                    " images could be read; the first: " + complaint);
}

std::vector<LayerShape> chosenShapes(const std::vector<network::ModuleInfo>& modules,
                                     const std::vector<std::string>& layers) {
    std::vector<LayerShape> shapes;
    for (const auto& layer : layers) {
        const auto found = std::find_if(modules.begin(), modules.end(),
                                        [&](const auto& module) { return module.path == layer; });
        if (found == modules.end()) {
            std::string known;
            for (const auto& module : modules) {
                if (module.kind != network::LayerKind::Other && known.size() < 300) {
                    known += (known.empty() ? "" : ", ") + module.path;
                }
            }
            throw ModelError("the network has no module \"" + layer + "\"; it has " + known +
                             " (brera-cli info lists all)");
        }
        if (found->kind == network::LayerKind::Other) {
            throw ModelError("the output of \"" + layer +
                             "\" is neither (N, C, H, W) nor (N, C) and has no units to look at");
        }
        shapes.push_back({layer, found->units, found->height, found->width});
    }
    return shapes;
}

nlohmann::json optionsJson(const ExtractOptions& options) {
    return {{"k", options.k},
            {"quantile", options.quantile},
            {"batch", options.batch},
            {"pilotBytes", options.pilotBytes},
            {"maxRankError", options.maxRankError}};
}

/// What the network's file says of its edits; of a record that makes no sense nothing is known.
project::NetworkEdit editOf(const std::filesystem::path& network) {
    try {
        auto edit = network::editOf(network);
        return {std::move(edit.units), std::move(edit.why)};
    } catch (const ModelError& error) {
        log(LogLevel::Warning, error.what());
        return {};
    }
}

/// What of an existing project would not fit this job, in words.
std::vector<std::string> differences(const project::Project& existing,
                                     const project::ProjectInputs& wanted,
                                     const std::vector<LayerShape>& shapes) {
    const auto inputs = existing.inputs();
    std::vector<std::string> result;
    if (inputs.networkHash != wanted.networkHash) {
        result.emplace_back("another network (" + inputs.networkPath.string() + ")");
    }
    if (inputs.datasetHash != wanted.datasetHash) {
        result.emplace_back("other images (" + inputs.datasetRoot.string() + ")");
    }
    if (inputs.preprocessing != wanted.preprocessing) {
        result.emplace_back("another preprocessing");
    }
    const auto old = nlohmann::json::parse(inputs.options, nullptr, false);
    const auto fresh = nlohmann::json::parse(wanted.options);
    for (const char* key : {"k", "quantile", "maxRankError", "pilotBytes"}) {
        if (!old.is_object() || old.value(key, nlohmann::json()) != fresh.at(key)) {
            result.emplace_back(std::string("another ") + key);
        }
    }
    if (existing.layers() != shapes) {
        result.emplace_back("other layers");
    }
    return result;
}

project::Project openOrCreate(const ExtractionJob& job, const project::ProjectInputs& inputs,
                              const std::vector<LayerShape>& shapes,
                              const std::vector<project::ImageRecord>& images) {
    if (!std::filesystem::exists(job.project)) {
        return project::Project::create(job.project, inputs, shapes, images);
    }
    auto existing = project::Project::open(job.project);
    if (existing.isReadOnly()) {
        throw ProjectError(job.project.string() +
                           " cannot be written: " + existing.readOnlyReason());
    }
    const auto different = differences(existing, inputs, shapes);
    if (!different.empty()) {
        std::string list;
        for (const auto& difference : different) {
            list += (list.empty() ? "" : ", ") + difference;
        }
        throw ProjectError(job.project.string() + " already holds results of " + list +
                           "; nothing was changed: choose another project file");
    }
    return existing;
}

void removeProject(const std::filesystem::path& path) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        auto file = path;
        file += suffix;
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
    }
}

/// Whether a module's path is NAME followed by digits only ("layer12").
bool isNumbered(const std::string& path, const std::string& name) {
    return path.size() > name.size() && path.starts_with(name) &&
           std::all_of(path.begin() + static_cast<std::ptrdiff_t>(name.size()), path.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<std::string> suggestLayers(const std::vector<network::ModuleInfo>& modules) {
    std::vector<std::string> stages;
    for (const auto& module : modules) {
        if (module.kind == network::LayerKind::Map &&
            (module.path == "conv1" || isNumbered(module.path, "layer"))) {
            stages.push_back(module.path);
        }
    }
    if (stages.size() >= 2) { // a ResNet, or built like one
        return stages;
    }
    std::vector<std::string> convolutions;
    std::map<std::pair<int, int>, std::string> lastOfSize;
    for (const auto& module : modules) {
        if (module.kind != network::LayerKind::Map) {
            continue;
        }
        if (module.type.find("Conv") != std::string::npos) {
            convolutions.push_back(module.path);
        }
        lastOfSize[{-module.height, -module.width}] = module.path;
    }
    if (!convolutions.empty() && convolutions.size() <= 16) { // a plain network
        return convolutions;
    }
    std::vector<std::string> result;
    for (const auto& [size, path] : lastOfSize) {
        if (size.first < -1) {
            result.push_back(path);
        }
    }
    return result;
}

ExtractReport runExtraction(const ExtractionJob& job, std::stop_token stop,
                            const Progress& progress) {
    job.options.check();
    const auto tell = [&](const char* stage) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        ProgressMeter(progress, stage, 0).flush();
    };
    tell("listing images");
    auto dataset = image::listDataset(job.images);
    const auto input = preparedSize(job, dataset);

    tell("opening the network");
    const auto net = network::Network::open(job.network, {job.device, job.trusted});
    const auto modules = net.modules(input);
    const auto layers = job.layers.empty() ? suggestLayers(modules) : job.layers;
    if (layers.empty()) {
        throw ModelError("no layer of " + job.network.string() +
                         " has maps to look at; name layers with --layers");
    }
    const auto shapes = chosenShapes(modules, layers);
    const auto classNames =
        job.classList.empty() ? std::vector<std::string>{} : image::readClassList(job.classList);
    const auto classes = image::mapClasses(dataset.folders, classNames, net.outputs(input));
    const auto images = records(dataset, classes);

    tell("comparing with the project file");
    project::ProjectInputs inputs;
    inputs.networkPath = std::filesystem::absolute(job.network);
    inputs.networkHash = project::contentHash(job.network);
    inputs.networkDescription = net.description();
    inputs.datasetRoot = std::filesystem::absolute(dataset.root);
    inputs.datasetHash = project::manifestHash(images);
    inputs.preprocessing = image::toJson(job.preprocessing).dump();
    inputs.options = project::withEdit(optionsJson(job.options).dump(), editOf(job.network));
    inputs.inputHeight = input.height;
    inputs.inputWidth = input.width;
    inputs.classNames = classes.names;
    const bool fresh = !std::filesystem::exists(job.project);
    auto project = openOrCreate(job, inputs, shapes, images);
    ExtractReport report;
    report.images = static_cast<std::int64_t>(images.size());
    if (project.status() == project::ExtractionStatus::Complete) {
        report.alreadyComplete = true;
        return report;
    }

    const auto probe = net.probe(layers);
    const image::FolderSource source(std::move(dataset), job.preprocessing, {},
                                     {.threads = job.decodeThreads});
    try {
        const auto store = project.extractionStore();
        report = extract(probe, shapes, source, *store, job.options, stop, progress);
    } catch (...) {
        // A project that never got its first results is of no use to anybody.
        const bool empty = fresh && project.status() == project::ExtractionStatus::None;
        if (empty) {
            { const auto closed = std::move(project); }
            removeProject(job.project);
        }
        throw;
    }
    report.unmatchedFolders = classes.unmatched;
    return report;
}

} // namespace brera::exemplars
