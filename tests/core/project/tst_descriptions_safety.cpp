// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

/// What must leave a project's descriptions whole: commits that do not fit, other searches, kills,
/// readers; and how damage to them is told.
class DescriptionsSafetyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommitThatDoesNotFitLeavesNothing() {
        const Scene scene;
        auto project = scene.create();
        auto store = project.descriptionStore();
        EXPECT_ERROR(ProjectError, store->commit("conv", {unitSaying(0, "a dog")}), "begun");
        store->begin(smallRun());
        auto bad = unitSaying(1, "a dog");
        bad.beam[0].tokens.push_back(static_cast<std::int32_t>(smallRun().vocabulary.size()));
        EXPECT_ERROR(ProjectError, store->commit("conv", {unitSaying(0, "a dog"), bad}),
                     "vocabulary");
        bad = unitSaying(1, "a dog");
        bad.greedy.tokens[0] = -1;
        EXPECT_ERROR(ProjectError, store->commit("conv", {unitSaying(0, "a dog"), bad}),
                     "token -1");
        bad = unitSaying(1, "a dog");
        bad.greedy.tokens.assign(256, 1);
        EXPECT_ERROR(ProjectError, store->commit("conv", {bad}), "256 words");
        bad = unitSaying(1, "a dog");
        bad.beam[0].attention.assign(7, 1);
        EXPECT_ERROR(ProjectError, store->commit("conv", {unitSaying(0, "a dog"), bad}),
                     "attention");
        EXPECT_ERROR(ProjectError, store->commit("conv", {unitSaying(3, "a dog")}),
                     "unit 3 does not exist");
        EXPECT_ERROR(ProjectError, store->commit("layer9", {}), "no layer layer9");
        QVERIFY(!project.descriptionRun());
        QVERIFY(project.descriptions("conv").empty());
        QCOMPARE(found(project, "dog"), 0);
        store->commit("conv", {unitSaying(0, "a dog")});
        QCOMPARE(found(project, "dog"), 1);
        auto run = smallRun();
        run.vocabulary.resize(65537, "x");
        store->begin(run);
        EXPECT_ERROR(ProjectError, store->commit("conv", {}), "65537");
        QCOMPARE(found(project, "dog"), 1);
    }

    void twoSearchesDoNotMix() {
        const Scene scene;
        auto project = scene.create();
        auto first = project.descriptionStore();
        first->begin(smallRun());
        first->commit("conv", {unitSaying(0, "a dog")});
        auto second = project.descriptionStore();
        auto run = smallRun();
        run.beam = 5;
        second->begin(run);
        second->commit("conv", {unitSaying(1, "a cat")});
        EXPECT_ERROR(ProjectError, first->commit("conv", {unitSaying(2, "text")}),
                     "another captioner");
        QVERIFY(textsOf(project, "conv") == Texts{"1 a cat"});
    }

    void killsLoseNoCommittedUnit() {
        const Scene scene;
        const std::vector<LayerShape> layers{{"conv", 500, 1, 1}};
        Project::create(scene.project(), scene.inputs(), layers, scene.images());
        std::size_t before = 0;
        for (int round = 0; round < 6; ++round) {
            int ends[2];
            QCOMPARE(::pipe(ends), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                try {
                    auto project = Project::open(scene.project());
                    auto store = project.descriptionStore();
                    auto unit = static_cast<std::int64_t>(store->begin(smallRun()).size());
                    for (; unit < 500; ++unit) {
                        store->commit("conv", {unitSaying(unit, "the red dog")});
                        [[maybe_unused]] const auto said = ::write(ends[1], "x", 1);
                    }
                    ::pause();
                } catch (...) {
                    ::_exit(1);
                }
            }
            char bytes[4];
            std::size_t committed = 0;
            for (const int wanted = 3 + round; committed < static_cast<std::size_t>(wanted);) {
                committed +=
                    static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], bytes, 1)));
            }
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            ::close(ends[0]);
            ::close(ends[1]);
            auto project = Project::open(scene.project());
            const auto units = project.descriptionStore()->begin(smallRun());
            QVERIFY(units.size() >= before + committed);
            before = units.size();
            for (std::size_t u = 0; u < units.size(); ++u) {
                QCOMPARE(units[u].index, static_cast<std::int64_t>(u));
                QVERIFY(project.beam("conv", units[u].index).has_value());
            }
            QCOMPARE(found(project, "dogs"), static_cast<std::int64_t>(units.size()));
        }
    }

    void aReaderMayNotDescribe() {
        const Scene scene;
        auto writer = scene.create();
        describe(writer, "conv", {"a dog"});
        auto reader = Project::open(scene.project());
        QVERIFY(reader.isReadOnly());
        QVERIFY(textsOf(reader, "conv") == Texts{"0 a dog"});
        QCOMPARE(found(reader, "dog"), 1);
        EXPECT_ERROR(ProjectError, reader.descriptionStore(), "can only be read");
        EXPECT_ERROR(ProjectError, reader.setDescriptionChoice(DescribeMode::Beam, 0),
                     "can only be read");
        EXPECT_ERROR(ProjectError, reader.setTags("conv", 0, {"a"}), "can only be read");
        EXPECT_ERROR(ProjectError, reader.setNote("conv", 0, "a"), "can only be read");
        EXPECT_ERROR(ProjectError, reader.setHumanDescription("conv", 0, "a"), "can only be read");
    }

    void damagedBeamsAreSaidSo_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("scores cut off") << QByteArray("UPDATE beams SET scores = x'0000803f00'");
        QTest::newRow("a score missing") << QByteArray("UPDATE beams SET scores = x'0000803f'");
        QTest::newRow("no candidate")
            << QByteArray("UPDATE beams SET scores = x'', lengths = x'', tokens = x''");
        QTest::newRow("longer than its tokens")
            << QByteArray("UPDATE beams SET lengths = x'ffffffff'");
        QTest::newRow("tokens cut off") << QByteArray("UPDATE beams SET tokens = x'00'");
        QTest::newRow("tokens gone") << QByteArray("UPDATE beams SET tokens = x''");
        QTest::newRow("a word beyond the vocabulary")
            << QByteArray("UPDATE beams SET tokens = zeroblob(20) || x'ffff'");
        QTest::newRow("numbers for blobs")
            << QByteArray("UPDATE beams SET scores = 7, lengths = 7, tokens = 7");
        QTest::newRow("a smaller vocabulary") << QByteArray("UPDATE description_run SET words = 2");
        QTest::newRow("a negative vocabulary")
            << QByteArray("UPDATE description_run SET words = -2");
        QTest::newRow("an endless vocabulary")
            << QByteArray("UPDATE description_run SET words = 9223372036854775807");
        QTest::newRow("a mode of no name") << QByteArray("UPDATE description_run SET mode = 17");
    }

    void damagedBeamsAreSaidSo() {
        QFETCH(QByteArray, sql);
        const Scene scene;
        {
            auto project = scene.create();
            auto store = project.descriptionStore();
            store->begin(smallRun());
            store->commit("conv", {contested(0)});
        }
        alter(scene.project(), sql.toStdString());
        auto project = Project::open(scene.project());
        EXPECT_ERROR(ProjectError, project.beams("conv"), "damaged");
        EXPECT_ERROR(ProjectError, project.beam("conv", 0), "damaged");
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Beam, 0.1),
                     "damaged");
        QCOMPARE(project.units("conv").size(), std::size_t(3)); // the rest can still be seen
    }

    void damagedAttentionIsSaidSo() {
        const Scene scene;
        {
            auto project = scene.create();
            auto store = project.descriptionStore();
            store->begin(smallRun());
            store->commit("conv", {contested(0)});
        }
        const auto kept = scene.folder() / "kept.brera";
        std::filesystem::copy_file(scene.project(), kept);
        for (const char* sql :
             {"exemplars = -3", "exemplars = 0", "exemplars = 9223372036854775807", "exemplars = 4",
              "rows = x''", "rows = x'00'", "rows = zeroblob(33)", "rows = zeroblob(88)",
              "rows = zeroblob(10) || x'ff'", "shares = x''", "shares = x'0000'"}) {
            std::filesystem::copy_file(kept, scene.project(),
                                       std::filesystem::copy_options::overwrite_existing);
            alter(scene.project(), "UPDATE attentions SET " + std::string(sql));
            const auto project = Project::open(scene.project());
            EXPECT_ERROR(ProjectError, project.beam("conv", 0), "damaged");
            QCOMPARE(project.beams("conv").units.size(), std::size_t(1));
        }
    }

    void aVocabularyThatIsNotWholeIsSaidSo() {
        const Scene scene;
        auto project = scene.create();
        describe(project, "conv", {"a dog"});
        alter(scene.project(), "UPDATE description_run SET vocabulary = x'6100'");
        EXPECT_ERROR(ProjectError, project.descriptionRun(), "vocabulary");
        EXPECT_ERROR(ProjectError, project.descriptionStore()->begin(smallRun()), "vocabulary");
        EXPECT_ERROR(ProjectError, project.setDescriptionChoice(DescribeMode::Beam, 0),
                     "vocabulary");
    }
};

QTEST_GUILESS_MAIN(DescriptionsSafetyTest)
#include "tst_descriptions_safety.moc"
