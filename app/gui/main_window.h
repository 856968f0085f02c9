// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/audits.h"
#include "base/unit_id.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/pages/compare_view.h"
#include "widgets/models/card_badges.h"
#include "widgets/pictures/thumbnail_service.h"

#include <QMainWindow>

#include <memory>
#include <set>
#include <vector>

class QMimeData;
class QMenu;
class QStackedWidget;
class QUndoStack;

namespace brera::widgets {
class AblationPage;
class AblationTray;
class Banner;
class ComparePage;
class DescribePage;
class ExtractionPage;
class GalleryPage;
class JobBar;
class NewProjectPage;
class ProbePage;
class StartPage;
class Theme;
struct AblationView;
struct DescribeForm;
struct NewProjectForm;
struct SearchEntry;
} // namespace brera::widgets

namespace brera::gui {

class AblationJobs;
class AblationSession;
class CompareSession;
class DescribingController;
class DescriptionSession;
class ExtractionController;
class HeaderBar;
class MainMenu;
enum class Mode;
class NewProjectController;
class ProbeSession;
class ProjectSession;
class RecentProjects;
class ReportController;
class SearchSession;
class Settings;
struct ReportOffer;

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
    /// Opens the page about switching units off.
    void showAblation();
    /// Shows what the open project's network makes of a picture.
    void probePicture(const QString& file);
    /// The same once the project that is being opened is there.
    void probeWhenOpen(const QString& file) { m_pictureToProbe = file; }

    /// Opens the page that compares the open project with others.
    void showCompare();
    /// Compares the open project, or the one that is being opened, with another one.
    void compareWith(const QString& path);

    /// Asks what a report of the open project is to be about, and writes it.
    void exportReport();

    /// Searches once the project that is being opened is there.
    void searchWhenOpen(const QString& query);

    /// True when nothing runs and everything in sight is drawn.
    bool isSettled() const;
    /// What went wrong last; empty when all is well.
    QString problem() const;

