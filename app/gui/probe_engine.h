// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare> unless Qt's headers came before.
#include <QImage>

#include "base/progress.h"
#include "probing/distributions.h"
#include "probing/image_probe.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/probe_view.h"
#include "widgets/pictures/picture_store.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace brera::gui {

/// A picture as it is in its file, and what people see of it.
struct LoadedFile {
    Picture picture;
    widgets::ProbePicture shown;
};

/// What worker threads of a ProbeSession share: the project's network, opened by whoever needs it
/// first, from a project handle of its own.
class ProbeEngine {
public:
    ProbeEngine(std::filesystem::path project, widgets::FrameGeometry geometry);
    ~ProbeEngine();

    /// A file, or (where that is empty) an image, which is kept in the cache under its hash.
    /// @throws DataError.
    LoadedFile load(const std::string& file, const QImage& image) const;

    /// @throws ProjectError, ModelError, Cancelled.
    const probing::ImageProbe& probe();
    /// The same, ready to put units' means in their place.
    const probing::ImageProbe& probeWithMeans();
    /// The first of the project's own images that is there. @throws DataError when none is.
    std::string example() const;
    widgets::ProbeView view(const LoadedFile& file, std::optional<int> target,
                            const std::stop_token& stop);
    std::vector<widgets::ResponseEntry> responses(const LoadedFile& file,
                                                  const std::stop_token& stop);
    /// How units answer with a piece of `source` on the picture.
    widgets::PastedView pasted(const LoadedFile& file, const LoadedFile& source,
                               const widgets::ProbeChange& change, int target,
                               const std::stop_token& stop);
    /// The probabilities after a change, by output. `source` may be null where nothing is pasted.
    std::vector<double> predict(const LoadedFile& file, const LoadedFile* source,
                                const widgets::ProbeChange& change);

private:
    void readProject(const std::stop_token& stop);
    std::vector<widgets::ResponseEntry> entries(std::vector<probing::UnitResponse> units) const;
    QString knownClass(const std::string& file) const;

    const std::filesystem::path m_project;
    const widgets::FrameGeometry m_geometry;
    std::mutex m_mutex; ///< guards what follows while it is made; then it never changes
    std::unique_ptr<probing::ImageProbe> m_probe;
    std::unique_ptr<probing::Distributions> m_distributions;
    std::map<UnitId, QString> m_descriptions;
    std::filesystem::path m_images;              ///< the data set's root
    std::map<std::string, std::string> m_classes; ///< by class folder
    bool m_means = false;
};

} // namespace brera::gui
