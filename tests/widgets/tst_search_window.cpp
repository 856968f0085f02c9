// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "plots/bar_plot.h"
#include "project/audits.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "widgets/models/card_badges.h"
#include "widgets/models/search_list_model.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/notes_panel.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/theme.h"
#include "widgets/views/audit_bar.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace brera;
using namespace brera::widgets;
using project::Verdict;

/// Searching, judging what was found, notes and tags, in the real window. Of the sample's 32 units
/// a third each is "a red disc", "a green disc" and "a blue disc".
class TestSearchWindow : public QObject {
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
        test::SampleOptions options;
        options.described = true;
        m_project = QString::fromStdString(
            test::makeSampleProject(m_folder->path().toStdString(), options).string());
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void resultsComeAsOneTypes() {
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QVERIFY(field()->hasFocus());
        type(QStringLiteral("gre"));
        QVERIFY(found(QStringLiteral("gre"), 0));
        QVERIFY(view()->grid()->isHidden());
        type(QStringLiteral("en"));
        QVERIFY(found(QStringLiteral("green"), 11));
        QCOMPARE(view()->model()->unit(0).text, QStringLiteral("A green disc"));
        QCOMPARE(view()->model()->unit(0).matches, (QList<QPair<int, int>>{{2, 7}}));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(view()->grid()->hasFocus());
        QTRY_COMPARE(page()->inspector()->unit(), view()->model()->unit(0).unit);
        QTest::keyClick(view()->grid(), Qt::Key_Escape);
        QVERIFY(!page()->isSearching());
        QVERIFY(field()->text().isEmpty());
        QVERIFY(page()->grid()->isVisible());
    }

