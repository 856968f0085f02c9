// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "support/signals.h"

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
const QString kNetwork = kOracle + QStringLiteral("network_scripted.pt");
const QString kImages = kOracle + QStringLiteral("images");
const QStringList kPreprocessing{"--resize", "64", "--crop", "64"};

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

QProcess* start(const QStringList& arguments, QObject* parent) {
    auto* process = new QProcess(parent);
    process->start(QStringLiteral(BRERA_CLI), arguments);
    return process;
}

Outcome finish(QProcess* process) {
    process->waitForFinished(-1);
    Outcome outcome{process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
                    process->readAllStandardOutput(), process->readAllStandardError()};
    process->deleteLater();
    return outcome;
}

Outcome run(const QStringList& arguments) {
    QObject parent;
    return finish(start(arguments, &parent));
}

QStringList extraction(const QString& project, const QStringList& more = {}) {
    return QStringList{"extract", kNetwork, kImages, "--project", project} + kPreprocessing + more;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll()
                                          : QByteArray("missing: ") + path.toUtf8();
}

} // namespace

/// Drives the installed program as a script would: arguments in, exit code, standard output and
/// standard error out.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void infoListsModulesWithShapes();
    void usageErrorsEndWithTwo_data();
    void usageErrorsEndWithTwo();
    void badInputEndsWithOneAndAReason_data();
    void badInputEndsWithOneAndAReason();
    void extractionFillsAProjectOnce();
    void anotherExtractionIsRefusedAndNothingLost();
    void interruptedExtractionGoesOn();
    void sheetDrawsALayer();
    void exportAndImportKeepTheExemplars();
    void foldersWithoutClassAreNamed();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_project;
};

void TestCli::initTestCase() {
    QVERIFY(m_folder.isValid());
    m_project = path("oracle.brera");
    const auto outcome = run(extraction(m_project, {"--json"}));
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.json().value("images").toInt(), 200);
    QCOMPARE(outcome.json().value("failed").toInt(), 0);
}

void TestCli::infoListsModulesWithShapes() {
    const auto outcome = run({"info", kNetwork, "--input", "3x64x64", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto json = outcome.json();
    QCOMPARE(json.value("outputs").toInt(), 10);
    QMap<QString, QJsonObject> modules;
    for (const auto& module : json.value("modules").toArray()) {
        modules[module.toObject().value("path").toString()] = module.toObject();
    }
    QCOMPARE(modules.value("conv1").value("units").toInt(), 8);
    QCOMPARE(modules.value("layer4").value("units").toInt(), 24);
    QCOMPARE(modules.value("conv1").value("output").toArray().size(), 4);
    QCOMPARE(json.value("suggested").toArray().first().toString(), QString("conv1"));
    const auto text = run({"info", kNetwork, "--input", "3x64x64"});
    QVERIFY(text.out.contains("layer4"));
}

void TestCli::usageErrorsEndWithTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"paint"};
    QTest::newRow("missing argument") << QStringList{"info"};
    QTest::newRow("no number") << extraction(path("x.brera"), {"--k", "many"});
    QTest::newRow("unknown option") << extraction(path("x.brera"), {"--sharpen"});
    QTest::newRow("two means") << extraction(path("x.brera"), {"--mean", "0.5,0.5"});
}

void TestCli::usageErrorsEndWithTwo() {
    QFETCH(QStringList, arguments);
    QCOMPARE(run(arguments).code, 2);
}

void TestCli::badInputEndsWithOneAndAReason_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");
    const auto project = path("bad.brera");
    const auto with = [&](const QString& network, const QString& images,
                          const QStringList& more = {}) {
        return QStringList{"extract", network, images, "--project", project} + kPreprocessing +
               more;
    };
    QDir(m_folder.path()).mkpath("empty");
    QDir(m_folder.path()).mkpath("texts");
    QFile text(path("texts/note.jpg"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("this is no picture");
    text.close();
    QTest::newRow("no such network") << with(path("none.pt"), kImages) << QByteArray("none.pt");
    QTest::newRow("not a network")
        << with(kOracle + "dataset.json", kImages) << QByteArray("dataset.json");
    QTest::newRow("no such module")
        << with(kNetwork, kImages, {"--layers", "layer9"}) << QByteArray("layer9");
    QTest::newRow("no such folder") << with(kNetwork, path("nowhere")) << QByteArray("nowhere");
    QTest::newRow("empty folder") << with(kNetwork, path("empty")) << QByteArray("empty");
    QTest::newRow("texts named jpg") << with(kNetwork, path("texts")) << QByteArray("none of the");
    QTest::newRow("k of zero") << with(kNetwork, kImages, {"--k", "0"}) << QByteArray("k is 0");
    QTest::newRow("quantile of one")
        << with(kNetwork, kImages, {"--quantile", "1"}) << QByteArray("quantile");
    QTest::newRow("unknown preset")
        << with(kNetwork, kImages, {"--preset", "vga"}) << QByteArray("vga");
    QTest::newRow("unwritable project")
        << QStringList{"extract", kNetwork, kImages, "--project", path("no/such/folder/p.brera")} +
               kPreprocessing
        << QByteArray("p.brera");
    QTest::newRow("not a project")
        << QStringList{"sheet", kNetwork, "--layer", "conv1", "--out", path("s.png")}
        << QByteArray("network_scripted.pt");
    QTest::newRow("no such layer")
        << QStringList{"sheet", m_project, "--layer", "conv9", "--out", path("s.png")}
        << QByteArray("conv9");
    QTest::newRow("not a layout") << QStringList{"import", path("empty"), "--project", project}
                                  << QByteArray("empty");
}

void TestCli::badInputEndsWithOneAndAReason() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);
    const auto outcome = run(arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("error: "), outcome.err);
    QVERIFY2(outcome.err.contains(reason), outcome.err);
    const auto json = run(arguments + QStringList{"--json"});
    QVERIFY(json.json().value("error").toString().toUtf8().contains(reason));
}

