// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_window.h"

#include "network/edited.h"
#include "widgets/models/class_table_model.h"
#include "widgets/models/tray_model.h"
#include "widgets/models/unit_model.h"
#include "widgets/pages/class_panel.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/pages/sets_panel.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/set_figures.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QListView>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QTreeView>
#include <QUndoStack>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

/// Switching units off in the real window, on a small trained network.
class TestAblation : public test::AblationWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { makeProject(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void cardsAreSwitchedOffByMouseAndKey() {
        openFile();
        CardGridView& grid = *page().grid();
        QVERIFY(tray().isVisible());
        QVERIFY(!tray().hint().isEmpty());
        clickToggle(0);
        QCOMPARE(units(), (std::vector<UnitId>{{"layer4", 0}}));
        QVERIFY(badges(0).testFlag(AblatedBadge));
        QVERIFY(!badges(1).testFlag(AblatedBadge));
        // A click on the button chooses no card.
        QCOMPARE(grid.currentIndex().row(), 0);
        grid.setCurrentIndex(page().units()->index(2));
        grid.setFocus();
        QTest::keyClick(&grid, Qt::Key_A);
        QCOMPARE(units(), (std::vector<UnitId>{{"layer4", 0}, {"layer4", 2}}));
        QTest::keyClick(&grid, Qt::Key_A);
        clickToggle(0);
        QVERIFY(units().empty());
        QVERIFY(!badges(0).testFlag(AblatedBadge));
        // Several at once.
        grid.setCurrentIndex(page().units()->index(2));
        QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&grid, Qt::Key_A);
        QCOMPARE(names(), QStringLiteral("layer4/2 layer4/3 layer4/4"));
    }

    void anEstimateComesBeforeTheExactFigures() {
        openFile();
        prepare();
        QVERIFY(near(set(0).before->top1(), kWhole));
        QSignalSpy changes(m_window->ablation(), &gui::AblationSession::changed);
        session().toggle({{"layer4", 0}});
        settle();
        bool estimated = false;
        for (const auto& change : changes) {
            const SetView& view = change.first().value<AblationView>().sets.front();
            // Never an estimate behind the exact value.
            QVERIFY(!(view.estimate && view.after));
            estimated = estimated || view.estimate.has_value();
        }
        QVERIFY(estimated);
        QVERIFY(near(set(0).after->top1(), kWithoutOne));
        QVERIFY2(tray().figures()->text().contains(QStringLiteral("25.0%")),
                 qPrintable(tray().figures()->text()));
        QVERIFY(tray().figures()->text().contains(QStringLiteral("▲0.5")));
    }

    void onlyTheNewestQuestionIsAnswered() {
        openFile();
        prepare();
        for (const std::int64_t unit : {5, 6, 7, 8}) {
            session().toggle({{"layer4", unit}});
        }
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        QVERIFY(near(set(0).after->top1(), kWithoutSix));
        QCOMPARE(tray().model()->rowCount(), 6);
    }