    widgets::StartPage* startPage() const { return m_start; }
    widgets::NewProjectPage* newProjectPage() const { return m_new; }
    widgets::GalleryPage* galleryPage() const { return m_gallery; }
    widgets::ExtractionPage* extractionPage() const { return m_extractionPage; }
    widgets::DescribePage* describePage() const { return m_describePage; }
    widgets::ProbePage* probePage() const { return m_probePage; }
    widgets::ComparePage* comparePage() const { return m_comparePage; }
    CompareSession* compare() const { return m_compare; }
    widgets::Banner* comparedBanner() const { return m_compared; }
    ReportController* report() const { return m_report; }
    widgets::Banner* reportedBanner() const { return m_reported; }
    widgets::JobBar* reportBar() const { return m_reportBar; }
    QWidget* currentPage() const;
    widgets::Banner* staleBanner() const { return m_stale; }
    widgets::Banner* readOnlyBanner() const { return m_readOnly; }
    widgets::Banner* movedBanner() const { return m_moved; }
    widgets::Banner* noticeBanner() const { return m_notice; }
    widgets::JobBar* jobBar() const { return m_jobBar; }
    HeaderBar* header() const { return m_header; }
    SearchSession* search() const { return m_search; }
    widgets::JobBar* describingBar() const { return m_describingBar; }
    ProjectSession* session() const { return m_session; }
    ProbeSession* probing() const { return m_probe; }
    ExtractionController* extraction() const { return m_extraction; }
    DescriptionSession* descriptions() const { return m_descriptions; }
    DescribingController* describing() const { return m_describing; }
    AblationSession* ablation() const { return m_ablation; }
    AblationJobs* ablationJobs() const { return m_ablationJobs; }
    widgets::AblationTray* tray() const { return m_tray; }
    widgets::AblationPage* ablationPage() const { return m_ablationPage; }
    widgets::JobBar* ablationBar() const { return m_ablationBar; }
    widgets::Banner* savedBanner() const { return m_saved; }
    /// What a person can take back in the open project; empty without one.
    QUndoStack* undoStack() const { return m_undo; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// Why a project is being opened in the course of a comparison.
    enum class Comparing { No, Look, Return };

    void buildPages();
    void connectMenu();
    void connectStart();
    void connectNewProject();
    void connectExtraction();
    void connectSession();
    void connectGallery();
    void connectDescriptions();
    void connectDescribing();
    void connectAblation();
    void connectCards();
    void connectTray();
    void connectAblationPage();
    void connectAblationJobs();
    void connectProbe();
    void connectSearch();
    void connectCompare();
    void connectReport();
    ReportOffer comparisonOffer() const;
    ReportOffer searchOffer() const;
    ReportOffer trayOffer() const;
    QList<ReportOffer> reportOffers() const;

    void showPage(QWidget* page);
    void showMode(Mode mode);
    void hideBanners();
    void showProject();
    void showUnfinished();
    void resumeExtraction();
    void chooseProject();
    void locateImages();
    void startExtraction(const widgets::NewProjectForm& form);
    void extractionDone(const QString& project);
    /// An extraction that ends before its first slice leaves no project.
    void forgetUnmade();
    /// True, and said so, when units are being described: two jobs would fight for the cores.
    bool refuseWhileDescribing();
    void startDescribing(const widgets::DescribeForm& form);
    void endDescribing();
    /// Why no units can be described right now; empty when they can.
    QString describeProblem() const;
    void showDescribable();
    bool isShownDescribed() const;
    void refreshDescriptions(bool unitToo);
    void giveVerdicts(const QList<UnitId>& units, project::Verdict verdict);
    void saveSearch();
    void connectWords();
    void searchSimilar(const UnitId& unit);
    void showSearchMenu(const QPoint& place, const QList<UnitId>& units);
    void setCardBadge(widgets::CardBadge badge, const std::set<UnitId>& units);
    void addAblationActions(QMenu& menu, const std::vector<UnitId>& units);
    void showAblationView(const widgets::AblationView& view);
    /// Shows where units can be switched off right now, and what can be measured.
    void showAblatable();
    void openAblation();
    void saveEdited();
    void startComparing(const widgets::CompareWish& wish);
    void showCompareAudits(const std::vector<widgets::SearchEntry>& entries);
    void openCompared(widgets::CompareSide side, const UnitId& unit);
    void goOnComparing();
    void openComparedProject(const QString& path, Comparing reason);
    void leaveComparing();
    void closeProject();
    /// What is shown of the open project ends; the file stays open.
    void leaveProject();
    void beginProbe();
    bool canProbe() const;
    /// False, and said why, when there is no network to ask.
    bool openProbePage();
    void choosePicture(bool source);
    void pastePicture();
    void takePicture(const QMimeData& data, bool source);

    Settings& m_settings;
    widgets::Theme& m_theme;
    widgets::ThumbnailService m_thumbnails;
    std::unique_ptr<widgets::JobController> m_jobs;
    ProjectSession* m_session;
    ExtractionController* m_extraction;
    DescriptionSession* m_descriptions;
    DescribingController* m_describing;
    ProbeSession* m_probe;
    SearchSession* m_search;
    CompareSession* m_compare;
    RecentProjects* m_recent;
    QUndoStack* m_undo;
    AblationSession* m_ablation;
    AblationJobs* m_ablationJobs;
    NewProjectController* m_newController = nullptr;

    HeaderBar* m_header;
    MainMenu* m_menu = nullptr;
    widgets::JobBar* m_jobBar;
    widgets::JobBar* m_describingBar;
    widgets::JobBar* m_ablationBar;
    widgets::Banner* m_notice;
    widgets::Banner* m_saved;
    widgets::Banner* m_readOnly;
    widgets::Banner* m_moved;
    widgets::Banner* m_stale;
    QStackedWidget* m_pages;
    widgets::StartPage* m_start;
    widgets::NewProjectPage* m_new;
    widgets::ExtractionPage* m_extractionPage;
    widgets::GalleryPage* m_gallery;
    widgets::DescribePage* m_describePage;
    widgets::AblationPage* m_ablationPage;
    widgets::AblationTray* m_tray;
    widgets::ProbePage* m_probePage;
    QString m_pictureToProbe;
    widgets::ComparePage* m_comparePage = nullptr;
    widgets::Banner* m_compared = nullptr;
    ReportController* m_report = nullptr;
    widgets::JobBar* m_reportBar = nullptr;
    widgets::Banner* m_reported = nullptr;
    QString m_reportFile; ///< the report that was written last
    Comparing m_comparing = Comparing::No;
    UnitId m_comparedUnit;
    QString m_compareWhenOpen;
    QString m_demo;     ///< the demo's project, once it has been prepared
    QString m_unfinished; ///< a project that is being made and not in the list of recent ones yet
    QString m_finished; ///< a project that became ready while another page was open
    QString m_savedFile; ///< the edited network that was written last
    bool m_rankingWanted = false; ///< importances were asked for before they were known
    bool m_stripKept = false;
    bool m_fromForm = false; ///< the extraction was asked for by the form, which one may go back to
};

} // namespace brera::gui
