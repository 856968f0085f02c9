// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/main_window.h"

#include "base/error.h"
#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/compare_session.h"
#include "gui/describing_controller.h"
#include "gui/description_session.h"
#include "gui/extraction_controller.h"
#include "gui/header_bar.h"
#include "gui/main_menu.h"
#include "gui/mode_bar.h"
#include "gui/new_project_controller.h"
#include "gui/probe_session.h"
#include "gui/project_session.h"
#include "gui/recent_projects.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "gui/shared_project.h"
#include "widgets/models/ablation_view.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/ablation_tray.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/exemplar_page.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/dock_area.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/path_field.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QUndoStack>
#include <QVBoxLayout>

#include <utility>

namespace brera::gui {

using namespace widgets;

MainWindow::MainWindow(Settings& settings, Theme& theme, std::function<void()> threadSetup,
                       QWidget* parent)
    : QMainWindow(parent), m_settings(settings), m_theme(theme),
      m_jobs(std::make_unique<JobController>(std::move(threadSetup))),
      m_session(new ProjectSession(*m_jobs, m_thumbnails, this)),
      m_extraction(new ExtractionController(*m_jobs, this)),
      m_descriptions(new DescriptionSession(*m_jobs, this)),
      m_describing(new DescribingController(*m_jobs, this)),
      m_probe(new ProbeSession(*m_jobs, this)),
      m_search(new SearchSession(*m_jobs, this)), m_compare(new CompareSession(*m_jobs, this)),
      m_recent(new RecentProjects(settings, *m_jobs, this)), m_undo(new QUndoStack(this)),
      m_ablation(new AblationSession(settings, *m_jobs, *m_undo, this)),
      m_ablationJobs(new AblationJobs(*m_jobs, *m_ablation, this)) {
    setWindowTitle(QStringLiteral("Brera"));
    setMinimumSize(90 * kGrid, 60 * kGrid);
    buildPages();
    connectMenu();
    connectStart();
    connectNewProject();
    connectExtraction();
    connectSession();
    connectGallery();
    connectDescriptions();
    connectDescribing();
    connectAblation();
    connectProbe();
    connectSearch();
    connectCompare();
    connectReport();

    resize(1440, 900);
    restoreGeometry(m_settings.windowGeometry());
    m_gallery->setLook(m_settings.galleryLook());
    m_recent->load();
    showPage(m_start);
}

MainWindow::~MainWindow() {
    // Jobs call into the controllers, which go with the window's children: they end first.
    m_jobs->cancelAll();
    m_session->close();
    m_probe->close(); // a name that is being edited is taken when the window hides
    m_jobs.reset();
    forgetUnmade();
}

void MainWindow::buildPages() {
    auto* central = new QWidget(this);
    m_header = new HeaderBar(central);
    m_jobBar = new JobBar(central);
    m_describingBar = new JobBar(central);
    m_ablationBar = new JobBar(central);
    m_notice = new Banner(central);
    m_saved = new Banner(central);
    m_readOnly = new Banner(central);
    m_moved = new Banner(central);
    m_stale = new Banner(central);
    m_pages = new QStackedWidget(central);
    m_start = new StartPage(m_pages);
    m_new = new NewProjectPage(m_pages);
    m_extractionPage = new ExtractionPage(m_pages);
    m_gallery = new GalleryPage(m_thumbnails, m_pages);
    m_describePage = new DescribePage(m_pages);
    m_ablationPage = new AblationPage(m_pages);
    m_tray = new AblationTray(central);
    m_probePage = new ProbePage(m_pages);
    for (QWidget* page : {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_new),
                          static_cast<QWidget*>(m_extractionPage), static_cast<QWidget*>(m_gallery),
                          static_cast<QWidget*>(m_describePage), static_cast<QWidget*>(m_ablationPage),
                          static_cast<QWidget*>(m_probePage)}) {
        m_pages->addWidget(page);
    }
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* line : {static_cast<QWidget*>(m_header), static_cast<QWidget*>(m_jobBar),
                          static_cast<QWidget*>(m_describingBar),
                          static_cast<QWidget*>(m_ablationBar), static_cast<QWidget*>(m_saved),
                          static_cast<QWidget*>(m_notice),
                          static_cast<QWidget*>(m_readOnly), static_cast<QWidget*>(m_moved),
                          static_cast<QWidget*>(m_stale)}) {
        layout->addWidget(line);
    }
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_tray);
    setCentralWidget(central);
    m_new->setProjectFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
                            QStringLiteral("/Brera"));
}

