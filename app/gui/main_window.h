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
class ExtractionPage;
class GalleryPage;
class JobBar;
class NewProjectPage;
class StartPage;
class Theme;
struct NewProjectForm;
} // namespace brera::widgets

namespace brera::gui {

class ExtractionController;
class HeaderBar;
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

    /// True when nothing runs and everything in sight is drawn.
    bool isSettled() const;
    /// What went wrong last; empty when all is well.
    QString problem() const;

    widgets::StartPage* startPage() const { return m_start; }
    widgets::NewProjectPage* newProjectPage() const { return m_new; }
    widgets::GalleryPage* galleryPage() const { return m_gallery; }
    widgets::ExtractionPage* extractionPage() const { return m_extractionPage; }
    QWidget* currentPage() const;
    widgets::Banner* staleBanner() const { return m_stale; }
    widgets::Banner* readOnlyBanner() const { return m_readOnly; }
    widgets::Banner* movedBanner() const { return m_moved; }
    widgets::Banner* noticeBanner() const { return m_notice; }
    widgets::JobBar* jobBar() const { return m_jobBar; }
    ProjectSession* session() const { return m_session; }
    ExtractionController* extraction() const { return m_extraction; }

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

    void showPage(QWidget* page);
    void hideBanners();
    void showProject();
    void showUnfinished();
    void resumeExtraction();
    void chooseProject();
    void locateImages();
    void startExtraction(const widgets::NewProjectForm& form);
    void extractionDone(const QString& project);

    Settings& m_settings;
    widgets::Theme& m_theme;
    widgets::ThumbnailService m_thumbnails;
    std::unique_ptr<widgets::JobController> m_jobs;
    ProjectSession* m_session;
    ExtractionController* m_extraction;
    RecentProjects* m_recent;
    NewProjectController* m_newController = nullptr;

    HeaderBar* m_header;
    widgets::JobBar* m_jobBar;
    widgets::Banner* m_notice;
    widgets::Banner* m_readOnly;
    widgets::Banner* m_moved;
    widgets::Banner* m_stale;
    QStackedWidget* m_pages;
    widgets::StartPage* m_start;
    widgets::NewProjectPage* m_new;
    widgets::ExtractionPage* m_extractionPage;
    widgets::GalleryPage* m_gallery;
    QString m_finished; ///< a project that became ready while another page was open
    bool m_stripKept = false;
    bool m_fromForm = false; ///< the extraction was asked for by the form, which one may go back to
};

} // namespace brera::gui
