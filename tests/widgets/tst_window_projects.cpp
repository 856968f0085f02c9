// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "gui/description_session.h"
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "gui/shared_project.h"
#include "project/audits.h"
#include "project/project.h"
#include "support/drop.h"
#include "support/sample_project.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/notes_panel.h"
#include "widgets/pages/search_view.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace brera;
using namespace brera::widgets;
using project::Verdict;

namespace {

/// Keeps a job waiting until it is let go.
class Gate {
public:
    void open() {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void wait() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

} // namespace

/// One project after another in the same window, and files that break, vanish and come back.
class TestWindowProjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        make(QStringLiteral("first"), 24);
        make(QStringLiteral("second"), 12);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        m_first = copy(QStringLiteral("first"));
        m_second = copy(QStringLiteral("second"));
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        open(m_first);
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void undoStaysWithItsProject() {
        search(QStringLiteral("red"));
        QVERIFY(test::dropFile(*m_window, m_second));
        // Until the other one is there, this one is open, and what is done belongs to it.
        QCOMPARE(m_window->session()->facts().path, m_first);
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QCOMPARE(m_window->undoStack()->count(), 1);
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        QCOMPARE(m_window->undoStack()->count(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        leave();
        QCOMPARE(verdicts(m_first), std::size_t{1});
        QCOMPARE(verdicts(m_second), std::size_t{0});
    }

    void wordsTypedWhileAnotherProjectOpensAreKept() {
        QVERIFY(test::dropFile(*m_window, m_second));
        QPlainTextEdit* note = page()->inspector()->notes()->note();
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("seen late"));
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(note->toPlainText().isEmpty());
        leave();
        QCOMPARE(read(m_first).note("layer4", 0), std::string("seen late"));
        QVERIFY(read(m_second).note("layer4", 0).empty());
    }

    void aBrokenProjectLeavesTheOpenOneOpen_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no project") << QByteArray("not a project at all");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("SQLite format 3\0", 16);
    }

    void aBrokenProjectLeavesTheOpenOneOpen() {
        QFETCH(QByteArray, content);
        search(QStringLiteral("red"));
        const QString broken = m_folder->filePath(QStringLiteral("broken.brera"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(test::dropFile(*m_window, broken));
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("broken.brera")));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QCOMPARE(m_window->session()->facts().path, m_first);
        // It can be worked on, and the words one looked for are still there.
        QVERIFY(page()->isSearching());
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QCOMPARE(m_window->undoStack()->count(), 1);
        leave();
        QCOMPARE(verdicts(m_first), std::size_t{1});
    }

    void aMissingRecentProjectLeavesTheStartPage() {
        leave();
        QVERIFY(QFile::remove(m_first));
        QTest::keyClick(m_window->startPage()->list(), Qt::Key_Return);
        QTRY_VERIFY(!m_window->problem().isEmpty());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
    }

    void theOpenProjectCanBeOpenedAgain() {
        QVERIFY(test::dropFile(*m_window, m_first));
        QVERIFY(test::dropFile(*m_window, m_first));
        QSignalSpy opened(m_window->session(), &gui::ProjectSession::opened);
        QTRY_COMPARE(opened.size(), 1);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        QVERIFY(!m_window->readOnlyBanner()->isVisible());
    }

    void theLastOfManyIsOpened() {
        for (const QString& file : {m_second, m_first, m_second, m_first, m_second}) {
            QVERIFY(test::dropFile(*m_window, file));
        }
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(m_window->session()->facts().path, m_second);
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        m_window->openProject(m_first);
        m_window->goHome();
        m_window->openProject(m_first);
        QTRY_COMPARE(m_window->session()->facts().path, m_first);
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
    }

    void closingDoesNotWaitForWhoeverReads() {
        Gate gate;
        std::atomic<bool> began = false;
        const auto shared = m_window->session()->shared();
        std::jthread reader([&] {
            shared->with([&](const project::Project&) {
                began = true;
                gate.wait();
            });
        });
        const auto release = qScopeGuard([&] { gate.open(); });
        QTRY_VERIFY(began);
        m_window->goHome(); // would never come back
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
        QVERIFY(!shared->isLent());
        // Nor does another project wait.
        m_window->openProject(m_second);
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        gate.open();
        // And the file is free as soon as it has been let go of.
        open(m_first);
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
    }

