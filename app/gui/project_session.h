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

#include <functional>
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

    /// The project that is open stays so until this one is there, and for good where it cannot be
    /// opened. `shared`: this very project, where the window or a job has it already.
    void open(const QString& path, std::shared_ptr<SharedProject> shared = {});
    /// Lets go of the file, in the background, unless a job is still writing to it.
    void close();
    /// Calls `next` once every file has been let go of, at once where that is so.
    void afterClosing(std::function<void()> next);
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
    /// The project that is open, if there is one, gives way to another: opened() comes right
    /// after.
    void aboutToChange();
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
    void adopt(std::shared_ptr<SharedProject> project);
    void letGo(const std::shared_ptr<SharedProject>& next);
    void loadFrame(int row);

    widgets::JobController& m_jobs;
    widgets::ThumbnailService& m_thumbnails;
    std::shared_ptr<SharedProject> m_project;
    std::shared_ptr<widgets::PictureStore> m_pictures;
    ProjectFacts m_facts;
    widgets::UnitView m_unit;
    QString m_wanted; ///< the project that is being opened; empty when none is
    std::vector<std::weak_ptr<SharedProject>> m_leaving;
    int m_closing = 0;
    quint64 m_closings = 0;
    std::function<void()> m_afterClosing;
};

} // namespace brera::gui
