// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// moc trips over <compare>, which unit_id.h begins with, unless Qt's headers came before.
#include <QObject>
#include <QString>
#include <QStringList>

#include "gui/description_reader.h"
#include "project/project.h"
#include "widgets/pages/unit_view.h"
#include "widgets/pictures/picture_store.h"

#include <memory>
#include <optional>
#include <vector>

namespace brera::widgets {
class JobController;
class ThumbnailService;
} // namespace brera::widgets

namespace brera::gui {

class SharedProject;

/// What a window needs to know of a project before it shows anything of it.
struct ProjectFacts {
    QString path;
    QString readOnlyReason; ///< empty when it can be written
    project::ProjectInputs inputs;
    std::vector<LayerShape> layers;
    project::ExtractionStatus status = project::ExtractionStatus::None;
    project::Progressed progressed;
    double quantile = 0;
    widgets::FrameGeometry geometry;
    DescriptionState descriptions;
};

/// The project the window shows. Every read happens on a worker thread and comes back as a signal;
/// an answer to a question that has been followed by another never comes.
class ProjectSession final : public QObject {
    Q_OBJECT
public:
    ProjectSession(widgets::JobController& jobs, widgets::ThumbnailService& thumbnails,
                   QObject* parent = nullptr);
    ~ProjectSession() override;

    /// `lent`: this very project, where a job is writing to it already.
    void open(const QString& path, std::shared_ptr<SharedProject> lent = {});
    /// Lets go of the file, unless a job is still writing to it.
    void close();
    bool isOpen() const { return m_project != nullptr; }
    const ProjectFacts& facts() const { return m_facts; }
    const std::shared_ptr<SharedProject>& shared() const { return m_project; }
    const std::shared_ptr<widgets::PictureStore>& pictures() const { return m_pictures; }

    void loadUnits(const QString& layer);
    /// The unit first, then its pictures one by one.
    void loadUnit(const UnitId& unit);
    /// The picture of one exemplar of the unit that was loaded last, in the file's own resolution.
    void loadSharp(const UnitId& unit, int row);
    /// Looks whether network, images and options are still what the results were made from.
    void check();
    /// The images are under another folder now.
    void reroot(const QString& root);

Q_SIGNALS:
    void opened();
    void openFailed(const QString& path, const QString& message);
    void unitsLoaded(const brera::widgets::LayerDescriptions& descriptions,
                     const std::vector<brera::project::UnitHead>& units);
    void unitLoaded(const brera::widgets::UnitView& view);
    void frameLoaded(const brera::UnitId& unit, int row, const QImage& frame,
                     const QString& failure, std::optional<QRgb> mean);
    void sharpLoaded(const brera::UnitId& unit, int row, const QImage& frame);
    /// `moved`: the images are not where they were.
    void checked(const QStringList& stale, bool moved);
    void rerooted();
    void rerootFailed(const QString& message);
    void failed(const QString& message);

private:
    void loadFrame(int row);

    widgets::JobController& m_jobs;
    widgets::ThumbnailService& m_thumbnails;
    std::shared_ptr<SharedProject> m_project;
    std::shared_ptr<widgets::PictureStore> m_pictures;
    ProjectFacts m_facts;
    widgets::UnitView m_unit;
};

} // namespace brera::gui
