// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include "project/audits.h"
#include "project/experiments.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

using Measurements = std::vector<Measurement>;

class ExperimentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameInputsAreTheSameExperiment() {
        const Scene scene;
        auto project = scene.create();
        Experiments experiments(project);
        QVERIFY(experiments.all().empty());
        const auto first = experiments.begin("curve", R"({"step":1})", "one");
        QCOMPARE(experiments.begin("curve", R"({"step":1})", "another name"), first);
        const auto second = experiments.begin("curve", R"({"step":2})", "two");
        const auto other = experiments.begin("importance", R"({"step":1})", "three");
        QVERIFY(second != first && other != first && other != second);
        QCOMPARE(experiments.find("curve", R"({"step":2})"), std::optional(second));
        QVERIFY(!experiments.find("curve", R"({"step":3})"));
        QVERIFY(!experiments.find("pasted", R"({"step":2})"));
        const auto all = experiments.all();
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[0].id, other); // newest first
        QCOMPARE(all[2].name, std::string("one"));
        QCOMPARE(all[2].inputs, std::string(R"({"step":1})"));
        QVERIFY(!all[2].complete);
        QVERIFY(all[2].created > 1'600'000'000);
        const auto curves = experiments.all("curve");
        QCOMPARE(curves.size(), std::size_t(2));
        QCOMPARE(curves[0].id, second);
        QVERIFY(experiments.all("pasted").empty());
    }

    void measurementsComeBackByNumber() {
        const Scene scene;
        std::int64_t id = 0;
        {
            auto project = scene.create();
            Experiments experiments(project);
            id = experiments.begin("importance", "{}", "layer4");
            experiments.record(id, Measurements{{7, "seven"}, {-1, "whole"}});
            experiments.record(id, Measurements{{3, "three"}, {7, "seven again"}});
            experiments.record(experiments.begin("importance", "[]", "other"),
                               Measurements{{7, "not this"}});
            experiments.rename(id, "café <b>");
            experiments.setComplete(id);
        }
        auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        Experiments experiments(project);
        QCOMPARE(experiments.measurements(id),
                 (Measurements{{-1, "whole"}, {3, "three"}, {7, "seven again"}}));
        const auto stored = experiments.all("importance").back();
        QCOMPARE(stored.measurements, 3);
        QCOMPARE(stored.name, std::string("café <b>"));
        QVERIFY(stored.complete);
        QVERIFY(experiments.measurements(99).empty());
        EXPECT_ERROR(ProjectError, experiments.begin("curve", "{}", ""), "only be read");
        EXPECT_ERROR(ProjectError, experiments.record(id, {}), "only be read");
    }

    void whatIsRemovedIsGoneForGood() {
        const Scene scene;
        auto project = scene.create();
        Experiments experiments(project);
        const auto id = experiments.begin("curve", "{}", "one");
        experiments.record(id, Measurements{{0, "point"}});
        experiments.remove(id);
        QVERIFY(experiments.all().empty());
        QVERIFY(experiments.measurements(id).empty());
        // Who was measuring does not write into somebody else's.
        QVERIFY(experiments.begin("curve", "{}", "again") != id);
        EXPECT_ERROR(ProjectError, experiments.record(id, Measurements{{1, "late"}}), "removed");
        EXPECT_ERROR(ProjectError, experiments.setComplete(id), "removed");
        EXPECT_ERROR(ProjectError, experiments.rename(id, "x"), "removed");
        EXPECT_ERROR(ProjectError, experiments.remove(id), "removed");
        QCOMPARE(experiments.all()[0].measurements, 0);
    }

    void aKillKeepsWhatWasRecorded() {
        const Scene scene;
        scene.create();
        const auto child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            auto project = Project::open(scene.project());
            Experiments experiments(project);
            const auto id = experiments.begin("curve", "{}", "one");
            experiments.record(id, Measurements{{0, "a"}, {1, "b"}});
            ::raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        auto project = Project::open(scene.project());
        Experiments experiments(project);
        const auto id = experiments.begin("curve", "{}", "one");
        QCOMPARE(experiments.measurements(id), (Measurements{{0, "a"}, {1, "b"}}));
    }

    void savedSearchesKeepTheirOrder() {
        const Scene scene;
        auto project = scene.create();
        Audits audits(project);
        QVERIFY(audits.searches().empty());
        audits.save({"faces", "face OR nose"});
        audits.save({"colours", "red"});
        audits.setVerdict("faces", {"conv", 1}, Verdict::Confirmed);
        audits.save({"faces", "face OR nose OR eyes"});
        const auto searches = audits.searches();
        QCOMPARE(searches.size(), std::size_t(2));
        QCOMPARE(searches[0].name, std::string("faces"));
        QCOMPARE(searches[0].query, std::string("face OR nose OR eyes"));
        QCOMPARE(audits.verdicts("faces").size(), std::size_t(1));
        EXPECT_ERROR(ProjectError, audits.save({"", "red"}), "name");
        audits.remove("faces");
        audits.remove("never there");
        QCOMPARE(audits.searches().size(), std::size_t(1));
        QVERIFY(audits.verdicts("faces").empty());
    }

    void verdictsAreSavedAsTheyAreGiven() {
        const Scene scene;
        {
            auto project = scene.create();
            Audits audits(project);
            audits.setVerdict("faces", {"fc", 0}, Verdict::Unsure);
            audits.setVerdict("faces", {"conv", 2}, Verdict::Confirmed);
            audits.setVerdict("faces", {"conv", 0}, Verdict::Confirmed);
            audits.setVerdict("faces", {"conv", 0}, Verdict::Rejected);
            audits.setVerdict("text", {"conv", 0}, Verdict::Confirmed);
            audits.setVerdict("text", {"conv", 1}, Verdict::Confirmed);
            audits.setVerdict("text", {"conv", 1}, Verdict::Undecided);
        }
        auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        Audits audits(project);
        const auto faces = audits.verdicts("faces");
        QCOMPARE(faces.size(), std::size_t(3));
        QCOMPARE(faces[0].unit, (UnitId{"conv", 0}));
        QCOMPARE(faces[0].verdict, Verdict::Rejected);
        QCOMPARE(faces[1].unit, (UnitId{"conv", 2}));
        QCOMPARE(faces[2].unit, (UnitId{"fc", 0}));
        QVERIFY(faces[2].decided > 1'600'000'000);
        const auto all = audits.verdicts();
        QCOMPARE(all.size(), std::size_t(4));
        QCOMPARE(all.back().first, std::string("text"));
        EXPECT_ERROR(ProjectError, audits.setVerdict("faces", {"conv", 0}, Verdict::Unsure),
                     "only be read");
    }

    void verdictsOnUnitsThatAreNotThereAreRefused() {
        const Scene scene;
        auto project = scene.create();
        Audits audits(project);
        EXPECT_ERROR(ProjectError, audits.setVerdict("x", {"conv", 3}, Verdict::Confirmed),
                     "unit 3 does not exist");
        EXPECT_ERROR(ProjectError, audits.setVerdict("x", {"pool", 0}, Verdict::Confirmed),
                     "no layer pool");
        alter(scene.project(), "INSERT INTO verdicts VALUES ('x', 0, 9, 1)");
        EXPECT_ERROR(ProjectError, audits.verdicts("x"), "damaged");
    }
};

QTEST_GUILESS_MAIN(ExperimentsTest)
#include "tst_experiments.moc"
