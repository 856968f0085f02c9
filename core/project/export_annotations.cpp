// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/annotations.h"

#include "base/error.h"
#include "base/npy.h"
#include "project/csv.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace brera::project {

namespace {

constexpr std::size_t kPicturesKept = 512;

/// Pictures as images.npy has them, (3, H, W). Images that excite one unit excite others: the last
/// ones are kept.
class Pictures {
public:
    Pictures(const Rendering& rendering, int height, int width)
        : m_rendering(rendering), m_height(height), m_width(width) {}

    const std::vector<std::uint8_t>& planes(std::int64_t image) {
        if (const auto found = m_kept.find(image); found != m_kept.end()) {
            return found->second;
        }
        if (m_kept.size() >= kPicturesKept) {
            m_kept.clear();
        }
        return m_kept.emplace(image, render(image)).first->second;
    }

private:
    std::vector<std::uint8_t> render(std::int64_t image) const {
        const auto picture = m_rendering.picture(image);
        if (picture.height != m_height || picture.width != m_width) {
            throw DataError("image " + std::to_string(image) + " is " +
                            std::to_string(picture.width) + "×" + std::to_string(picture.height) +
                            ", but the network's input " + std::to_string(m_width) + "×" +
                            std::to_string(m_height));
        }
        const auto pixels = picture.rgb.size() / 3;
        std::vector<std::uint8_t> planes(picture.rgb.size());
        for (std::size_t p = 0; p < pixels; ++p) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                planes[channel * pixels + p] = picture.rgb[p * 3 + channel];
            }
        }
        return planes;
    }

    const Rendering& m_rendering;
    int m_height;
    int m_width;
    std::unordered_map<std::int64_t, std::vector<std::uint8_t>> m_kept;
};

/// As C's "%.5e", which is what the reference writes, whatever the locale.
std::string scientific(float value) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::scientific, 5);
    return {text.data(), end.ptr};
}

