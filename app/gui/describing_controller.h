// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include "base/progress.h"
#include "gui/describing_calls.h"
#include "widgets/jobs/job_controller.h"

#include <memory>

namespace brera::gui {

class SharedProject;

/// Describes projects, one at a time, whichever the window shows meanwhile.
class DescribingController final : public QObject {
    Q_OBJECT
public:
    explicit DescribingController(widgets::JobController& jobs, QObject* parent = nullptr);
    ~DescribingController() override;

    void setCalls(DescribingCalls calls) { m_calls = std::move(calls); }
    const DescribingCalls& calls() const { return m_calls; }

    void start(std::shared_ptr<SharedProject> project, const milan::DescribingJob& job,
               const QString& title);
    void cancel();
    bool isRunning() const;
    const QString& title() const { return m_title; }
    /// The project that is being described; null when none is.
    const std::shared_ptr<SharedProject>& project() const { return m_project; }

Q_SIGNALS:
    void started();
    void progressed(const brera::ProgressUpdate& update);
    /// More units may have been described; now and then while it runs.
    void advanced();
    void done(const QString& summary);
    void cancelled();
    void failed(const QString& message);

private:
    void finish(const widgets::Outcome<milan::DescribingReport>& outcome);
    static QString summaryOf(const milan::DescribingReport& report);

    widgets::JobController& m_jobs;
    DescribingCalls m_calls;
    std::shared_ptr<SharedProject> m_project;
    QString m_title;
    QElapsedTimer m_sinceAdvance;
};

} // namespace brera::gui
