// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare_session.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/settings.h"
#include "plots/bar_plot.h"
#include "project/audits.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "widgets/models/compare_model.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/start_page.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/compare_delegate.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/job_bar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace brera;
using namespace brera::widgets;

/// Comparing two projects on the same 20 images, in the real window: 8 + 24 units in the first,
/// 8 + 12 in the second. Their exemplars are alike unit by unit; their activations never change, so
/// that nothing correlates.
class TestCompareWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        make(QStringLiteral("one"), 24);
        make(QStringLiteral("two"), 12);
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        m_first = copy(QStringLiteral("one"));
        m_second = copy(QStringLiteral("two"));
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openProject(m_first);
        QTRY_VERIFY(m_window->currentPage() == m_window->galleryPage());
        QTRY_VERIFY(m_window->isSettled());
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void findsProjectsBesideAndCompares() {
        openPage();
        QVERIFY(page()->emptyState()->isVisible());
        QTRY_COMPARE(page()->projects()->count(), 2); // the other one, and any other file
        QCOMPARE(page()->projects()->itemText(0), QStringLiteral("two"));
        // As a person would: the list, one down, Enter.
        page()->projects()->setFocus();
        QTest::keyClick(page()->projects(), Qt::Key_Down);
        QTRY_VERIFY(page()->model()->compared());
        QVERIFY(!page()->jobBar()->isVisible());
        QCOMPARE(page()->bars()->groupCount(), 2);
        // Nothing correlates, so that nothing has a partner.
        QVERIFY(page()->summary().startsWith(
            QStringLiteral("32 of 32 units are only in one, 20 of 20 only in two.")));
        QVERIFY(page()->summary().contains(QStringLiteral("20 images")));
    }

    void unitsAreMatchedLostAndNew() {
        const QAbstractItemModelTester tester(
            page()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        compare();
        QCOMPARE(page()->model()->count(CompareSection::Matched), 0);
        byExemplars();
        QCOMPARE(page()->model()->count(CompareSection::Matched), 20);
        QCOMPARE(page()->model()->count(CompareSection::Lost), 12);
        QCOMPARE(page()->model()->count(CompareSection::Fresh), 0);
        QCOMPARE(page()->sections()->tabText(1), QStringLiteral("Only in one · 12"));
        QCOMPARE(page()->bars()->exported(plots::FigureFormat::Csv),
                 QByteArray("layer,only in one,only in two\nconv1,0,0\nlayer4,12,0\n"));
        QVERIFY(page()->summary().startsWith(QStringLiteral("12 of 32 units are only in one")));
        const auto half = page()->model()->index(0).data(CompareModel::SecondRole);
        QCOMPARE(half.value<CompareHalf>().name, QStringLiteral("conv1/0"));
        QCOMPARE(half.value<CompareHalf>().text, QStringLiteral("A red disc"));
        QCOMPARE(page()->model()->index(0).data(CompareModel::ScoreRole).toDouble(), 1.0);

        QTest::mouseClick(page()->sections(), Qt::LeftButton, {},
                          page()->sections()->tabRect(1).center());
        QCOMPARE(page()->model()->rowCount(), 12);
        const QModelIndex lost = page()->model()->index(0);
        QVERIFY(!lost.data(CompareModel::FirstRole).value<CompareHalf>().nearest);
        QVERIFY(lost.data(CompareModel::SecondRole).value<CompareHalf>().nearest);
        QVERIFY(lost.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("nearest")));
        QTest::keyClick(page()->sections(), Qt::Key_Right);
        QCOMPARE(page()->model()->rowCount(), 0);
        QVERIFY(!page()->list()->isVisible());

        page()->thresholdSlider()->setFocus();
        QTest::keyClick(page()->thresholdSlider(), Qt::Key_End);
        QCOMPARE(page()->model()->count(CompareSection::Matched), 20); // overlaps of exactly 1
    }

    void newUnitsAreThoseOfTheSecondAlone() {
        const QAbstractItemModelTester tester(
            page()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_window->openProject(m_second);
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        QTRY_VERIFY(m_window->isSettled());
        m_window->compareWith(m_first);
        QTRY_VERIFY(page()->model()->compared());
        byExemplars();
        QCOMPARE(page()->model()->count(CompareSection::Lost), 0);
        QCOMPARE(page()->model()->count(CompareSection::Fresh), 12);
        QTest::mouseClick(page()->sections(), Qt::LeftButton, {},
                          page()->sections()->tabRect(2).center());
        QCOMPARE(page()->model()->rowCount(), 12);
        const QModelIndex fresh = page()->model()->index(0);
        const auto first = fresh.data(CompareModel::FirstRole).value<CompareHalf>();
        const auto second = fresh.data(CompareModel::SecondRole).value<CompareHalf>();
        QVERIFY(first.nearest);
        QVERIFY(!second.nearest);
        QVERIFY(second.name.startsWith(QStringLiteral("layer4/")));
        QCOMPARE(fresh.data().toString(), second.name);
        QVERIFY(fresh.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("nearest")));
        // Of the layer that it is about.
        page()->model()->setLayer(QStringLiteral("conv1"));
        QCOMPARE(page()->model()->rowCount(), 0);
    }

    void filtersAndSorts() {
        const QAbstractItemModelTester tester(
            page()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        compare();
        byExemplars();
        QTest::keyClicks(page()->filterField(), QStringLiteral("green"));
        QCOMPARE(page()->model()->rowCount(), 3 + 4);
        page()->filterField()->setText(QStringLiteral("no such thing"));
        QVERIFY(!page()->list()->isVisible());
        auto* all = page()->list()->parentWidget()->findChild<QPushButton*>();
        QVERIFY(all && all->isVisible());
        QTest::mouseClick(all, Qt::LeftButton);
        QCOMPARE(page()->model()->rowCount(), 20);

        page()->orders()->setCurrentIndex(
            page()->orders()->findText(QStringLiteral("description"), Qt::MatchContains));
        QCOMPARE(textAt(0), QStringLiteral("A blue disc"));

        // A bar filters by its layer, and once more shows all.
        plots::BarPlot* bars = page()->bars();
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_Right);
        QTest::keyClick(bars, Qt::Key_Return);
        QCOMPARE(page()->model()->layer(), QStringLiteral("conv1"));
        QCOMPARE(page()->model()->rowCount(), 8);
        QTest::keyClick(bars, Qt::Key_Return);
        QCOMPARE(page()->model()->rowCount(), 20);
    }

    void countsAnAuditOnBothSides() {
        QSignalSpy whole(m_window->compare(), &gui::CompareSession::started);
        compare();
        QLineEdit* words = page()->audits()->lineEdit();
        words->selectAll();
        QTest::keyClicks(words, QStringLiteral("green"));
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_VERIFY(page()->summary().startsWith(QStringLiteral("11 in one, 7 in two")));
        byExemplars();
        QCOMPARE(page()->model()->count(CompareSection::Matched), 7);
        QVERIFY(page()->model()->index(0).data(CompareModel::FirstRole).value<CompareHalf>().found);
        QCOMPARE(page()->bars()->exported(plots::FigureFormat::Csv),
                 QByteArray("layer,one,two\nconv1,3,3\nlayer4,8,4\n"));
        // Units were not matched again for it, nor are they for all of them.
        words->selectAll();
        QTest::keyClicks(words, QStringLiteral("all units"));
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_COMPARE(page()->model()->count(CompareSection::Matched), 20);
        QCOMPARE(whole.size(), 1);
    }

    void typedWordsStayForTheNextProject() {
        QVERIFY(QFile::copy(m_second, m_folder->filePath(QStringLiteral("three.brera"))));
        compare();
        QLineEdit* words = page()->audits()->lineEdit();
        words->selectAll();
        QTest::keyClicks(words, QStringLiteral("green"));
        page()->projects()->setFocus();
        const int three = page()->projects()->findText(QStringLiteral("three"));
        QVERIFY(three >= 0);
        page()->projects()->setCurrentIndex(three);
        Q_EMIT page()->projects()->activated(three);
        QTRY_VERIFY(page()->summary().startsWith(QStringLiteral("11 in one, 7 in three")));
        QCOMPARE(words->text(), QStringLiteral("green"));
    }

    void escapeLeavesFromAnyField() {
        for (QWidget* field :
             {static_cast<QWidget*>(page()->projects()), static_cast<QWidget*>(page()->audits()),
              static_cast<QWidget*>(page()->orders()), static_cast<QWidget*>(page()->list())}) {
            m_window->compareWith(m_second);
            QTRY_VERIFY(page()->model()->compared() && m_window->currentPage() == page());
            field->setFocus();
            QTest::keyClick(field->focusProxy() ? field->focusProxy() : field, Qt::Key_Escape);
            QVERIFY(m_window->currentPage() == m_window->galleryPage());
        }
    }

    void savedAuditsBringTheirVerdicts() {
        openPage(); // the searches are read by now
        {
            m_window->goHome();
            QTRY_VERIFY(m_window->isSettled());
            auto project = project::Project::open(m_first.toStdString());
            project::Audits audits(project);
            audits.save({"greens", "green"});
            audits.setVerdict("greens", {"layer4", 1}, project::Verdict::Confirmed);
        }
        m_window->openProject(m_first);
        QTRY_VERIFY(m_window->isSettled() && m_window->currentPage() == m_window->galleryPage());
        compare();
        const int row = page()->audits()->findText(QStringLiteral("greens"));
        QVERIFY(row > 0);
        page()->audits()->setCurrentIndex(row);
        Q_EMIT page()->audits()->activated(row);
        QTRY_VERIFY(page()->summary().startsWith(QStringLiteral("11 in one")));
        auto* confirmed = page()->findChild<QCheckBox*>();
        QVERIFY(confirmed->isVisible());
        QTest::mouseClick(confirmed, Qt::LeftButton, {}, QPoint(8, confirmed->height() / 2));
        QVERIFY(page()->summary().startsWith(QStringLiteral("1 in one, 0 in two")));
    }

    void picturesOfBothProjectsArrive() {
        compare();
        byExemplars();
        QTRY_VERIFY(page()->isSettled());
        for (const auto role :
             {CompareModel::FirstPicturesRole, CompareModel::SecondPicturesRole}) {
            const auto pictures = page()->model()->index(0).data(role).value<CardPictures>();
            QCOMPARE(pictures.patches.size(), kCardPatches);
            QVERIFY(!pictures.patches.first().isNull());
        }
    }

    void aUnitOfTheFirstOpensAndTheComparisonWaits() {
        compare();
        byExemplars();
        click(1, CompareSide::First);
        QTRY_VERIFY(m_window->currentPage() == m_window->galleryPage());
        QTRY_COMPARE(m_window->galleryPage()->inspector()->unit(), (UnitId{"conv1", 1}));
        QVERIFY(m_window->comparedBanner()->isVisible());
        Q_EMIT m_window->comparedBanner()->actionRequested();
        QCOMPARE(m_window->currentPage(), page());
        QCOMPARE(page()->model()->count(CompareSection::Matched), 20);
    }

    void aUnitOfTheSecondOpensItsProjectAndBack() {
        compare();
        byExemplars();
        page()->list()->setFocus();
        page()->list()->setCurrentIndex(page()->model()->index(9));
        QTest::keyClick(page()->list(), Qt::Key_Right);
        QTest::keyClick(page()->list(), Qt::Key_Return);
        QTRY_COMPARE(m_window->session()->facts().path, m_second);
        QTRY_COMPARE(m_window->galleryPage()->inspector()->unit(), (UnitId{"layer4", 1}));
        Q_EMIT m_window->comparedBanner()->actionRequested();
        QTRY_COMPARE(m_window->currentPage(), page());
        QCOMPARE(m_window->session()->facts().path, m_first);
        QCOMPARE(page()->model()->count(CompareSection::Matched), 20);
        QTRY_VERIFY(m_window->isSettled());
    }

    void anotherProjectForgetsTheComparison() {
        compare();
        m_window->goHome();
        QVERIFY(!page()->model()->compared());
        QVERIFY(m_window->compare()->first().isEmpty());
        m_window->showCompare(); // without a project there is nothing to compare
        QCOMPARE(m_window->currentPage(), m_window->startPage());
    }

    void badProjectsAreRefusedInWords() {
        m_window->compareWith(m_first);
        QCOMPARE(page()->emptyState()->title(),
                 QStringLiteral("These projects cannot be compared"));
        QFile junk(m_folder->filePath(QStringLiteral("junk.brera")));
        QVERIFY(junk.open(QIODevice::WriteOnly));
        junk.write("no project");
        junk.close();
        QSignalSpy failed(m_window->compare(), &gui::CompareSession::failed);
        m_window->compareWith(junk.fileName());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("junk.brera")));
        QVERIFY(page()->emptyState()->isVisible());
        compare(); // and on with a good one
    }

    void stopsAndClosesWhileItRuns() {
        QSignalSpy ended(m_window->compare(), &gui::CompareSession::cancelled);
        QSignalSpy done(m_window->compare(), &gui::CompareSession::done);
        m_window->compareWith(m_second);
        QVERIFY(page()->jobBar()->isVisible());
        Q_EMIT page()->jobBar()->cancelRequested();
        QTRY_COMPARE(ended.size() + done.size(), 1);
        QVERIFY(!page()->jobBar()->isVisible());
        m_window->compareWith(m_second);
        m_window->close();
        m_window.reset();
    }

    void isReadableWhenNarrow() {
        m_window->resize(720, 480);
        compare();
        byExemplars();
        QVERIFY(page()->list()->isVisible());
        QVERIFY(page()->list()->viewport()->height() >= 72);
        // The chart is there when it is wanted.
        QVERIFY(!page()->bars()->isVisible());
        QTest::mouseClick(page()->chartButton(), Qt::LeftButton);
        QVERIFY(page()->bars()->isVisible());
        QVERIFY(!page()->list()->isVisible());
        QTRY_VERIFY(page()->bars()->height() >= 96);
        QTest::mouseClick(page()->chartButton(), Qt::LeftButton);
        QVERIFY(!page()->bars()->isVisible());
        QVERIFY(page()->list()->isVisible());
        const QRect row = page()->list()->visualRect(page()->model()->index(0));
        QVERIFY(CompareDelegate::halfRect(row, CompareSide::First).right() <
                CompareDelegate::halfRect(row, CompareSide::Second).left());
    }

