// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "support/cli.h"
#include "support/signals.h"

using brera::test::finish;
using brera::test::run;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
/// 68 units with three annotations each.
const QString kAnnotated = kOracle + QStringLiteral("exemplars");
const QString kNetwork = kOracle + QStringLiteral("network_scripted.pt");

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll()
                                          : QByteArray("missing: ") + path.toUtf8();
}

QStringList training(const QString& out, const QStringList& more = {}) {
    return QStringList{
               "captioner", "train",       kAnnotated,     "--out",      out,    "--encoder",
               kNetwork,    "--layers",    "conv1,layer2", "--hidden",   "12",   "--embedding",
               "8",         "--lm-hidden", "12",           "--held-out", "0.25", "--lm-epochs",
               "2",         "--json"} +
           (more.contains("--epochs") ? more : QStringList{"--epochs", "3"} + more);
}

} // namespace

/// Drives `brera-cli captioner` as a script would.
class TestCliCaptioner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trainingWritesACaptionerAndItsCurve();
    void infoShowsTheRecord();
    void evalComparesWithShuffled();
    void killedTrainingGoesOn();
    void encodersCanBeTakenFromCaptioners();
    void authorsCheckpointsAreImported();
    void badInputEndsWithOneAndAReason_data();
    void badInputEndsWithOneAndAReason();
    void usageErrorsEndWithTwo();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_captioner;
    QJsonObject m_trained;
};

void TestCliCaptioner::initTestCase() {
    QVERIFY(m_folder.isValid());
    m_captioner = path("small.captioner");
    const auto outcome = run(training(m_captioner));
    QVERIFY2(outcome.code == 0, outcome.err);
    m_trained = outcome.json();
}

void TestCliCaptioner::trainingWritesACaptionerAndItsCurve() {
    const auto record = m_trained.value("training").toObject();
    QCOMPARE(record.value("units").toInt(), 68);
    QCOMPARE(record.value("held_out_units").toInt(), 17);
    QCOMPARE(record.value("epochs").toArray().size(), 5);
    const auto source = record.value("sources").toArray().first().toObject();
    QCOMPARE(source.value("name").toString(), QString("exemplars"));
    QVERIFY(source.value("annotations").toInt() == 68 * 3);
    QVERIFY(record.value("metrics").toObject().contains("bleu4"));
    QVERIFY(!QFile::exists(m_captioner + ".training"));
    const auto rows = contents(m_captioner + ".curve.csv").trimmed().split('\n');
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows.first(), QByteArray("part,epoch,loss,held_out_loss,bleu,seconds,best"));
    QVERIFY(rows[1].startsWith("language model,1,"));
    QVERIFY(rows.last().startsWith("decoder,3,"));
    QVERIFY(contents(m_captioner + ".curve.png").startsWith("\x89PNG"));
}

