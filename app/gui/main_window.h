// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/jobs/job_controller.h"
#include "widgets/pictures/thumbnail_service.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace brera::widgets {
class Banner;
class DescribePage;
class ExtractionPage;
class GalleryPage;
class JobBar;
class NewProjectPage;
class StartPage;
class Theme;
struct DescribeForm;
struct NewProjectForm;
} // namespace brera::widgets

namespace brera::gui {

class DescribingController;
class DescriptionSession;
class ExtractionController;
class HeaderBar;
class MainMenu;
class NewProjectController;
class ProjectSession;
class RecentProjects;
class Settings;

/// Wires pages to controllers, and nothing else.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `threadSetup` runs first on every worker thread.
    MainWindow(Settings& settings, widgets::Theme& theme, std::function<void()> threadSetup = {},
               QWidget* parent = nullptr);
    /// Cancels what runs and waits for it.
    ~MainWindow() override;

    void goHome();
    void openProject(const QString& path);
    void openDemo();
    void newProject();
    /// Opens the form that has the open project's units described.
    void describeUnits();

    /// True when nothing runs and everything in sight is drawn.
    bool isSettled() const;
    /// What went wrong last; empty when all is well.
    QString problem() const;

    widgets::StartPage* startPage() const { return m_start; }
    widgets::NewProjectPage* newProjectPage() const { return m_new; }
    widgets::GalleryPage* galleryPage() const { return m_gallery; }
    widgets::ExtractionPage* extractionPage() const { return m_extractionPage; }
    widgets::DescribePage* describePage() const { return m_describePage; }
    QWidget* currentPage() const;
    widgets::Banner* staleBanner() const { return m_stale; }
    widgets::Banner* readOnlyBanner() const { return m_readOnly; }
    widgets::Banner* movedBanner() const { return m_moved; }
    widgets::Banner* noticeBanner() const { return m_notice; }
    widgets::JobBar* jobBar() const { return m_jobBar; }
    widgets::JobBar* describingBar() const { return m_describingBar; }
    ProjectSession* session() const { return m_session; }
    ExtractionController* extraction() const { return m_extraction; }
    DescriptionSession* descriptions() const { return m_descriptions; }
    DescribingController* describing() const { return m_describing; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPages();
    void connectMenu();
    void connectStart();
    void connectNewProject();
    void connectExtraction();
    void connectSession();
    void connectGallery();
    void connectDescriptions();
    void connectDescribing();

    void showPage(QWidget* page);
    void hideBanners();
    void showProject();
    void showUnfinished();
    void resumeExtraction();
    void chooseProject();
    void locateImages();
    void startExtraction(const widgets::NewProjectForm& form);
    void extractionDone(const QString& project);
    /// True, and said so, when units are being described: two jobs would fight for the cores.
    bool refuseWhileDescribing();
    void startDescribing(const widgets::DescribeForm& form);
    void endDescribing();
    /// Why no units can be described right now; empty when they can.
    QString describeProblem() const;
    void showDescribable();
    bool isShownDescribed() const;
    void refreshDescriptions(bool unitToo);
    void closeProject();

    Settings& m_settings;
    widgets::Theme& m_theme;
    widgets::ThumbnailService m_thumbnails;
    std::unique_ptr<widgets::JobController> m_jobs;
    ProjectSession* m_session;
    ExtractionController* m_extraction;
    DescriptionSession* m_descriptions;
    DescribingController* m_describing;
    RecentProjects* m_recent;
    NewProjectController* m_newController = nullptr;

    HeaderBar* m_header;
    MainMenu* m_menu = nullptr;
    widgets::JobBar* m_jobBar;
    widgets::JobBar* m_describingBar;
    widgets::Banner* m_notice;
    widgets::Banner* m_readOnly;
    widgets::Banner* m_moved;
    widgets::Banner* m_stale;
    QStackedWidget* m_pages;
    widgets::StartPage* m_start;
    widgets::NewProjectPage* m_new;
    widgets::ExtractionPage* m_extractionPage;
    widgets::GalleryPage* m_gallery;
    widgets::DescribePage* m_describePage;
    QString m_demo;     ///< the demo's project, once it has been prepared
    QString m_finished; ///< a project that became ready while another page was open
    bool m_stripKept = false;
    bool m_fromForm = false; ///< the extraction was asked for by the form, which one may go back to
};

} // namespace brera::gui
