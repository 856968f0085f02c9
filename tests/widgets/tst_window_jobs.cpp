// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exemplars/extraction_job.h"
#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/compare_session.h"
#include "gui/describing_controller.h"
#include "gui/extraction_controller.h"
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/probe_session.h"
#include "gui/project_session.h"
#include "gui/report_controller.h"
#include "gui/report_dialog.h"
#include "gui/settings.h"
#include "image/preprocess.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "support/slow_describer.h"
#include "widgets/models/hit_model.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/ablation_tray.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/path_field.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace brera;
using namespace brera::widgets;
using gui::ReportController;
using gui::ReportDialog;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
constexpr int kPatience = 30000;
/// Enough of the oracle's images for every job to take a moment.
constexpr int kImagesOfClass = 4;

} // namespace

/// What a person does while jobs run: looking elsewhere, searching, closing, deleting.
class TestWindowJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        QVERIFY(m_made.isValid());
        const auto classes = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& name : classes) {
            QVERIFY(QDir().mkpath(m_made.filePath("images/" + name)));
            for (int number = 0; number < kImagesOfClass; ++number) {
                const auto file = QStringLiteral("/%1.png").arg(number, 3, 10, QLatin1Char('0'));
                QVERIFY(QFile::copy(kOracle + "images/" + name + file,
                                    m_made.filePath("images/" + name + file)));
            }
        }
        QVERIFY(QFile::copy(kOracle + "network_scripted.pt", m_made.filePath("network.pt")));
        QFile list(m_made.filePath("classes.txt"));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(classes.join('\n').toUtf8() + '\n');
        list.close();
        exemplars::runExtraction(jobFor(m_made.filePath("made.brera")), {}, {});
        auto project = project::Project::open(m_made.filePath("made.brera").toStdString());
        for (const std::int64_t unit : {1, 4, 6, 9}) {
            project.setHumanDescription("layer4", unit, "letters in the corner");
        }
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        m_file = m_folder->filePath(QStringLiteral("p.brera"));
        QVERIFY(QFile::copy(m_made.filePath("made.brera"), m_file));
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    // While units are described.

    void describingLeavesWhatOneLooksAt() {
        openSample();
        describe();
        search(QStringLiteral("disc"));
        QTest::keyClick(view()->grid(), Qt::Key_Down);
        QTest::keyClick(view()->grid(), Qt::Key_Right);
        const UnitId current = currentHit();
        QTRY_COMPARE(page()->inspector()->unit(), current);
        // What is described meanwhile is counted and found, and moves nobody.
        m_describer.allowed = 2;
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->describing()->isRunning(), kPatience);
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QVERIFY(page()->isSearching());
        QCOMPARE(currentHit(), current);
        QCOMPARE(page()->inspector()->unit(), current);
        QVERIFY(view()->grid()->hasFocus());
    }

    void describingLeavesThePageOneIsOn() {
        openSample();
        search(QStringLiteral("disc"));
        describe();
        m_window->showCompare();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
        m_describer.allowed = 2;
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->describing()->isRunning(), kPatience);
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
    }

    void describingADeletedProjectEndsAndSaysWhy() {
        openSample();
        describe();
        QVERIFY(QFile::remove(m_file));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->describing()->isRunning(), kPatience);
        QVERIFY(m_window->problem().contains(QStringLiteral("sample.brera")));
        QVERIFY(!m_window->describingBar()->isVisible());
        // What has been read is still there to look at.
        QTest::keyClick(page()->grid(), Qt::Key_Right);
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 1}));
    }

    void anotherProjectOpensWhileOneIsDescribed() {
        openSample();
        describe();
        const QString described = m_file;
        m_file = m_folder->filePath(QStringLiteral("p.brera"));
        openMade();
        QVERIFY(m_window->describing()->isRunning());
        QVERIFY(m_window->describingBar()->isVisible());
        m_describer.allowed = 2;
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->describing()->isRunning(), kPatience);
        QVERIFY(m_window->problem().contains(QStringLiteral("described")));
        QCOMPARE(m_window->session()->facts().path, m_file);
        QTRY_VERIFY(m_window->isSettled());
        const auto project = project::Project::open(described.toStdString());
        QVERIFY(project.readOnlyReason().empty());
        QCOMPARE(project.described().done, 32);
    }

    // While something is measured.

    void measuringLeavesWhatOneLooksAt() {
        openMade();
        search(QStringLiteral("letters"));
        QTest::keyClick(view()->grid(), Qt::Key_Right);
        const UnitId current = currentHit();
        QTRY_COMPARE(page()->inspector()->unit(), current);
        m_window->ablationJobs()->startImportances();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->ablationJobs()->isRunning(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QCOMPARE(currentHit(), current);
        QCOMPARE(page()->inspector()->unit(), current);
        // On its own page too, where it is started.
        m_window->showAblation();
        m_window->ablationJobs()->startImportances();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->ablationJobs()->isRunning(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->ablationPage()));
    }

    void searchingWhileMeasuringFinds() {
        openMade();
        m_window->showAblation();
        m_window->ablationJobs()->startImportances();
        search(QStringLiteral("letters"));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QCOMPARE(view()->model()->rowCount(), 4);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->ablationJobs()->isRunning(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
        QCOMPARE(view()->model()->rowCount(), 4);
    }

    void measuringForADeletedProjectEndsAndSaysWhy() {
        openMade();
        m_window->showAblation();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->ablation()->isReady(), kPatience);
        QVERIFY(QFile::remove(m_file));
        QTest::mouseClick(m_window->ablationPage()->importanceButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->ablationJobs()->isRunning(), kPatience);
        QVERIFY2(m_window->problem().contains(QStringLiteral("p.brera")),
                 qPrintable(m_window->problem()));
        QVERIFY(!m_window->ablationBar()->isVisible());
    }

    void aNetworkThatVanishesIsSaidSo() {
        const QString network = m_made.filePath("network.pt");
        const QString away = m_made.filePath("away.pt");
        QVERIFY(QFile::rename(network, away));
        const auto back = qScopeGuard([&] { QFile::rename(away, network); });
        openMade(); // whose units can be looked at all the same
        m_window->probePicture(m_made.filePath("images/bird/000.png"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->probePage()));
        const auto labels = m_window->probePage()->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(QStringLiteral("network.pt"));
        }));
        m_window->showAblation();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->ablation()->view().problem.isEmpty() ||
                                     !m_window->problem().isEmpty(),
                                 kPatience);
    }

    void imagesThatVanishWhileTheyAreReadAreCounted() {
        const QString images = m_folder->filePath(QStringLiteral("images"));
        QVERIFY(copyFolder(m_made.filePath("images"), images));
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        auto job = jobFor(m_folder->filePath(QStringLiteral("new.brera")));
        job.images = images.toStdString();
        QSignalSpy progressed(m_window->extraction(), &gui::ExtractionController::progressed);
        m_window->extraction()->start(job);
        QTRY_VERIFY_WITH_TIMEOUT(progressed.size() > 0, kPatience);
        QVERIFY(QDir(images).removeRecursively());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->extraction()->isRunning(), kPatience);
        // Either it was done by then, or it says what is missing; the window lives on.
        if (!failed.isEmpty()) {
            QVERIFY(!failed.first().first().toString().isEmpty());
        }
        openMade();
    }

    // Closing.

    void closingWhileAnythingRunsKeepsTheProject_data() {
        QTest::addColumn<int>("what");
        QTest::newRow("check") << 0;
        QTest::newRow("reroot") << 1;
        QTest::newRow("report") << 2;
        QTest::newRow("report dialog") << 3;
        QTest::newRow("importances") << 4;
        QTest::newRow("edited network") << 5;
        QTest::newRow("probe") << 6;
        QTest::newRow("opening another") << 7;
        QTest::newRow("comparison") << 8;
    }

    void closingWhileAnythingRunsKeepsTheProject() {
        QFETCH(int, what);
        openMade();
        const QString edited = m_folder->filePath(QStringLiteral("edited.pt"));
        const QString written = m_folder->filePath(QStringLiteral("r.html"));
        switch (what) {
        case 0:
            m_window->session()->check();
            break;
        case 1:
            m_window->session()->reroot(m_made.filePath("images"));
            break;
        case 2:
        case 3: {
            QTest::mouseClick(m_window->header()->reportButton(), Qt::LeftButton);
            auto* dialog = m_window->findChild<ReportDialog*>();
            QVERIFY(dialog);
            dialog->file()->setPath(written);
            if (what == 2) {
                QTRY_VERIFY(dialog->exportButton()->isEnabled());
                QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
                QVERIFY(m_window->report()->isRunning());
            }
            break;
        }
        case 4:
            m_window->showAblation();
            m_window->ablationJobs()->startImportances();
            break;
        case 5:
            m_window->ablation()->prepare();
            QTRY_VERIFY_WITH_TIMEOUT(m_window->ablation()->isReady(), kPatience);
            m_window->ablation()->toggle({{"layer4", 0}});
            m_window->ablation()->saveEdited(edited);
            break;
        case 6:
            m_window->probePicture(m_made.filePath("images/bird/000.png"));
            break;
        case 7:
            m_window->openProject(m_made.filePath("made.brera"));
            break;
        default:
            m_window->showCompare();
            m_window->compareWith(m_made.filePath("made.brera"));
        }
        m_window->close();
        m_window.reset();
        // What was being written is whole or not there at all.
        QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.part")}).isEmpty());
        makeWindow();
        openMade();
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        QCOMPARE(page()->units()->rowCount(), 24);
    }

    // While a report is written.

    void searchingWhileAReportIsWrittenFinds() {
        openMade();
        const QString file = startReport(QStringLiteral("while.pdf"));
        search(QStringLiteral("letters"));
        QCOMPARE(view()->model()->rowCount(), 4);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->report()->isRunning(), kPatience);
        QVERIFY(page()->isSearching());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QVERIFY(QFile::exists(file));
    }

    void aReportWhoseFolderVanishesIsSaidSo() {
        openMade();
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("reports"))));
        QSignalSpy failed(m_window->report(), &ReportController::failed);
        QSignalSpy done(m_window->report(), &ReportController::done);
        startReport(QStringLiteral("reports/gone.pdf"));
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("reports"))).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size() + done.size(), 1, kPatience);
        QVERIFY(!m_window->reportBar()->isVisible());
        if (!failed.isEmpty()) { // it was not written before the folder went
            QVERIFY2(m_window->problem().contains(QStringLiteral("gone.pdf")),
                     qPrintable(m_window->problem()));
        }
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("reports"))));
    }

    void aReportOfADeletedProjectIsSaidSo() {
        openMade();
        QVERIFY(QFile::remove(m_file));
        QSignalSpy failed(m_window->report(), &ReportController::failed);
        startReport(QStringLiteral("none.html"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
        QVERIFY(m_window->problem().contains(QStringLiteral("p.brera")));
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("none.html"))));
    }

