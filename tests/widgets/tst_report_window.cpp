// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/header_bar.h"
#include "gui/main_window.h"
#include "gui/project_session.h"
#include "gui/report_controller.h"
#include "gui/report_dialog.h"
#include "gui/search_session.h"
#include "gui/settings.h"
#include "project/audits.h"
#include "project/project.h"
#include "support/sample_project.h"
#include "widgets/pages/gallery_page.h"
#include "widgets/pages/search_view.h"
#include "widgets/theme/theme.h"
#include "widgets/views/banner.h"
#include "widgets/views/job_bar.h"
#include "widgets/views/path_field.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

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
        QCOMPARE(json["facts"]["report"]["query"].toString(), QStringLiteral("green"));
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
        auto* dialog = m_window->findChild<ReportDialog*>();
        Q_ASSERT(dialog != nullptr);
        return dialog;
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
