// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation_window.h"

#include "gui/project_session.h"
#include "plots/curve_plot.h"
#include "project/experiments.h"
#include "project/project.h"
#include "widgets/models/unit_model.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/job_bar.h"

#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSpinBox>

#include <algorithm>
#include <map>

using namespace brera;
using namespace brera::test;
using namespace brera::widgets;

namespace {

bool same(const std::map<UnitId, double>& left, const std::map<UnitId, double>& right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](const auto& a, const auto& b) {
               return a.first == b.first && near(a.second, b.second);
           });
}

} // namespace

/// Curves and importances in the real window, on a small trained network.
class TestCurves : public test::AblationWindow {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { makeProject(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void importancesSortTheCards() {
        openFile();
        m_window->showAblation();
        ablation().importanceButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
        settle();
        QVERIFY2(m_window->problem().isEmpty(), qPrintable(m_window->problem()));
        QCOMPARE(static_cast<qint64>(jobs().importances().size()), session().view().allUnits);
        session().toggle({{"layer4", 0}});
        settle();
        const double change = set(0).after->loss() - set(0).before->loss();
        QVERIFY(std::abs(jobs().importances().at({"layer4", 0}) - change) < 1e-6);
        Q_EMIT ablation().backRequested();
        QComboBox& orders = *page().orderBox();
        orders.setCurrentIndex(orders.findData(static_cast<int>(UnitOrder::ByImportance)));
        double last = 1e9;
        for (int row = 0; row < page().units()->rowCount(); ++row) {
            const double importance =
                page().units()->index(row).data(UnitModel::ImportanceRole).toDouble();
            QVERIFY(importance <= last);
            last = importance;
        }
        // Another sitting knows them before it opens the network, and without it.
        const auto known = jobs().importances();
        m_window->goHome();
        QVERIFY(!page().units()->hasImportances());
        openFile();
        QTRY_VERIFY(page().units()->hasImportances());
        QVERIFY(session().sets().empty());
        QVERIFY(same(jobs().importances(), known));
        QCOMPARE(session().view().ranked, session().view().allUnits);
        m_window->goHome();
        QVERIFY(QFile::rename(m_made.filePath("network.pt"), m_made.filePath("away.pt")));
        const auto back = qScopeGuard(
            [this] { QFile::rename(m_made.filePath("away.pt"), m_made.filePath("network.pt")); });
        openFile();
        QTRY_VERIFY(page().units()->hasImportances());
        QVERIFY(same(jobs().importances(), known));
    }

    void whatWasMeasuredOnOtherImagesGoesWhenTheSetIsOpen() {
        openFile();
        m_window->showAblation();
        ablation().importanceButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
        settle();
        m_window.reset();
        {
            auto project = project::Project::open(m_file.toStdString());
            project::Experiments experiments(project);
            for (const auto& each : experiments.all()) {
                // As if of other labelled images.
                const auto measured = experiments.measurements(each.id);
                auto inputs = QString::fromStdString(each.inputs);
                inputs.replace(QRegularExpression(QStringLiteral("\"set\":\"[^\"]*\"")),
                               QStringLiteral("\"set\":\"others\""));
                const auto id = experiments.begin(each.kind, inputs.toStdString(), each.name);
                experiments.record(id, measured);
                experiments.remove(each.id);
            }
        }
        makeWindow();
        openFile();
        QTRY_VERIFY(page().units()->hasImportances());
        prepare();
        QTRY_VERIFY_WITH_TIMEOUT(!page().units()->hasImportances(), kPatience);
        QCOMPARE(session().view().ranked, qint64{0});
    }

    void whatWasRankedStaysWhenTheWindowIsClosed() {
        openFile();
        m_window->showAblation();
        ablation().importanceButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().importances().empty(), kPatience);
        const auto seen = jobs().importances();
        m_window->close();
        m_window.reset();
        makeWindow();
        openFile();
        QTRY_VERIFY(jobs().importances().size() >= seen.size());
        for (const auto& [unit, value] : seen) {
            QVERIFY(near(jobs().importances().at(unit), value));
        }
    }