template <typename Number>
std::string shortest(Number value) {
    std::array<char, 64> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

class Exporter {
public:
    Exporter(const Project& project, const std::filesystem::path& directory,
             const Rendering& rendering, std::stop_token stop, const Progress& progress)
        : m_project(project), m_directory(directory), m_rendering(rendering),
          m_stop(std::move(stop)), m_inputs(project.inputs()), m_images(project.images()),
          m_pictures(rendering, m_inputs.inputHeight, m_inputs.inputWidth),
          m_meter(progress, "exporting units", unitCount(project)) {}

    void run() {
        for (const auto& layer : m_project.layers()) {
            writeLayer(layer.path);
        }
        writeAnnotations();
        writeDescriptions();
        m_meter.flush();
    }

private:
    static std::int64_t unitCount(const Project& project) {
        std::int64_t units = 0;
        for (const auto& layer : project.layers()) {
            units += layer.units;
        }
        return units;
    }

    void writeLayer(const std::string& layer);
    void writeAnnotations() const;
    void writeDescriptions() const;
    bool picturesExist(const std::string& layer, const std::vector<UnitHead>& heads) const;
    void appendMasks(npy::Writer& masks, const UnitDetails& unit, std::size_t k) const;
    void appendPictures(npy::Writer& images, const UnitDetails& unit, std::size_t k);

    const Project& m_project;
    const std::filesystem::path& m_directory;
    const Rendering& m_rendering;
    std::stop_token m_stop;
    ProjectInputs m_inputs;
    std::vector<ImageRecord> m_images;
    Pictures m_pictures;
    ProgressMeter m_meter;
};

/// An imported project may know some images by number alone; images.npy is all of a layer's or
/// nothing.
bool Exporter::picturesExist(const std::string& layer, const std::vector<UnitHead>& heads) const {
    for (const auto& head : heads) {
        for (const auto image : m_project.exemplarImages(layer, head.unit)) {
            if (m_images.at(static_cast<std::size_t>(image)).path.empty()) {
                return false;
            }
        }
    }
    return true;
}

void Exporter::appendMasks(npy::Writer& masks, const UnitDetails& unit, std::size_t k) const {
    const auto pixels = static_cast<std::size_t>(m_inputs.inputHeight) *
                        static_cast<std::size_t>(m_inputs.inputWidth);
    for (const auto& exemplar : unit.exemplars) {
        const auto mask = m_rendering.mask(exemplar.map, unit.statistics.threshold,
                                           m_inputs.inputHeight, m_inputs.inputWidth);
        masks.append(mask.data(), mask.size());
    }
    const std::vector<std::uint8_t> blank((k - unit.exemplars.size()) * pixels);
    masks.append(blank.data(), blank.size());
}

void Exporter::appendPictures(npy::Writer& images, const UnitDetails& unit, std::size_t k) {
    const auto values = 3 * static_cast<std::size_t>(m_inputs.inputHeight) *
                        static_cast<std::size_t>(m_inputs.inputWidth);
    for (const auto& exemplar : unit.exemplars) {
        const auto& planes = m_pictures.planes(exemplar.image);
        images.append(planes.data(), planes.size());
    }
    const std::vector<std::uint8_t> blank((k - unit.exemplars.size()) * values);
    images.append(blank.data(), blank.size());
}

void Exporter::writeLayer(const std::string& layer) {
    if (layer.find('/') != std::string::npos || layer == "." || layer == "..") {
        throw DataError("layer \"" + layer + "\" cannot be the name of a folder");
    }
    const auto folder = m_directory / layer;
    std::filesystem::create_directories(folder);
    const auto heads = m_project.units(layer);
    std::size_t k = 0;
    for (const auto& head : heads) {
        k = std::max(k, m_project.exemplarImages(layer, head.unit).size());
    }
    const auto units = static_cast<std::int64_t>(heads.size());
    const auto height = m_inputs.inputHeight;
    const auto width = m_inputs.inputWidth;
    const auto count = static_cast<std::int64_t>(k);

    npy::Writer masks(folder / "masks.npy", "|u1", {units, count, 1, height, width});
    std::optional<npy::Writer> images;
    if (picturesExist(layer, heads)) {
        images.emplace(folder / "images.npy", "|u1",
                       std::vector<std::int64_t>{units, count, 3, height, width});
    }
    npy::Writer numbers(folder / "units.npy", "<i8", {units});
    std::string ids;
    std::string activations;
    std::string levels = "unit,threshold,rank_error_bound\n";
    bool known = false;
    for (const auto& head : heads) {
        if (m_stop.stop_requested()) {
            throw Cancelled();
        }
        const auto unit = m_project.unit(layer, head.unit);
        appendMasks(masks, unit, k);
        if (images) {
            appendPictures(*images, unit, k);
        }
        numbers.append(&head.unit, sizeof head.unit);
        for (std::size_t e = 0; e < unit.exemplars.size(); ++e) {
            const auto& exemplar = unit.exemplars[e];
            const auto& image = m_images.at(static_cast<std::size_t>(exemplar.image));
            const char* comma = e > 0 ? "," : "";
            ids += comma + std::to_string(image.sourceId >= 0 ? image.sourceId : image.id);
            activations += comma + scientific(exemplar.activation);
        }
        ids += '\n';
        activations += '\n';
        levels += std::to_string(head.unit) + ',' + shortest(unit.statistics.threshold) + ',' +
                  shortest(unit.statistics.rankErrorBound) + '\n';
        known = known || unit.statistics.values > 0;
        m_meter.advance();
    }
    // Everything is written: now the files appear. What an earlier export left there and this one
    // does not have would be of other units.
    masks.finish();
    numbers.finish();
    csv::write(folder / "ids.csv", ids);
    csv::write(folder / "activations.csv", activations);
    if (images) {
        images->finish();
    } else {
        std::filesystem::remove(folder / "images.npy");
    }
    if (known) {
        csv::write(folder / "levels.csv", levels);
    } else {
        std::filesystem::remove(folder / "levels.csv");
    }
}

void Exporter::writeAnnotations() const {
    std::string text = "layer,unit,summary\n";
    bool any = false;
    for (const auto& layer : m_project.layers()) {
        for (const auto& annotation : m_project.annotations(layer.path)) {
            text += csv::field(layer.path) + ',' + std::to_string(annotation.unit) + ',' +
                    csv::field(annotation.text) + '\n';
            any = true;
        }
    }
    if (any) {
        csv::write(m_directory / "annotations.csv", text);
    } else {
        std::filesystem::remove(m_directory / "annotations.csv");
    }
}

/// The machine's alone: a person's are annotations.
void Exporter::writeDescriptions() const {
    const auto file = m_directory / "descriptions.csv";
    if (!m_project.descriptionRun()) {
        std::filesystem::remove(file);
        return;
    }
    std::string text = "layer,unit,description,logp_d_given_e,logp_d,wpmi\n";
    for (const auto& layer : m_project.layers()) {
        for (const auto& description : m_project.descriptions(layer.path)) {
            if (description.machineText.empty() && std::isnan(description.logpGivenExemplars)) {
                continue;
            }
            text += csv::field(layer.path) + ',' + std::to_string(description.unit) + ',' +
                    csv::field(description.machineText) + ',' +
                    shortest(description.logpGivenExemplars) + ',' + shortest(description.logp) +
                    ',' + shortest(description.wpmi) + '\n';
        }
    }
    csv::write(file, text);
}

} // namespace

void exportAnnotations(const Project& project, const std::filesystem::path& directory,
                       const Rendering& rendering, std::stop_token stop, const Progress& progress) {
    if (project.status() != ExtractionStatus::Complete) {
        throw ProjectError(
            project.path().string() +
            ": the extraction is not complete, so there are no thresholds yet; run it "
            "to the end and export then");
    }
    try {
        Exporter(project, directory, rendering, std::move(stop), progress).run();
    } catch (const std::filesystem::filesystem_error& error) {
        throw DataError(error.path1().string() + " cannot be written: " + error.code().message());
    }
}

} // namespace brera::project
