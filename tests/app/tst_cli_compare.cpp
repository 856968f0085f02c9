// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/networks.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include "support/cli.h"

using namespace brera::audit::test;

using brera::test::Outcome;
using brera::test::run;

namespace {

UnitPlan unit(unsigned seed, std::string text) {
    auto maxima = noise(30, seed);
    auto exemplars = largest(maxima, 5);
    return {std::move(maxima), std::move(exemplars), std::move(text)};
}

} // namespace

/// `brera-cli compare` and `brera-cli bench search` as a script sees them.
class TestCliCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        make(path("plain.brera"), {pictures(30),
                                   {{"conv", {unit(1, "a face\x1b[31m"), unit(2, "a \"red\" dog")}},
                                    {"fc", {unit(3, "eyes, and a nose")}}},
                                   {}});
        make(path("blurred.brera"),
             {pictures(30),
              {{"conv", {unit(2, "dogs"), unit(1, "yellow")}}, {"fc", {unit(9, "")}}},
              {}});
        auto far = pictures(30);
        for (auto& image : far) {
            image.path = "far/" + image.path;
        }
        make(path("far.brera"), {far, {{"conv", {unit(1, "a face")}}}, {}});
    }

    void auditsStandSideBySide() {
        const auto outcome = compare({"--audit", "faces"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.out.contains("30 images in common"), outcome.out);
        QVERIFY2(outcome.out.contains("all units: 2 matched, 1 lost, 1 new"), outcome.out);
        QVERIFY2(outcome.out.contains("found ones: 1 matched, 1 lost, 0 new"), outcome.out);
        QVERIFY2(outcome.out.contains("conv/0 = conv/1  r 1.00  o 1.00"), outcome.out);
        QVERIFY2(outcome.out.contains("only in plain:"), outcome.out);
        QVERIFY2(outcome.out.contains("(nearest: fc/0  r "), outcome.out);
        QVERIFY(!outcome.out.contains('\x1b')); // nothing that a terminal would obey
    }

    void jsonTellsEverything() {
        const auto json = compare({"--audit", "faces", "--json"}).json();
        QCOMPARE(json.value("shared_images").toInt(), 30);
        QCOMPARE(json.value("obstacle").toString(), QString());
        const auto first = json.value("first").toObject();
        QCOMPARE(first.value("total").toObject().value("found").toInt(), 2);
        QCOMPARE(first.value("layers").toArray().at(1).toObject().value("found").toInt(), 1);
        QCOMPARE(json.value("second").toObject().value("total").toObject().value("found").toInt(),
                 0);
        const auto pair = json.value("matched").toArray().at(0).toObject();
        QCOMPARE(pair.value("first").toString(), QString("conv/0"));
        QCOMPARE(pair.value("second").toString(), QString("conv/1"));
        QCOMPARE(pair.value("second_text").toString(), QString("yellow"));
        QVERIFY(pair.value("correlation").toDouble() > .999);
        QCOMPARE(json.value("lost").toArray().at(0).toObject().value("unit").toString(),
                 QString("fc/0"));
        QVERIFY(json.value("new").toArray().isEmpty());
        const auto nearest = json.value("lost").toArray().at(0).toObject()["nearest"].toObject();
        QCOMPARE(nearest["unit"].toString(), QString("fc/0"));
        QVERIFY(nearest["correlation"].toDouble() < .5);
        const auto all = compare({"--json", "--by", "exemplars", "--threshold", "0.9"}).json();
        QCOMPARE(all.value("matched").toArray().size(), 2);
        QCOMPARE(all.value("new").toArray().size(), 1);
    }

    void csvIsQuotedAsItShouldBe() {
        const QString file = QString::fromStdString(path("units.csv").string());
        QCOMPARE(compare({"--csv", file}).code, 0);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = csv.readAll().split('\n');
        QCOMPARE(lines.at(0),
                 QByteArray("kind,first,second,correlation,overlap,first_text,second_text"));
        QCOMPARE(lines.size(), 6); // two matched, one lost, one new, and what follows the last
        QVERIFY(lines.contains("matched,conv/1,conv/0,1.0000,1.0000,\"a \"\"red\"\" dog\",dogs"));
        QVERIFY(lines.contains("lost,fc/0,,,,\"eyes, and a nose\","));
        QVERIFY(lines.contains("new,,fc/0,,,,"));
    }

    void otherImagesAreSaidToBeOthers() {
        const auto outcome =
            run({"compare", text("plain.brera"), text("far.brera"), "--audit", "faces"});
        QCOMPARE(outcome.code, 0); // the counts are worth something all the same
        QVERIFY(outcome.err.contains("none in common"));
        QVERIFY(outcome.out.contains("total"));
        QVERIFY(!outcome.out.contains("matched"));
    }

    void mistakesAreNamed() {
        auto outcome = compare({"--audit", "noses"});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("faces, text, people, colours"));
        outcome = run({"compare", text("plain.brera"), text("missing.brera")});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("missing.brera"));
        QCOMPARE(compare({"--audit", "faces", "--search", "dog"}).code, 2);
        QCOMPARE(run({"compare", text("plain.brera")}).code, 2);
    }

    void searchesAreBenched() {
        const auto project = text("generated.brera");
        QCOMPARE(
            run({"bench", "search", "--make", project, "--units", "60", "--images", "20"}).code, 0);
        const auto json =
            run({"bench", "search", "--project", project, "--rounds", "1", "--json"}).json();
        QCOMPARE(json.value("units").toInt(), 60);
        QCOMPARE(json.value("texts").toInt(), 300);
        QVERIFY(json.value("ratio").toDouble() > 0);
        QVERIFY(std::abs(json.value("ratio").toDouble() - json.value("median_ms").toDouble() / 50) <
                1e-9);
        int hits = 0;
        for (const auto& query : json.value("queries").toArray()) {
            hits += query.toObject().value("hits").toInt();
        }
        QVERIFY(hits > 60);
        const auto again = run({"bench", "search", "--make", project, "--units", "60"});
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("exists already"));
    }

private:
    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    QString text(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    Outcome compare(const QStringList& more) const {
        return run(QStringList{"compare", text("plain.brera"), text("blurred.brera")} + more);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "tst_cli_compare.moc"
