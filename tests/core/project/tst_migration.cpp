// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"
#include "version1.h"

#include "project/audits.h"
#include "project/content_hash.h"
#include "project/experiments.h"
#include "project/schema.h"

#include <sqlite3.h>

#include <array>
#include <string_view>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace {

/// A file of version 1 or 2 as it was released.
void makeOlder(const std::filesystem::path& path, int version) {
    alter(path, kVersion1Tables);
    if (version == 2) {
        alter(path,
              std::string("BEGIN;") + migrations()[1].sql + "PRAGMA user_version = 2; COMMIT;");
    }
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOlderProjectIsReadAsItIs() {
        const Scene scene;
        alter(scene.project(), kVersion1Tables);
        const auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        QCOMPARE(project.unit("conv", 0).statistics.mean, 0.25);
        QCOMPARE(project.annotations("fc").size(), std::size_t(2));
        QVERIFY(!project.descriptionRun());
        QVERIFY(!project.pmiLambda());
        QVERIFY(!project.beam("conv", 0));
        QVERIFY(project.beams("conv").units.empty());
        QCOMPARE(project.described().done, 0);
        QCOMPARE(project.described().total, 3);
        QVERIFY(project.tags("conv", 0).empty());
        QCOMPARE(project.note("conv", 0), std::string());
        QCOMPARE(project.humanDescription("conv", 1), std::string("text"));
        const auto descriptions = project.descriptions("conv");
        QCOMPARE(descriptions.size(), std::size_t(1));
        QCOMPARE(descriptions[0].text, std::string("text"));
        QCOMPARE(found(project, "dog"), 0);
    }

    void anOlderProjectIsBroughtForward() {
        const Scene scene;
        alter(scene.project(), kVersion1Tables);
        {
            auto project = Project::open(scene.project());
            QVERIFY2(!project.isReadOnly(), project.readOnlyReason().c_str());
            QCOMPARE(project.unit("conv", 0).exemplars.size(), std::size_t(1));
            // What was said of units before can be searched now.
            QCOMPARE(found(project, "dog"), 1);
            QCOMPARE(found(project, "cat layer:fc"), 1);
            QCOMPARE(found(project, "cat layer:conv"), 0);
            QCOMPARE(found(project, "\"dogs a\""), 0); // two annotations
            QCOMPARE(found(project, "text"), 1);
            describe(project, "conv", {"a striped dog"});
            project.setTags("fc", 1, {"odd"});
            project.setAnnotations("fc", {});
        }
        const auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        QCOMPARE(found(project, "dog"), 1);
        QCOMPARE(found(project, "tag:odd"), 1);
        QCOMPARE(project.descriptions("conv")[1].text, std::string("text"));
    }

    void aReleasedStepIsNeverChanged() {
        // Files of every version are about: what once was a step must stay as it was.
        constexpr std::array<std::string_view, 4> kReleased{"88515f897e36f8d0227b67fa8d0e1a40",
                                                            "81e0f3e7d4bee4858ff863c85f1a567c",
                                                            "05372485ba4cd3c7fbc201b1cdb93fe2",
                                                            "94ba5731c1a20ac13f44669281201eea"};
        QCOMPARE(migrations().size(), kReleased.size());
        for (std::size_t i = 0; i < kReleased.size(); ++i) {
            const std::string_view sql = migrations()[i].sql;
            QCOMPARE(contentHash(
                         std::span(reinterpret_cast<const std::uint8_t*>(sql.data()), sql.size())),
                     std::string(kReleased[i]));
        }
    }

    void experimentsAndAuditsOfOlderProjectsAreEmpty_data() {
        QTest::addColumn<int>("version");
        QTest::newRow("version 1") << 1;
        QTest::newRow("version 2") << 2;
    }
    void experimentsAndAuditsOfOlderProjectsAreEmpty() {
        QFETCH(int, version);
        const Scene scene;
        makeOlder(scene.project(), version);
        {
            auto project = Project::open(scene.project(), OpenMode::ReadOnly);
            QVERIFY(Experiments(project).all().empty());
            QVERIFY(Experiments(project).measurements(1).empty());
            QVERIFY(!Experiments(project).find("curve", "{}"));
            QVERIFY(Audits(project).searches().empty());
            QVERIFY(Audits(project).verdicts().empty());
            QVERIFY(Audits(project).verdicts("faces").empty());
        }
        auto project = Project::open(scene.project());
        QVERIFY2(!project.isReadOnly(), project.readOnlyReason().c_str());
        QCOMPARE(found(project, "dog"), 1);
        const auto id = Experiments(project).begin("curve", "{}", "one");
        QCOMPARE(Experiments(project).all().front().id, id);
        Audits(project).setVerdict("faces", {"fc", 1}, Verdict::Confirmed);
        QCOMPARE(Audits(project).verdicts().size(), std::size_t(1));
    }

    void theIndexAgreesWithItsTexts() {
        const Scene scene;
        {
            auto project = scene.create();
            describe(project, "conv", {"a dog", "red flowers", "text"});
            project.setTags("conv", 0, {"one", "two"});
            project.setHumanDescription("conv", 2, "words");
            describe(project, "conv", {"a cat"});
            project.setTags("conv", 0, {"two"});
            project.setHumanDescription("conv", 2, "");
            auto run = smallRun();
            run.beam = 3;
            auto store = project.descriptionStore();
            store->begin(run);
            store->commit("conv", {unitSaying(2, "the sky")});
        }
        // 1: compare with the content, too.
        alter(scene.project(), "INSERT INTO search(search, rank) VALUES ('integrity-check', 1);"
                               "INSERT INTO words(words, rank) VALUES ('integrity-check', 1);");
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "tst_migration.moc"