void TestCli::extractionFillsAProjectOnce() {
    const auto again = run(extraction(m_project, {"--json"}));
    QVERIFY2(again.code == 0, again.err);
    QVERIFY(again.json().value("already_complete").toBool());
}

void TestCli::anotherExtractionIsRefusedAndNothingLost() {
    const auto outcome = run(extraction(m_project, {"--quantile", "0.95"}));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("another quantile"), outcome.err);
    QVERIFY(run(extraction(m_project, {"--json"})).json().value("already_complete").toBool());
}

void TestCli::interruptedExtractionGoesOn() {
    // More images than the pilot holds, so that there is a middle to stop in.
    QFile manifest(path("many.csv"));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    const auto files = QDir(kImages + "/bird").entryList(QDir::Files);
    for (int repeat = 0; repeat < 300; ++repeat) {
        for (const auto& file : files) {
            manifest.write((kImages + "/bird/" + file + ",bird\n").toUtf8());
        }
    }
    manifest.close();
    const auto command = [&](const QString& project) {
        return QStringList{"extract",  kNetwork,       manifest.fileName(), "--project", project,
                           "--layers", "conv1,layer4", "--batch",           "2"} +
               kPreprocessing;
    };
    const auto project = path("interrupted.brera");
    // Stopped politely twice, which commits, and killed in between and after.
    for (const int signal : {SIGINT, SIGKILL, SIGINT, SIGKILL}) {
        QObject parent;
        auto* process = start(command(project), &parent);
        QVERIFY(process->waitForStarted());
        brera::test::waitUntilSaid(*process, "extracting");
        process->waitForFinished(200);
        QVERIFY2(brera::test::sendSignal(*process, signal), "it ended before it was stopped");
        const auto outcome = finish(process);
        QCOMPARE(outcome.code, signal == SIGINT ? 130 : -1); // not too late
    }
    const auto resumed = run(command(project) + QStringList{"--json"});
    QVERIFY2(resumed.code == 0, resumed.err);
    QVERIFY(!resumed.json().value("already_complete").toBool());

    const auto undisturbed = path("undisturbed.brera");
    QCOMPARE(run(command(undisturbed)).code, 0);
    for (const auto& file : {project, undisturbed}) {
        QCOMPARE(run({"export", file, file + ".out"}).code, 0);
    }
    for (const QString layer : {"conv1", "layer4"}) {
        for (const QString name :
             {"ids.csv", "activations.csv", "levels.csv", "masks.npy", "images.npy"}) {
            const auto file = "/" + layer + "/" + name;
            QCOMPARE(contents(project + ".out" + file), contents(undisturbed + ".out" + file));
        }
    }
}

void TestCli::sheetDrawsALayer() {
    const auto out = path("sheet.png");
    const auto outcome = run({"sheet", m_project, "--layer", "layer2", "--out", out, "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.json().value("units").toInt(), 12);
    QCOMPARE(outcome.json().value("missing_exemplars").toInt(), 0);
    QVERIFY(contents(out).startsWith("\x89PNG"));
}

void TestCli::exportAndImportKeepTheExemplars() {
    const auto first = path("export1");
    const auto second = path("export2");
    const auto copy = path("copy.brera");
    QCOMPARE(run({"export", m_project, first}).code, 0);
    // Ids and first activations are the reference's own.
    const auto ours = contents(first + "/layer4/ids.csv").split('\n');
    const auto theirs = contents(kOracle + "exemplars/layer4/ids.csv").split('\n');
    QCOMPARE(ours.size(), theirs.size());
    int same = 0;
    for (qsizetype i = 0; i < ours.size(); ++i) {
        same += ours[i].trimmed() == theirs[i].trimmed() ? 1 : 0;
    }
    QVERIFY(same >= ours.size() - 2); // neighbours nearer than 1e-4 may change places
    const auto imported = run({"import", first, "--project", copy});
    QVERIFY2(imported.code == 0, imported.err);
    QCOMPARE(run({"export", copy, second}).code, 0);
    for (const QString layer : {"conv1", "layer4"}) {
        for (const QString name : {"masks.npy", "images.npy", "units.npy", "activations.csv"}) {
            const auto file = "/" + layer + "/" + name;
            QCOMPARE(contents(second + file), contents(first + file));
        }
    }
}

void TestCli::foldersWithoutClassAreNamed() {
    QFile list(path("classes.txt"));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("zero\none\nbird\nthree\nfour\nfive\nsix\nseven\neight\nnine\n");
    list.close();
    const auto outcome =
        run(extraction(path("classes.brera"), {"--classes", path("classes.txt"), "--json"}));
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto folders = outcome.json().value("unmatched_folders").toArray();
    QCOMPARE(folders.size(), 9);
    QVERIFY(!folders.contains("bird"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