    void everyFailedWriteIsTold() {
        // The later writes take the place of the jobs of the earlier ones.
        m_window->descriptions()->keepNote({"layer4", 999}, QStringLiteral("nowhere"));
        m_window->descriptions()->keepNote({"layer4", 1}, QStringLiteral("somewhere"));
        m_window->descriptions()->keepNote({"layer4", 2}, QStringLiteral("elsewhere"));
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("unit 999")));
        m_window->noticeBanner()->hide();
        m_window->search()->setVerdict(QStringLiteral("red"), {"layer4", 998}, Verdict::Unsure);
        m_window->search()->setVerdict(QStringLiteral("red"), {"layer4", 1}, Verdict::Unsure);
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("unit 998")));
        leave();
        QCOMPARE(read(m_first).note("layer4", 1), std::string("somewhere"));
    }

    void writesThatFailOnClosingAreTold() {
        m_window->session()->shared()->post(
            "x", [](project::Project&) { throw ProjectError("the disk is full"); });
        m_window->goHome();
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("disk is full")));
    }

    void aDeletedProjectIsSaidOnce() {
        search(QStringLiteral("red"));
        QVERIFY(QFile::remove(m_first));
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("first.brera")));
        QVERIFY(m_window->problem().contains(QStringLiteral("not kept")));
        QTest::mouseClick(m_window->noticeBanner()->closeButton(), Qt::LeftButton);
        QVERIFY(!m_window->noticeBanner()->isVisible());
        QTest::keyClick(view()->grid(), Qt::Key_N);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(m_window->problem().isEmpty());
        m_window->close();
        m_window.reset();
        QVERIFY(!QFile::exists(m_first));
    }

    void aProjectThatComesBackGetsWhatWasSaid() {
        search(QStringLiteral("red"));
        const QString away = m_folder->filePath(QStringLiteral("away"));
        QVERIFY(QFile::rename(m_first, away));
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QTRY_VERIFY(!m_window->problem().isEmpty());
        QVERIFY(QFile::rename(away, m_first));
        QTest::keyClick(view()->grid(), Qt::Key_N);
        QTRY_VERIFY(m_window->isSettled());
        leave();
        QCOMPARE(verdicts(m_first), std::size_t{2});
    }

    void aProjectInItsPlaceIsNotTouched() {
        search(QStringLiteral("red"));
        QVERIFY(QFile::remove(m_first));
        QVERIFY(QFile::copy(m_second, m_first));
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QTRY_VERIFY(!m_window->problem().isEmpty());
        // Opening it again is opening the other.
        m_window->openProject(m_first);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QTRY_COMPARE(page()->units()->rowCount(), 12);
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        leave();
        QCOMPARE(verdicts(m_first), std::size_t{0});
    }

    void aDeletedComparedProjectIsSaidAndOneStays() {
        m_window->showCompare();
        m_window->compareWith(m_second);
        QTRY_VERIFY(m_window->comparePage()->model()->compared());
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(QFile::remove(m_second));
        Q_EMIT m_window->comparePage()->unitActivated(CompareSide::Second, {"layer4", 3});
        QTRY_VERIFY(m_window->problem().contains(QStringLiteral("second.brera")));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
        QCOMPARE(m_window->session()->facts().path, m_first);
        QVERIFY(m_window->comparePage()->model()->compared());
        // The open project's side leads to its gallery as before.
        Q_EMIT m_window->comparePage()->unitActivated(CompareSide::First, {"layer4", 3});
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 3}));
    }

private:
    GalleryPage* page() const { return m_window->galleryPage(); }
    SearchView* view() const { return page()->searchView(); }

    void make(const QString& name, int units) {
        QVERIFY(QDir(m_made.path()).mkpath(name));
        test::SampleOptions options;
        options.described = true;
        options.layers.back().units = units;
        test::makeSampleProject(m_made.filePath(name).toStdString(), options);
    }

    QString copy(const QString& name) {
        const QString file = m_folder->filePath(name + QStringLiteral(".brera"));
        QFile::copy(m_made.filePath(name + QStringLiteral("/sample.brera")), file);
        return file;
    }

    void open(const QString& file) {
        QVERIFY(test::dropFile(*m_window, file));
        QTRY_COMPARE(m_window->session()->facts().path, file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 0}));
        QTRY_VERIFY(m_window->isSettled());
    }

    /// Types the words and goes on to the cards.
    void search(const QString& words) {
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QTest::keyClicks(m_window->header()->searchField(), words);
        QTRY_VERIFY(page()->isSearching() && view()->outcome().query == words);
        QTRY_VERIFY(m_window->isSettled());
        QTest::keyClick(m_window->header()->searchField(), Qt::Key_Return);
        QVERIFY(view()->grid()->hasFocus());
    }

    void leave() {
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
    }

    static project::Project read(const QString& file) {
        return project::Project::open(file.toStdString(), project::OpenMode::ReadOnly);
    }

    static std::size_t verdicts(const QString& file) {
        auto project = read(file);
        return project::Audits(project).verdicts().size();
    }

    QTemporaryDir m_made;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_first;
    QString m_second;
};

QTEST_MAIN(TestWindowProjects)
#include "tst_window_projects.moc"
