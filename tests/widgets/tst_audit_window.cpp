// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "plots/bar_plot.h"
#include "project/audits.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/notes_panel.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/theme.h"
#include "widgets/views/audit_bar.h"
#include "widgets/views/card_grid_view.h"

#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace brera;
using namespace brera::widgets;
using project::Verdict;

/// A person's way through an audit with mouse and keyboard alone: choosing it, sorting, judging,
/// taking back, and what must not be disturbed by work that goes on meanwhile.
class TestAuditWindow : public QObject {
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
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openProject(m_project);
        QTRY_COMPARE(m_window->currentPage(), page());
        QTRY_COMPARE(page()->searchList()->model()->rowCount(), 4);
        QTRY_VERIFY(m_window->isSettled());
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void aShippedAuditIsChosenByMouse() {
        QListView* list = page()->searchList();
        const QModelIndex colours = list->model()->index(3, 0);
        list->scrollTo(colours);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(colours).center());
        QTRY_COMPARE(view()->outcome().name, QStringLiteral("colours"));
        QCOMPARE(view()->outcome().total, 32);
        // Two things cannot be looked at in one place.
        QVERIFY(page()->layerList()->selectionModel()->selectedIndexes().isEmpty());
        QTest::keyClick(view()->grid(), Qt::Key_Escape);
        QTest::keyClick(page()->grid(), Qt::Key_Escape);
        QVERIFY(!page()->isSearching());
        QCOMPARE(page()->layerList()->selectionModel()->selectedIndexes().size(), 1);
    }

    void allWordsOfAKindAreFound() {
        search(QStringLiteral("~colour"), 32);
        search(QStringLiteral("~animal"), 0);
        search(QStringLiteral("gre*"), 11);
        search(QStringLiteral("red OR blue"), 21);
    }

    void unitsAreSortedByKeyboard() {
        search(QStringLiteral("disc"), 32);
        const auto first = [&] { return view()->model()->unit(0); };
        QComboBox* orders = view()->orders();
        orders->setFocus();
        const auto walkTo = [&](HitOrder order) {
            orders->setFocus();
            QTest::keyClick(orders, Qt::Key_Home);
            while (orders->currentData().toInt() != static_cast<int>(order) &&
                   orders->currentIndex() + 1 < orders->count()) {
                QTest::keyClick(orders, Qt::Key_Down);
            }
        };
        walkTo(HitOrder::ByActivation);
        for (int row = 1; row < 32; ++row) {
            QVERIFY(view()->model()->unit(row - 1).activation >=
                    view()->model()->unit(row).activation);
        }
        walkTo(HitOrder::ByWpmi);
        for (int row = 1; row < 32; ++row) {
            QVERIFY(view()->model()->unit(row - 1).wpmi >= view()->model()->unit(row).wpmi);
        }
        m_window->search()->setImportances({{{"layer4", 5}, 0.5}, {{"conv1", 2}, 0.7}});
        walkTo(HitOrder::ByImportance);
        QTRY_COMPARE(first().unit, (UnitId{"conv1", 2}));
        QCOMPARE(view()->model()->unit(1).unit, (UnitId{"layer4", 5}));
        walkTo(HitOrder::ByMatch);
        QCOMPARE(first().unit, view()->outcome().units.front().unit);
    }

    void barsAreClickedAndCountWhatIsConfirmed() {
        search(QStringLiteral("red"), 11);
        const QPoint bar = view()->bars()->positionOf(0, 0);
        QWidget* drawing = view()->bars()->childAt(bar);
        QVERIFY(drawing);
        QTest::mouseClick(drawing, Qt::LeftButton, {}, drawing->mapFrom(view()->bars(), bar));
        QCOMPARE(view()->model()->layer(), QStringLiteral("conv1"));
        QCOMPARE(view()->model()->rowCount(), 3);
        view()->grid()->setFocus();
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        const QString table =
            QString::fromUtf8(view()->bars()->exported(plots::FigureFormat::Csv));
        QVERIFY2(table.contains(QStringLiteral("conv1,3,1")), qPrintable(table));
        QVERIFY2(table.contains(QStringLiteral("layer4,8,0")), qPrintable(table));
        QCOMPARE(view()->model()->layer(), QStringLiteral("conv1")); // still filtered
    }

    void unitsLikeOneAreOneKeyAway() {
        page()->grid()->setFocus();
        QTRY_COMPARE(page()->inspector()->unit(), (UnitId{"layer4", 0}));
        QTest::keyClick(page()->grid(), Qt::Key_M);
        QTRY_VERIFY(page()->isSearching());
        QCOMPARE(view()->model()->unit(0).text, QStringLiteral("A red disc"));
        QCOMPARE(view()->model()->rowOf({"layer4", 0}), -1);
        const UnitId next = view()->model()->unit(0).unit;
        view()->grid()->setFocus();
        QTest::keyClick(view()->grid(), Qt::Key_M);
        QTRY_VERIFY(view()->model()->rowOf(next) < 0);
    }

    void severalAreJudgedAndTakenBack() {
        search(QStringLiteral("red"), 11);
        auto* grid = view()->grid();
        const auto click = [&](int row, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(grid->viewport(), Qt::LeftButton, keys,
                              grid->visualRect(view()->model()->index(row)).center());
        };
        click(0, {});
        click(2, Qt::ShiftModifier);
        QCOMPARE(view()->chosenUnits().size(), 3);
        QTest::mouseClick(view()->auditBar()->button(Verdict::Confirmed), Qt::LeftButton);
        QCOMPARE(view()->model()->count(Verdict::Confirmed), 3);
        QVERIFY(view()->auditBar()->button(Verdict::Confirmed)->isChecked());
        // The keyboard stays with the cards.
        QVERIFY(grid->hasFocus());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view()->model()->count(Verdict::Confirmed), 0);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(view()->model()->count(Verdict::Confirmed), 3);
        click(1, {});
        QTest::keyClick(grid, Qt::Key_Delete);
        QCOMPARE(view()->model()->count(Verdict::Confirmed), 2);
        click(0, {});
        QTest::keyClick(grid, Qt::Key_Right);
        QCOMPARE(grid->currentIndex().row(), 1);
    }

    void lettersInFieldsAreNoVerdicts() {
        search(QStringLiteral("red"), 11);
        QTRY_COMPARE(page()->inspector()->unit(), view()->model()->unit(0).unit);
        QPlainTextEdit* note = openNotes();
        QTest::keyClicks(note, QStringLiteral("any unusual map /"));
        QCOMPARE(note->toPlainText(), QStringLiteral("any unusual map /"));
        QCOMPARE(view()->model()->count(Verdict::Undecided), 11);
        // Out of the field first, then out of the search.
        QTest::keyClick(note, Qt::Key_Escape);
        QVERIFY(page()->isSearching());
        QVERIFY(view()->grid()->hasFocus());
        QTest::keyClick(view()->grid(), Qt::Key_Escape);
        QVERIFY(!page()->isSearching());
    }

    void aNoteLeavesOneWhereOneIs() {
        search(QStringLiteral("disc"), 32);
        auto* grid = view()->grid();
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_End);
        const UnitId last = view()->model()->unit(grid->currentIndex().row()).unit;
        QTest::keyClick(grid, Qt::Key_Up, Qt::ShiftModifier);
        const auto chosen = view()->chosenUnits();
        const int top = grid->verticalScrollBar()->value();
        QTRY_VERIFY(m_window->isSettled());
        QPlainTextEdit* note = openNotes();
        QTest::keyClicks(note, QStringLiteral("seen"));
        page()->inspector()->notes()->commit();
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(view()->chosenUnits().size(), chosen.size());
        QVERIFY(view()->chosenUnits().contains(last));
        QCOMPARE(grid->verticalScrollBar()->value(), top);
    }

    void aLayerThatComesLaterDoesNotTakeTheInspector() {
        m_window->goHome();
        m_window->searchWhenOpen(QStringLiteral("green"));
        m_window->openProject(m_project);
        QTRY_VERIFY(page()->isSearching() && m_window->isSettled());
        QCOMPARE(page()->inspector()->unit(), view()->model()->unit(0).unit);
    }

    void whatGoesOnBehindLeavesThePageAlone() {
        search(QStringLiteral("red"), 11);
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
        m_window->search()->refresh();
        m_window->search()->setImportances({{{"layer4", 5}, 0.5}});
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
        // Whoever searches goes there, and types on.
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        field()->clear();
        QTest::keyClicks(field(), QStringLiteral("gre"));
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(page()));
        QVERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("en"));
        QCOMPARE(field()->text(), QStringLiteral("green"));
    }

    void namesOfOtherSearchesAreNotTaken() {
        search(QStringLiteral("red"), 11);
        saveAs(QStringLiteral("faces"));
        QTRY_COMPARE(view()->outcome().name, QStringLiteral("faces (2)"));
        QTRY_COMPARE(page()->searchList()->model()->rowCount(), 5);
        search(QStringLiteral("blue"), 10);
        saveAs(QStringLiteral("Faces (2)"));
        QTRY_COMPARE(view()->outcome().name, QStringLiteral("Faces (2) (2)"));
        // Words that are a shipped audit's name are not that audit.
        search(QStringLiteral("people"), 0);
        search(QStringLiteral("text"), 0);
        QVERIFY(view()->outcome().name.isEmpty());
    }

    void aRemovedSearchComesBackWithItsVerdicts() {
        search(QStringLiteral("red"), 11);
        view()->grid()->setFocus();
        QTest::keyClick(view()->grid(), Qt::Key_Y);
        const UnitId judged = view()->model()->unit(0).unit;
        QTRY_COMPARE(page()->searchList()->model()->rowCount(), 5);
        Q_EMIT page()->searchRemoved(QStringLiteral("red"));
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(page()->searchList()->model()->rowCount(), 4);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(page()->searchList()->model()->rowCount(), 5);
        QTRY_VERIFY(m_window->isSettled());
        QCOMPARE(m_window->search()->verdict(QStringLiteral("red"), judged), Verdict::Confirmed);
        m_window.reset();
        auto project = project::Project::open(m_project.toStdString());
        QCOMPARE(project::Audits(project).verdicts("red").size(), std::size_t{1});
    }

