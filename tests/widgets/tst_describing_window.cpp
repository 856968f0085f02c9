// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "gui/describing_controller.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/settings.h"
#include "support/sample_project.h"
#include "support/slow_describer.h"
#include "widgets/models/beam_model.h"
#include "widgets/pages/describe_page.h"
#include "widgets/pages/description_panel.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/why_panel.h"
#include "widgets/theme/theme.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/describe_note.h"
#include "widgets/views/figures_label.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/own_words_edit.h"
#include "widgets/views/word_strip.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace brera;
using namespace brera::widgets;

/// Descriptions in the real window.
class TestDescriptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void cardsAndInspectorShowDescriptions() {
        open(true);
        QCOMPARE(card(0), QStringLiteral("A red disc"));
        QCOMPARE(card(1), QStringLiteral("A green disc"));
        QCOMPARE(panel().words()->text(), QStringLiteral("A red disc"));
        QCOMPARE(why().model()->size(), 11);
        QCOMPARE(why().model()->rowCount(), 8);
        QVERIFY(why().isVisible());
        const auto* note = page().findChild<DescribeNote*>();
        QVERIFY(note->isVisible());
        QVERIFY(note->text().contains(QStringLiteral("generated")));
    }

    void lambdaChangesEveryUnitAndIsKept() {
        open(true);
        why().slider()->setValue(0);
        QCOMPARE(card(0), QStringLiteral("A disc"));
        QCOMPARE(card(23), QStringLiteral("A disc"));
        QCOMPARE(panel().words()->text(), QStringLiteral("A disc"));
        QCOMPARE(why().model()->index(0, 0).data().toString(), QStringLiteral("A disc"));
        Q_EMIT why().slider()->sliderReleased();
        reopen();
        QCOMPARE(why().slider()->value(), 0);
        QCOMPARE(card(0), QStringLiteral("A disc"));
    }

    void aChoiceOnItsWayIsKeptWhenTheProjectIsLeft() {
        open(true);
        why().slider()->setFocus();
        QTest::keyClick(why().slider(), Qt::Key_Home);
        QCOMPARE(card(0), QStringLiteral("A disc"));
        reopen();
        QCOMPARE(why().slider()->value(), 0);
    }

    void theInspectorSaysOnceWhereWordsComeFrom() {
        open(true);
        int said = 0;
        for (const auto* label : page().inspector()->findChildren<QLabel*>()) {
            said += label->isVisible() && label->text().contains(QStringLiteral("generated")) ? 1 : 0;
        }
        for (const auto* label : page().inspector()->findChildren<FiguresLabel*>()) {
            said += label->isVisible() && label->text().contains(QStringLiteral("generated")) ? 1 : 0;
        }
        QCOMPARE(said, 1);
        QCOMPARE(panel().headline(), QStringLiteral("A red disc"));
        panel().own()->setText(QStringLiteral("mine"));
        panel().own()->commit();
        QCOMPARE(panel().headline(), QStringLiteral("mine"));
    }

    void aSmallWindowShowsAllRowsOfTheTable() {
        open(true);
        m_window->resize(720, 480);
        auto* list = why().findChild<QTreeView*>(QStringLiteral("beams"));
        const QModelIndex last = list->model()->index(list->model()->rowCount() - 1, 0);
        QTRY_VERIFY(list->viewport()->rect().contains(list->visualRect(last)));
        QCOMPARE(list->verticalScrollBar()->maximum(), 0);
    }

    void modesChange() {
        open(true);
        QComboBox& modes = *why().modes();
        QCOMPARE(modes.findData(static_cast<int>(DescribeMode::Pmi)), -1);
        modes.setCurrentIndex(modes.findData(static_cast<int>(DescribeMode::Greedy)));
        QCOMPARE(card(0), QStringLiteral("A disc"));
        QVERIFY(!why().slider()->isEnabled());
        modes.setCurrentIndex(modes.findData(static_cast<int>(DescribeMode::Rerank)));
        QCOMPARE(card(0), QStringLiteral("A red disc"));
        QVERIFY(why().slider()->isEnabled());
    }

    void anotherLayerFollowsTheChoice() {
        open(true);
        why().slider()->setValue(0);
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE(page().units()->rowCount(), 8);
        QCOMPARE(card(0), QStringLiteral("A disc"));
    }

    void aWordShowsWhatItLookedAt() {
        open(true);
        WordStrip& words = *panel().words();
        const ExemplarModel& exemplars = *page().inspector()->model();
        QVERIFY(!exemplars.index(1).data(ExemplarModel::AttentionRole).isValid());
        QTest::mouseMove(&words, words.wordRect(1).center().toPoint());
        QTRY_COMPARE(exemplars.index(1).data(ExemplarModel::AttentionRole).toDouble(), 200.0 / 255);
        QCOMPARE(exemplars.index(1).data(ExemplarModel::StrengthRole).toDouble(), 1.0);
        QVERIFY(exemplars.index(0).data(ExemplarModel::StrengthRole).toDouble() < 0.1);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&words, &leave);
        QVERIFY(!exemplars.index(1).data(ExemplarModel::AttentionRole).isValid());
    }

    void ownWordsAreShownAndKept() {
        open(true);
        panel().own()->setFocus();
        QTest::keyClicks(panel().own(), QStringLiteral("my own disc"));
        QTest::keyClick(panel().own(), Qt::Key_Return);
        QCOMPARE(card(0), QStringLiteral("my own disc"));
        // The machine's stays beside it.
        QCOMPARE(panel().words()->text(), QStringLiteral("A red disc"));
        // Typed and not confirmed: leaving the project keeps it all the same.
        page().grid()->setCurrentIndex(page().units()->index(1));
        QTRY_COMPARE(page().inspector()->unit(), (UnitId{"layer4", 1}));
        panel().own()->setFocus();
        QTest::keyClicks(panel().own(), QStringLiteral("unsaved"));
        reopen();
        QCOMPARE(card(0), QStringLiteral("my own disc"));
        QCOMPARE(card(1), QStringLiteral("unsaved"));
        QCOMPARE(panel().own()->text(), QStringLiteral("my own disc"));
        panel().own()->clear();
        panel().own()->commit();
        QCOMPARE(card(0), QStringLiteral("A red disc"));
    }

    void aProjectWithoutDescriptionsOffersThem() {
        open(false);
        QVERIFY(!page().units()->index(0).data(UnitModel::DescriptionRole).isValid());
        auto* describe = panel().findChild<QPushButton*>(QStringLiteral("describe"));
        QVERIFY(describe->isVisible());
        describe->click();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->describePage()));
        QTest::keyClick(m_window->describePage(), Qt::Key_Escape);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
    }

    void theFormLooksAtTheCaptioner() {
        open(false);
        m_window->describeUnits();
        DescribePage& form = *m_window->describePage();
        QFile file(m_folder->filePath(QStringLiteral("broken.captioner")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a captioner");
        file.close();
        form.setCaptioner(file.fileName());
        QTRY_COMPARE_WITH_TIMEOUT(form.captionerState().kind, FieldState::Bad, 30000);
        QVERIFY(!form.captionerState().text.isEmpty());
        QVERIFY(!form.isReady());
        m_window->describing()->setCalls({test::sampleReport, {}});
        form.setCaptioner(QStringLiteral("/sample.captioner"));
        QTRY_COMPARE(form.captionerState().kind, FieldState::Good);
        QVERIFY(form.isReady());
        form.modules()->checkNone();
        QVERIFY(!form.isReady());
    }

    void unitsAreDescribedInTheBackground() {
        open(false);
        begin();
        QVERIFY(m_window->describingBar()->isVisible());
        // Own words are not held up by the job that has the file.
        panel().own()->setText(QStringLiteral("meanwhile"));
        panel().own()->commit();
        QCOMPARE(card(0), QStringLiteral("meanwhile"));
        // Cards come as slices are committed: conv1 first.
        m_describer.allowed = 1;
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE_WITH_TIMEOUT(card(1), QStringLiteral("A green disc"), 15000);
        QVERIFY(m_window->describing()->isRunning());
        m_describer.allowed = 2;
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->describing()->isRunning(), 15000);
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY2(m_window->problem().isEmpty(), qPrintable(m_window->problem()));
        QVERIFY(!m_window->describingBar()->isVisible());
        QCOMPARE(panel().words()->text(), QStringLiteral("A red disc"));
        reopen();
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(1, 0));
        QTRY_COMPARE(page().units()->rowCount(), 24);
        QCOMPARE(card(0), QStringLiteral("meanwhile"));
        QCOMPARE(card(1), QStringLiteral("A green disc"));
    }

    void aCancelledDescribingKeepsWhatIsDone() {
        open(false);
        begin();
        m_describer.allowed = 1;
        QTest::qWait(50);
        Q_EMIT m_window->describingBar()->cancelRequested();
        QTRY_VERIFY(!m_window->describing()->isRunning());
        QTRY_VERIFY(m_window->isSettled());
        QVERIFY(!m_window->problem().isEmpty());
        page().layerList()->setCurrentIndex(page().layerList()->model()->index(0, 0));
        QTRY_COMPARE(page().units()->rowCount(), 8);
        QCOMPARE(card(0), QStringLiteral("A red disc"));
        // The writer has come back.
        panel().own()->setText(QStringLiteral("after"));
        panel().own()->commit();
        reopen();
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
    }

    void aProjectCanBeLeftAndSeenAgainWhileDescribed() {
        open(false);
        begin();
        m_window->goHome();
        QVERIFY(m_window->describing()->isRunning());
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_COMPARE(page().units()->rowCount(), 24);
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        m_describer.allowed = 2;
        QTRY_VERIFY(!m_window->describing()->isRunning());
        QTRY_COMPARE(card(0), QStringLiteral("A red disc"));
    }

    void closingWhileDescribingIsClean() {
        open(false);
        begin();
        panel().own()->setText(QStringLiteral("last words"));
        m_window->close();
        m_window.reset();
        makeWindow();
        openFile();
        QCOMPARE(card(0), QStringLiteral("last words"));
    }

    void ordersAreRemembered() {
        open(true);
        GalleryLook look = page().look();
        look.order = UnitOrder::ByWpmi;
        page().setLook(look);
        m_window->close();
        m_window.reset();
        makeWindow();
        QCOMPARE(page().look().order, UnitOrder::ByWpmi);
    }

private:
    GalleryPage& page() { return *m_window->galleryPage(); }
    WhyPanel& why() { return *page().inspector()->why(); }
    DescriptionPanel& panel() { return *page().inspector()->description(); }

    QString card(int row) {
        return page().units()->index(row).data(UnitModel::DescriptionRole).toString();
    }

    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void open(bool described) {
        test::SampleOptions options;
        options.described = described;
        m_file = QString::fromStdString(
            test::makeSampleProject(m_folder->path().toStdString(), options).string());
        openFile();
    }

    void openFile() {
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_VERIFY(page().units()->rowCount() > 0);
        QTRY_VERIFY(page().inspector()->model()->rowCount() == 15);
        QTRY_VERIFY(m_window->isSettled());
    }

    void reopen() {
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
        openFile();
    }

    /// Starts the slow describer and waits until it has the file.
    void begin() {
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
        m_window->describePage()->startButton()->click();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_VERIFY(m_describer.began);
    }

    test::SlowDescriber m_describer;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

QTEST_MAIN(TestDescriptions)
#include "tst_describing_window.moc"
