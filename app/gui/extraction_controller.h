// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/progress.h"
#include "exemplars/extraction_job.h"
#include "widgets/pages/new_project_form.h"

#include <QObject>
#include <QString>

#include <functional>

namespace brera::project {
struct ProjectInputs;
}

namespace brera::widgets {
class JobController;
}

namespace brera::gui {

/// The extraction a filled-in form asks for.
exemplars::ExtractionJob jobOf(const widgets::NewProjectForm& form);
/// The extraction that goes on where a project stands. @throws DataError when the project says too
/// little.
exemplars::ExtractionJob resumingJob(const std::filesystem::path& project,
                                     const project::ProjectInputs& inputs,
                                     const std::vector<LayerShape>& layers);

/// Runs extractions, one at a time.
class ExtractionController final : public QObject {
    Q_OBJECT
public:
    explicit ExtractionController(widgets::JobController& jobs, QObject* parent = nullptr);

    void start(const exemplars::ExtractionJob& job);
    /// Prepares the demo world, extracts unless that is done, and ends with its project.
    void startDemo();
    /// The last one once more; it goes on where it stopped.
    void again();
    void cancel();
    bool isRunning() const;
    const QString& title() const { return m_title; }
    /// The project that is being made; empty for the demo's.
    const QString& project() const { return m_project; }
    /// Whether the last one was the demo's.
    bool isDemo() const { return m_demo; }

Q_SIGNALS:
    void started(const QString& title, const QString& text);
    void progressed(const brera::ProgressUpdate& update);
    void done(const QString& project);
    void cancelled();
    void failed(const QString& message);

private:
    using Work = std::function<QString(std::stop_token, const Progress&)>;

    void run();

    widgets::JobController& m_jobs;
    QString m_title;
    QString m_text;
    QString m_project;
    Work m_work;
    bool m_demo = false;
};

} // namespace brera::gui