void MainWindow::connectMenu() {
    m_menu = new MainMenu(m_theme, *m_undo, this);
    auto* menu = m_menu;
    m_header->setMenu(menu);
    connect(m_header, &HeaderBar::homeRequested, this, &MainWindow::goHome);
    connect(m_header, &HeaderBar::reportRequested, this, &MainWindow::exportReport);
    connect(m_header->modes(), &ModeBar::modeRequested, this, &MainWindow::showMode);
    menu->setPanels(m_gallery->docks()->panelActions());
    menu->setLanguage(m_settings.language());
    connect(menu, &MainMenu::panelsReset, m_gallery->docks(), &DockArea::resetPanels);
    connect(menu, &MainMenu::newRequested, this, &MainWindow::newProject);
    connect(menu, &MainMenu::openRequested, this, &MainWindow::chooseProject);
    connect(menu, &MainMenu::homeRequested, this, &MainWindow::goHome);
    connect(menu, &MainMenu::describeRequested, this, &MainWindow::describeUnits);
    connect(menu, &MainMenu::ablationRequested, this, &MainWindow::showAblation);
    connect(menu, &MainMenu::quitRequested, this, &QWidget::close);
    connect(menu, &MainMenu::themeChosen, this, [this](ThemeMode mode) {
        m_settings.setTheme(mode);
        m_theme.setMode(mode);
    });
    connect(menu, &MainMenu::languageChosen, this, [this](const QString& code) {
        m_settings.setLanguage(code);
        m_notice->tell(tr("Brera speaks this language from its next start on."));
    });
    connect(&m_theme, &Theme::changed, this, [this] { refreshIcons(*this); });
}

void MainWindow::connectStart() {
    connect(m_recent, &RecentProjects::loaded, m_start, &StartPage::setRecent);
    connect(m_start, &StartPage::demoRequested, this, &MainWindow::openDemo);
    connect(m_start, &StartPage::newRequested, this, &MainWindow::newProject);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::chooseProject);
    connect(m_start, &StartPage::projectRequested, this, &MainWindow::openProject);
    connect(m_start, &StartPage::forgetRequested, m_recent, &RecentProjects::forget);
}

void MainWindow::connectSession() {
    connect(m_session, &ProjectSession::aboutToChange, this, [this] {
        hideBanners();
        leaveProject();
    });
    connect(m_session, &ProjectSession::opened, this, &MainWindow::showProject);
    connect(m_session, &ProjectSession::openFailed, this,
            [this](const QString&, const QString& message) {
                m_comparing = Comparing::No;
                if (currentPage() == m_extractionPage && !m_extraction->isRunning()) {
                    goHome(); // what was made cannot be shown
                }
                m_notice->tell(message);
            });
    connect(m_session, &ProjectSession::failed, this,
            [this](const QString& message) { m_notice->tell(message); });
    connect(
        m_session, &ProjectSession::unitsLoaded, this,
        [this](const LayerDescriptions& descriptions, const std::vector<project::UnitHead>& units) {
            m_gallery->showUnits(descriptions, units);
        });
    connect(m_session, &ProjectSession::unitLoaded, m_gallery, &GalleryPage::showUnit);
    connect(m_session, &ProjectSession::frameLoaded, m_gallery, &GalleryPage::setFrame);
    connect(m_session, &ProjectSession::sharpLoaded, m_gallery, &GalleryPage::setSharpFrame);
    connect(
        m_session, &ProjectSession::checked, this, [this](const QStringList& stale, bool moved) {
            if (moved) {
                const QString root =
                    QString::fromStdString(m_session->facts().inputs.datasetRoot.string());
                m_moved->tell(tr("The images are no longer in %1. Pictures are missing until Brera "
                                 "knows where they are.")
                                  .arg(root),
                              tr("Locate images…"));
            }
            if (!stale.isEmpty() && !moved) {
                m_stale->tell(
                    tr("These results no longer match what they were made from: %1. A new "
                       "project will have new results.")
                        .arg(stale.join(QStringLiteral("; "))));
            }
        });
    connect(m_moved, &Banner::actionRequested, this, &MainWindow::locateImages);
    connect(m_session, &ProjectSession::rerooted, this,
            [this] { openProject(m_session->facts().path); });
    connect(m_session, &ProjectSession::rerootFailed, this,
            [this](const QString& message) { m_moved->tell(message, tr("Locate images…")); });
}

