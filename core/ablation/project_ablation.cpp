// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/project_ablation.h"

#include "ablation/activation_cache.h"
#include "base/error.h"
#include "image/dataset.h"
#include "image/folder_source.h"
#include "image/preprocess.h"
#include "network/network.h"
#include "project/content_hash.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <sstream>

namespace brera::ablation {

namespace {

network::Network openNetwork(const project::ProjectInputs& inputs, const AblationJob& job) {
    if (inputs.networkPath.empty()) {
        throw ProjectError("the project was imported without a network, so there is nothing to "
                           "ablate units in");
    }
    if (!std::filesystem::exists(inputs.networkPath)) {
        throw ProjectError("the project's network " + inputs.networkPath.string() +
                           " is not there any more; put it back to ablate units");
    }
    if (project::contentHash(inputs.networkPath) != inputs.networkHash) {
        throw ProjectError("the network " + inputs.networkPath.string() +
                           " has changed since the project was made; extract into a new project");
    }
    return network::Network::open(inputs.networkPath, {job.device, job.trusted});
}

struct LoadedSet {
    std::unique_ptr<ImageSource> images;
    std::vector<std::filesystem::path> files; ///< by image
    std::vector<int> labels;
};

/// What the labelled images hold and what they are labelled: neither names nor times, which are
/// others in a copy. A file that cannot be read counts as what it is.
std::string hashOf(const LoadedSet& set, const std::stop_token& stop, ProgressMeter& meter) {
    std::string hashes;
    for (std::size_t i = 0; i < set.files.size(); ++i) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        if (set.labels[i] >= 0) {
            try {
                hashes += project::contentHash(set.files[i]);
            } catch (const DataError&) {
                hashes += "unreadable";
            }
            hashes += ' ' + std::to_string(set.labels[i]) + '\n';
        }
        meter.advance();
    }
    return project::contentHash(
        std::span(reinterpret_cast<const std::uint8_t*>(hashes.data()), hashes.size()));
}

/// The project's own images, with the labels it found.
LoadedSet ownImages(const project::Project& project, const image::Preprocessing& preprocessing,
                    const AblationJob& job) {
    LoadedSet set;
    image::Dataset dataset;
    dataset.root = project.inputs().datasetRoot;
    for (const auto& record : project.images()) {
        dataset.images.push_back({record.path, record.bytes, record.modified, -1});
        set.files.push_back(dataset.root / record.path);
        set.labels.push_back(record.failure.empty() ? record.label : -1);
    }
    set.images = std::make_unique<image::FolderSource>(
        std::move(dataset), preprocessing, image::DecodeOptions{},
        image::PrefetchOptions{.threads = job.decodeThreads});
    return set;
}

LoadedSet folderImages(const std::filesystem::path& folder,
                       const image::Preprocessing& preprocessing,
                       const std::vector<std::string>& classNames, std::int64_t outputs,
                       const AblationJob& job, std::vector<std::string>& unmatched) {
    auto dataset = image::listDataset(folder);
    const auto map = image::mapClasses(dataset.folders, classNames, outputs);
    unmatched.insert(unmatched.end(), map.unmatched.begin(), map.unmatched.end());
    LoadedSet set;
    for (const auto& each : dataset.images) {
        set.files.push_back(dataset.root / each.path);
        set.labels.push_back(
            each.folder >= 0 ? map.outputOfFolder[static_cast<std::size_t>(each.folder)] : -1);
    }
    if (std::all_of(set.labels.begin(), set.labels.end(), [](int label) { return label < 0; })) {
        std::string names;
        for (const auto& name : map.unmatched) {
            names += (names.empty() ? ": " : ", ") + name;
        }
        throw DataError("no image of " + folder.string() +
                        " has a label that the network knows; its folders must bear the names of "
                        "classes" +
                        names);
    }
    set.images = std::make_unique<image::FolderSource>(
        std::move(dataset), preprocessing, image::DecodeOptions{},
        image::PrefetchOptions{.threads = job.decodeThreads});
    return set;
}

std::map<std::string, std::vector<float>> means(const project::Project& project) {
    std::map<std::string, std::vector<float>> result;
    for (const auto& layer : project.layers()) {
        auto& values = result[layer.path];
        values.resize(static_cast<std::size_t>(layer.units));
        for (const auto& head : project.units(layer.path)) {
            values.at(static_cast<std::size_t>(head.unit)) =
                static_cast<float>(project.unit(layer.path, head.unit).statistics.mean);
        }
    }
    return result;
}

} // namespace

struct ProjectAblation::Impl {
    network::Network network;
    std::vector<std::string> names;
    std::vector<std::string> classNames;
    std::vector<std::string> unmatched;
    std::vector<LoadedSet> sets;
    std::vector<Evaluator> evaluators;
    Conditions conditions; ///< without the sets until they are asked for
};

