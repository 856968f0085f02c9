// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_window.h"

#include "gui/command_line.h"
#include "gui/extraction_controller.h"
#include "gui/network_inspector.h"
#include "support/drop.h"
#include "support/sample_project.h"
#include "widgets/pages/extraction_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/new_project_page.h"
#include "widgets/pages/probe_page.h"
#include "widgets/pages/start_page.h"
#include "widgets/views/path_field.h"

#include <QFile>
#include <QListView>
#include <QSignalSpy>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

namespace {

const QString kData = QStringLiteral(BRERA_TEST_DATA "/oracle/");

/// The oracle's network on the oracle's images, in a folder of its own.
NewProjectForm oracleForm(const QString& folder) {
    NewProjectForm form;
    form.network = kData + QStringLiteral("network_traced.pt");
    form.images = kData + QStringLiteral("images");
    form.project = folder + QStringLiteral("/oracle.brera");
    form.preprocessing = image::preset("imagenet224").preprocessing;
    form.preprocessing.resize = 64;
    form.preprocessing.cropHeight = 64;
    form.preprocessing.cropWidth = 64;
    form.layers = {"layer4"};
    form.device = QStringLiteral("cpu");
    return form;
}

} // namespace

/// From a network and images to the gallery, and what can go wrong on the way.
class TestMainWindow : public test::SampleWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dress(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void beginsOnTheStartPage() {
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
        QVERIFY(m_window->problem().isEmpty());
    }

    void theFormLearnsFromRealFiles() {
        m_window->newProject();
        NewProjectPage& page = *m_window->newProjectPage();
        page.networkField()->setPath(kData + QStringLiteral("network_scripted.pt"));
        page.imagesField()->setPath(kData + QStringLiteral("images"));
        QTRY_VERIFY_WITH_TIMEOUT(page.networkState().kind != FieldState::Blank &&
                                     page.networkState().kind != FieldState::Checking,
                                 60000);
        QVERIFY2(page.networkState().kind == FieldState::Good,
                 qPrintable(page.networkState().text));
        QTRY_COMPARE(page.imagesState().kind, FieldState::Good);
        QVERIFY(page.imagesState().text.contains(QStringLiteral("200")));
        QVERIFY(page.modules()->rowCount() > 5);
        QVERIFY(!page.form().layers.empty());
        m_window->goHome();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->startPage()));
    }

    void badFilesAreExplained() {
        m_window->newProject();
        NewProjectPage& page = *m_window->newProjectPage();
        page.networkField()->setPath(kData + QStringLiteral("dataset.json"));
        page.imagesField()->setPath(m_folder->path());
        page.classesField()->setPath(m_folder->filePath(QStringLiteral("none.txt")));
        QTRY_COMPARE_WITH_TIMEOUT(page.networkState().kind, FieldState::Bad, 30000);
        QTRY_COMPARE(page.imagesState().kind, FieldState::Bad);
        QTRY_COMPARE(page.classesState().kind, FieldState::Bad);
        QVERIFY(!page.networkState().text.isEmpty());
        QVERIFY(!page.imagesState().text.isEmpty());
        QVERIFY(!page.isReady());
    }

    void extractsAndOpensTheProject() {
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->extractionPage()));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->currentPage() == m_window->galleryPage() || failed.count() > 0, 120000);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        QTRY_COMPARE(m_window->galleryPage()->units()->rowCount(), 24);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), 30000);
    }

    void aCancelledExtractionGoesOn() {
        QSignalSpy progressed(m_window->extraction(), &gui::ExtractionController::progressed);
        QSignalSpy cancelled(m_window->extraction(), &gui::ExtractionController::cancelled);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QTRY_VERIFY_WITH_TIMEOUT(progressed.count() > 0, 60000);
        Q_EMIT m_window->extractionPage()->cancelRequested();
        QTRY_VERIFY_WITH_TIMEOUT(cancelled.count() == 1, 60000);
        QVERIFY(!m_window->extractionPage()->isRunning());
        QVERIFY(!m_window->extraction()->isRunning());
        Q_EMIT m_window->extractionPage()->againRequested();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->currentPage(),
                                  static_cast<QWidget*>(m_window->galleryPage()), 120000);
    }

    void aFailedExtractionSaysWhy() {
        NewProjectForm form = oracleForm(m_folder->path());
        form.layers = {"layer9"};
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        m_window->extraction()->start(gui::jobOf(form));
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() == 1, 60000);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("layer9")));
        QVERIFY(!QFile::exists(form.project));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->extractionPage()));
    }

    void closingWhileExtractingIsClean() {
        QSignalSpy progressed(m_window->extraction(), &gui::ExtractionController::progressed);
        m_window->extraction()->start(gui::jobOf(oracleForm(m_folder->path())));
        QTRY_VERIFY_WITH_TIMEOUT(progressed.count() > 0, 60000);
        m_window->close();
        m_window.reset();
    }

    void anUnfinishedProjectOffersToGoOn() {
        test::SampleOptions options;
        options.finished = false;
        const QString file = QString::fromStdString(
            test::makeSampleProject(m_folder->path().toStdString(), options).string());
        m_window->openProject(file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
        QCOMPARE(m_window->galleryPage()->units()->rowCount(), 0);
        QSignalSpy failed(m_window->extraction(), &gui::ExtractionController::failed);
        // Its network is no network, so going on ends with a message and nothing lost.
        Q_EMIT m_window->galleryPage()->emptyActionRequested();
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() == 1, 60000);
        QVERIFY(QFile::exists(file));
    }

    void anUnfinishedProjectIsAmongTheRecentOnes() {
        const NewProjectForm form = oracleForm(m_folder->path());
        m_window->extraction()->start(gui::jobOf(form));
        QTRY_VERIFY_WITH_TIMEOUT(!m_settings->recent().isEmpty(), 60000);
        QCOMPARE(m_settings->recent().first().path, form.project);
        QVERIFY(m_settings->recent().first().summary.contains(QStringLiteral("unfinished")));
        m_window->close();
        m_window.reset();
        makeWindow();
        // One that was stopped before anything was measured is not there at all.
        QListView* list = m_window->startPage()->list();
        QCOMPARE(list->model()->rowCount(), QFile::exists(form.project) ? 1 : 0);
        openSample(false);
        QVERIFY(m_settings->recent().first().summary.contains(QStringLiteral("unfinished")));
        m_window->goHome();
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->galleryPage()));
    }

    void picturesNeedAProjectToBeDroppedOn() {
        QVERIFY(!test::dropFile(*m_window, kData + QStringLiteral("images/bird/000.png")));
        openSample();
        QVERIFY(test::dropFile(*m_window, kData + QStringLiteral("images/bird/000.png")));
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->probePage()));
    }

    void argumentsAreChecked() {
        const auto parse = [](const QStringList& arguments) {
            return gui::parseCommandLine(QStringList{QStringLiteral("brera")} + arguments);
        };
        QVERIFY(parse({}).problem.isEmpty());
        QCOMPARE(parse({QStringLiteral("a.brera")}).project, QStringLiteral("a.brera"));
        QVERIFY(parse({QStringLiteral("--demo")}).demo);
        QCOMPARE(parse({QStringLiteral("--theme"), QStringLiteral("dark")}).theme,
                 std::optional(ThemeMode::Dark));
        QVERIFY(!parse({QStringLiteral("--theme"), QStringLiteral("pink")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--frobnicate")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--size"), QStringLiteral("big")}).problem.isEmpty());
        QCOMPARE(parse({QStringLiteral("--size"), QStringLiteral("800x600")}).size,
                 QSize(800, 600));
        QVERIFY(!parse({QStringLiteral("a"), QStringLiteral("b")}).problem.isEmpty());
        QVERIFY(!parse({QStringLiteral("--help")}).answer.isEmpty());
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
