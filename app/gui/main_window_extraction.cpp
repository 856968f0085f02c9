// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "base/error.h"
#include "gui/describing_controller.h"
#include "gui/extraction_controller.h"
#include "gui/new_project_controller.h"
#include "gui/project_session.h"
#include "gui/recent_projects.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/theme/figures.h"
#include "widgets/views/banner.h"
#include "widgets/views/job_bar.h"

#include <QDir>
#include <QFileInfo>

/// The part of the window's wiring that is about making projects: the form, the demo, and
/// extraction.
namespace brera::gui {

using namespace widgets;

void MainWindow::connectNewProject() {
    m_newController = new NewProjectController(*m_new, *m_jobs, this);
    connect(m_new, &NewProjectPage::startRequested, this, &MainWindow::startExtraction);
    connect(m_new, &NewProjectPage::backRequested, this, &MainWindow::goHome);
}

void MainWindow::connectExtraction() {
    connect(m_extraction, &ExtractionController::started, this,
            [this](const QString& title, const QString& text) {
                m_unfinished = m_extraction->project();
                m_extractionPage->begin(title, text);
                m_jobBar->begin(title);
                showPage(m_extractionPage);
            });
    connect(m_extraction, &ExtractionController::progressed, m_extractionPage,
            &ExtractionPage::setProgress);
    connect(m_extraction, &ExtractionController::progressed, m_jobBar, &JobBar::setProgress);
    connect(m_extraction, &ExtractionController::progressed, this, [this] {
        // It can be gone on with, whatever becomes of this window.
        if (!m_unfinished.isEmpty() && QFileInfo::exists(m_unfinished)) {
            m_recent->remember(std::exchange(m_unfinished, {}), tr("unfinished"));
        }
    });
    connect(m_extraction, &ExtractionController::done, this, &MainWindow::extractionDone);
    connect(m_extraction, &ExtractionController::cancelled, this, [this] {
        forgetUnmade();
        m_extractionPage->showCancelled();
        m_jobBar->end();
        if (currentPage() != m_extractionPage) {
            m_notice->tell(tr("%1 was stopped; what is done is kept.").arg(m_extraction->title()));
        }
    });
    connect(m_extraction, &ExtractionController::failed, this, [this](const QString& message) {
        forgetUnmade();
        m_extractionPage->showFailed(message);
        m_jobBar->end();
        if (currentPage() != m_extractionPage) {
            m_notice->tell(tr("%1: %2").arg(m_extraction->title(), message));
        }
    });
    const auto cancel = [this] {
        m_extractionPage->setStopping();
        m_jobBar->setStopping();
        m_extraction->cancel();
    };
    connect(m_extractionPage, &ExtractionPage::cancelRequested, this, cancel);
    connect(m_jobBar, &JobBar::cancelRequested, this, cancel);
    connect(m_extractionPage, &ExtractionPage::againRequested, m_extraction,
            &ExtractionController::again);
    connect(m_extractionPage, &ExtractionPage::backRequested, this,
            [this] { m_fromForm ? newProject() : goHome(); });
    connect(m_notice, &Banner::actionRequested, this, [this] { openProject(m_finished); });
}

void MainWindow::openDemo() {
    if (m_describing->isRunning() && !m_demo.isEmpty()) {
        openProject(m_demo);
        return;
    }
    if (refuseWhileDescribing()) {
        return;
    }
    hideBanners();
    closeProject();
    if (m_extraction->isRunning()) {
        showPage(m_extractionPage);
    } else {
        m_fromForm = false;
        m_session->afterClosing([this] { m_extraction->startDemo(); });
    }
}

void MainWindow::startExtraction(const NewProjectForm& form) {
    if (refuseWhileDescribing()) {
        return;
    }
    hideBanners();
    closeProject();
    m_newController->forget();
    m_fromForm = true;
    m_extraction->start(jobOf(form));
}

void MainWindow::forgetUnmade() {
    const QString& project = m_extraction->project();
    if (!project.isEmpty() && !QFileInfo::exists(project)) {
        m_settings.forget(project);
    }
}

void MainWindow::extractionDone(const QString& project) {
    m_jobBar->end();
    if (m_extraction->isDemo()) {
        m_demo = project;
    }
    if (currentPage() == m_extractionPage) {
        openProject(project);
        return;
    }
    m_finished = project;
    m_notice->tell(tr("%1 is ready.").arg(m_extraction->title()), tr("Open"));
}

void MainWindow::showUnfinished() {
    const ProjectFacts& facts = m_session->facts();
    const bool begun = facts.progressed.done > 0 && facts.progressed.total > 0;
    const QString text =
        begun ? tr("%1 of %2 images have been read. The work goes on from there.")
                    .arg(countText(facts.progressed.done), countText(facts.progressed.total))
              : tr("No images have been read yet.");
    const bool here = m_extraction->isRunning();
    m_gallery->showEmpty(tr("Not finished"), here ? tr("Another extraction is running.") : text,
                         here || !facts.readOnlyReason.isEmpty() ? QString() : tr("Go on"));
}

void MainWindow::resumeExtraction() {
    if (refuseWhileDescribing()) {
        return;
    }
    const ProjectFacts facts = m_session->facts();
    try {
        const auto job = resumingJob(facts.path.toStdString(), facts.inputs, facts.layers);
        hideBanners();
        closeProject();
        m_fromForm = false;
        m_session->afterClosing([this, job] { m_extraction->start(job); });
    } catch (const Error& error) {
        m_notice->tell(QString::fromUtf8(error.what()));
    }
}

} // namespace brera::gui
