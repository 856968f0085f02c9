// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ablation/stored.h"
#include "ablation/stored_text.h"
#include "gui/ablation_jobs.h"
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/report_controller.h"
#include "gui/report_dialog.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "project/audits.h"
#include "project/experiments.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "widgets/pages/ablation_page.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/curve_panel.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/path_field.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace brera;
using namespace brera::widgets;
using gui::ReportController;
using gui::ReportDialog;

/// Exporting reports from the real window.
class TestReportWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->filePath(QStringLiteral("cache")).toUtf8());
        m_theme = std::make_unique<Theme>(*qApp);
        m_settings = std::make_unique<gui::Settings>(m_folder->filePath(QStringLiteral("s.ini")));
        test::SampleOptions options;
        options.described = true;
        const auto file = test::makeSampleProject(m_folder->path().toStdString(), options);
        auto project = project::Project::open(file);
        project::Audits audits(project);
        audits.save({"reds", "red"});
        audits.setVerdict("reds", {"conv1", 0}, project::Verdict::Confirmed);
        m_project = QString::fromStdString(file.string());
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
        m_theme.reset();
        m_folder.reset();
    }

    void layersAreExported() {
        openWindow();
        ReportDialog* dialog = ask();
        QCOMPARE(dialog->subjects()->itemText(0), QStringLiteral("Layer layer4"));
        // Saved searches and what is shipped follow as soon as they are looked up.
        QTRY_VERIFY(dialog->subjects()->findText(QStringLiteral("Audit: reds")) > 0);
        QVERIFY(dialog->subjects()->findText(QStringLiteral("Audit: faces")) > 0);
        QVERIFY(dialog->file()->path().endsWith(QStringLiteral("sample-layer4.html")));
        dialog->titleField()->setText(QStringLiteral("For <b>you</b>"));
        dialog->file()->setPath(file("layer.html"));
        const QByteArray html = exported(dialog, file("layer.html"));
        QVERIFY(html.contains("For &lt;b&gt;you&lt;/b&gt;"));
        QCOMPARE(html.count("<article"), 24);
        QVERIFY(m_window->reportedBanner()->isVisible());
        QVERIFY(m_window->reportedBanner()->text().contains(QStringLiteral("24 units")));
        QVERIFY(m_window->reportBar()->isHidden());
    }

    void theSearchInSightComesFirst() {
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_Slash);
        QTest::keyClicks(m_window->header()->findChild<QLineEdit*>(), QStringLiteral("green"));
        QTRY_VERIFY(m_window->galleryPage()->isSearching() &&
                    m_window->galleryPage()->searchView()->outcome().total == 11);
        ReportDialog* dialog = ask();
        QCOMPARE(dialog->subjects()->currentText(), QStringLiteral("Search: green"));
        dialog->formats()->setCurrentIndex(3);
        QVERIFY(!dialog->pictures()->isEnabled());
        QVERIFY(dialog->file()->path().endsWith(QStringLiteral("sample-green.json")));
        dialog->file()->setPath(file("green")); // the ending follows from the format
        const auto json = QJsonDocument::fromJson(exported(dialog, file("green.json"))).object();
        QCOMPARE(json["kind"].toString(), QStringLiteral("search"));
        QCOMPARE(json["facts"]["report"]["query"]["value"].toString(), QStringLiteral("green"));
    }

    void itGoesBesideTheProjectOrWhereTheLastOneWent() {
        openWindow();
        // Where one writes, Ctrl+E would go to the line's end.
        auto* field = m_window->header()->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
        QVERIFY(dialog());
        QCOMPARE(QFileInfo(dialog()->file()->path()).absolutePath(),
                 QFileInfo(file("x")).absolutePath());
        QVERIFY(QDir().mkpath(file("elsewhere")));
        dialog()->formats()->setCurrentIndex(2);
        dialog()->file()->setPath(file("elsewhere/first.csv"));
        exported(dialog(), file("elsewhere/first.csv"));
        QTRY_VERIFY(m_window->isSettled());
        ReportDialog* next = click();
        QCOMPARE(QFileInfo(next->file()->path()).absolutePath(), file("elsewhere"));
    }

    void auditsCarryTheirVerdicts() {
        openWindow();
        ReportDialog* dialog = ask();
        QTRY_VERIFY(dialog->subjects()->findText(QStringLiteral("Audit: reds")) > 0);
        dialog->subjects()->setCurrentText(QStringLiteral("Audit: reds"));
        dialog->formats()->setCurrentIndex(2);
        dialog->file()->setPath(file("reds.csv"));
        const QByteArray csv = exported(dialog, file("reds.csv"));
        QCOMPARE(csv.count("\r\n"), 12);
        QCOMPARE(csv.count(",confirmed,"), 1);
    }

    void theCurveInSightComesFirst() {
        storeCurves();
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->ablationPage()));
        QComboBox* curves = m_window->ablationPage()->curvePanel()->curveBox();
        QTRY_COMPARE(curves->count(), 2);
        ReportDialog* dialog = click();
        QCOMPARE(dialog->subjects()->currentText(),
                 QStringLiteral("Curve: ") + m_window->ablationJobs()->shown().name);
        // A curve is offered once, its controls with it.
        QTRY_VERIFY(dialog->subjects()->findText(QStringLiteral("Audit: faces")) > 0);
        QStringList titles;
        for (int row = 0; row < dialog->subjects()->count(); ++row) {
            titles.append(dialog->subjects()->itemText(row));
        }
        QCOMPARE(titles.filter(QStringLiteral("Curve: ")).size(), 2);
        titles.removeDuplicates();
        QCOMPARE(titles.size(), dialog->subjects()->count());
        dialog->reject();
        // The other one, by keyboard.
        const QString first = m_window->ablationJobs()->shown().name;
        curves->setFocus();
        QTest::keyClick(curves, curves->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QTRY_VERIFY(m_window->ablationJobs()->shown().name != first);
        dialog = click();
        QCOMPARE(dialog->subjects()->currentText(),
                 QStringLiteral("Curve: ") + m_window->ablationJobs()->shown().name);
        dialog->formats()->setCurrentIndex(3);
        dialog->file()->setPath(file("curve.json"));
        const auto json = QJsonDocument::fromJson(exported(dialog, file("curve.json"))).object();
        QCOMPARE(json["kind"].toString(), QStringLiteral("curve"));
    }

    void theTrayIsOfferedWhereItIsSeen() {
        m_settings->setTrayOf(m_project, {{"layer4", 3}, {"conv1", 2}});
        openWindow();
        ReportDialog* dialog = click();
        QVERIFY(dialog->subjects()->findText(QStringLiteral("The tray: 2 units")) > 0);
        dialog->reject();
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->ablationPage()));
        dialog = click();
        QCOMPARE(dialog->subjects()->currentText(), QStringLiteral("The tray: 2 units"));
        dialog->formats()->setCurrentIndex(2);
        dialog->file()->setPath(file("tray.csv"));
        const QByteArray csv = exported(dialog, file("tray.csv"));
        QCOMPARE(csv.count("\r\n"), 3);
        QVERIFY(csv.indexOf("layer4/3") < csv.indexOf("conv1/2") || csv.contains("layer4,3"));
    }

    void theComparisonInSightComesFirst() {
        QDir(m_folder->path()).mkpath(QStringLiteral("other"));
        test::SampleOptions options;
        options.described = true;
        options.layers.back().units = 12;
        const auto other = test::makeSampleProject(
            m_folder->filePath(QStringLiteral("other")).toStdString(), options);
        const QString second = file("two.brera");
        QVERIFY(QFile::rename(QString::fromStdString(other.string()), second));
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(m_window->currentPage(), static_cast<QWidget*>(m_window->comparePage()));
        QComboBox* projects = m_window->comparePage()->projects();
        QTRY_VERIFY(projects->findText(QStringLiteral("two")) >= 0);
        projects->setFocus();
        QTest::keyClick(projects, Qt::Key_Down);
        QTRY_VERIFY(m_window->comparePage()->model()->compared());
        ReportDialog* dialog = click();
        QCOMPARE(dialog->subjects()->currentText(), QStringLiteral("Comparison with two"));
        dialog->file()->setPath(file("comparison.html"));
        const QByteArray html = exported(dialog, file("comparison.html"));
        QVERIFY(html.contains("two"));
        QVERIFY(html.contains("sample"));
        QVERIFY(m_window->currentPage() == m_window->comparePage());
    }

    void thePdfCanBeOpened() {
        openWindow();
        ReportDialog* dialog = ask();
        dialog->titleField()->setText(QStringLiteral("On paper"));
        dialog->formats()->setCurrentIndex(1);
        dialog->file()->setPath(file("paper.pdf"));
        QVERIFY(exported(dialog, file("paper.pdf")).startsWith("%PDF-"));
        const QByteArray info = outputOf(QStringLiteral("pdfinfo"), {file("paper.pdf")});
        QVERIFY2(info.contains("On paper") && info.contains("A4"), info);
        const QByteArray text =
            outputOf(QStringLiteral("pdftotext"), {file("paper.pdf"), QStringLiteral("-")});
        QVERIFY(text.contains("On paper") && text.contains("layer4/23"));
        outputOf(QStringLiteral("pdftoppm"),
                 {QStringLiteral("-png"), QStringLiteral("-r"), QStringLiteral("30"),
                  QStringLiteral("-l"), QStringLiteral("1"), QStringLiteral("-singlefile"),
                  file("paper.pdf"), file("paper")});
        const QImage page(file("paper.png"));
        QVERIFY(!page.isNull());
        bool drawn = false;
        for (int y = 0; y < page.height() && !drawn; ++y) {
            for (int x = 0; x < page.width(); ++x) {
                drawn = drawn || qGray(page.pixel(x, y)) < 128;
            }
        }
        QVERIFY(drawn);
    }

    void badFilesAreRefusedBeforeAnyWork() {
        openWindow();
        ReportDialog* dialog = ask();
        dialog->file()->setPath(file("no/such/folder.html"));
        QTRY_VERIFY(!dialog->exportButton()->isEnabled());
        QVERIFY(dialog->note().contains(QStringLiteral("no folder")));
        dialog->file()->setPath(file("report.pdf"));
        QTRY_VERIFY(dialog->note().contains(QStringLiteral(".html")));
        dialog->file()->setPath(m_project.chopped(6) + QStringLiteral(".html"));
        QFile before(m_project.chopped(6) + QStringLiteral(".html"));
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.close();
        dialog->formats()->setCurrentIndex(1);
        dialog->formats()->setCurrentIndex(0);
        QTRY_VERIFY(dialog->note().contains(QStringLiteral("replaced")));
        QCOMPARE(dialog->exportButton()->text(), QStringLiteral("Replace"));
        dialog->reject();
    }

    void nothingIsReplacedBeforeItWasSaid() {
        openWindow();
        QFile before(file("before.html"));
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("kept");
        before.close();
        ReportDialog* dialog = ask();
        QSignalSpy wanted(dialog, &ReportDialog::exportRequested);
        dialog->file()->setPath(file("other.html"));
        QTRY_VERIFY(dialog->exportButton()->isEnabled());
        QCOMPARE(dialog->exportButton()->text(), QStringLiteral("Export"));
        dialog->file()->setPath(before.fileName());
        // Faster than the field tells: the first press only brings the warning.
        QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QCOMPARE(wanted.count(), 0);
        QVERIFY(dialog->note().contains(QStringLiteral("replaced")));
        QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QTRY_VERIFY(m_window->isSettled());
    }

    void failuresAreSaidAndTheWindowGoesOn() {
        openWindow();
        ReportDialog* dialog = ask();
        const QString path = file("gone.html");
        dialog->file()->setPath(path);
        QSignalSpy failed(m_window->report(), &ReportController::failed);
        // The folder vanishes between the question and the answer.
        auto wish = dialog->wish();
        wish.file = file("vanished/gone.html");
        dialog->reject();
        m_window->report()->start(m_window->session()->shared(), wish);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_window->noticeBanner()->text().contains(QStringLiteral("cannot be written")));
        QVERIFY(m_window->reportBar()->isHidden());
    }

    void closingTheWindowStopsIt() {
        openWindow();
        ReportDialog* dialog = ask();
        dialog->file()->setPath(file("closing.pdf"));
        auto wish = dialog->wish();
        wish.file = file("closing.pdf");
        dialog->reject();
        m_window->report()->start(m_window->session()->shared(), wish);
        m_window.reset(); // waits; whatever is there is whole
        QFile pdf(file("closing.pdf"));
        if (pdf.open(QIODevice::ReadOnly)) {
            QVERIFY(pdf.readAll().trimmed().endsWith("%%EOF"));
        }
        QVERIFY(!QFile::exists(file("closing.pdf.part")));
    }