private:
    GalleryPage* page() const { return m_window->galleryPage(); }
    SearchView* view() const { return page()->searchView(); }

    UnitId currentHit() const {
        return view()->model()->unit(view()->grid()->currentIndex().row()).unit;
    }

    exemplars::ExtractionJob jobFor(const QString& project) const {
        exemplars::ExtractionJob job;
        job.network = m_made.filePath("network.pt").toStdString();
        job.images = m_made.filePath("images").toStdString();
        job.project = project.toStdString();
        job.layers = {"conv1", "layer4"};
        job.preprocessing = image::preset("imagenet224").preprocessing;
        job.preprocessing.resize = 64;
        job.preprocessing.cropHeight = 64;
        job.preprocessing.cropWidth = 64;
        job.classList = m_made.filePath("classes.txt").toStdString();
        return job;
    }

    static bool copyFolder(const QString& from, const QString& to) {
        for (const QFileInfo& folder :
             QDir(from).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString target = to + QLatin1Char('/') + folder.fileName();
            if (!QDir().mkpath(target)) {
                return false;
            }
            for (const QFileInfo& file : QDir(folder.filePath()).entryInfoList(QDir::Files)) {
                if (!QFile::copy(file.filePath(), target + QLatin1Char('/') + file.fileName())) {
                    return false;
                }
            }
        }
        return true;
    }

    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }

    void openMade() {
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->session()->facts().path, m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QTRY_COMPARE(page()->units()->rowCount(), 24);
        QTRY_VERIFY(page()->inspector()->model()->rowCount() > 0);
    }

    void openSample() {
        test::SampleOptions options;
        options.described = true;
        m_file = QString::fromStdString(
            test::makeSampleProject(m_folder->path().toStdString(), options).string());
        openMade();
        QTRY_VERIFY(m_window->isSettled());
    }

    /// Starts the slow describer and waits until it has the file.
    void describe() {
        m_describer.allowed = 0;
        m_describer.began = false;
        m_window->describing()->setCalls(
            {test::sampleReport, [this](project::Project& project, const milan::DescribingJob& job,
                                        const std::stop_token& stop, const Progress& progress) {
                 return m_describer(project, job, stop, progress);
             }});
        m_window->describeUnits();
        m_window->describePage()->setCaptioner(QStringLiteral("/sample.captioner"));
        QTRY_VERIFY(m_window->describePage()->isReady());
        QTest::mouseClick(m_window->describePage()->startButton(), Qt::LeftButton);
        QTRY_VERIFY(m_describer.began);
    }

    /// Types the words and goes on to the cards.
    void search(const QString& words) {
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QTest::keyClicks(m_window->header()->searchField(), words);
        QTRY_VERIFY(page()->isSearching() && view()->outcome().query == words &&
                    view()->model()->rowCount() > 0);
        QTest::keyClick(m_window->header()->searchField(), Qt::Key_Return);
        QVERIFY(view()->grid()->hasFocus());
    }

    /// Starts a report of the layer in sight.
    QString startReport(const QString& name) {
        const QString file = m_folder->filePath(name);
        gui::ReportWish wish;
        wish.offer.subject.kind = report::Subject::Kind::Layer;
        wish.offer.subject.name = "layer4";
        wish.file = file;
        m_window->report()->start(m_window->session()->shared(), wish);
        return file;
    }

    QTemporaryDir m_made;
    test::SlowDescriber m_describer;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_file;
};

QTEST_MAIN(TestWindowJobs)
#include "tst_window_jobs.moc"