void MainWindow::connectGallery() {
    connect(m_gallery, &GalleryPage::layerRequested, this, [this](const QString& layer) {
        m_settings.setLayerOf(m_session->facts().path, layer);
        m_session->loadUnits(layer);
    });
    connect(m_gallery, &GalleryPage::unitRequested, m_session, &ProjectSession::loadUnit);
    connect(m_gallery, &GalleryPage::sharpFrameRequested, m_session, &ProjectSession::loadSharp);
    connect(m_gallery, &GalleryPage::emptyActionRequested, this, &MainWindow::resumeExtraction);
    connect(&m_thumbnails, &ThumbnailService::settled, this, [this] {
        if (!m_stripKept && m_session->isOpen()) {
            m_stripKept = true;
            m_recent->keepStrip(m_session->facts().path, *m_gallery);
        }
    });
}

void MainWindow::showPage(QWidget* page) {
    m_pages->setCurrentWidget(page);
    page->setFocus();
    m_jobBar->setVisible(m_extraction->isRunning() && page != m_extractionPage);
    m_describingBar->setVisible(m_describing->isRunning());
    showDescribable();
    const bool inProject =
        page == m_gallery || page == m_comparePage || page == m_describePage || page == m_probePage ||
        page == m_ablationPage;
    const QFileInfo file(m_session->facts().path);
    m_header->setProject(inProject ? file.completeBaseName() : QString(),
                         inProject ? file.absoluteFilePath() : QString());
    m_header->modes()->setMode(page == m_gallery        ? std::optional(Mode::Gallery)
                               : page == m_probePage    ? std::optional(Mode::Probe)
                               : page == m_ablationPage ? std::optional(Mode::Ablation)
                               : page == m_comparePage  ? std::optional(Mode::Compare)
                                                        : std::nullopt);
    m_menu->setPanelsEnabled(page == m_gallery);
    setWindowTitle(inProject ? file.completeBaseName() + QStringLiteral(" – Brera")
                             : QStringLiteral("Brera"));
}

void MainWindow::showMode(Mode mode) {
    switch (mode) {
    case Mode::Gallery:
        showPage(m_gallery);
        return;
    case Mode::Probe:
        openProbePage();
        return;
    case Mode::Ablation:
        showAblation();
        return;
    case Mode::Compare:
        showCompare();
        return;
    }
}

QWidget* MainWindow::currentPage() const {
    return m_pages->currentWidget();
}

void MainWindow::hideBanners() {
    for (Banner* banner : {m_notice, m_saved, m_reported, m_readOnly, m_moved, m_stale}) {
        banner->hide();
    }
}

void MainWindow::closeProject() {
    m_comparing = Comparing::No;
    leaveProject();
    m_session->close();
}