ProjectAblation::ProjectAblation(const project::Project& project, const AblationJob& job) {
    if (project.status() != project::ExtractionStatus::Complete) {
        throw ProjectError(project.path().string() +
                           " holds no finished extraction; finish it before ablating units");
    }
    const auto inputs = project.inputs();
    m_impl = std::make_unique<Impl>(Impl{openNetwork(inputs, job), {}, {}, {}, {}, {}, {}});
    m_impl->conditions = {inputs.networkHash, inputs.preprocessing, job.replacement, {}};
    m_impl->classNames = inputs.classNames;
    const auto preprocessing =
        image::preprocessingFromJson(nlohmann::json::parse(inputs.preprocessing));
    const auto outputs = m_impl->network.outputs({3, inputs.inputHeight, inputs.inputWidth});
    std::vector<std::string> layers;
    for (const auto& layer : project.layers()) {
        layers.push_back(layer.path);
    }
    EvaluatorOptions options;
    options.replacement = job.replacement;
    if (job.replacement == Replacement::Mean) {
        options.means = means(project);
    }
    options.cacheBytes = (job.cacheBytes > 0 ? job.cacheBytes : usualCacheBytes()) /
                         static_cast<std::int64_t>(std::max<std::size_t>(1, job.sets.size()));
    for (const auto& [name, folder] : job.sets) {
        m_impl->names.push_back(name);
        m_impl->sets.push_back(folder.empty()
                                   ? ownImages(project, preprocessing, job)
                                   : folderImages(folder, preprocessing, inputs.classNames, outputs,
                                                  job, m_impl->unmatched));
        const auto& set = m_impl->sets.back();
        m_impl->evaluators.emplace_back(m_impl->network, layers,
                                        LabelledSet{name, set.images.get(), set.labels}, options);
    }
}

ProjectAblation::~ProjectAblation() = default;

const network::Network& ProjectAblation::network() const {
    return m_impl->network;
}

std::vector<Evaluator*> ProjectAblation::evaluators() {
    std::vector<Evaluator*> result;
    for (auto& evaluator : m_impl->evaluators) {
        result.push_back(&evaluator);
    }
    return result;
}

const std::vector<std::string>& ProjectAblation::setNames() const {
    return m_impl->names;
}

const std::vector<std::string>& ProjectAblation::classNames() const {
    return m_impl->classNames;
}

const std::vector<std::string>& ProjectAblation::unmatchedFolders() const {
    return m_impl->unmatched;
}

const Conditions& ProjectAblation::conditions(std::stop_token stop,
                                              const Progress& progress) const {
    auto& conditions = m_impl->conditions;
    if (conditions.sets.empty()) {
        std::size_t files = 0;
        for (const auto& set : m_impl->sets) {
            files += set.files.size();
        }
        ProgressMeter meter(progress, "comparing images", static_cast<std::int64_t>(files));
        std::vector<Conditions::Set> sets;
        for (std::size_t i = 0; i < m_impl->sets.size(); ++i) {
            sets.push_back({m_impl->names[i], hashOf(m_impl->sets[i], stop, meter)});
        }
        conditions.sets = std::move(sets);
    }
    return conditions;
}

std::vector<UnitId> parseUnits(const project::Project& project, const std::string& text) {
    const auto layers = project.layers();
    const auto find = [&](const std::string& path) {
        const auto found = std::find_if(layers.begin(), layers.end(),
                                        [&](const auto& layer) { return layer.path == path; });
        if (found == layers.end()) {
            std::string known;
            for (const auto& layer : layers) {
                known += (known.empty() ? "" : ", ") + layer.path;
            }
            throw DataError("the project has no layer \"" + path + "\"; it has " + known);
        }
        return *found;
    };
    std::vector<UnitId> result;
    std::set<UnitId> seen;
    const auto add = [&](UnitId unit) {
        if (seen.insert(unit).second) {
            result.push_back(std::move(unit));
        }
    };
    // Units of imported projects are numbered with gaps.
    std::map<std::string, std::set<std::int64_t>> known;
    const auto numbersOf = [&](const std::string& layer) -> const std::set<std::int64_t>& {
        const auto [numbers, isNew] = known.try_emplace(layer);
        if (isNew) {
            for (const auto& head : project.units(layer)) {
                numbers->second.insert(head.unit);
            }
        }
        return numbers->second;
    };
    std::stringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        const auto first = part.find_first_not_of(' ');
        if (first == std::string::npos) {
            continue;
        }
        part = part.substr(first, part.find_last_not_of(' ') - first + 1);
        if (part.find('/') == std::string::npos) {
            const auto layer = find(part);
            for (const auto& head : project.units(layer.path)) {
                add({layer.path, head.unit});
            }
            continue;
        }
        const auto unit = UnitId::parse(part);
        const auto layer = find(unit.layer);
        const auto& numbers = numbersOf(layer.path);
        if (!numbers.contains(unit.index)) {
            throw DataError("there is no unit " + part + "; " + layer.path + " has " +
                            std::to_string(numbers.size()) +
                            (numbers.empty() ? std::string()
                                             : ", numbered " + std::to_string(*numbers.begin()) +
                                                   " to " + std::to_string(*numbers.rbegin())));
        }
        add(unit);
    }
    return result;
}

} // namespace brera::ablation