private:
    void make(const QString& name, int units) {
        const QString folder = m_made.filePath(name);
        QDir().mkpath(folder);
        test::SampleOptions options;
        options.described = true;
        options.layers = {{"conv1", 8, 16, 16}, {"layer4", units, 4, 4}};
        test::makeSampleProject(folder.toStdString(), options);
    }

    QString copy(const QString& name) {
        const QString path = m_folder->filePath(name + QStringLiteral(".brera"));
        QFile::copy(m_made.filePath(name + QStringLiteral("/sample.brera")), path);
        return path;
    }

    ComparePage* page() const { return m_window->comparePage(); }

    void openPage() {
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_window->currentPage(), page());
    }

    void compare() {
        m_window->compareWith(m_second);
        QTRY_VERIFY(page()->model()->compared());
        QVERIFY(page()->list()->isVisible() || page()->model()->rowCount() == 0);
    }

    void byExemplars() {
        page()->measures()->setFocus();
        QTest::keyClick(page()->measures(), Qt::Key_Down);
    }

    QString textAt(int row) const {
        return page()->model()->index(row).data(CompareModel::FirstRole).value<CompareHalf>().text;
    }

    void click(int row, CompareSide side) {
        const QRect place = page()->list()->visualRect(page()->model()->index(row));
        QTest::mouseClick(page()->list()->viewport(), Qt::LeftButton, {},
                          CompareDelegate::halfRect(place, side).center());
    }

    QTemporaryDir m_made; ///< the projects' originals and their images
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_first;
    QString m_second;
};

QTEST_MAIN(TestCompareWindow)
#include "tst_compare_window.moc"
