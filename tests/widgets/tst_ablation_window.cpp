// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/project_ablation.h"
#include "exemplars/extraction_job.h"
#include "gui/ablation_jobs.h"
#include "gui/ablation_session.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/settings.h"
#include "image/preprocess.h"
#include "network/edited.h"
#include "plots/curve_plot.h"
#include "project/project.h"
#include "widgets/models/class_table_model.h"
#include "widgets/models/tray_model.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/ablation_tray.h"
#include "widgets/pages/class_panel.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/inspector.h"
#include "widgets/pages/sets_panel.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/card_delegate.h"
#include "widgets/views/card_grid_view.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/set_figures.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QListView>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <cmath>

using namespace brera;
using namespace brera::widgets;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
constexpr int kPatience = 20000;

// The reference's accuracies on the oracle's 200 images (tests/data/oracle/ablation/runs.json).
constexpr double kWhole = 0.245;
constexpr double kWithoutOne = 0.25; ///< layer4/0
constexpr double kWithoutSix = 0.22;
const std::vector<UnitId> kSix{{"conv1", 2},  {"layer1", 0}, {"layer1", 4},
                               {"layer4", 3}, {"layer4", 7}, {"layer4", 11}};

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

} // namespace

/// Switching units off in the real window, on a small trained network.
class TestAblation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        QVERIFY(m_made.isValid());
        QVERIFY(QFile::copy(kOracle + "network_scripted.pt", m_made.filePath("network.pt")));
        extract("network.pt", "made.brera");
        auto project = project::Project::open(made("made.brera"));
        for (const std::int64_t unit : {1, 4, 6, 9}) {
            project.setHumanDescription("layer4", unit, "letters in the corner");
        }
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        m_file = m_folder->filePath("p.brera");
        QVERIFY(QFile::copy(m_made.filePath("made.brera"), m_file));
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

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
        settle();
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        QAbstractItemModel& table = *m_window->ablationPage()->classPanel()->table();
        QCOMPARE(table.rowCount(), 10);
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

    void importancesSortTheCards() {
        openFile();
        m_window->showAblation();
        m_window->ablationPage()->importanceButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
        settle();
        QVERIFY2(m_window->problem().isEmpty(), qPrintable(m_window->problem()));
        QCOMPARE(static_cast<qint64>(jobs().importances().size()), session().view().allUnits);
        session().toggle({{"layer4", 0}});
        settle();
        const double change = set(0).after->loss() - set(0).before->loss();
        QVERIFY(std::abs(jobs().importances().at({"layer4", 0}) - change) < 1e-6);
        Q_EMIT m_window->ablationPage()->backRequested();
        QComboBox& orders = *page().orderBox();
        orders.setCurrentIndex(orders.findData(static_cast<int>(UnitOrder::ByImportance)));
        double last = 1e9;
        for (int row = 0; row < page().units()->rowCount(); ++row) {
            const double importance =
                page().units()->index(row).data(UnitModel::ImportanceRole).toDouble();
            QVERIFY(importance <= last);
            last = importance;
        }
        // Another sitting knows them, once the network is open.
        m_window->goHome();
        openFile();
        prepare();
        QTRY_VERIFY_WITH_TIMEOUT(page().units()->hasImportances(), kPatience);
    }

    void aCancelledJobKeepsWhatWasMeasured() {
        openFile();
        prepare();
        CurveRequest request;
        request.everything = true;
        request.order = CurveOrder::AsGiven;
        // At once: on a fast machine the rest takes no longer than a look at the clock.
        connect(&jobs(), &gui::AblationJobs::curveShown, m_window.get(), [this] {
            if (jobs().isRunning() && jobs().shown().curve.points.size() > 2) {
                Q_EMIT m_window->ablationBar()->cancelRequested();
            }
        });
        jobs().startCurve(request);
        QVERIFY(m_window->ablationBar()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(jobs().shown().curve.points.size() > 2, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().curves().empty(), kPatience);
        const CurveView& kept = jobs().curves().front();
        QVERIFY(!kept.complete);
        QVERIFY(kept.curve.points.size() > 2);
        QVERIFY(static_cast<qint64>(kept.curve.points.size()) < session().view().allUnits);
        QVERIFY(m_window->problem().contains(QStringLiteral("kept")));
    }

    void curvesAreDrawnLoadedAndKept() {
        openFile();
        m_window->showAblation();
        session().setUnits(kSix, QStringLiteral("six"));
        settle();
        CurvePanel& panel = *m_window->ablationPage()->curvePanel();
        panel.orderBox()->setCurrentIndex(
            panel.orderBox()->findData(static_cast<int>(CurveOrder::AsGiven)));
        panel.stepBox()->setValue(2);
        panel.trialsBox()->setValue(2);
        panel.measureButton()->click();
        QVERIFY(!panel.measureButton()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(jobs().curves().size(), std::size_t{1}, kPatience);
        const CurveView& curve = panel.curve();
        QVERIFY(curve.complete);
        QCOMPARE(curve.curve.points.size(), std::size_t{4}); // 0, 2, 4, 6
        QCOMPARE(curve.controls.size(), std::size_t{2});
        QVERIFY(near(curve.curve.points.back().sets.front().top1(), kWithoutSix));
        const auto points = panel.plot()->points(0);
        QCOMPARE(points.size(), 4);
        QVERIFY(near(points.first().percent, kWhole * 100));
        QVERIFY(panel.stopButton()->text().contains(QStringLiteral("Stop rule")));
        // A click on a point loads its units.
        Q_EMIT panel.plot()->pointActivated(0, 4);
        QCOMPARE(units(), (std::vector<UnitId>(kSix.begin(), kSix.begin() + 4)));
        // The mean of random orders has no units of its own.
        Q_EMIT panel.plot()->pointActivated(1, 4);
        QCOMPARE(units().size(), std::size_t{4});
        QVERIFY(!m_window->problem().isEmpty());
        m_window->goHome();
        openFile();
        QTRY_COMPARE_WITH_TIMEOUT(jobs().curves().size(), std::size_t{1}, kPatience);
        QCOMPARE(panel.curveBox()->count(), 1);
        QCOMPARE(panel.plot()->points(0).size(), 4);
        Q_EMIT panel.removeRequested(jobs().shown().id);
        QTRY_COMPARE_WITH_TIMEOUT(jobs().curves().size(), std::size_t{0}, kPatience);
    }

    void textNeuronsAreFoundByTheirDescriptions() {
        openFile();
        m_window->showAblation();
        settle();
        CurvePanel& panel = *m_window->ablationPage()->curvePanel();
        QVERIFY(panel.presetButton()->isVisible());
        panel.presetButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(jobs().curves().size(), std::size_t{1}, kPatience);
        const CurveView& curve = jobs().curves().front();
        QVERIFY(curve.complete);
        QCOMPARE(curve.curve.order.size(), std::size_t{4});
        QCOMPARE(curve.controls.size(), std::size_t{10});
        QVERIFY(curve.all.has_value());
        QCOMPARE(curve.all->points.size(), std::size_t{5});
        QCOMPARE(static_cast<qint64>(curve.all->order.size()), session().view().allUnits);
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
    }

    void closingWhileMeasuringIsClean() {
        openFile();
        session().setUnits(kSix, QStringLiteral("six"));
        m_window->goHome(); // while the network is being opened
        openFile();
        prepare();
        CurveRequest request;
        request.everything = true;
        request.order = CurveOrder::AsGiven;
        jobs().startCurve(request);
        session().toggle({{"layer4", 0}});
        QTRY_VERIFY_WITH_TIMEOUT(jobs().shown().curve.points.size() > 1, kPatience);
        m_window->close();
        m_window.reset();
        makeWindow();
        openFile();
        QVERIFY(m_window->session()->facts().readOnlyReason.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(jobs().curves().size(), std::size_t{1}, kPatience);
    }

private:
    GalleryPage& page() { return *m_window->galleryPage(); }
    AblationTray& tray() { return *m_window->tray(); }
    gui::AblationSession& session() { return *m_window->ablation(); }
    gui::AblationJobs& jobs() { return *m_window->ablationJobs(); }
    const std::vector<UnitId>& units() { return session().view().units; }
    QString names() {
        QStringList names;
        for (const UnitId& unit : units()) {
            names.append(QString::fromStdString(unit.toString()));
        }
        return names.join(QLatin1Char(' '));
    }
    const SetView& set(std::size_t number) { return session().view().sets.at(number); }
    CardBadges badges(int row) {
        return CardBadges::fromInt(page().units()->index(row).data(UnitModel::BadgesRole).toInt());
    }

    std::filesystem::path made(const char* name) { return m_made.filePath(name).toStdString(); }

    void extract(const char* network, const char* project) {
        exemplars::ExtractionJob job;
        job.network = made(network);
        job.images = (kOracle + "images").toStdString();
        job.project = made(project);
        job.layers = {"conv1", "layer1", "layer2", "layer3", "layer4"};
        job.preprocessing = image::preset("imagenet224").preprocessing;
        job.preprocessing.resize = 64;
        job.preprocessing.cropHeight = 64;
        job.preprocessing.cropWidth = 64;
        job.classList = made("classes.txt");
        QFile classes(m_made.filePath("classes.txt"));
        QVERIFY(classes.open(QIODevice::WriteOnly));
        const auto folders = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        classes.write(folders.join('\n').toUtf8() + '\n');
        classes.close();
        exemplars::runExtraction(job, {}, {});
    }

    void makeWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1280, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void openFile() {
        m_window->openProject(m_file);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        QTRY_VERIFY(page().units()->rowCount() > 0);
        QTRY_COMPARE(page().currentLayer(), QStringLiteral("layer4"));
        QTRY_VERIFY(!session().view().sets.empty() || !session().view().problem.isEmpty());
    }

    void prepare() {
        session().prepare();
        QTRY_VERIFY_WITH_TIMEOUT(session().isReady(), kPatience);
    }

    /// Until what was asked for is exact.
    void settle() {
        QTRY_VERIFY_WITH_TIMEOUT(session().isReady() && session().isSettled(), kPatience);
    }

    void clickToggle(int row) {
        CardGridView& grid = *page().grid();
        const QModelIndex index = page().units()->index(row);
        grid.scrollTo(index);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {},
                          CardDelegate::toggleRect(grid.visualRect(index)).center());
    }

    QTemporaryDir m_made;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
};

QTEST_MAIN(TestAblation)
#include "tst_ablation_window.moc"
