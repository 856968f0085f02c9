// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/descriptions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include "support/cli.h"

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

using brera::test::Outcome;
using brera::test::run;

/// `brera-cli search` as a script sees it.
class TestCliSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        auto project = m_scene.create();
        describe(project, "conv", {"a red dog", "dogs and cats", "the sky"});
        project.setTags("fc", 0, {"face"});
        project.setHumanDescription("fc", 0, "a dog\x1b[31m\non two lines");
    }

    void hitsAreLinesWithCounts() {
        const auto outcome = search({"dog"});
        QCOMPARE(outcome.code, 0);
        const auto lines = outcome.out.split('\n');
        QCOMPARE(lines.size(), 5); // three hits, the counts and what follows the last line
        QCOMPARE(lines[3], QByteArray("3 units (conv 2, fc 1)"));
        QVERIFY(outcome.out.contains("conv/0  a red dog\n"));
        // Aligned, and nothing that a terminal would obey.
        QVERIFY2(outcome.out.contains("fc/0    a dog [31m on two lines\n"), outcome.out);
        QVERIFY(!outcome.out.contains('\x1b'));
        QVERIFY(outcome.err.contains("generated annotations"));
    }

    void jsonTellsEverything() {
        const auto json = search({"red", "dog", "--json"}).json();
        QCOMPARE(json.value("query").toString(), QString("red dog"));
        QCOMPARE(json.value("total").toInt(), 1);
        QVERIFY(!json.value("literal").toBool());
        QVERIFY(json.value("generated").toBool());
        const auto hit = json.value("hits").toArray().at(0).toObject();
        QCOMPARE(hit.value("unit").toString(), QString("conv/0"));
        QCOMPARE(hit.value("layer").toString(), QString("conv"));
        QCOMPARE(hit.value("index").toInt(), 0);
        QCOMPARE(hit.value("text").toString(), QString("a red dog"));
        QCOMPARE(hit.value("matches").toArray(), (QJsonArray{QJsonArray{2, 5}, QJsonArray{6, 9}}));
        const auto layer = json.value("layers").toArray().at(0).toObject();
        QCOMPARE(layer.value("layer").toString(), QString("conv"));
        QCOMPARE(layer.value("count").toInt(), 1);
    }

    void theLimitIsOfWhatIsShown() {
        const auto json = search({"dog", "--limit", "2", "--json"}).json();
        QCOMPARE(json.value("hits").toArray().size(), 2);
        QCOMPARE(json.value("total").toInt(), 3);
        QVERIFY(search({"dog", "--limit", "2"}).out.contains("2 of 3 units"));
        QCOMPARE(search({"dog", "--limit", "0"}).out, QByteArray("3 units (conv 2, fc 1)\n"));
    }

    void queriesAreWhatTheyAreInside() {
        QCOMPARE(total("dog AND NOT red"), 2);
        QCOMPARE(total("layer:conv dog"), 2);
        QCOMPARE(total("tag:face"), 1);
        QCOMPARE(total("\"dogs and\""), 1);
        QCOMPARE(total("NOT dog"), 1);
        QCOMPARE(total(""), 0);
    }

    void wordNetWidens() {
        QCOMPARE(total("~animal"), 3);
        QCOMPARE(total("~animal NOT ~dog"), 0);
        QCOMPARE(total("~feline"), 1);
    }

    void nothingIsAnAnswer() {
        const auto outcome = search({"giraffe"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out, QByteArray("nothing found\n"));
        QCOMPARE(search({"giraffe", "--json"}).json().value("hits").toArray().size(), 0);
    }

    void malformedQueriesAreSaidSo() {
        const auto outcome = search({"\"red dog"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("conv/0"));
        QVERIFY(outcome.err.contains("malformed"));
        QVERIFY(search({"(red dog", "--json"}).json().value("literal").toBool());
    }

    void mistakesHaveTheirCodes() {
        QCOMPARE(search({}).code, 2);
        QCOMPARE(search({"dog", "--limit", "-1"}).code, 2);
        QCOMPARE(search({"dog", "--limit", "many"}).code, 2);
        const auto missing = run({"search", "/nowhere/p.brera", "dog"});
        QCOMPARE(missing.code, 1);
        QVERIFY(missing.err.contains("/nowhere/p.brera"));
    }

    void aProjectWithoutDescriptionsHasNone() {
        const Scene scene;
        scene.create();
        const auto file = QString::fromStdString(scene.project().string());
        QCOMPARE(run({"search", file, "dog"}).out, QByteArray("nothing found\n"));
        QVERIFY(!run({"search", file, "dog"}).err.contains("generated"));
    }

private:
    Outcome search(const QStringList& arguments) const {
        return run(QStringList{"search", QString::fromStdString(m_scene.project().string())} +
                   arguments);
    }
    int total(const QString& query) const {
        return search({query, "--json"}).json().value("total").toInt(-1);
    }

    Scene m_scene;
};

QTEST_GUILESS_MAIN(TestCliSearch)
#include "tst_cli_search.moc"
