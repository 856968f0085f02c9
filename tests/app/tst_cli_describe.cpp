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
using brera::test::Outcome;
using brera::test::run;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
const QString kNetwork = kOracle + QStringLiteral("network_scripted.pt");

QList<QByteArray> linesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>{};
}

} // namespace

/// `brera-cli describe` as a script sees it, with the reference's tiny captioner.
class TestCliDescribe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_project = path("p.brera");
        m_captioner = path("tiny.captioner");
        const auto extracted = run({"extract", kNetwork, kOracle + "images", "--project", m_project,
                                    "--resize", "64", "--crop", "64", "--layers", "layer3,layer4"});
        QVERIFY2(extracted.code == 0, extracted.err);
        const auto imported = run({"captioner", "import", kOracle + "caption/decoder.pth",
                                   "--encoder", kNetwork, "--out", m_captioner});
        QVERIFY2(imported.code == 0, imported.err);
    }

    /// Every unit has its phrase, which is found and exported.
    void unitsAreDescribed() {
        const auto json = describe({"--json"}).json();
        QCOMPARE(json.value("described").toInt(), kUnits);
        QCOMPARE(json.value("units").toInt(), kUnits);
        QCOMPARE(json.value("mode").toString(), QString("rerank"));
        QCOMPARE(json.value("lambda").toDouble(), 0.2);
        QVERIFY(!json.value("rechosen").toBool());
        const auto lines = exported();
        QCOMPARE(lines.size(), kUnits + 2);
        QCOMPARE(lines[0], QByteArray("layer,unit,description,logp_d_given_e,logp_d,wpmi"));
        const auto found = run({"search", m_project, "layer:layer4", "--limit", "0", "--json"});
        QCOMPARE(found.json().value("total").toInt(), 24);
    }

    void modeAndLambdaAloneNeedNoSearch() {
        const auto before = exported();
        auto json = describe({"--mode", "greedy", "--json"}).json();
        QVERIFY(json.value("rechosen").toBool());
        QCOMPARE(json.value("described").toInt(), 0);
        QVERIFY(exported() != before);
        json = describe({"--layers", "layer4", "--mode", "beam", "--json"}).json();
        QCOMPARE(json.value("mode").toString(), QString("beam"));
        QCOMPARE(json.value("described").toInt(), 0);
        QCOMPARE(describe({}).code, 0);
        QCOMPARE(exported(), before);
    }

    void anotherBeamIsAnotherSearch() {
        const auto json = describe({"--beam", "3", "--layers", "layer3", "--json"}).json();
        QCOMPARE(json.value("described").toInt(), 16);
        QCOMPARE(json.value("units").toInt(), 16);
        QCOMPARE(json.value("beam").toInt(), 3);
    }

    void anInterruptedOneGoesOn() {
        const QStringList slow{"--beam", "1000"};
        QProcess process;
        process.start(QStringLiteral(BRERA_CLI), arguments(slow));
        brera::test::waitUntilSaid(process, "describing");
        QVERIFY2(brera::test::sendSignal(process, SIGINT), "it ended before it was stopped");
        QCOMPARE(finish(process).code, 130);
        const auto resumed = describe(slow + QStringList{"--json"});
        QVERIFY2(resumed.code == 0, resumed.err);
        const auto json = resumed.json();
        QVERIFY(json.value("already").toInt() >= 16); // nothing committed was lost
        QCOMPARE(json.value("already").toInt() + json.value("described").toInt(), kUnits);
        QCOMPARE(json.value("units").toInt(), kUnits);
    }

    void mistakesHaveTheirCodes() {
        const auto before = exported();
        QCOMPARE(describe({"--mode", "loud"}).code, 2);
        QCOMPARE(run({"describe", m_project}).code, 2);
        const auto reason = [&](const QStringList& more) {
            const auto outcome = describe(more);
            return outcome.code == 1 ? outcome.err : QByteArray("ended otherwise");
        };
        QVERIFY(reason({"--beam", "0"}).contains("beam is 0"));
        QVERIFY(reason({"--lambda", "-1"}).contains("λ"));
        QVERIFY(reason({"--layers", "layer9"}).contains("layer9"));
        const auto none = run({"describe", m_project, "--captioner", path("none.captioner")});
        QCOMPARE(none.code, 1);
        QVERIFY(none.err.contains("none.captioner"));
        QCOMPARE(run({"describe", m_project, "--captioner", kNetwork}).code, 1);
        QCOMPARE(run({"describe", path("none.brera"), "--captioner", m_captioner}).code, 1);
        QCOMPARE(exported(), before);
    }

private:
    static constexpr int kUnits = 40;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList arguments(const QStringList& more) const {
        return QStringList{"describe", m_project, "--captioner", m_captioner} + more;
    }
    Outcome describe(const QStringList& more) const { return run(arguments(more)); }
    QList<QByteArray> exported() const {
        run({"export", m_project, path("out")});
        return linesOf(path("out/descriptions.csv"));
    }

    QTemporaryDir m_folder;
    QString m_project;
    QString m_captioner;
};

QTEST_GUILESS_MAIN(TestCliDescribe)
#include "tst_cli_describe.moc"
