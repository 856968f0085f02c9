// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/describing_controller.h"
#include "gui/extraction_controller.h"
#include "gui/main_menu.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "widgets/models/hit_model.h"
#include "widgets/pages/ablate_actions.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/ablation_tray.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/pages/sets_panel.h"
#include "widgets/theme/figures.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/job_bar.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>

/// The part of the window's wiring that is about switching units off.
namespace brera::gui {

using namespace widgets;

void MainWindow::connectAblation() {
    connect(m_ablation, &AblationSession::changed, this, &MainWindow::showAblationView);
    connect(m_ablation, &AblationSession::unitsChanged, this, [this] {
        const std::vector<UnitId>& units = m_ablation->view().units;
        setCardBadge(AblatedBadge, {units.begin(), units.end()});
    });
    connect(m_ablation, &AblationSession::looked, this,
            [this] { setCardBadge(RemovedBadge, m_ablation->removed()); });
    connect(m_ablation, &AblationSession::failed, this,
            [this](const QString& message) { m_notice->tell(message); });
    connect(m_ablation, &AblationSession::saved, this,
            [this](const QString& path, const QString& summary) {
                m_savedFile = path;
                m_saved->tell(tr("%1 is written: %2.").arg(QFileInfo(path).fileName(), summary),
                              tr("Show"));
            });
    connect(m_saved, &Banner::actionRequested, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_savedFile).absolutePath()));
    });
    connectCards();
    connectTray();
    connectAblationPage();
    connectAblationJobs();
}

void MainWindow::setCardBadge(CardBadge badge, const std::set<UnitId>& units) {
    m_gallery->units()->setBadge(badge, units);
    m_gallery->searchView()->model()->refreshRole(UnitModel::BadgesRole);
}

void MainWindow::connectCards() {
    CardGridView* grid = m_gallery->grid();
    grid->setSelectionMode(QAbstractItemView::ExtendedSelection);
    grid->setContextMenuPolicy(Qt::CustomContextMenu);
    for (CardGridView* cards : {grid, m_gallery->searchView()->grid()}) {
        auto* actions = new AblateActions(*cards);
        connect(actions, &AblateActions::toggleRequested, m_ablation, &AblationSession::toggle);
        connect(
            m_ablation, &AblationSession::changed, actions,
            [actions](const AblationView& view) { actions->setPossible(view.problem.isEmpty()); });
        if (cards == grid) {
            connect(grid, &QWidget::customContextMenuRequested, actions,
                    [this, actions, grid](const QPoint& place) {
                        auto* menu = new QMenu(this);
                        menu->setAttribute(Qt::WA_DeleteOnClose);
                        const std::vector<UnitId> chosen = actions->chosen();
                        addAblationActions(*menu, chosen);
                        if (chosen.size() == 1) {
                            menu->addAction(tr("More like this\tM"), this,
                                            [this, chosen] { searchSimilar(chosen.front()); });
                        }
                        menu->popup(grid->viewport()->mapToGlobal(place));
                    });
        }
    }
    connect(m_gallery->orderBox(), &QComboBox::activated, this, [this] {
        if (m_gallery->units()->order() == UnitOrder::ByImportance && m_session->isOpen()) {
            m_rankingWanted = m_ablationJobs->importances().empty();
            m_ablation->prepare();
        }
    });
}

void MainWindow::addAblationActions(QMenu& menu, const std::vector<UnitId>& units) {
    const AblationView& view = m_ablation->view();
    if (!view.problem.isEmpty() || units.empty()) {
        return;
    }
    menu.addAction(tr("Switch off or on\tA"), this, [this, units] { m_ablation->toggle(units); });
    if (m_gallery->isSearching()) {
        menu.addAction(tr("Switch all of this search off"), this, [this] {
            std::vector<UnitId> all;
            for (const FoundUnit& unit : m_gallery->searchView()->outcome().units) {
                all.push_back(unit.unit);
            }
            m_ablation->add(all);
        });
        if (m_gallery->searchView()->model()->count(project::Verdict::Confirmed) > 0) {
            menu.addAction(tr("Switch the confirmed ones off"), this, [this] {
                std::vector<UnitId> confirmed;
                for (const FoundUnit& unit : m_gallery->searchView()->outcome().units) {
                    if (m_search->verdict(m_gallery->searchView()->outcome().name, unit.unit) ==
                        project::Verdict::Confirmed) {
                        confirmed.push_back(unit.unit);
                    }
                }
                m_ablation->add(confirmed);
            });
        }
        return;
    }
    menu.addAction(tr("Switch all of %1 off").arg(m_gallery->currentLayer()), this, [this] {
        std::vector<UnitId> all;
        for (int row = 0; row < m_gallery->units()->rowCount(); ++row) {
            all.push_back(m_gallery->units()->request(row).unit);
        }
        m_ablation->add(all);
    });
}

void MainWindow::connectTray() {
    connect(m_tray, &AblationTray::removeRequested, m_ablation, &AblationSession::remove);
    connect(m_tray, &AblationTray::clearRequested, m_ablation,
            [this] { m_ablation->setUnits({}, tr("clearing the tray")); });
    connect(m_tray, &AblationTray::meanRequested, m_ablation, &AblationSession::setMean);
    connect(m_tray, &AblationTray::pageRequested, this,
            [this] { currentPage() == m_ablationPage ? showPage(m_gallery) : showAblation(); });
    connect(m_tray, &AblationTray::saveRequested, this, &MainWindow::saveEdited);
    connect(m_tray, &AblationTray::unitActivated, this, [this](const UnitId& unit) {
        showPage(m_gallery);
        m_gallery->showInLayer(unit);
    });
    const auto [undo, redo] = m_menu->undoActions();
    m_tray->setUndoActions(undo, redo);
}

