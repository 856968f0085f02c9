// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_project.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace brera;

namespace {

struct Run {
    int code = -1;
    QString errors;
    QString output;
};

} // namespace

/// The program as packaging and scripts start it.
class TestProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_project =
            QString::fromStdString(test::makeSampleProject(m_folder.path().toStdString()).string());
    }

    void screenshotsShowThePages() {
        const QString file = m_folder.filePath(QStringLiteral("shot.png"));
        const Run run =
            start({m_project, QStringLiteral("--screenshot"), file, QStringLiteral("--page"),
                   QStringLiteral("exemplar"), QStringLiteral("--size"), QStringLiteral("1000x700"),
                   QStringLiteral("--theme"), QStringLiteral("dark")});
        QVERIFY2(run.code == 0, qPrintable(run.errors));
        const QImage shot(file);
        QCOMPARE(shot.size(), QSize(1000, 700));
        // Dark at its edge, and one of the drawn discs bright in its middle.
        QVERIFY(qGray(shot.pixel(300, 690)) < 60);
        bool bright = false;
        for (int x = 250; x < 600 && !bright; ++x) {
            for (int y = 100; y < 650 && !bright; ++y) {
                bright = qGray(shot.pixel(x, y)) > 150;
            }
        }
        QVERIFY(bright);
    }

    void aScreenshotOfNothingFails() {
        const QString file = m_folder.filePath(QStringLiteral("none.png"));
        const Run run =
            start({m_folder.filePath(QStringLiteral("none.brera")), QStringLiteral("--screenshot"),
                   file, QStringLiteral("--page"), QStringLiteral("gallery")});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("none.brera")), qPrintable(run.errors));
        QVERIFY(!QFile::exists(file));
    }

    void usageErrorsEndWithTwo() {
        const Run run = start({QStringLiteral("--page"), QStringLiteral("cellar")});
        QCOMPARE(run.code, 2);
        QVERIFY(run.errors.contains(QStringLiteral("cellar")));
        QCOMPARE(start({QStringLiteral("--frobnicate")}).code, 2);
    }

    void saysItsVersion() {
        const Run run = start({QStringLiteral("--version")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.output.startsWith(QStringLiteral("Brera ")));
    }

private:
    Run start(const QStringList& arguments) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("BRERA_SETTINGS"),
                           m_folder.filePath(QStringLiteral("settings.ini")));
        environment.insert(QStringLiteral("XDG_CACHE_HOME"),
                           m_folder.filePath(QStringLiteral("cache")));
        // The program starts itself again where this is not set.
        environment.remove(QStringLiteral("OMP_WAIT_POLICY"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(BRERA_PROGRAM), arguments);
        if (!process.waitForFinished(120000)) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromLocal8Bit(process.readAllStandardError()),
                QString::fromLocal8Bit(process.readAllStandardOutput())};
    }

    QTemporaryDir m_folder;
    QString m_project;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