    void aCurveThatCannotBeMeasuredSaysWhy() {
        openFile();
        m_window->showAblation();
        settle();
        CurvePanel& panel = *ablation().curvePanel();
        QVERIFY(panel.emptyState()->isVisible());
        QVERIFY(!panel.plot()->isVisible());
        QVERIFY(!panel.measureButton()->isEnabled());
        QVERIFY(!panel.measureButton()->toolTip().isEmpty());
        QVERIFY(panel.reason().contains(QStringLiteral("tray is empty")));
        auto* action = panel.emptyState()->findChild<QPushButton*>();
        QVERIFY(action && action->isVisible());
        QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(m_window->currentPage(), static_cast<QWidget*>(&page()));
        m_window->showAblation();
        // All units of a layer need no tray.
        panel.sourceBox()->setFocus();
        QTest::keyClick(panel.sourceBox(), Qt::Key_End);
        QVERIFY(panel.sourceBox()->currentText().contains(QStringLiteral("layer4")));
        QVERIFY(panel.measureButton()->isEnabled());
        QVERIFY(panel.reason().isEmpty());
        QTest::mouseClick(action, Qt::LeftButton);
        QVERIFY(jobs().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(panel.plot()->isVisible(), kPatience);
        QVERIFY(!panel.emptyState()->isVisible());
        Q_EMIT m_window->ablationBar()->cancelRequested();
        QTRY_VERIFY_WITH_TIMEOUT(!jobs().isRunning(), kPatience);
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
        CurvePanel& panel = *ablation().curvePanel();
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
        CurvePanel& panel = *ablation().curvePanel();
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

    void curvesOfOneNameThatDoNotBelongTogetherAreNotDrawnTogether() {
        m_window.reset();
        {
            auto project = project::Project::open(m_file.toStdString());
            project::Experiments experiments(project);
            const auto keep = [&](const char* origin, int sets, int step, int correct) {
                const std::string set = R"({"name":"s%1","hash":"h%1"})";
                QStringList names;
                QStringList figures;
                for (int number = 0; number < sets; ++number) {
                    names.append(QString::fromStdString(set).arg(number));
                    figures.append(
                        QStringLiteral(
                            R"({"images":100,"correct":%1,"five":90,"loss":12.5,"classes":[[100,%1]]})")
                            .arg(correct));
                }
                const QString inputs =
                    QStringLiteral(R"({"network":"n","preprocessing":"{}","replacement":"zero",)"
                                   R"("origin":"%1","step":%2,"most":2,"sets":[%3],)"
                                   R"("order":["layer4/0","layer4/1"]})")
                        .arg(QLatin1String(origin))
                        .arg(step)
                        .arg(names.join(QLatin1Char(',')));
                const auto id = experiments.begin("curve", inputs.toStdString(), "x");
                const std::string point =
                    '[' + figures.join(QLatin1Char(',')).toStdString() + ']';
                const project::Measurement points[] = {{0, point}, {1, point}, {2, point}};
                experiments.record(id, points);
                experiments.setComplete(id);
            };
            keep("by loss", 1, 1, 10);
            keep("random 1 (seed 1)", 1, 1, 20);
            keep("random 2 (seed 1)", 2, 2, 30);
            keep("all units", 0, 1, 40);
            keep("all units", 1, 1, 50);
            keep("random 1 (seed 2)", 2, 1, 60);
            keep("by loss", 2, 1, 70);
        }
        makeWindow();
        openFile();
        m_window->showAblation();
        QTRY_COMPARE(jobs().curves().size(), std::size_t{1});
        const CurveView& view = jobs().curves().front();
        QCOMPARE(view.sets.size(), std::size_t{2});
        QCOMPARE(view.curve.points.front().sets[0].correct, std::int64_t{70});
        QCOMPARE(view.members.size(), std::size_t{7}); // they go together
        QCOMPARE(view.trials, 1);
        QCOMPARE(view.controls.size(), std::size_t{1});
        QCOMPARE(view.controls.front().points.front().sets[1].correct, std::int64_t{60});
        QVERIFY(!view.all);
        QTRY_VERIFY(ablation().curvePanel()->plot()->isVisible());
        QVERIFY2(m_window->problem().isEmpty(), qPrintable(m_window->problem()));
    }
};

QTEST_MAIN(TestCurves)
#include "tst_curves_window.moc"
