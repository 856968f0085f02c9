// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/annotations.h"

#include "base/error.h"
#include "base/half.h"
#include "base/log.h"
#include "image/picture_io.h"
#include "image/preprocess.h"
#include "project/content_hash.h"
#include "project/import_folder.h"
#include "project/project_impl.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>
#include <sys/stat.h>

namespace brera::project {

namespace {

constexpr std::size_t kUnitsACommit = 64;
constexpr double kMaskThreshold = 0.5;

/// The distinct pictures of a folder, written as PNG when first met. A picture is told by its
/// number in ids.csv and its content: where the two disagree, nobody's pixels are lost.
class PictureCollection {
public:
    explicit PictureCollection(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// @param sourceId −1 when there are no ids. @param planes (3, height, width).
    std::size_t add(std::int64_t sourceId, std::span<const std::uint8_t> planes, int height,
                    int width);
    /// A picture known by its number alone.
    std::size_t refer(std::int64_t sourceId);

    /// Numbers them by source id, then as they were met. @return position → id.
    std::vector<std::int64_t> order();
    const std::vector<ImageRecord>& records() const { return m_records; }

private:
    std::filesystem::path m_folder;
    std::vector<ImageRecord> m_records;
    std::map<std::pair<std::int64_t, std::string>, std::size_t> m_byContent;
    std::map<std::int64_t, std::size_t> m_bySource;
};

Picture interleaved(std::span<const std::uint8_t> planes, int height, int width) {
    Picture picture{height, width, std::vector<std::uint8_t>(planes.size())};
    const auto pixels = planes.size() / 3;
    for (std::size_t p = 0; p < pixels; ++p) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            picture.rgb[p * 3 + channel] = planes[channel * pixels + p];
        }
    }
    return picture;
}

std::string padded(std::int64_t number) {
    const auto digits = std::to_string(number);
    return std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

std::size_t PictureCollection::add(std::int64_t sourceId, std::span<const std::uint8_t> planes,
                                   int height, int width) {
    const auto next = m_records.size();
    const auto [content, isNew] = m_byContent.try_emplace({sourceId, contentHash(planes)}, next);
    if (!isNew) {
        return content->second;
    }
    ImageRecord record;
    record.sourceId = sourceId;
    const bool isFirst = sourceId < 0 || m_bySource.try_emplace(sourceId, next).second;
    record.path = padded(sourceId < 0 ? static_cast<std::int64_t>(next) : sourceId) +
                  (isFirst ? "" : "-" + std::to_string(next)) + ".png";
    const auto file = m_folder / record.path;
    image::writePng(file, interleaved(planes, height, width));
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0) {
        record.bytes = status.st_size;
        record.modified = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
    }
    m_records.push_back(std::move(record));
    return next;
}

std::size_t PictureCollection::refer(std::int64_t sourceId) {
    const auto [found, isNew] = m_bySource.try_emplace(sourceId, m_records.size());
    if (isNew) {
        ImageRecord record;
        record.sourceId = sourceId;
        record.failure = "the imported folder does not hold this picture";
        m_records.push_back(std::move(record));
    }
    return found->second;
}

std::vector<std::int64_t> PictureCollection::order() {
    std::vector<std::size_t> positions(m_records.size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::ranges::stable_sort(positions, {}, [&](std::size_t p) { return m_records[p].sourceId; });
    std::vector<std::int64_t> ids(positions.size());
    std::vector<ImageRecord> ordered;
    for (std::size_t id = 0; id < positions.size(); ++id) {
        ids[positions[id]] = static_cast<std::int64_t>(id);
        ordered.push_back(std::move(m_records[positions[id]]));
        ordered.back().id = static_cast<std::int64_t>(id);
    }
    m_records = std::move(ordered);
    return ids;
}

/// Where a project is put together: beside its place, so that it gets its name all at once.
class Workshop {
public:
    explicit Workshop(const std::filesystem::path& project) : m_folder(project) {
        m_folder += ".import";
        // An import that was killed leaves one behind.
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
    }
    ~Workshop() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

class Importer {
public:
    Importer(const std::filesystem::path& directory, std::stop_token stop, const Progress& progress)
        : m_directory(directory), m_stop(std::move(stop)), m_progress(progress),
          m_layers(readLayerFolders(directory)), m_annotations(readAnnotations(directory)) {}

    /// Makes project and images under these names.
    void make(const std::filesystem::path& project, const std::filesystem::path& images);

private:
    using Slots = std::vector<std::vector<std::size_t>>; ///< [row][exemplar] → picture

    void pollStop() const {
        if (m_stop.stop_requested()) {
            throw Cancelled();
        }
    }
    std::vector<Slots> collectPictures(PictureCollection& pictures);
    ProjectInputs inputs(const std::filesystem::path& images,
                         const std::vector<ImageRecord>& records) const;
    void commitLayer(ExtractionStore& store, std::size_t l, const Slots& slots,
                     const std::vector<std::int64_t>& ids, ProgressMeter& meter) const;
    void writeAnnotations(Project& project) const;
    std::int64_t unitCount() const;

    const std::filesystem::path& m_directory;
    std::stop_token m_stop;
    const Progress& m_progress;
    std::vector<ImportedLayer> m_layers;
    std::vector<ImportedAnnotation> m_annotations;
};

std::int64_t Importer::unitCount() const {
    std::int64_t units = 0;
    for (const auto& layer : m_layers) {
        units += static_cast<std::int64_t>(layer.units.size());
    }
    return units;
}

std::vector<Importer::Slots> Importer::collectPictures(PictureCollection& pictures) {
    ProgressMeter meter(m_progress, "reading pictures", unitCount());
    std::vector<Slots> slots(m_layers.size());
    // A layer without images.npy borrows the pictures of those that have it, so these come first.
    for (const bool withImages : {true, false}) {
        for (std::size_t l = 0; l < m_layers.size(); ++l) {
            const auto& layer = m_layers[l];
            if (layer.images.has_value() != withImages) {
                continue;
            }
            for (std::size_t row = 0; row < layer.units.size(); ++row) {
                pollStop();
                auto& unit = slots[l].emplace_back();
                for (std::size_t e = 0; e < layer.exemplars(row); ++e) {
                    const auto id = layer.ids.empty() ? -1 : layer.ids[row][e];
                    unit.push_back(withImages ? pictures.add(id, layer.planes(row, e), layer.height,
                                                             layer.width)
                                              : pictures.refer(id));
                }
                meter.advance();
            }
        }
    }
    meter.flush();
    return slots;
}

ProjectInputs Importer::inputs(const std::filesystem::path& images,
                               const std::vector<ImageRecord>& records) const {
    ProjectInputs inputs;
    inputs.networkDescription = "imported from " + m_directory.string();
    inputs.datasetRoot = images;
    inputs.datasetHash = manifestHash(records);
    inputs.preprocessing = image::toJson(image::preset("as-is").preprocessing).dump();
    std::size_t k = 0;
    for (const auto& layer : m_layers) {
        k = std::max(k, layer.k);
    }
    inputs.options = nlohmann::json{{"k", k}, {"imported", true}}.dump();
    inputs.inputHeight = m_layers.front().height;
    inputs.inputWidth = m_layers.front().width;
    return inputs;
}

void Importer::commitLayer(ExtractionStore& store, std::size_t l, const Slots& slots,
                           const std::vector<std::int64_t>& ids, ProgressMeter& meter) const {
    const auto& layer = m_layers[l];
    ExtractionSlice slice{"import", 0, std::vector<LayerSlice>(m_layers.size()), {}, {}};
    auto& changed = slice.layers[l].changed;
    for (std::size_t row = 0; row < layer.units.size(); ++row) {
        pollStop();
        UnitExemplars unit{layer.units[row], {}};
        for (std::size_t e = 0; e < layer.exemplars(row); ++e) {
            Exemplar exemplar;
            exemplar.image = ids[slots[row][e]];
            exemplar.activation = layer.activations.empty() ? 0 : layer.activations[row][e];
            exemplar.map = {layer.height, layer.width, 1, {}};
            for (const auto inside : layer.mask(row, e)) {
                exemplar.map.halves.push_back(inside != 0 ? toHalf(1) : toHalf(0));
            }
            unit.exemplars.push_back(std::move(exemplar));
        }
        changed.push_back(std::move(unit));
        if (changed.size() == kUnitsACommit || row + 1 == layer.units.size()) {
            store.commit(slice);
            meter.advance(static_cast<std::int64_t>(changed.size()));
            changed.clear();
        }
    }
}

void Importer::writeAnnotations(Project& project) const {
    std::size_t kept = 0;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    for (const auto& layer : m_layers) {
        const std::set<std::int64_t> units(layer.units.begin(), layer.units.end());
        std::vector<Annotation> annotations;
        for (const auto& annotation : m_annotations) {
            if (annotation.layer == layer.name && units.contains(annotation.unit)) {
                annotations.push_back(
                    {annotation.unit, annotation.summary, "annotations.csv", now});
            }
        }
        kept += annotations.size();
        project.setAnnotations(layer.name, annotations);
    }
    if (kept < m_annotations.size()) {
        log(LogLevel::Warning, std::to_string(m_annotations.size() - kept) + " annotations of " +
                                   m_directory.string() +
                                   " are of layers or units that are not there; left out");
    }
}

void Importer::make(const std::filesystem::path& project, const std::filesystem::path& images) {
    std::filesystem::create_directories(images);
    PictureCollection pictures(images);
    const auto slots = collectPictures(pictures);
    const auto ids = pictures.order();
    std::vector<LayerShape> shapes;
    std::vector<std::vector<std::int64_t>> numbers;
    ExtractionResult result;
    for (const auto& layer : m_layers) {
        shapes.push_back(
            {layer.name, static_cast<std::int64_t>(layer.units.size()), layer.height, layer.width});
        numbers.push_back(layer.units);
        UnitStatistics statistics; // nothing is known but where the maps of 0 and 1 part
        statistics.threshold = kMaskThreshold;
        result.statistics.emplace_back(layer.units.size(), statistics);
        result.maximaScales.push_back(1);
    }
    writeNewProject(project, inputs(images, pictures.records()), shapes, pictures.records(),
                    numbers);
    auto made = Project::open(project);
    auto store = made.extractionStore();
    ProgressMeter meter(m_progress, "importing units", unitCount());
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        commitLayer(*store, l, slots[l], ids, meter);
    }
    store->finish(result);
    writeAnnotations(made);
    meter.flush();
}

} // namespace

void importAnnotations(const std::filesystem::path& directory, const std::filesystem::path& project,
                       std::stop_token stop, const Progress& progress) {
    const auto file = std::filesystem::absolute(project).lexically_normal();
    auto images = file;
    images.replace_extension(".images");
    for (const auto& taken : {file, images}) {
        if (std::filesystem::exists(taken)) {
            throw ProjectError(
                taken.string() +
                " exists already; remove it, or choose another name for the project");
        }
    }
    auto attempt = takeWriterLock(file);
    if (!attempt.lock.isHeld()) {
        throw ProjectError(file.string() + " cannot be made: " + attempt.refusal);
    }
    try {
        const Workshop workshop(file);
        const auto made = workshop.folder() / file.filename();
        const auto pictures = workshop.folder() / images.filename();
        Importer(directory, std::move(stop), progress).make(made, pictures);
        // The project knows its images as a folder beside it, so both can be moved; the project
        // comes last, and with it everything is there.
        std::filesystem::rename(pictures, images);
        std::filesystem::rename(made, file);
        attempt.lock.release();
        // Also for the day the project is moved without its images.
        Project::open(file).reroot(images);
    } catch (const std::filesystem::filesystem_error& error) {
        throw ProjectError(error.path1().string() + " cannot be made: " + error.code().message());
    }
}

} // namespace brera::project
