// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/new_project_controller.h"

#include "widgets/jobs/job_controller.h"
#include "widgets/pages/new_project_page.h"

namespace brera::gui {

using namespace widgets;

namespace {

/// The report, or one that tells why there is none.
template <typename Report>
Report reportOf(const Outcome<Report>& outcome) {
    if (outcome.value) {
        return *outcome.value;
    }
    Report report;
    report.problem = outcome.message;
    return report;
}

} // namespace

NewProjectController::NewProjectController(NewProjectPage& page, JobController& jobs,
                                           QObject* parent)
    : QObject(parent), m_page(page), m_jobs(jobs) {
    connect(&page, &NewProjectPage::networkRequested, this, &NewProjectController::lookAtNetwork);
    connect(&page, &NewProjectPage::imagesRequested, this, &NewProjectController::lookAtImages);
    connect(&page, &NewProjectPage::classesRequested, this, &NewProjectController::lookAtClasses);
}

void NewProjectController::lookAtNetwork(const QString& path, bool trusted, const QString& device,
                                         QSize wished) {
    m_jobs.start<NetworkReport>(
        QStringLiteral("network"), &m_page,
        [this, path, trusted, device, wished](std::stop_token, const Progress&) {
            return m_inspector.inspect(path, trusted, device, wished);
        },
        [this](const Outcome<NetworkReport>& outcome) {
            m_page.setNetworkReport(reportOf(outcome));
        });
}

void NewProjectController::lookAtImages(const QString& path) {
    m_jobs.start<ImagesReport>(
        QStringLiteral("images"), &m_page,
        [path](std::stop_token, const Progress&) { return inspectImages(path); },
        [this](const Outcome<ImagesReport>& outcome) {
            m_page.setImagesReport(reportOf(outcome));
        });
}

void NewProjectController::lookAtClasses(const QString& path) {
    m_jobs.start<ClassesReport>(
        QStringLiteral("classes"), &m_page,
        [path](std::stop_token, const Progress&) { return inspectClasses(path); },
        [this](const Outcome<ClassesReport>& outcome) {
            m_page.setClassesReport(reportOf(outcome));
        });
}

} // namespace brera::gui