void TestCliCaptioner::infoShowsTheRecord() {
    const auto outcome = run({"captioner", "info", m_captioner, "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto json = outcome.json();
    QCOMPARE(json.value("name").toString(), QString("small"));
    QCOMPARE(json.value("layers").toArray(), (QJsonArray{"conv1", "layer2"}));
    QCOMPARE(json.value("sizes").toObject().value("features").toInt(), 20);
    QCOMPARE(json.value("sizes").toObject().value("hidden").toInt(), 12);
    QCOMPARE(json.value("generated").toBool(), false);
    QCOMPARE(json.value("training").toObject(), m_trained.value("training").toObject());
    QVERIFY(run({"captioner", "info", m_captioner}).out.contains("conv1, layer2"));
}

void TestCliCaptioner::evalComparesWithShuffled() {
    const auto outcome =
        run({"captioner", "eval", m_captioner, kAnnotated, "--beam", "5", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.json().value("units").toInt(), 68);
    const auto metrics = outcome.json().value("metrics").toObject();
    for (const QString name : {"bleu4", "rouge_l", "chrf"}) {
        const auto metric = metrics.value(name).toObject();
        for (const QString key : {"value", "shuffled"}) {
            const double value = metric.value(key).toDouble(-1);
            QVERIFY(value >= 0 && value <= 1);
        }
    }
    QVERIFY(metrics.value("chrf").toObject().value("value").toDouble() > 0);

    const auto held =
        run({"captioner", "eval", m_captioner, kAnnotated, "--held-out", "--beam", "5", "--json"});
    QVERIFY2(held.code == 0, held.err);
    QCOMPARE(held.json().value("units").toInt(), 17);
}

void TestCliCaptioner::killedTrainingGoesOn() {
    const QStringList longer{"--epochs", "60", "--patience", "60", "--seed", "4"};
    const auto undisturbed = run(training(path("undisturbed.captioner"), longer));
    QVERIFY2(undisturbed.code == 0, undisturbed.err);

    const auto out = path("killed.captioner");
    for (const int signal : {SIGKILL, SIGINT}) {
        QProcess process;
        process.start(QStringLiteral(BRERA_CLI), training(out, longer));
        brera::test::waitUntilSaid(process, "decoder, epoch", 3);
        QVERIFY2(brera::test::sendSignal(process, signal), "it ended before it was stopped");
        QCOMPARE(finish(process).code, signal == SIGINT ? 130 : -1);
        QVERIFY(QFile::exists(out + ".training"));
        QVERIFY(!QFile::exists(out));
    }
    const auto other = run(training(out, {"--epochs", "60", "--patience", "60", "--seed", "5"}));
    QCOMPARE(other.code, 1);
    QVERIFY2(other.err.contains("other options"), other.err);
    const auto resumed = run(training(out, longer));
    QVERIFY2(resumed.code == 0, resumed.err);
    QVERIFY(!resumed.err.contains("decoder, epoch 1:")); // not from the beginning
    QCOMPARE(resumed.json().value("training").toObject().value("epochs").toArray(),
             undisturbed.json().value("training").toObject().value("epochs").toArray());
    QVERIFY(!QFile::exists(out + ".training"));
}

void TestCliCaptioner::encodersCanBeTakenFromCaptioners() {
    const auto out = path("second.captioner");
    const auto outcome =
        run({"captioner", "train", kAnnotated, "--out", out, "--encoder", m_captioner, "--hidden",
             "8", "--lm-hidden", "8", "--epochs", "1", "--lm-epochs", "1", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto json = run({"captioner", "info", out, "--json"}).json();
    QCOMPARE(json.value("layers").toArray(), (QJsonArray{"conv1", "layer2"}));
    QCOMPARE(json.value("sizes").toObject().value("hidden").toInt(), 8);
}

void TestCliCaptioner::authorsCheckpointsAreImported() {
    const auto out = path("imported.captioner");
    const auto outcome =
        run({"captioner", "import", kOracle + "caption/decoder.pth", "--out", out, "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.json().value("words").toInt(), 75);
    QVERIFY(outcome.json().value("lm_counts_past_stop").toBool());
    const auto info = run({"captioner", "info", out, "--json"});
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(info.json().value("sizes").toObject().value("hidden").toInt(), 48);
}

void TestCliCaptioner::badInputEndsWithOneAndAReason_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");
    const auto out = path("never.captioner");
    QTest::newRow("no such source")
        << QStringList{"captioner", "train", path("nowhere"), "--out", out, "--encoder", kNetwork}
        << QByteArray("nowhere");
    QTest::newRow("no annotations")
        << QStringList{"captioner", "train", m_folder.path(), "--out", out, "--encoder", kNetwork}
        << QByteArray("no annotations");
    QTest::newRow("no such layer") << QStringList{"captioner", "train",  kAnnotated, "--out", out,
                                                  "--encoder", kNetwork, "--layers", "layer9"}
                                   << QByteArray("layer9");
    QTest::newRow("no such encoder")
        << QStringList{"captioner", "train", kAnnotated, "--out", out, "--encoder", "resnet19"}
        << QByteArray("resnet19");
    QTest::newRow("all held out") << QStringList{"captioner", "train",      kAnnotated, "--out",
                                                 out,         "--held-out", "0.95"}
                                  << QByteArray("held-out");
    QTest::newRow("no folder to write to")
        << training(path("no/such/x.captioner")) << QByteArray("no/such");
    QTest::newRow("no captioner") << QStringList{"captioner", "info", kNetwork}
                                  << QByteArray("no captioner");
    QTest::newRow("missing captioner")
        << QStringList{"captioner", "info", path("none.captioner")} << QByteArray("none.captioner");
    QTest::newRow("not a checkpoint")
        << QStringList{"captioner", "import", kOracle + "dataset.json", "--out", out}
        << QByteArray("dataset.json");
    QTest::newRow("no vectors") << QStringList{"captioner", "eval",      m_captioner,
                                               kAnnotated,  "--vectors", path("v.txt")}
                                << QByteArray("v.txt");
    QTest::newRow("held out of what")
        << QStringList{"captioner", "eval", m_captioner, kAnnotated, kAnnotated, "--held-out"}
        << QByteArray("trained on 68 units");
}

void TestCliCaptioner::badInputEndsWithOneAndAReason() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);
    const auto outcome = run(arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("error: "), outcome.err);
    QVERIFY2(outcome.err.contains(reason), outcome.err);
    QVERIFY(!QFile::exists(path("never.captioner")));
}

void TestCliCaptioner::usageErrorsEndWithTwo() {
    for (const auto& arguments :
         {QStringList{"captioner"}, QStringList{"captioner", "paint"},
          QStringList{"captioner", "train", kAnnotated},
          QStringList{"captioner", "eval", m_captioner, kAnnotated, "--mode", "loud"},
          QStringList{"captioner", "train", kAnnotated, "--out", "x", "--epochs", "many"}}) {
        QCOMPARE(run(arguments).code, 2);
    }
}

QTEST_GUILESS_MAIN(TestCliCaptioner)
#include "tst_cli_captioner.moc"
