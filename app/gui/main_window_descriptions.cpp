// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "base/error.h"
#include "gui/ablation_jobs.h"
#include "gui/describing_controller.h"
#include "gui/description_session.h"
#include "gui/extraction_controller.h"
#include "gui/header_bar.h"
#include "gui/main_menu.h"
#include "gui/mode_bar.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "gui/shared_project.h"
#include "places/places.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/start_page.h"
#include "widgets/views/banner.h"
#include "widgets/views/job_bar.h"

#include <QFileInfo>

#include <system_error>

/// The part of the window's wiring that is about descriptions.
namespace brera::gui {

using namespace widgets;

namespace {

/// Those that were used before, and the demo's where it is shipped.
QList<KnownCaptioner> knownCaptioners(const Settings& settings) {
    QList<KnownCaptioner> known;
    QString shipped;
    try {
        const auto file = resourceFolder() / "demo" / "demo.captioner";
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) {
            shipped = QString::fromStdString(file.string());
        }
    } catch (const DataError&) {
        // Without Brera's own files there is no demo either; others can be chosen.
    }
    for (const QString& path : settings.captioners()) {
        if (path != shipped) {
            known.append({QFileInfo(path).completeBaseName(), path});
        }
    }
    if (!shipped.isEmpty()) {
        known.append({MainWindow::tr("Demo captioner"), shipped});
    }
    return known;
}

} // namespace

void MainWindow::connectDescriptions() {
    connect(m_descriptions, &DescriptionSession::factsChanged, m_gallery,
            &GalleryPage::setDescriptionFacts);
    connect(m_descriptions, &DescriptionSession::layerLoaded, m_gallery,
            &GalleryPage::setDescriptions);
    connect(m_descriptions, &DescriptionSession::unitLoaded, m_gallery,
            &GalleryPage::setDescription);
    connect(m_descriptions, &DescriptionSession::failed, this,
            [this](const QString& message) { m_notice->tell(message); });
    connect(m_gallery, &GalleryPage::choiceSettled, m_descriptions,
            &DescriptionSession::keepChoice);
    connect(m_gallery, &GalleryPage::describeRequested, this, &MainWindow::describeUnits);
    connect(m_describePage, &DescribePage::backRequested, this, [this] { showPage(m_gallery); });
    connect(m_describePage, &DescribePage::startRequested, this, &MainWindow::startDescribing);
    connect(m_describePage, &DescribePage::captionerRequested, this, [this](const QString& path) {
        m_jobs->start<CaptionerReport>(
            QStringLiteral("captioner"), m_describePage,
            [inspect = m_describing->calls().inspect, path](std::stop_token, const Progress&) {
                return inspect(path);
            },
            [this](const Outcome<CaptionerReport>& outcome) {
                CaptionerReport report = outcome.value.value_or(CaptionerReport{});
                if (!outcome.value) {
                    report.problem = outcome.message;
                }
                m_describePage->setCaptionerReport(report);
            });
    });
}

void MainWindow::connectDescribing() {
    connect(m_describing, &DescribingController::started, this, [this] {
        m_describingBar->begin(m_describing->title());
        showDescribable();
    });
    connect(m_describing, &DescribingController::progressed, m_describingBar, &JobBar::setProgress);
    connect(m_describing, &DescribingController::advanced, this, [this] {
        if (isShownDescribed()) {
            refreshDescriptions(!m_gallery->inspector()->isDescribed());
        }
    });
    connect(m_describing, &DescribingController::done, this, [this](const QString& summary) {
        if (!isShownDescribed()) {
            m_notice->tell(tr("%1: %2.").arg(m_describing->title(), summary));
        }
        endDescribing();
    });
    connect(m_describing, &DescribingController::cancelled, this, [this] {
        m_notice->tell(tr("%1 was stopped; what is done is kept.").arg(m_describing->title()));
        endDescribing();
    });
    connect(m_describing, &DescribingController::failed, this, [this](const QString& message) {
        m_notice->tell(tr("%1: %2").arg(m_describing->title(), message));
        endDescribing();
    });
    connect(m_describingBar, &JobBar::cancelRequested, this, [this] {
        m_describingBar->setStopping();
        m_describing->cancel();
    });
}

bool MainWindow::isShownDescribed() const {
    return m_session->isOpen() && m_describing->project() == m_session->shared();
}

void MainWindow::refreshDescriptions(bool unitToo) {
    m_search->refresh();
    m_descriptions->refresh(m_gallery->currentLayer().toStdString(),
                            unitToo ? m_gallery->inspector()->unit() : UnitId{});
}

void MainWindow::endDescribing() {
    m_describingBar->end();
    if (isShownDescribed()) {
        m_descriptions->endDescribing();
        refreshDescriptions(true);
    }
    showDescribable();
}

QString MainWindow::describeProblem() const {
    if (m_extraction->isRunning()) {
        return tr("Exemplars are being found; units can be described when that has ended.");
    }
    if (m_describing->isRunning()) {
        return tr("Units are being described already.");
    }
    if (m_ablationJobs->isRunning()) {
        return tr("Something is being measured; units can be described when that has ended.");
    }
    return m_descriptions->facts().writeProblem;
}

void MainWindow::showDescribable() {
    m_menu->setDescribeEnabled(currentPage() == m_gallery && m_session->isOpen() &&
                               m_session->facts().status == project::ExtractionStatus::Complete);
    m_menu->setCompareEnabled(m_session->isOpen() &&
                              m_session->facts().status == project::ExtractionStatus::Complete);
    m_menu->setReportEnabled(m_session->isOpen());
    m_header->modes()->setComplete(m_session->isOpen() &&
                                   m_session->facts().status == project::ExtractionStatus::Complete);
    m_describePage->setBusy(describeProblem());
    showAblatable();
}

void MainWindow::describeUnits() {
    if (!m_session->isOpen() || m_session->facts().status != project::ExtractionStatus::Complete) {
        return;
    }
    m_gallery->commit();
    const DescriptionState& state = m_descriptions->state();
    m_describePage->begin({m_session->facts().layers, state.run, state.pmiLambda,
                           state.described.done, state.described.total},
                          knownCaptioners(m_settings));
    showPage(m_describePage);
}

void MainWindow::startDescribing(const DescribeForm& form) {
    if (!describeProblem().isEmpty()) {
        showDescribable();
        return;
    }
    m_settings.rememberCaptioner(form.captioner);
    m_descriptions->beginDescribing(form.choice);
    m_describing->start(
        m_session->shared(), jobOf(form),
        tr("Describing %1").arg(QFileInfo(m_session->facts().path).completeBaseName()));
    m_notice->hide();
    showPage(m_gallery);
}

bool MainWindow::refuseWhileDescribing() {
    if (m_ablationJobs->isRunning()) {
        m_notice->tell(tr("Something is being measured, which takes all there is of this computer. "
                          "Wait for it, or cancel it above."));
        return true;
    }
    if (!m_describing->isRunning()) {
        return false;
    }
    m_notice->tell(tr("Units are being described, which takes all there is of this computer. Wait "
                      "for it, or cancel it above."));
    return true;
}

} // namespace brera::gui