private:
    GalleryPage* page() const { return m_window->galleryPage(); }
    SearchView* view() const { return page()->searchView(); }
    QLineEdit* field() const { return m_window->header()->searchField(); }

    void search(const QString& query, int units) {
        field()->setFocus();
        field()->selectAll();
        QTest::keyClicks(field(), query);
        QVERIFY(QTest::qWaitFor([&] {
            return view()->outcome().query == query && view()->model()->rowCount() == units;
        }));
    }

    QPlainTextEdit* openNotes() {
        auto* tabs = page()->inspector()->findChild<QTabWidget*>();
        tabs->setCurrentWidget(page()->inspector()->notes());
        QPlainTextEdit* note = page()->inspector()->notes()->note();
        QTest::mouseClick(note->viewport(), Qt::LeftButton);
        return note;
    }

    void saveAs(const QString& name) {
        QTest::mouseClick(view()->saveButton(), Qt::LeftButton);
        auto* dialog = m_window->findChild<QInputDialog*>(QStringLiteral("saveSearch"));
        QVERIFY(dialog);
        auto* line = dialog->findChild<QLineEdit*>();
        line->selectAll();
        QTest::keyClicks(line, name);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QInputDialog*>(QStringLiteral("saveSearch")));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_project;
};

QTEST_MAIN(TestAuditWindow)
#include "tst_audit_window.moc"
