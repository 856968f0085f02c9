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

#include <algorithm>
#include <cmath>

#include "project/project.h"
#include "support/cli.h"

using brera::test::run;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");

} // namespace

/// brera-cli probe as a script sees it.
class TestCliProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QFile classes(path("classes.txt"));
        QVERIFY(classes.open(QIODevice::WriteOnly));
        m_classes = QDir(kOracle + "images").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        classes.write(m_classes.join('\n').toUtf8() + '\n');
        classes.close();
        const auto extracted = run({"extract", kOracle + "network_scripted.pt", kOracle + "images",
                                    "--project", path("p.brera"), "--resize", "64", "--crop", "64",
                                    "--layers", "layer1,layer4", "--classes", path("classes.txt")});
        QVERIFY2(extracted.code == 0, extracted.err);
        m_image = kOracle + "images/" + m_classes[2] + "/000.png";
        QVERIFY2(QFile::exists(m_image), qPrintable(m_image));
    }

    void predictionsAndUnitsAreListed() {
        const auto outcome = run({"probe", path("p.brera"), m_image, "--top", "4", "--json"});
        QVERIFY2(outcome.code == 0, outcome.err);
        const auto json = outcome.json();
        const auto predictions = json["predictions"].toArray();
        QCOMPARE(predictions.size(), 4);
        QCOMPARE(predictions[0].toObject()["class"], json["target"].toObject()["class"]);
        QVERIFY(predictions[0].toObject()["probability"].toDouble() >=
                predictions[1].toObject()["probability"].toDouble());
        const auto firing = json["fires_most"].toArray();
        QCOMPARE(firing.size(), 4);
        const double percentile = firing[0].toObject()["percentile"].toDouble();
        QVERIFY(percentile > 0.5 && percentile <= 1);
        const auto carried = json["carried"].toArray();
        QVERIFY(carried[0].toObject()["contribution"].toDouble() >=
                carried[3].toObject()["contribution"].toDouble());
        QVERIFY(!json.contains("ablated"));
        const auto plain = run({"probe", path("p.brera"), m_image});
        QVERIFY(plain.out.contains("carried"));
        QVERIFY(plain.out.contains("layer4/"));
        QCOMPARE(run({"probe", path("p.brera")}).code, 2);
    }

    void theCarriersOfAPredictionHoldItUp() {
        const auto before =
            run({"probe", path("p.brera"), m_image, "--top", "100", "--json"}).json();
        QStringList carriers;
        for (const auto& each : before["carried"].toArray()) {
            const auto unit = each.toObject()["unit"].toString();
            if (unit.startsWith("layer4/") && carriers.size() < 3) {
                carriers << unit;
            }
        }
        for (const QStringList& how : {QStringList{}, QStringList{"--mean"}}) {
            const auto after = run(QStringList{"probe", path("p.brera"), m_image, "--ablate",
                                               carriers.join(','), "--json"} +
                                   how)
                                   .json();
            QCOMPARE(after["ablated"].toObject()["units"].toArray().size(), 3);
            QVERIFY(after["ablated"].toObject()["target_probability"].toDouble() <
                    before["predictions"].toArray()[0].toObject()["probability"].toDouble());
        }
    }

    void aClassCanBeAskedFor() {
        const auto json =
            run({"probe", path("p.brera"), m_image, "--class", m_classes[7], "--json"}).json();
        QCOMPARE(json["target"].toObject()["output"].toInt(), 7);
        QCOMPARE(json["target"].toObject()["class"].toString(), m_classes[7]);
    }

    void terminalsGetNothingToObey() {
        const auto copy = path("hostile.brera");
        QVERIFY(QFile::copy(path("p.brera"), copy));
        {
            auto project = brera::project::Project::open(copy.toStdString());
            for (const auto& head : project.units("layer4")) {
                project.setHumanDescription("layer4", head.unit, "red \x1b]0;title\x07 dog");
            }
        }
        const auto outcome = run({"probe", copy, m_image, "--top", "100"});
        QVERIFY2(outcome.code == 0, outcome.err);
        QVERIFY(outcome.out.contains("dog"));
        QVERIFY(!outcome.out.contains('\x1b') && !outcome.out.contains('\x07'));
        const auto wrong = run({"probe", copy, m_image, "--class", "\x1b[31mred"});
        QCOMPARE(wrong.code, 1);
        QVERIFY(wrong.err.contains("red") && !wrong.err.contains('\x1b'));
    }

    void piecesArePasted() {
        const auto other = kOracle + "images/" + m_classes[7] + "/000.png";
        // All of another image over this one: its own prediction.
        const auto whole =
            run({"probe", path("p.brera"), m_image, "--paste", other, "--json"}).json();
        const auto alone = run({"probe", path("p.brera"), other, "--json"}).json();
        const auto first = [](const QJsonValue& predictions) {
            return predictions.toArray()[0].toObject();
        };
        const auto pasted = first(whole["pasted"].toObject()["predictions"]);
        QCOMPARE(pasted["class"], first(alone["predictions"])["class"]);
        // Resizing looks a little beyond the frame, where this image is still itself.
        QVERIFY(std::abs(pasted["probability"].toDouble() -
                         first(alone["predictions"])["probability"].toDouble()) < 0.05);
        // Nothing is switched off, so there is nothing to be held at its mean.
        const auto mean =
            run({"probe", path("p.brera"), m_image, "--paste", other, "--mean", "--json"});
        QVERIFY2(mean.code == 0, mean.err);
        QCOMPARE(mean.json()["pasted"], whole["pasted"]);
        const auto outside = run({"probe", path("p.brera"), m_image, "--paste", other, "--region",
                                  "0.5,0.5,0.8,0.8", "--at", "0.2,0.2"});
        QCOMPARE(outside.code, 1);
        QVERIFY2(outside.err.contains("beyond"), outside.err);
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no such project")
            << QStringList{"probe", "/no/such.brera", m_image} << QByteArray("/no/such.brera");
        QTest::newRow("no such image")
            << QStringList{"probe", path("p.brera"), "/no/such.png"} << QByteArray("/no/such.png");
        QTest::newRow("text") << QStringList{"probe", path("p.brera"), path("text.jpg")}
                              << QByteArray("text.jpg");
        QTest::newRow("no such class")
            << QStringList{"probe", path("p.brera"), m_image, "--class", "zebra"}
            << QByteArray("zebra");
        QTest::newRow("no such unit")
            << QStringList{"probe", path("p.brera"), m_image, "--ablate", "layer4/99"}
            << QByteArray("layer4/99");
    }
    void mistakesAreNamed() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        QFile text(path("text.jpg"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no picture");
        text.close();
        const auto outcome = run(arguments);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(message), outcome.err);
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QStringList m_classes;
    QString m_image;
};

QTEST_GUILESS_MAIN(TestCliProbe)
#include "tst_cli_probe.moc"