    void modelIsSound() {
        HitModel model({});
        const QAbstractItemModelTester tester(&model,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<FoundUnit> units(3);
        units[0].unit = {"b", 1};
        units[0].wpmi = 1;
        units[1].unit = {"a", 2};
        units[2].unit = {"a", 0};
        units[2].wpmi = 3;
        model.setUnits(units, {QStringLiteral("b"), QStringLiteral("a")});
        model.setOrder(HitOrder::ByWpmi); // what has none comes last
        QCOMPARE(model.rowOf({"a", 0}), 0);
        QCOMPARE(model.rowOf({"a", 2}), 2);
        model.setOrder(HitOrder::ByLayer); // the network's order, not the alphabet's
        QCOMPARE(model.rowOf({"b", 1}), 0);
        QCOMPARE(model.rowOf({"a", 0}), 1);
        model.setLayer(QStringLiteral("a"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf({"b", 1}), -1);
        model.setVerdict({"b", 1}, Verdict::Confirmed); // not shown, yet counted
        QCOMPARE(model.count(Verdict::Confirmed), 1);
        model.setUnits({}, {});
        QCOMPARE(model.rowCount(), 0);

        SearchListModel list;
        const QAbstractItemModelTester listTester(
            &list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        list.setEntries({{QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("x")}});
        list.setEntries({{QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("y")}});
        list.setEntries({});
    }

    void barsFilterByLayer() {
        search(QStringLiteral("disc"), 32);
        QCOMPARE(view()->bars()->groupCount(), 2);
        Q_EMIT view()->bars()->barActivated(0, 0);
        QCOMPARE(view()->model()->rowCount(), 8);
        QCOMPARE(view()->bars()->selectedGroup(), 0);
        Q_EMIT view()->bars()->barActivated(0, 0);
        QCOMPARE(view()->model()->rowCount(), 32);
        auto* orders = view()->orders();
        orders->setCurrentIndex(orders->findData(static_cast<int>(HitOrder::ByLayer)));
        QCOMPARE(view()->model()->unit(0).unit, (UnitId{"conv1", 0}));
    }

    void malformedQueriesAreTakenLiterally() {
        search(QStringLiteral("red AND (green"), -1);
        QVERIFY(view()->outcome().literal);
        search(QStringLiteral("\"red disc\" AND layer:conv1"), 3);
        search(QStringLiteral("disc NOT red"), 21);
    }

    void keysJudgeAndGoOn() {
        search(QStringLiteral("red"), 11);
        QTest::keyClick(field(), Qt::Key_Return);
        auto* grid = view()->grid();
        const UnitId first = view()->model()->unit(0).unit;
        QTest::keyClick(grid, Qt::Key_Y);
        QCOMPARE(view()->model()->unit(0).verdict, Verdict::Confirmed);
        QCOMPARE(grid->currentIndex().row(), 1);
        QTest::keyClick(grid, Qt::Key_N);
        QTest::keyClick(grid, Qt::Key_U);
        QCOMPARE(grid->currentIndex().row(), 3);
        QVERIFY(view()->auditBar()->text().contains(QStringLiteral("3 of 11")));
        const auto badges = view()->model()->index(0).data(UnitModel::BadgesRole).toInt();
        QVERIFY(badges & ConfirmedBadge);

        m_window->undoStack()->undo();
        QCOMPARE(view()->model()->unit(2).verdict, Verdict::Undecided);
        m_window->undoStack()->redo();
        QCOMPARE(view()->model()->unit(2).verdict, Verdict::Unsure);

        // All at once, by mouse.
        grid->selectAll();
        QTest::mouseClick(view()->auditBar()->button(Verdict::Rejected), Qt::LeftButton);
        QCOMPARE(view()->model()->count(Verdict::Rejected), 11);
        m_window->undoStack()->undo();
        QCOMPARE(view()->model()->count(Verdict::Rejected), 1);

        // Everything is in the file, under the query's own name, and comes back.
        QTRY_VERIFY(m_window->isSettled());
        m_window->goHome();
        auto project = project::Project::open(m_project.toStdString());
        const auto verdicts = project::Audits(project).verdicts("red");
        QCOMPARE(verdicts.size(), std::size_t{3});
        QVERIFY(std::any_of(verdicts.begin(), verdicts.end(), [&](const auto& verdict) {
            return verdict.unit == first && verdict.verdict == Verdict::Confirmed;
        }));
    }

    void searchesAreKeptAndChosen() {
        search(QStringLiteral("green"), 11);
        QTest::mouseClick(view()->saveButton(), Qt::LeftButton);
        auto* dialog = m_window->findChild<QInputDialog*>(QStringLiteral("saveSearch"));
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("Lawns"));
        dialog->accept();
        QTRY_COMPARE(view()->outcome().name, QStringLiteral("Lawns"));
        QVERIFY(!view()->saveButton()->isVisible());
        QTRY_VERIFY(m_window->isSettled());
        reopen();
        auto* list = page()->searchList();
        QTRY_COMPARE(list->model()->rowCount(), 5); // four come with Brera
        const auto row = list->model()->index(4, 0);
        QCOMPARE(row.data().toString(), QStringLiteral("Lawns"));
        list->scrollTo(row);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
        QTRY_COMPARE(view()->outcome().title, QStringLiteral("Lawns"));
        QCOMPARE(field()->text(), QStringLiteral("green"));
        Q_EMIT page()->searchRemoved(QStringLiteral("Lawns"));
        QTRY_COMPARE(list->model()->rowCount(), 4);
        QVERIFY(!page()->isSearching());
    }

    void moreLikeThis() {
        m_window->search()->searchSimilar({"layer4", 0});
        QTRY_VERIFY(page()->isSearching());
        QVERIFY(view()->model()->rowCount() > 0);
        QCOMPARE(view()->model()->rowOf({"layer4", 0}), -1);
        QCOMPARE(view()->model()->unit(0).text, QStringLiteral("A red disc"));
        QVERIFY(!view()->saveButton()->isVisible());
    }

    void notesAndTagsAreKeptAndFound() {
        auto* notes = page()->inspector()->notes();
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 0}));
        notes->tags()->setText(QStringLiteral("Odd,  left EYE, odd"));
        notes->note()->setPlainText(QStringLiteral("<b>zebra</b> crossing"));
        notes->commit();
        QCOMPARE(notes->tags()->text(), QStringLiteral("left eye, odd"));
        QTRY_VERIFY(m_window->isSettled());
        search(QStringLiteral("tag:odd"), 1);
        search(QStringLiteral("zebra"), 1);
        reopen();
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 0}));
        QCOMPARE(page()->inspector()->notes()->note()->toPlainText(),
                 QStringLiteral("<b>zebra</b> crossing"));
        QCOMPARE(page()->inspector()->notes()->tags()->text(), QStringLiteral("left eye, odd"));
    }

    void aReadOnlyProjectTakesNoVerdicts() {
        auto writer = project::Project::open(m_project.toStdString()); // while the window has it
        QVERIFY(writer.isReadOnly());
        m_window->goHome();
        QTRY_VERIFY(m_window->isSettled());
        auto first = project::Project::open(m_project.toStdString());
        QVERIFY(!first.isReadOnly());
        open();
        search(QStringLiteral("red"), 11);
        QVERIFY(!view()->auditBar()->button(Verdict::Confirmed)->isEnabled());
        QVERIFY(!view()->saveButton()->isVisible());
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        QCOMPARE(view()->model()->count(Verdict::Confirmed), 0);
    }

    void leavingWhileSearchingIsSafe() {
        for (const char* word : {"r", "re", "red", "~colour", "green OR blue"}) {
            m_window->search()->search(QString::fromLatin1(word));
        }
        m_window->goHome();
        QVERIFY(!page()->isSearching());
        open();
        m_window->search()->search(QStringLiteral("red"));
        m_window.reset();
    }

private:
    GalleryPage* page() const { return m_window->galleryPage(); }
    SearchView* view() const { return page()->searchView(); }
    QLineEdit* field() const { return m_window->header()->searchField(); }

    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        open();
    }

    void open() {
        m_window->openProject(m_project);
        QTRY_COMPARE(m_window->currentPage(), page());
        QTRY_COMPARE(page()->units()->rowCount(), 24);
        QTRY_COMPARE(page()->searchList()->model()->rowCount() >= 4, true);
        QTRY_VERIFY(m_window->isSettled());
    }

    void reopen() {
        m_window.reset();
        makeWindow();
    }

    void type(const QString& text) { QTest::keyClicks(field(), text); }

    /// Types a query anew; −1 = however many.
    void search(const QString& query, int units) {
        field()->setFocus();
        field()->selectAll();
        QTest::keyClicks(field(), query);
        QVERIFY(found(query, units));
    }

    bool found(const QString& query, int units) {
        return QTest::qWaitFor([&] {
            return view()->outcome().query == query &&
                   (units < 0 || view()->model()->rowCount() == units);
        });
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_project;
};

QTEST_MAIN(TestSearchWindow)
#include "tst_search_window.moc"
