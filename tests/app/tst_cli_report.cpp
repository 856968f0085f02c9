// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/sample_project.h"

#include "project/audits.h"
#include "project/project.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace brera;

using brera::test::Outcome;
using brera::test::run;

/// `brera-cli report` as a script sees it.
class TestCliReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        test::SampleOptions options;
        options.described = true;
        const auto file = test::makeSampleProject(m_folder.path().toStdString(), options);
        auto project = project::Project::open(file);
        project.setHumanDescription("conv1", 0, "<script>alert(1)</script>");
        project::Audits(project).save({"reds", "red"});
        project::Audits(project).setVerdict("reds", {"conv1", 3}, project::Verdict::Confirmed);
        m_project = QString::fromStdString(file.string());
    }

    void everySubjectHasAReport() {
        const QList<QPair<QStringList, int>> subjects{{{"--search", "green"}, 11},
                                                      {{"--audit", "reds"}, 11},
                                                      {{"--layer", "conv1"}, 8},
                                                      {{"--units", "layer4/3,conv1"}, 9}};
        for (const auto& [subject, units] : subjects) {
            // Every format of the first; of the others one is enough.
            const QStringList endings = subject[0] == "--search"
                                            ? QStringList{"html", "pdf", "csv", "json"}
                                            : QStringList{"csv"};
            for (const auto& ending : endings) {
                const QString file = m_folder.filePath(QStringLiteral("report.") + ending);
                QFile::remove(file);
                const auto outcome = report(subject + QStringList{"--out", file, "--json"});
                QVERIFY2(outcome.code == 0, outcome.err);
                QCOMPARE(outcome.json().value("units").toInt(), units);
                QCOMPARE(outcome.json().value("bytes").toInteger(), QFile(file).size());
                QVERIFY(QFile(file).size() > 500);
            }
        }
    }

    void textsStayTexts() {
        const QString file = m_folder.filePath("texts.html");
        QCOMPARE(report({"--layer", "conv1", "--title", "<i>mine</i>", "--out", file}).code, 0);
        QFile page(file);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const auto html = page.readAll();
        QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        QVERIFY(html.contains("&lt;i&gt;mine&lt;/i&gt;"));
        QVERIFY(!html.contains("<script"));
    }

    void networksAreCompared() {
        const QString file = m_folder.filePath("pair.json");
        const auto outcome = report(
            {"--compare", m_project, "--audit", "reds", "--by-exemplars", "--out", file, "--json"});
        QVERIFY2(outcome.code == 0, outcome.err);
        QCOMPARE(outcome.json().value("kind").toString(), QString("comparison"));
        // brera-cli compare knows saved searches, too.
        const auto compared =
            run({"compare", m_project, m_project, "--audit", "reds", "--by", "exemplars"});
        QVERIFY2(compared.code == 0, compared.err);
        // What was confirmed, layer by layer.
        QVERIFY2(compared.out.contains("confirmed"), compared.out);
        static const QRegularExpression confirmed("confirmed .*\nconv1 +1 +1\nlayer4 +0 +0\n");
        QVERIFY2(QString::fromUtf8(compared.out).contains(confirmed), compared.out);
    }

    void mistakesAreSaid() {
        const QString html = m_folder.filePath("no.html");
        const auto says = [](const Outcome& outcome, const char* words) {
            return outcome.code == 1 && outcome.err.contains(words);
        };
        QVERIFY(says(report({"--out", html}), "--search QUERY"));
        QVERIFY(says(report({"--out", html, "--layer", "conv1", "--search", "x"}), "one thing"));
        QVERIFY(says(report({"--out", html, "--layer", "conv9"}), "conv1, layer4"));
        QVERIFY(says(report({"--out", html, "--audit", "cats"}), "reds"));
        QVERIFY(says(report({"--out", html, "--curve", "x"}), "no curve"));
        QVERIFY(says(report({"--out", html, "--layer", "conv1", "--images", "x"}), "--units"));
        QVERIFY(says(report({"--out", m_folder.filePath("no.doc"), "--layer", "conv1"}),
                     ".html, .pdf, .csv or .json"));
        QVERIFY(says(report({"--out", m_folder.filePath("no/where.html"), "--layer", "conv1"}),
                     "cannot be written"));
        QVERIFY(!QFile::exists(html));
        QCOMPARE(run({"report", m_project}).code, 2); // --out is missing
    }

private:
    Outcome report(const QStringList& arguments) const {
        return run(QStringList{"report", m_project} + arguments);
    }

    QTemporaryDir m_folder;
    QString m_project;
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"
