// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/probe_engine.h"

#include "base/error.h"
#include "image/picture_io.h"
#include "places/places.h"
#include "project/content_hash.h"
#include "project/project.h"
#include "widgets/models/description_text.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace brera::gui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(brera::gui::ProbeEngine)
};

/// The most a picture is enlarged from; beyond it no screen shows more.
constexpr int kFrameEdge = 1600;

Picture pictureFrom(const QImage& image) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    Picture picture{rgb.height(), rgb.width(), {}};
    const auto row = static_cast<std::size_t>(rgb.width()) * 3;
    picture.rgb.reserve(row * static_cast<std::size_t>(rgb.height()));
    for (int y = 0; y < rgb.height(); ++y) {
        const auto* line = rgb.constScanLine(y);
        picture.rgb.insert(picture.rgb.end(), line, line + row);
    }
    return picture;
}

} // namespace

ProbeEngine::ProbeEngine(std::filesystem::path project, widgets::FrameGeometry geometry)
    : m_project(std::move(project)), m_geometry(std::move(geometry)) {
}

ProbeEngine::~ProbeEngine() = default;

LoadedFile ProbeEngine::load(const std::string& file, const QImage& image) const {
    LoadedFile loaded;
    if (file.empty()) {
        loaded.picture = pictureFrom(image);
        const auto path =
            cacheFolder() / "pictures" / (project::contentHash(loaded.picture.rgb) + ".png");
        if (!std::filesystem::exists(path)) {
            std::filesystem::create_directories(path.parent_path());
            image::writePng(path, loaded.picture);
        }
        loaded.shown.file = QString::fromStdString(path.string());
        loaded.shown.name = Words::tr("Clipboard");
    } else {
        loaded.picture = image::decode(file);
        loaded.shown.file = QString::fromStdString(file);
        loaded.shown.name = QFileInfo(loaded.shown.file).fileName();
    }
    loaded.shown.frame = widgets::frameOf(loaded.picture, m_geometry, kFrameEdge);
    return loaded;
}

const probing::ImageProbe& ProbeEngine::probe() {
    const std::lock_guard lock(m_mutex);
    if (!m_probe) {
        const auto project = project::Project::open(m_project, project::OpenMode::ReadOnly);
        m_probe = std::make_unique<probing::ImageProbe>(project);
    }
    return *m_probe;
}

const probing::ImageProbe& ProbeEngine::probeWithMeans() {
    const auto& made = probe();
    const std::lock_guard lock(m_mutex);
    if (!m_means) {
        m_probe->readMeans(project::Project::open(m_project, project::OpenMode::ReadOnly));
        m_means = true;
    }
    return made;
}

std::string ProbeEngine::example() const {
    const auto project = project::Project::open(m_project, project::OpenMode::ReadOnly);
    std::error_code none;
    for (const auto& image : project.images()) {
        const auto file = project.imageFile(image.id);
        if (image.failure.empty() && std::filesystem::exists(file, none)) {
            return file.string();
        }
    }
    throw DataError(Words::tr("The project's images are not there any more; choose another picture.")
                        .toStdString());
}

void ProbeEngine::readProject(const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    if (m_distributions) {
        return;
    }
    const auto project = project::Project::open(m_project, project::OpenMode::ReadOnly);
    auto distributions = std::make_unique<probing::Distributions>(project, stop);
    for (const auto& layer : project.layers()) {
        for (const auto& each : project.descriptions(layer.path)) {
            const QString text = QString::fromStdString(each.text);
            m_descriptions[{layer.path, each.unit}] =
                each.human ? text : widgets::sentenceCase(text);
        }
    }
    const auto inputs = project.inputs();
    for (const auto& image : project.images()) {
        if (!image.folder.empty()) {
            const auto label = static_cast<std::size_t>(image.label);
            m_classes.emplace(image.folder, image.label >= 0 && label < inputs.classNames.size() &&
                                                    !inputs.classNames[label].empty()
                                                ? inputs.classNames[label]
                                                : image.folder);
        }
    }
    m_images = inputs.datasetRoot;
    m_distributions = std::move(distributions);
}

QString ProbeEngine::knownClass(const std::string& file) const {
    if (m_classes.empty()) {
        return {};
    }
    std::error_code none;
    const auto root = std::filesystem::weakly_canonical(m_images, none);
    const auto path = std::filesystem::weakly_canonical(file, none);
    const auto relative = path.lexically_relative(root);
    // Another split of the same data set has the same class folders.
    const bool inside = !relative.empty() && *relative.begin() != "..";
    const auto found = m_classes.find(inside ? relative.begin()->string()
                                             : path.parent_path().filename().string());
    return found == m_classes.end() ? QString() : QString::fromStdString(found->second);
}

std::vector<widgets::ResponseEntry>
ProbeEngine::entries(std::vector<probing::UnitResponse> units) const {
    std::vector<widgets::ResponseEntry> result;
    result.reserve(units.size());
    for (auto& unit : units) {
        const auto found = m_descriptions.find(unit.unit);
        result.push_back(
            {std::move(unit), found == m_descriptions.end() ? QString() : found->second});
    }
    return result;
}

widgets::ProbeView ProbeEngine::view(const LoadedFile& file, std::optional<int> target,
                                     const std::stop_token& stop) {
    const auto& network = probe();
    readProject(stop);
    auto reading = network.read(file.picture, target, m_distributions.get());
    widgets::ProbeView view;
    view.picture = file.shown;
    view.picture.known = knownClass(file.shown.file.toStdString());
    view.input = QSize(reading.picture.width, reading.picture.height);
    for (int output = 0; output < static_cast<int>(network.outputs()); ++output) {
        view.classes.append(QString::fromStdString(network.className(output)));
    }
    view.probabilities = probing::probabilities(reading.logits);
    view.target = reading.target;
    view.units = entries(std::move(reading.units));
    return view;
}

std::vector<widgets::ResponseEntry> ProbeEngine::responses(const LoadedFile& file,
                                                           const std::stop_token& stop) {
    const auto& network = probe();
    readProject(stop);
    return entries(network.read(file.picture, {}, m_distributions.get()).units);
}

widgets::PastedView ProbeEngine::pasted(const LoadedFile& file, const LoadedFile& source,
                                        const widgets::ProbeChange& change, int target,
                                        const std::stop_token& stop) {
    const auto& network = probe();
    readProject(stop);
    const Picture both = probing::paste(file.picture, source.picture, *change.placement,
                                        network.preprocessing(),
                                        change.mask ? &*change.mask : nullptr);
    return {*change.placement, widgets::frameOf(both, m_geometry, kFrameEdge),
            entries(network.read(both, target, m_distributions.get()).units)};
}

std::vector<double> ProbeEngine::predict(const LoadedFile& file, const LoadedFile* source,
                                         const widgets::ProbeChange& change) {
    const auto& network = change.mean ? probeWithMeans() : probe();
    const auto instead = change.mean ? probing::Instead::Mean : probing::Instead::Zero;
    if (!change.placement || source == nullptr) {
        return probing::probabilities(network.logits(file.picture, change.without, instead));
    }
    const Picture both = probing::paste(file.picture, source->picture, *change.placement,
                                        network.preprocessing(),
                                        change.mask ? &*change.mask : nullptr);
    return probing::probabilities(network.logits(both, change.without, instead));
}

} // namespace brera::gui
