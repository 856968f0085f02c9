// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "gui/compare_session.h"
#include "gui/main_menu.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "plots/bar_plot.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/banner.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

/// The part of the window's wiring that is about comparing two projects.
namespace brera::gui {

using namespace widgets;

void MainWindow::connectCompare() {
    m_comparePage = new ComparePage(m_thumbnails, m_compare->thumbnails(), m_pages);
    m_pages->addWidget(m_comparePage);
    m_compared = new Banner(centralWidget());
    // Under the header, above the other banners.
    static_cast<QVBoxLayout*>(centralWidget()->layout())->insertWidget(1, m_compared);
    connect(m_menu, &MainMenu::compareRequested, this, &MainWindow::showCompare);
    connect(m_comparePage, &ComparePage::compareRequested, this, &MainWindow::startComparing);
    connect(m_comparePage, &ComparePage::demoRequested, m_compare, &CompareSession::prepareDemo);
    connect(m_compare, &CompareSession::demoReady, this,
            [this](const QString& plain, const QString& blurredFaces) {
                if (QFileInfo(plain) == QFileInfo(m_session->facts().path)) {
                    compareWith(blurredFaces);
                    return;
                }
                openProject(plain);
                m_compareWhenOpen = blurredFaces;
            });
    connect(m_comparePage, &ComparePage::cancelRequested, m_compare, &CompareSession::cancel);
    connect(m_comparePage, &ComparePage::backRequested, this, [this] { showPage(m_gallery); });
    connect(m_comparePage, &ComparePage::chooseRequested, this, [this] {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Compare with"), QFileInfo(m_compare->first()).absolutePath(),
            tr("Brera projects (*.brera)"));
        if (!path.isEmpty()) {
            compareWith(path);
        }
    });
    connect(m_comparePage, &ComparePage::figureRequested, this, [this] {
        QString filter;
        const QString proposal = QStringLiteral("%1-%2.png")
                                     .arg(QFileInfo(m_compare->first()).completeBaseName(),
                                          QFileInfo(m_compare->wish().second).completeBaseName());
        const QString path = QFileDialog::getSaveFileName(this, tr("Save figure"), proposal,
                                                          plots::figureFilters(), &filter);
        if (path.isEmpty()) {
            return;
        }
        const QString problem =
            m_comparePage->bars()->exportTo(plots::withFigureEnding(path, filter));
        if (!problem.isEmpty()) {
            m_notice->tell(problem);
        }
    });
    connect(m_comparePage, &ComparePage::unitActivated, this, &MainWindow::openCompared);
    connect(m_compare, &CompareSession::started, m_comparePage, &ComparePage::showRunning);
    connect(m_compare, &CompareSession::progressed, m_comparePage, &ComparePage::setProgress);
    connect(m_compare, &CompareSession::done, m_comparePage, &ComparePage::showCompared);
    connect(m_compare, &CompareSession::cancelled, m_comparePage, &ComparePage::showCancelled);
    connect(m_compare, &CompareSession::failed, m_comparePage, &ComparePage::showFailed);
    connect(m_compare, &CompareSession::choicesFound, m_comparePage, &ComparePage::setChoices);
    connect(m_search, &SearchSession::entriesChanged, this, &MainWindow::showCompareAudits);
    // After showProject(), which was connected before.
    connect(m_session, &ProjectSession::opened, this, &MainWindow::goOnComparing);
    connect(m_compared, &Banner::actionRequested, this, [this] {
        m_compared->hide();
        if (m_session->facts().path == m_compare->first()) {
            showPage(m_comparePage);
            return;
        }
        openComparedProject(m_compare->first(), Comparing::Return);
    });
}

void MainWindow::showCompare() {
    if (!m_session->isOpen() || m_session->facts().status != project::ExtractionStatus::Complete) {
        return;
    }
    m_gallery->commit();
    const QString& path = m_session->facts().path;
    m_compared->hide();
    if (m_compare->first() != path) {
        m_compare->begin(path);
        m_comparePage->begin();
    }
    QStringList others;
    for (const RecentEntry& entry : m_settings.recent()) {
        others << entry.path;
    }
    m_compare->findChoices(others);
    showPage(m_comparePage);
}

void MainWindow::compareWith(const QString& path) {
    if (!m_session->isOpen()) {
        m_compareWhenOpen = path;
        return;
    }
    showCompare();
    if (currentPage() != m_comparePage) {
        return;
    }
    CompareWish wish = m_compare->wish();
    wish.second = QFileInfo(path).absoluteFilePath();
    startComparing(wish);
}

void MainWindow::startComparing(const CompareWish& wish) {
    m_comparePage->setWish(wish);
    m_compare->compare(wish, m_session->shared(), m_session->pictures(),
                       QString::fromStdString(m_session->facts().inputs.datasetHash));
}

void MainWindow::showCompareAudits(const std::vector<SearchEntry>& entries) {
    QList<CompareAudit> audits;
    for (const SearchEntry& entry : entries) {
        audits.append({entry.title, entry.query, entry.name});
    }
    m_comparePage->setAudits(audits);
}

void MainWindow::openCompared(CompareSide side, const UnitId& unit) {
    const QString other = QFileInfo(m_compare->wish().second).completeBaseName();
    if (side == CompareSide::First) {
        showPage(m_gallery);
        m_gallery->showInLayer(unit);
        m_compared->tell(tr("From the comparison with %1.").arg(other), tr("Back to it"));
        return;
    }
    m_comparedUnit = unit;
    openComparedProject(m_compare->wish().second, Comparing::Look);
}

void MainWindow::goOnComparing() {
    switch (std::exchange(m_comparing, Comparing::No)) {
    case Comparing::Look:
        m_gallery->showInLayer(m_comparedUnit);
        m_compared->tell(tr("From the comparison of %1 with this project.")
                             .arg(QFileInfo(m_compare->first()).completeBaseName()),
                         tr("Back to it"));
        return;
    case Comparing::Return:
        showPage(m_comparePage);
        return;
    case Comparing::No:
        break;
    }
    if (const QString path = std::exchange(m_compareWhenOpen, {}); !path.isEmpty()) {
        compareWith(path);
    }
}

void MainWindow::openComparedProject(const QString& path, Comparing reason) {
    openProject(path);
    m_comparing = reason;
}

void MainWindow::leaveComparing() {
    m_compared->hide();
    if (m_comparing == Comparing::No) {
        m_compare->forget();
        m_comparePage->begin();
    }
}

} // namespace brera::gui