void MainWindow::leaveProject() {
    m_gallery->commit();
    m_undo->clear();
    m_ablationJobs->close();
    m_ablation->close();
    leaveComparing();
    m_search->close();
    m_header->setSearch({});
    m_descriptions->close();
    m_probe->close();
}

void MainWindow::goHome() {
    hideBanners();
    closeProject();
    m_newController->forget();
    m_recent->load();
    showPage(m_start);
}

void MainWindow::newProject() {
    hideBanners();
    closeProject();
    showPage(m_new);
    m_new->networkField()->setFocus();
}

void MainWindow::openProject(const QString& path) {
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    m_notice->hide();
    m_comparing = Comparing::No;
    m_gallery->commit();
    const auto isThis = [&](const std::shared_ptr<SharedProject>& project) {
        return project && QString::fromStdString(project->path().string()) == absolute;
    };
    std::shared_ptr<SharedProject> shared;
    for (const auto& held :
         {m_describing->project(), m_ablationJobs->lentProject(), m_session->shared()}) {
        // One that could only be read may be free to be written by now.
        if (isThis(held) && (held->readOnlyReason().empty() || held->isLent())) {
            shared = held;
        }
    }
    if (shared && shared == m_session->shared() && shared->isDisplaced()) {
        goHome(); // what is there now is another file, and this one keeps it from being written
        shared.reset();
    }
    m_session->open(absolute, shared);
}

void MainWindow::chooseProject() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open project"), {}, tr("Brera projects (*.brera)"));
    if (!path.isEmpty()) {
        openProject(path);
    }
}

void MainWindow::showProject() {
    m_stripKept = false;
    const ProjectFacts& facts = m_session->facts();
    qint64 units = 0;
    for (const LayerShape& layer : facts.layers) {
        units += layer.units;
    }
    const QFileInfo network(QString::fromStdString(facts.inputs.networkPath.string()));
    m_recent->remember(facts.path,
                       (network.fileName().isEmpty() ? QString()
                                                     : network.completeBaseName() +
                                                           QStringLiteral(" · ")) +
                           tr("%n layer(s)", nullptr, static_cast<int>(facts.layers.size())) +
                           QStringLiteral(" · ") + unitsText(units) +
                           (facts.status == project::ExtractionStatus::Complete
                                ? QString()
                                : QStringLiteral(" · ") + tr("unfinished")));
    m_descriptions->open(m_session->shared(), facts.descriptions);
    m_search->open(m_session->shared());
    m_gallery->searchView()->setWriteProblem(m_search->writeProblem());
    beginProbe();
    if (m_describing->isRunning() && m_describing->project() == m_session->shared()) {
        m_descriptions->beginDescribing(m_descriptions->facts().choice);
    }
    openAblation();
    showPage(m_gallery);
    if (!facts.readOnlyReason.isEmpty()) {
        m_readOnly->tell(tr("This project can only be read: %1.").arg(facts.readOnlyReason));
    }
    if (facts.status == project::ExtractionStatus::Complete) {
        m_gallery->showLayers(facts.layers, m_settings.layerOf(facts.path));
    } else {
        m_gallery->showLayers({});
        showUnfinished();
    }
    m_session->check();
}

void MainWindow::locateImages() {
    const QString root = QFileDialog::getExistingDirectory(this, tr("Where are the images now?"));
    if (!root.isEmpty()) {
        m_session->reroot(root);
    }
}

bool MainWindow::isSettled() const {
    return !m_jobs->isBusy() && m_search->isSettled() && (currentPage() != m_gallery || m_gallery->isSettled()) &&
           (currentPage() != m_comparePage || m_comparePage->isSettled());
}

QString MainWindow::problem() const {
    return m_notice->isVisibleTo(this) ? m_notice->text() : QString();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings.setWindowGeometry(saveGeometry());
    m_settings.setGalleryLook(m_gallery->look());
    m_gallery->commit();
    m_jobs->cancelAll();
    event->accept();
}

} // namespace brera::gui
