// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/compare_session.h"
#include "gui/main_menu.h"
#include "gui/project_session.h"
#include "gui/report_controller.h"
#include "gui/report_dialog.h"
#include "gui/settings.h"
#include "widgets/models/ablation_view.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/views/banner.h"
#include "widgets/views/job_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QKeyEvent>
#include <QSlider>
#include <QUrl>
#include <QVBoxLayout>

#include <string>

/// The part of the window's wiring that is about reports.
namespace brera::gui {

using namespace widgets;

namespace {

using Kind = report::Subject::Kind;

report::SetFigures figuresOf(const ablation::Figures& figures) {
    return {figures.top1(), figures.top5(), figures.loss()};
}

/// A curve with its controls.
ReportOffer curveOffer(const CurveView& curve) {
    ReportOffer offer;
    offer.title = MainWindow::tr("Curve: %1").arg(curve.name);
    offer.name = curve.name;
    offer.subject.kind = Kind::Curve;
    offer.subject.name = std::to_string(curve.id);
    return offer;
}

/// Ctrl+E is the window's also while someone writes: fields would go to their line's end with it.
class ReportKey final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (key->key() == Qt::Key_E && key->modifiers() == Qt::ControlModifier) {
                event->ignore();
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void MainWindow::connectReport() {
    qApp->installEventFilter(new ReportKey(this));
    m_report = new ReportController(*m_jobs, this);
    m_reportBar = new JobBar(centralWidget());
    m_reported = new Banner(centralWidget());
    // Under the header, with the other jobs.
    auto* layout = static_cast<QVBoxLayout*>(centralWidget()->layout());
    layout->insertWidget(1, m_reportBar);
    layout->insertWidget(2, m_reported);
    m_reportBar->hide();
    m_reported->hide();
    connect(m_menu, &MainMenu::reportRequested, this, &MainWindow::exportReport);
    connect(m_report, &ReportController::started, this, [this](const QString& title) {
        m_reported->hide();
        m_reportBar->begin(title);
    });
    connect(m_report, &ReportController::progressed, m_reportBar, &JobBar::setProgress);
    connect(m_reportBar, &JobBar::cancelRequested, this, [this] {
        m_reportBar->setStopping();
        m_report->cancel();
    });
    connect(m_report, &ReportController::done, this,
            [this](const QString& file, const QString& summary) {
                m_reportBar->end();
                m_reportFile = file;
                m_reported->tell(tr("%1 is written: %2.").arg(QFileInfo(file).fileName(), summary),
                                 tr("Open"));
            });
    connect(m_report, &ReportController::cancelled, m_reportBar, &JobBar::end);
    connect(m_report, &ReportController::failed, this, [this](const QString& message) {
        m_reportBar->end();
        m_notice->tell(tr("The report could not be written: %1").arg(message));
    });
    connect(m_reported, &Banner::actionRequested, this, [this] {
        m_reported->hide();
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_reportFile));
    });
}

ReportOffer MainWindow::comparisonOffer() const {
    const CompareWish& wish = m_compare->wish();
    ReportOffer offer;
    offer.name = QFileInfo(wish.second).completeBaseName();
    offer.title = tr("Comparison with %1").arg(offer.name);
    offer.compared = wish.second;
    offer.comparison.compared.query = wish.query.toStdString();
    offer.comparison.compared.audit = wish.audit.toStdString();
    offer.comparison.by =
        static_cast<audit::MatchBy>(m_comparePage->measures()->currentData().toInt());
    offer.comparison.threshold = m_comparePage->thresholdSlider()->value() / 100.0;
    return offer;
}

ReportOffer MainWindow::searchOffer() const {
    const SearchOutcome& outcome = m_gallery->searchView()->outcome();
    ReportOffer offer;
    offer.title = outcome.title;
    offer.name = outcome.title;
    if (!outcome.name.isEmpty()) {
        offer.title = tr("Audit: %1").arg(outcome.title);
        offer.subject.kind = Kind::Audit;
        offer.subject.name = outcome.name.toStdString();
    } else if (!outcome.query.isEmpty()) {
        offer.title = tr("Search: %1").arg(outcome.title);
        offer.subject.kind = Kind::Search;
        offer.subject.name = outcome.query.toStdString();
    } else {
        for (const FoundUnit& found : outcome.units) {
            offer.subject.units.push_back(found.unit);
        }
    }
    return offer;
}

ReportOffer MainWindow::trayOffer() const {
    const AblationView& view = m_ablation->view();
    ReportOffer offer;
    offer.title = tr("The tray: %1").arg(unitsText(static_cast<qint64>(view.units.size())));
    offer.name = QStringLiteral("tray");
    offer.subject.units = view.units;
    for (const SetView& set : view.sets) {
        if (set.before && set.after) {
            offer.subject.measured.push_back({set.name.toStdString(), set.after->images,
                                              figuresOf(*set.before), figuresOf(*set.after),
                                              view.mean});
        }
    }
    return offer;
}

/// What is shown comes first.
QList<ReportOffer> MainWindow::reportOffers() const {
    QList<ReportOffer> offers;
    const CurveView& shown = m_ablationJobs->shown();
    const bool ablating = currentPage() == m_ablationPage;
    const bool trayFilled = !m_ablation->view().units.empty();
    if (currentPage() == m_comparePage && !m_compare->wish().second.isEmpty()) {
        offers.append(comparisonOffer());
    }
    if (ablating && shown.id > 0) {
        offers.append(curveOffer(shown));
    }
    if (ablating && trayFilled) {
        offers.append(trayOffer());
    }
    if (m_gallery->isSearching() && !m_gallery->searchView()->outcome().units.empty()) {
        offers.append(searchOffer());
    }
    if (const QString layer = m_gallery->currentLayer(); !layer.isEmpty()) {
        ReportOffer offer;
        offer.title = tr("Layer %1").arg(layer);
        offer.name = layer;
        offer.subject.kind = Kind::Layer;
        offer.subject.name = layer.toStdString();
        offers.append(offer);
    }
    if (!ablating && trayFilled) {
        offers.append(trayOffer());
    }
    for (const CurveView& curve : m_ablationJobs->curves()) {
        offers.append(curveOffer(curve));
    }
    return offers;
}

void MainWindow::exportReport() {
    if (!m_session->isOpen() || m_report->isRunning()) {
        return;
    }
    m_gallery->commit();
    const QFileInfo project(m_session->facts().path);
    // Beside the project, unless reports went elsewhere before.
    const QString last = m_settings.reportFolder();
    auto* dialog = new ReportDialog(QFileInfo(last).isDir() ? last : project.absolutePath(),
                                    project.completeBaseName(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addOffers(reportOffers());
    connect(m_report, &ReportController::offersFound, dialog, &ReportDialog::addOffers);
    connect(dialog, &ReportDialog::exportRequested, this,
            [this, shared = m_session->shared()](const ReportWish& wish) {
                m_settings.setReportFolder(QFileInfo(wish.file).absolutePath());
                m_report->start(shared, wish);
            });
    m_report->findOffers(m_session->shared());
    dialog->open();
}

} // namespace brera::gui