private:
    QString file(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    void openWindow() {
        m_window = std::make_unique<gui::MainWindow>(*m_settings, *m_theme);
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openProject(m_project);
        QTRY_VERIFY(m_window->session()->isOpen() &&
                    m_window->currentPage() == m_window->galleryPage());
        QTRY_COMPARE(m_window->galleryPage()->currentLayer(), QStringLiteral("layer4"));
    }

    ReportDialog* ask() {
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        return dialog();
    }

    ReportDialog* click() {
        QTest::mouseClick(m_window->header()->reportButton(), Qt::LeftButton);
        return dialog();
    }

    /// The one in sight: others may be about to go.
    ReportDialog* dialog() {
        for (auto* each : m_window->findChildren<ReportDialog*>()) {
            if (each->isVisible()) {
                return each;
            }
        }
        qFatal("no report dialog was opened");
    }

    static QByteArray outputOf(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        const bool ended = process.waitForFinished(20000) && process.exitCode() == 0;
        return ended ? process.readAllStandardOutput() : process.readAllStandardError();
    }

    /// Two curves, the first with two random orders beside it.
    void storeCurves() {
        auto project = project::Project::open(m_project.toStdString());
        project::Experiments experiments(project);
        const auto store = [&](const std::string& name, const std::string& origin) {
            ablation::Conditions conditions;
            conditions.network = project.inputs().networkHash;
            conditions.sets = {{"validation", "abc"}};
            ablation::CurvePlan plan;
            plan.name = name;
            plan.origin = origin;
            plan.order = {{"conv1", 1}, {"layer4", 5}};
            const auto id = experiments.begin(ablation::kCurveKind,
                                              ablation::curveInputs(conditions, plan), name);
            std::vector<project::Measurement> points;
            for (std::int64_t count = 0; count < 3; ++count) {
                ablation::Figures figures;
                figures.images = 100;
                figures.correct = 80 - 5 * count;
                figures.correctFive = 95;
                points.emplace_back(count, ablation::pointText({count, {figures}}));
            }
            experiments.record(id, points);
            experiments.setComplete(id);
        };
        store("text", "by loss");
        store("text", ablation::randomOrigin(1, 1));
        store("text", ablation::randomOrigin(1, 2));
        store("faces", "by accuracy");
    }

    QByteArray exported(ReportDialog* dialog, const QString& path) {
        QSignalSpy done(m_window->report(), &ReportController::done);
        [&] { QTRY_VERIFY(dialog->exportButton()->isEnabled()); }();
        QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
        [&] { QTRY_COMPARE(done.size(), 1); }();
        QFile result(path);
        return result.open(QIODevice::ReadOnly) ? result.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<gui::Settings> m_settings;
    std::unique_ptr<gui::MainWindow> m_window;
    QString m_project;
};

QTEST_MAIN(TestReportWindow)
#include "tst_report_window.moc"
