// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "base/error.h"
#include "project/experiments.h"
#include "project/network_edit.h"
#include "project/project.h"

#include <cmath>
#include <csignal>

#include "support/cli.h"

using brera::test::run;

namespace {

const QString kOracle = QStringLiteral(BRERA_TEST_DATA "/oracle/");
const QString kNetwork = kOracle + QStringLiteral("network_scripted.pt");

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
        QVERIFY(!QFileInfo::exists(path("p.brera-wal"))); // all of it is in the one file
        QVERIFY(QFile::copy(path("p.brera"), path("untouched.brera")));
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
            // What images are taken for now makes up for the change.
            double gained = 0;
            for (const auto& moved : json["predictions"].toObject()["project"].toArray()) {
                const auto shift = moved.toObject();
                gained += shift["after"] == shift["class"] ? shift["images"].toInt() : 0;
                gained -= shift["before"] == shift["class"] ? shift["images"].toInt() : 0;
            }
            QVERIFY(std::abs(set["change"].toDouble() * set["before"]["images"].toInt() - gained) <
                    1e-6);
        }
    }

    void setsAreFoldersByName() {
        const auto json = run({"ablate", path("p.brera"), "--units", "layer4/0", "--images",
                               "first=" + kOracle + "images," + kOracle + "images", "--json"})
                              .json();
        const auto sets = json["sets"].toObject();
        QCOMPARE(sets.keys(), (QStringList{"first", "images"}));
        QCOMPARE(sets["first"], sets["images"]);
        // Folders of one name stay two sets.
        const auto fewer = fewerImages();
        const auto twice = run({"ablate", path("p.brera"), "--units", "layer4/0", "--images",
                                "val=" + kOracle + "images,val=" + fewer, "--json"})
                               .json()["sets"]
                               .toObject();
        QCOMPARE(twice.keys(), (QStringList{"val", "val (2)"}));
        QVERIFY(twice["val"] != twice["val (2)"]);
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
        // Each set that is named.
        const QStringList onTwo{"importance", path("p.brera"),
                                "--units",    "layer4/0,layer4/1",
                                "--images",   "all=" + kOracle + "images,few=" + fewerImages()};
        const auto two = run(onTwo + QStringList{"--json"}).json();
        QCOMPARE(two["sets"].toArray().size(), 2);
        QCOMPARE(two["sets"][0]["units"], two["units"]);
        QCOMPARE(two["sets"][1]["set"].toString(), QString("few"));
        QCOMPARE(two["sets"][1]["baseline"]["images"].toInt(), 10);
        QCOMPARE(two["sets"][1]["units"].toArray().size(), 2);
        const auto table = run(onTwo).out.split('\n');
        QCOMPARE(table[0], QByteArray("unit\tall: accuracy change\tall: loss change\t"
                                      "few: accuracy change\tfew: loss change"));
        QCOMPARE(table[1].count('\t'), 4);
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

    void ordersAreByScoreListAndChance() {
        write("scores.csv", "unit,score\nlayer4/3,0.5\nlayer4/7,2\nlayer4/1,-1e1\n");
        const auto byScore =
            run({"curve", path("p.brera"), "--order", "score:" + path("scores.csv"), "--json"})
                .json();
        QCOMPARE(byScore["order"].toArray(),
                 (QJsonArray{"layer4/7", "layer4/3", "layer4/1"})); // the file's units
        const auto listed = run({"curve", path("p.brera"), "--order", "list", "--units",
                                 "layer4/3,layer4/7,layer4/1", "--json"})
                                .json();
        QCOMPARE(listed["order"].toArray(), (QJsonArray{"layer4/3", "layer4/7", "layer4/1"}));
        const auto drawn = [&](const QString& seed) {
            return run({"curve", path("p.brera"), "--order", "random", "--units", "layer4",
                        "--most", "1", "--seed", seed, "--json"})
                .json()["order"]
                .toArray();
        };
        const auto first = drawn("1");
        QCOMPARE(first.size(), 24);
        QVERIFY(first != drawn("2"));
    }

    void curvesAreWrittenAsTables() {
        const auto csv = path("curve.csv");
        const auto outcome =
            run({"curve", path("p.brera"), "--units", "layer3", "--step", "8", "--trials", "2",
                 "--images", "a=" + kOracle + "images,b=" + kOracle + "images", "--csv", csv});
        QVERIFY2(outcome.code == 0, outcome.err);
        const auto rows = QString::fromUtf8(outcome.out).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(rows[0], QString("units\ta\trandom (range)\tb\trandom (range)"));
        QCOMPARE(rows.size(), 4);
        QCOMPARE(outcome.out.count("<- stop rule"), 1);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 7);
        QCOMPARE(lines[0], QString("set,count,unit,images,top1,top5,loss,random_mean,random_low,"
                                   "random_high"));
        QVERIFY2(lines[1].startsWith("a,0,,"), qPrintable(lines[1]));
        QVERIFY2(lines[6].startsWith("b,16,layer3/"), qPrintable(lines[6]));
    }

    void whatIsInTheProjectIsNotMeasuredAgain() {
        copyProject("k.brera");
        const QStringList importance{"importance", path("k.brera"), "--units", "layer2", "--json"};
        const auto first = run(importance).json();
        QCOMPARE(first["found"].toInt(), 0);
        const auto second = run(importance).json();
        QCOMPARE(second["measured"].toInt(), 0);
        QCOMPARE(second["found"].toInt(), first["measured"].toInt());
        QCOMPARE(second["units"], first["units"]);
        QCOMPARE(second["baseline"], first["baseline"]);
        // The curve's order needs the importances again; its points are new.
        const auto curve =
            run({"curve", path("k.brera"), "--units", "layer2", "--step", "4", "--json"}).json();
        const auto points = curve["points"].toObject()["project"].toArray().size();
        QCOMPARE(curve["measured"].toInt(), points);
        QCOMPARE(curve["found"].toInt(), first["units"].toArray().size());
        // A curve of other steps has another name, and its controls have the same.
        run({"curve", path("k.brera"), "--units", "layer2", "--step", "8", "--trials", "1"});
        std::vector<std::string> names;
        for (const auto& each : experimentsOf("k.brera")) {
            if (each.kind == "curve") {
                names.push_back(each.name);
            }
        }
        QCOMPARE(names, (std::vector<std::string>{"layer2 (2)", "layer2 (2)", "layer2"}));
        // So has one that holds units at their mean.
        run({"curve", path("k.brera"), "--units", "layer2", "--step", "4", "--mean"});
        for (const auto& each : experimentsOf("k.brera")) {
            if (each.kind == "curve") { // the newest
                QCOMPARE(each.name, std::string("layer2 (3)"));
                break;
            }
        }
        // Other images are other measurements.
        const auto fewer = fewerImages();
        const QStringList onFewer{"importance", path("k.brera"),  "--units", "layer2/0",
                                  "--images",   "fewer=" + fewer, "--json"};
        QCOMPARE(run(onFewer).json()["found"].toInt(), 0);
        QVERIFY(QFile::remove(fewer + "/bird/000.png"));
        QVERIFY(QFile::copy(kOracle + "images/cat/000.png", fewer + "/bird/000.png"));
        QCOMPARE(run(onFewer).json()["found"].toInt(), 0);
    }

    void readOnlyProjectsAreMeasuredAndLeftAlone() {
        copyProject("r.brera");
        const auto writer = brera::project::Project::open(path("r.brera").toStdString());
        const auto outcome = run({"importance", path("r.brera"), "--units", "layer4/0", "--json"});
        QVERIFY2(outcome.code == 0, outcome.err);
        QVERIFY2(outcome.err.contains("not kept"), outcome.err);
        QCOMPARE(outcome.json()["units"].toArray().size(), 1);
        QCOMPARE(experimentsOf("r.brera").size(), std::size_t(0));
    }

    void anInterruptedCurveGoesOn_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("stopped") << SIGINT;
        QTest::newRow("killed") << SIGKILL;
    }
    void anInterruptedCurveGoesOn() {
        QFETCH(int, signal);
        copyProject("i.brera");
        const QStringList curve{"curve", path("i.brera"), "--units", "layer3,layer4", "--json"};
        QProcess process;
        process.start(QStringLiteral(BRERA_CLI), curve + QStringList{"--trials", "1000"});
        QVERIFY(process.waitForStarted());
        // The curve itself is done when the first of the random ones has begun.
        const auto curves = [&] {
            std::size_t count = 0;
            for (const auto& each : experimentsOf("i.brera")) {
                count += each.kind == "curve";
            }
            return count;
        };
        QTRY_VERIFY_WITH_TIMEOUT(curves() >= 2, 60000);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(60000));
        if (signal == SIGINT) {
            QCOMPARE(process.exitCode(), 130);
        } else {
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        }
        const auto again = run(curve);
        QVERIFY2(again.code == 0, again.err);
        QCOMPARE(again.json()["measured"].toInt(), 0);
        QCOMPARE(again.json()["points"].toObject()["project"].toArray().size(), 41);
    }

    void editedNetworksOpenAndGiveTheAblatedAccuracy() {
        const auto file = path("edited.pt");
        const auto edited = run({"edit", path("p.brera"), "--units",
                                 "conv1/2,layer1/0,layer1/4,layer4/3,layer4/7,layer4/11", "--why",
                                 "they look at “text”", "--out", file, "--json"});
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
        // The new project knows what its network has lost, and why.
        using brera::project::Project;
        const auto open = [&](const char* name) {
            return Project::open(path(name).toStdString(), brera::project::OpenMode::ReadOnly);
        };
        const auto edit = brera::project::networkEdit(open("e.brera"));
        QCOMPARE(edit.removed.size(), std::size_t(3));
        QCOMPARE(edit.removed.at("layer4"), (std::vector<std::int64_t>{3, 7, 11}));
        QCOMPARE(edit.removed.at("conv1"), (std::vector<std::int64_t>{2}));
        const auto told = path("edited.json");
        QCOMPARE(run({"report", path("e.brera"), "--layer", "layer4", "--out", told}).code, 0);
        QFile cover(told);
        QVERIFY(cover.open(QIODevice::ReadOnly));
        const auto facts = QJsonDocument::fromJson(cover.readAll()).object()["facts"].toObject();
        QVERIFY(facts["network"]["removed"]["text"].toString().contains("layer4/11"));
        const auto why = QJsonDocument::fromJson(QByteArray::fromStdString(edit.why)).object();
        QCOMPARE(why["reason"].toString(), QString("they look at “text”"));
        QVERIFY(std::abs(why["accuracy"]["project"]["after"]["top1"].toDouble() - expected) < 1e-6);
        QVERIFY(brera::project::networkEdit(open("p.brera")).removed.empty());
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
        QTest::newRow("no labels") << QStringList{"importance", "--units", "layer4/0", "--images",
                                                  m_folder.path() + "/flat"}
                                   << 1 << QByteArray("no image of");
        QTest::newRow("no score") << QStringList{"curve", "--units", "layer4/0,layer4/5", "--order",
                                                 "score:" + path("one.csv")}
                                  << 1 << QByteArray("layer4/5 has no score");
        QTest::newRow("score of no unit")
            << QStringList{"curve", "--order", "score:" + path("wrong.csv")} << 1
            << QByteArray("layer4/99");
        QTest::newRow("no number") << QStringList{"curve", "--order", "score:" + path("words.csv")}
                                   << 1 << QByteArray("row 2");
        QTest::newRow("step of nothing")
            << QStringList{"curve", "--units", "layer4", "--step", "0"} << 1 << QByteArray("step");
        QTest::newRow("negative seed")
            << QStringList{"curve", "--units", "layer4", "--seed", "-1"} << 2 << QByteArray("-1");
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
        QVERIFY(QDir().mkpath(path("flat")));
        QFile::copy(kOracle + "images/bird/000.png", path("flat/0.png"));
        write("one.csv", "layer4/0,1\n");
        write("wrong.csv", "layer4/99,1\n");
        write("words.csv", "unit,score\nlayer4/0,high\n");
        arguments.insert(1, path("p.brera"));
        const auto outcome = run(arguments);
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.err.contains(message), outcome.err);
    }

    void projectsWithoutFittingLabelsSaySo() {
        // No folders: no labels at all.
        QVERIFY(QDir().mkpath(path("plain")));
        for (int i = 0; i < 3; ++i) {
            const auto name = QString("%1.png").arg(i, 3, 10, QChar('0'));
            QVERIFY(QFile::copy(kOracle + "images/bird/" + name, path("plain/" + name)));
        }
        const auto extract = [&](const QString& images, const QString& project) {
            return run({"extract", kNetwork, images, "--project", path(project), "--resize", "64",
                        "--crop", "64", "--layers", "layer4"});
        };
        QCOMPARE(extract(path("plain"), "plain.brera").code, 0);
        const auto unlabelled = run({"ablate", path("plain.brera"), "--units", "layer4/0"});
        QCOMPARE(unlabelled.code, 1);
        QVERIFY2(unlabelled.err.contains("has a label"), unlabelled.err);
        // More classes than the network has outputs.
        const auto many = path("many");
        for (int i = 0; i < 12; ++i) {
            const auto folder = many + QString("/class%1").arg(i);
            QVERIFY(QDir().mkpath(folder));
            QVERIFY(QFile::copy(kOracle + "images/bird/000.png", folder + "/0.png"));
        }
        const auto folders =
            run({"ablate", path("plain.brera"), "--units", "layer4/0", "--images", many});
        QCOMPARE(folders.code, 1);
        QVERIFY2(folders.err.contains("class0"), folders.err);
        write("twelve.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
        const auto listed =
            run({"extract", kNetwork, many, "--project", path("many.brera"), "--resize", "64",
                 "--crop", "64", "--layers", "layer4", "--classes", path("twelve.txt")});
        QCOMPARE(listed.code, 1);
        QVERIFY2(listed.err.contains("12") && listed.err.contains("10"), listed.err);
    }

private:
    void write(const QString& name, const QByteArray& content) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    /// The project as it was extracted, with nothing measured.
    void copyProject(const QString& name) {
        for (const char* end : {"", "-wal", "-shm"}) {
            QFile::remove(path(name + end));
        }
        QVERIFY(QFile::copy(path("untouched.brera"), path(name)));
    }
    /// Five classes with two images each.
    QString fewerImages() {
        QDir(path("fewer")).removeRecursively();
        for (const auto* folder : {"bird", "car", "cat", "dog", "face"}) {
            for (const auto* image : {"/000.png", "/001.png"}) {
                const auto name = QString(folder) + image;
                [&] { QVERIFY(QDir().mkpath(path(QString("fewer/") + folder))); }();
                [&] { QVERIFY(QFile::copy(kOracle + "images/" + name, path("fewer/" + name))); }();
            }
        }
        return path("fewer");
    }
    std::vector<brera::project::Experiment> experimentsOf(const QString& name) const {
        using namespace brera::project;
        auto project = Project::open(path(name).toStdString(), OpenMode::ReadOnly);
        return Experiments(project).all();
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCliAblation)
#include "tst_cli_ablation.moc"
