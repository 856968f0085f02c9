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

#include <cmath>

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
const QString kNetwork = kOracle + QStringLiteral("network_scripted.pt");

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Outcome run(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(BRERA_CLI), arguments);
    process.waitForFinished(-1);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QJsonObject reference() {
    QFile file(kOracle + "ablation/runs.json");
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

} // namespace

/// The ablation subcommands as a script sees them, against the reference's accuracies.
class TestCliAblation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QFile classes(path("classes.txt"));
        QVERIFY(classes.open(QIODevice::WriteOnly));
        const auto folders = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(folders.size(), 10);
        classes.write(folders.join('\n').toUtf8() + '\n');
        classes.close();
        const auto extracted =
            run({"extract", kNetwork, kOracle + "images", "--project", path("p.brera"), "--resize",
                 "64", "--crop", "64", "--layers", "conv1,layer1,layer2,layer3,layer4", "--classes",
                 path("classes.txt")});
        QVERIFY2(extracted.code == 0, extracted.err);
    }

    void accuraciesAreTheReferences() {
        const auto runs = reference()["runs"].toArray();
        QCOMPARE(runs.size(), 3);
        for (const auto& each : runs) {
            QStringList units;
            for (const auto& layer : each.toObject()["units"].toArray()) {
                for (const auto& unit : layer.toArray()[1].toArray()) {
                    units << layer.toArray()[0].toString() + '/' + QString::number(unit.toInt());
                }
            }
            const auto json =
                run({"ablate", path("p.brera"), "--units", units.join(','), "--json"}).json();
            const auto set = json["sets"].toObject()["project"].toObject();
            QVERIFY(std::abs(set["before"].toObject()["top1"].toDouble() -
                             reference()["base_accuracy"].toDouble()) < 1e-6);
            QVERIFY(std::abs(set["after"].toObject()["top1"].toDouble() -
                             each.toObject()["accuracy"].toDouble()) < 1e-6);
            QCOMPARE(json["classes"].toObject()["project"].toArray().size(), 10);
        }
    }

    void setsAreFoldersByName() {
        const auto json = run({"ablate", path("p.brera"), "--units", "layer4/0", "--images",
                               "first=" + kOracle + "images," + kOracle + "images", "--json"})
                              .json();
        const auto sets = json["sets"].toObject();
        QCOMPARE(sets.keys(), (QStringList{"first", "images"}));
        QCOMPARE(sets["first"], sets["images"]);
    }

    void importanceListsEveryUnit() {
        const auto json =
            run({"importance", path("p.brera"), "--units", "layer4,layer1/3", "--json"}).json();
        const auto units = json["units"].toArray();
        QCOMPARE(units.size(), 25);
        QCOMPARE(units.last().toObject()["unit"].toString(), QString("layer1/3"));
        const auto alone = run({"ablate", path("p.brera"), "--units", "layer4/0", "--json"}).json();
        QVERIFY(std::abs(units.first().toObject()["accuracy_change"].toDouble() -
                         alone["sets"].toObject()["project"].toObject()["change"].toDouble()) <
                1e-9);
    }

    void curvesHaveControlsAndAStop() {
        const auto json = run({"curve", path("p.brera"), "--units", "layer3", "--step", "4",
                               "--random", "2", "--json"})
                              .json();
        QCOMPARE(json["order"].toArray().size(), 16);
        const auto points = json["points"].toObject()["project"].toArray();
        QCOMPARE(points.size(), 5);
        const auto band = json["random"].toObject()["project"].toArray();
        QCOMPARE(band.size(), 5);
        // With nothing or with everything switched off, the order does not matter.
        QVERIFY(std::abs(band.last().toObject()["low"].toDouble() -
                         points.last().toObject()["top1"].toDouble()) < 1e-9);
        QVERIFY(json["stop_rule"].toInt() <= 16);
    }

    void editedNetworksOpenAndGiveTheAblatedAccuracy() {
        const auto file = path("edited.pt");
        const auto edited =
            run({"edit", path("p.brera"), "--units",
                 "conv1/2,layer1/0,layer1/4,layer4/3,layer4/7,layer4/11", "--out", file, "--json"});
        QVERIFY2(edited.code == 0, edited.err);
        const auto again =
            run({"extract", file, kOracle + "images", "--project", path("e.brera"), "--resize",
                 "64", "--crop", "64", "--layers", "layer4", "--classes", path("classes.txt")});
        QVERIFY2(again.code == 0, again.err);
        const auto json = run({"ablate", path("e.brera"), "--units", "layer4/3", "--json"}).json();
        const auto set = json["sets"].toObject()["project"].toObject();
        const double expected = reference()["runs"].toArray()[2].toObject()["accuracy"].toDouble();
        QVERIFY(std::abs(set["before"].toObject()["top1"].toDouble() - expected) < 1e-6);
        QVERIFY(std::abs(set["after"].toObject()["top1"].toDouble() - expected) < 1e-6);
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no units") << QStringList{"ablate"} << 1 << QByteArray("--units");
        QTest::newRow("no such unit")
            << QStringList{"ablate", "--units", "layer4/24"} << 1 << QByteArray("layer4/24");
        QTest::newRow("no such layer")
            << QStringList{"curve", "--units", "layer7"} << 1 << QByteArray("layer7");
        QTest::newRow("nothing found")
            << QStringList{"ablate", "--search", "zebra"} << 1 << QByteArray("zebra");
        QTest::newRow("folders of no class")
            << QStringList{"ablate", "--units", "layer4/0", "--images", m_folder.path() + "/other"}
            << 1 << QByteArray("zebra");
        QTest::newRow("nowhere to write")
            << QStringList{"edit", "--units", "layer4/0", "--out", "/no/such/folder/x.pt"} << 1
            << QByteArray("cannot be written");
        QTest::newRow("no such order")
            << QStringList{"curve", "--units", "layer4", "--order", "luck"} << 2
            << QByteArray("luck");
    }
    void mistakesAreNamed() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, message);
        QVERIFY(QDir().mkpath(path("other/zebra")));
        QFile::copy(kOracle + "images/bird/000.png", path("other/zebra/0.png"));
        arguments.insert(1, path("p.brera"));
        const auto outcome = run(arguments);
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.err.contains(message), outcome.err);
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCliAblation)
#include "tst_cli_ablation.moc"
