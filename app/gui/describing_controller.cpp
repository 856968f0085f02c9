// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/describing_controller.h"

#include "gui/shared_project.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/thread_niceness.h"

namespace brera::gui {
namespace {

using widgets::JobEnd;
using widgets::Outcome;

/// Reading a layer's beams again takes a while; more often than this helps nobody.
constexpr int kAdvanceMilliseconds = 1500;

QString channel() {
    return QStringLiteral("describing");
}

} // namespace

DescribingController::DescribingController(widgets::JobController& jobs, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_calls(milanCalls()) {
    connect(&jobs, &widgets::JobController::progressed, this,
            [this](const QString& name, const ProgressUpdate& update) {
                if (name != channel()) {
                    return;
                }
                Q_EMIT progressed(update);
                if (m_sinceAdvance.hasExpired(kAdvanceMilliseconds)) {
                    m_sinceAdvance.start();
                    Q_EMIT advanced();
                }
            });
}

DescribingController::~DescribingController() = default;

void DescribingController::start(std::shared_ptr<SharedProject> project,
                                 const milan::DescribingJob& job, const QString& title) {
    m_project = std::move(project);
    m_title = title;
    m_sinceAdvance.start();
    m_jobs.start<milan::DescribingReport>(
        channel(), this,
        [project = m_project, job, describe = m_calls.describe](const std::stop_token& stop,
                                                                const Progress& progress) {
            // Compute takes every core there is; who looks at units meanwhile comes first.
            widgets::setThreadNiceness(widgets::Niceness::Compute);
            milan::DescribingReport report;
            project->lend([&](project::Project& writer, const std::function<void()>& pause) {
                report = describe(writer, job, stop, [&](const ProgressUpdate& update) {
                    pause();
                    progress(update);
                });
            });
            return report;
        },
        [this](const Outcome<milan::DescribingReport>& outcome) { finish(outcome); });
    Q_EMIT started();
}

void DescribingController::finish(const Outcome<milan::DescribingReport>& outcome) {
    switch (outcome.end) {
    case JobEnd::Done:
        Q_EMIT done(summaryOf(*outcome.value));
        break;
    case JobEnd::Cancelled:
        Q_EMIT cancelled();
        break;
    case JobEnd::Failed:
        Q_EMIT failed(outcome.message);
        break;
    }
    m_project.reset();
}

QString DescribingController::summaryOf(const milan::DescribingReport& report) {
    QString text = tr("%Ln unit(s) described", nullptr, static_cast<int>(report.described));
    if (report.withoutExemplars > 0) {
        text += QStringLiteral("; ");
        text += tr("%Ln without exemplars", nullptr, static_cast<int>(report.withoutExemplars));
    }
    return text;
}

void DescribingController::cancel() {
    m_jobs.cancel(channel());
}

bool DescribingController::isRunning() const {
    return m_jobs.isRunning(channel());
}

} // namespace brera::gui