void MainWindow::connectAblationPage() {
    CurvePanel* curve = m_ablationPage->curvePanel();
    connect(m_ablationPage, &AblationPage::backRequested, this, [this] { showPage(m_gallery); });
    connect(m_ablationPage, &AblationPage::importanceRequested, m_ablationJobs,
            &AblationJobs::startImportances);
    connect(m_ablationPage->setsPanel(), &SetsPanel::addRequested, m_ablation,
            &AblationSession::addSet);
    connect(m_ablationPage->setsPanel(), &SetsPanel::removeRequested, m_ablation,
            &AblationSession::removeSet);
    connect(curve, &CurvePanel::measureRequested, m_ablationJobs, &AblationJobs::startCurve);
    connect(curve, &CurvePanel::presetRequested, m_ablationJobs, &AblationJobs::startTextPreset);
    connect(curve, &CurvePanel::curveRequested, m_ablationJobs, &AblationJobs::showCurve);
    connect(curve, &CurvePanel::removeRequested, m_ablationJobs, &AblationJobs::removeCurve);
    connect(curve, &CurvePanel::unitsRequested, m_ablation, &AblationSession::setUnits);
    connect(curve, &CurvePanel::failed, this,
            [this](const QString& message) { m_notice->tell(message); });
    connect(m_ablationJobs, &AblationJobs::curveShown, curve,
            [this, curve] { curve->setCurve(m_ablationJobs->shown()); });
    connect(m_ablationJobs, &AblationJobs::curvesChanged, curve, [this, curve] {
        std::vector<CurveEntry> entries;
        for (const CurveView& view : m_ablationJobs->curves()) {
            entries.push_back({view.id, view.name, view.date, view.complete});
        }
        curve->setCurves(entries, m_ablationJobs->shown().id);
    });
}

void MainWindow::connectAblationJobs() {
    connect(m_ablationJobs, &AblationJobs::started, this, [this] {
        m_ablationBar->begin(m_ablationJobs->title());
        showAblatable();
    });
    connect(m_ablationJobs, &AblationJobs::progressed, m_ablationBar, &JobBar::setProgress);
    const auto end = [this](const QString& text) {
        m_ablationBar->end();
        if (!text.isEmpty()) {
            m_notice->tell(text);
        }
        showAblatable();
    };
    connect(m_ablationJobs, &AblationJobs::done, this, [this, end](const QString& summary) {
        end(currentPage() == m_ablationPage ? QString() : tr("%1.").arg(summary));
    });
    connect(m_ablationJobs, &AblationJobs::cancelled, this, [this, end] {
        end(m_session->isOpen()
                ? tr("%1 was stopped; what is done is kept.").arg(m_ablationJobs->title())
                : QString());
    });
    connect(m_ablationJobs, &AblationJobs::failed, this, [this, end](const QString& message) {
        end(tr("%1: %2").arg(m_ablationJobs->title(), message));
    });
    connect(m_ablationBar, &JobBar::cancelRequested, this, [this] {
        m_ablationBar->setStopping();
        m_ablationJobs->cancel();
    });
    connect(m_ablationJobs, &AblationJobs::importancesChanged, this, [this] {
        m_gallery->units()->setImportances(m_ablationJobs->importances());
        if (std::exchange(m_rankingWanted, false) && m_session->isOpen() &&
            m_ablationJobs->importances().empty()) {
            m_notice->tell(tr("Importances have not been measured yet. “Curves and classes” below "
                              "has them measured."));
        }
    });
}

void MainWindow::showAblationView(const AblationView& view) {
    m_tray->setView(view);
    m_ablationPage->setView(view);
}

void MainWindow::showAblatable() {
    const bool complete =
        m_session->isOpen() && m_session->facts().status == project::ExtractionStatus::Complete;
    const bool inProject = currentPage() == m_gallery || currentPage() == m_ablationPage;
    m_tray->setVisible(complete && inProject);
    m_tray->setPageOpen(currentPage() == m_ablationPage);
    m_ablationBar->setVisible(m_ablationJobs->isRunning());
    m_menu->setAblationEnabled(complete && inProject);
    QString problem;
    if (m_extraction->isRunning()) {
        problem = tr("Exemplars are being found; this can be measured when that has ended.");
    } else if (m_describing->isRunning()) {
        problem = tr("Units are being described; this can be measured when that has ended.");
    } else if (m_ablationJobs->isRunning()) {
        problem = tr("Something is being measured already.");
    }
    m_ablation->setJobProblem(problem);
}

void MainWindow::showAblation() {
    if (!m_session->isOpen() || m_session->facts().status != project::ExtractionStatus::Complete) {
        return;
    }
    showPage(m_ablationPage);
    m_ablation->prepare();
}

void MainWindow::openAblation() {
    QStringList layers;
    for (const LayerShape& layer : m_session->facts().layers) {
        layers.append(QString::fromStdString(layer.path));
    }
    m_ablationPage->curvePanel()->setLayers(layers);
    m_ablation->open(m_session->shared(), m_session->facts());
    m_ablationJobs->open(m_session->shared());
}

void MainWindow::saveEdited() {
    const QFileInfo network(QString::fromStdString(m_session->facts().inputs.networkPath.string()));
    const QString proposed = QFileInfo(m_session->facts().path)
                                 .absoluteDir()
                                 .filePath(tr("%1-edited.pt").arg(network.completeBaseName()));
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the edited network"), proposed,
                                                      tr("TorchScript (*.pt *.ts)"));
    if (!path.isEmpty()) {
        m_ablation->saveEdited(path);
    }
}

} // namespace brera::gui