    void everyStepCanBeUndone() {
        openFile();
        prepare();
        session().toggle({{"layer4", 0}});
        session().setUnits(kSix, QStringLiteral("six"));
        tray().clearButton()->click();
        QVERIFY(units().empty());
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(units(), kSix);
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(units(), (std::vector<UnitId>{{"layer4", 0}}));
        settle();
        QVERIFY(near(set(0).after->top1(), kWithoutOne));
        QTest::keyClick(&page(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(units(), kSix);
        settle();
        QVERIFY(near(set(0).after->top1(), kWithoutSix));
    }

    void chipsTakeUnitsOutAndTheTrayIsKept() {
        openFile();
        const QAbstractItemModelTester tester(
            tray().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        session().setUnits(kSix, QStringLiteral("six"));
        QListView& chips = *tray().chips();
        QVERIFY(chips.isVisible());
        chips.setCurrentIndex(tray().model()->index(0));
        QTest::keyClick(&chips, Qt::Key_Delete);
        QCOMPARE(units().size(), std::size_t{5});
        const QRect chip = chips.visualRect(tray().model()->index(0));
        QTest::mouseClick(chips.viewport(), Qt::LeftButton, {},
                          QPoint(chip.right() - 14, chip.center().y()));
        QCOMPARE(units().front(), (UnitId{"layer1", 4}));
        const auto left = units();
        m_window->goHome();
        QVERIFY(!tray().isVisible());
        openFile();
        QCOMPARE(units(), left);
        QVERIFY(m_window->undoStack()->count() == 0);
        // It is measured without being asked for.
        QTRY_VERIFY_WITH_TIMEOUT(!session().view().sets.empty() && set(0).after, kPatience);
    }

    void classesWithTheLargestChangesComeFirst() {
        openFile();
        m_window->showAblation();
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->ablationPage()));
        ClassPanel& panel = *ablation().classPanel();
        auto& table = *qobject_cast<QSortFilterProxyModel*>(panel.table());
        const QAbstractItemModelTester sorted(
            &table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester source(
            table.sourceModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        settle();
        // Nothing has changed: by name, and the header says so.
        QCOMPARE(table.rowCount(), 10);
        QCOMPARE(panel.view()->header()->sortIndicatorSection(),
                 static_cast<int>(ClassTableModel::ClassColumn));
        for (int row = 1; row < table.rowCount(); ++row) {
            QVERIFY(table.index(row - 1, 0).data().toString() <
                    table.index(row, 0).data().toString());
        }
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        QCOMPARE(panel.view()->header()->sortIndicatorSection(),
                 static_cast<int>(ClassTableModel::ChangeColumn));
        double before = 1e9;
        double sum = 0;
        for (int row = 0; row < table.rowCount(); ++row) {
            const QVariant change =
                table.index(row, ClassTableModel::ChangeColumn).data(ClassTableModel::ChangeRole);
            QVERIFY(change.isValid());
            QVERIFY(std::abs(change.toDouble()) <= before);
            before = std::abs(change.toDouble());
            sum += change.toDouble() * 20;
        }
        // Twenty images a class: together they are the change of the whole set.
        QVERIFY(near(std::round(sum), std::round(200 * (kWithoutSix - kWhole))));
        QVERIFY(table.index(0, 0).data().toString() != table.index(1, 0).data().toString());
    }

    void meansTakeTheirPlace() {
        openFile();
        prepare();
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        const double zero = set(0).after->lossSum;
        Q_EMIT tray().meanRequested(true);
        QTRY_VERIFY_WITH_TIMEOUT(session().isSettled() && set(0).after, kPatience);
        QVERIFY(!near(set(0).after->lossSum, zero));
        QVERIFY(near(set(0).before->top1(), kWhole));
        QVERIFY(!tray().saveButton()->isEnabled());
    }

    void setsThatMatchNoClassSaySo() {
        openFile();
        prepare();
        const QString folder = m_folder->filePath(QStringLiteral("others"));
        QVERIFY(QDir().mkpath(folder + "/weasel"));
        QVERIFY(QFile::copy(kOracle + "images/bird/000.png", folder + "/weasel/000.png"));
        SetsPanel& panel = *m_window->ablationPage()->setsPanel();
        Q_EMIT panel.addRequested(folder);
        QTRY_VERIFY_WITH_TIMEOUT(session().isSettled() && !set(1).problem.isEmpty(), kPatience);
        QVERIFY2(panel.text(1).contains(QStringLiteral("weasel")), qPrintable(panel.text(1)));
        // The others are as good as before.
        session().toggle({{"layer4", 0}});
        settle();
        QVERIFY(near(set(0).after->top1(), kWithoutOne));
        Q_EMIT panel.removeRequested(1);
        QCOMPARE(session().view().sets.size(), std::size_t{1});
        // A list of files with a few birds is a set too; it is there again later.
        QFile csv(m_folder->filePath(QStringLiteral("birds.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("path,label\n");
        for (int number = 0; number < 4; ++number) {
            csv.write(
                (kOracle + QStringLiteral("images/bird/00%1.png,bird\n").arg(number)).toUtf8());
        }
        csv.close();
        Q_EMIT panel.addRequested(csv.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(session().isSettled() && set(1).after, kPatience);
        QCOMPARE(set(1).name, QStringLiteral("birds"));
        QCOMPARE(set(1).before->images, 4);
        m_window->goHome();
        openFile();
        QTRY_COMPARE(session().view().sets.size(), std::size_t{2});
    }

    void theEditedNetworkShowsWhatWasRemoved() {
        openFile();
        prepare();
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        const QString path = m_folder->filePath(QStringLiteral("edited.pt"));
        session().saveEdited(path);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->savedBanner()->isVisible(), kPatience);
        QVERIFY(m_window->savedBanner()->text().contains(QStringLiteral("edited.pt")));
        const auto edit = network::editOf(path.toStdString());
        QCOMPARE(edit.units.at("layer4"), (std::vector<std::int64_t>{3, 7, 11}));
        QVERIFY(edit.why.find("accuracy") != std::string::npos);
        m_window->goHome();
        QVERIFY(QFile::rename(path, m_made.filePath("edited.pt")));
        extract("edited.pt", "edited.brera");
        m_file = m_made.filePath("edited.brera");
        openFile();
        QTRY_VERIFY(badges(3).testFlag(RemovedBadge));
        QVERIFY(!badges(4).testFlag(RemovedBadge));
        // There is nothing left to switch off.
        clickToggle(3);
        QVERIFY(units().empty());
        prepare();
        QVERIFY(near(set(0).before->top1(), kWithoutSix));
    }

    void aFileThatCannotBeWrittenIsSaidSo() {
        openFile();
        prepare();
        session().toggle({{"layer4", 0}});
        session().saveEdited(m_folder->filePath(QStringLiteral("no/such/folder/edited.pt")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->problem().isEmpty(), kPatience);
        QVERIFY(!m_window->savedBanner()->isVisible());
    }

    void aMissingNetworkIsSaidSo() {
        QVERIFY(QFile::rename(m_made.filePath("network.pt"), m_made.filePath("away.pt")));
        const auto back = qScopeGuard(
            [this] { QFile::rename(m_made.filePath("away.pt"), m_made.filePath("network.pt")); });
        openFile();
        QTRY_VERIFY(!session().view().problem.isEmpty());
        QVERIFY2(tray().hint().contains(QStringLiteral("network.pt")), qPrintable(tray().hint()));
        clickToggle(0);
        QTest::keyClick(page().grid(), Qt::Key_A);
        QVERIFY(units().empty());
        m_window->showAblation();
        QVERIFY(!m_window->ablationPage()->importanceButton()->isEnabled());
        QVERIFY(!m_window->ablationPage()->curvePanel()->measureButton()->isEnabled());
        QVERIFY(ablation().curvePanel()->reason().contains(QStringLiteral("network.pt")));
    }

    void theTrayFitsThePageItStandsBelow() {
        openFile();
        QVERIFY(tray().hint().contains(QStringLiteral("⊘")));
        QVERIFY(tray().pageButton()->isVisible());
        m_window->showAblation();
        // No cards are here, and the page it leads to is this one.
        QVERIFY(!tray().hint().contains(QStringLiteral("⊘")));
        QVERIFY(!tray().pageButton()->isVisible());
        session().setUnits(kSix, QStringLiteral("six"));
        QVERIFY(tray().chips()->isVisible());
        const int high = tray().height();
        m_window->resize(720, 480);
        QTRY_VERIFY(tray().height() < high);
        QVERIFY(!tray().chips()->isVisible());
        QVERIFY(tray().figures()->isVisible());
        m_window->resize(1280, 860);
        QTRY_VERIFY(tray().chips()->isVisible());
        QVERIFY(tray().saveButton()->isVisible());
    }

    void nothingOfANarrowPageIsCutOff() {
        openFile();
        m_window->showAblation();
        m_window->resize(720, 480);
        QTRY_COMPARE(m_window->width(), 720);
        QTest::qWait(0);
        const CurvePanel& panel = *ablation().curvePanel();
        for (const QWidget* part : panel.findChildren<QWidget*>()) {
            if (part->isVisible()) {
                const int right = part->mapTo(&ablation(), part->rect().bottomRight()).x();
                QVERIFY2(right < ablation().width(), part->metaObject()->className());
            }
        }
        // The form is whole above the tray.
        const QPushButton* measure = panel.measureButton();
        QVERIFY(measure->mapTo(&ablation(), QPoint(0, measure->height())).y() <=
                ablation().height());
    }

    void escapeLeavesThePageFromAnyField() {
        openFile();
        for (const bool number : {false, true}) {
            m_window->showAblation();
            CurvePanel& panel = *ablation().curvePanel();
            auto* field = number ? static_cast<QWidget*>(panel.stepBox()) : panel.orderBox();
            field->setFocus();
            QTest::keyClick(field, Qt::Key_Escape);
            QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        }
    }
};

QTEST_MAIN(TestAblation)
#include "tst_ablation_window.moc"
