// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include "project/content_hash.h"
#include "project/search.h"

#include <sys/stat.h>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace {

void finish(Project& project) {
    project.extractionStore()->commit(sliceOf(smallLayers(), 3, 1, {0, 1, 2, 3, 4, 5}, 6));
    project.extractionStore()->finish(resultOf(smallLayers()));
}

void makeFinished(const Scene& scene) {
    auto project = scene.create();
    finish(project);
}

/// Where else than in the scene's data set a picture might lie.
std::filesystem::path outside(const Scene& scene) {
    return scene.folder() / "private" / "letter.png";
}

std::string numbered(std::int64_t first, std::int64_t last) {
    return "WITH RECURSIVE n(i) AS (SELECT " + std::to_string(first) +
           " UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(last) + ") ";
}

constexpr const char* kNoEnd =
    "SELECT i, 'conv', 3, 4, 5, 1.0 FROM (WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 "
    "FROM n) SELECT i FROM n)";

/// Units are layer << 32 | unit.
constexpr const char* kLayer1 = "4294967296";

} // namespace

/// Project files that somebody made to do harm.
class HostileProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatBreraDoesNotMakeIsRefused_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("a view without end in a table's place")
            << QStringLiteral("DROP TABLE layers; CREATE VIEW layers(id, path, units, height, "
                              "width, maxima_scale) AS %1")
                   .arg(QLatin1String(kNoEnd))
            << "the view layers";
        QTest::newRow("a view of its own") << "CREATE VIEW mine AS SELECT 1"
                                           << "it holds the view mine";
        QTest::newRow("a trigger that fills the disk")
            << "CREATE TRIGGER more AFTER INSERT ON experiments BEGIN INSERT INTO measurements "
               "VALUES (new.id, 1, zeroblob(1000)); END"
            << "it holds the trigger more";
        QTest::newRow("a trigger of ours that does more")
            << "DROP TRIGGER texts_deleted; CREATE TRIGGER texts_deleted AFTER DELETE ON texts "
               "BEGIN DELETE FROM notes; END"
            << "the trigger texts_deleted in it is not as Brera makes it";
        QTest::newRow("a table of its own") << "CREATE TABLE mine(x)"
                                            << "it holds the table mine";
        QTest::newRow("a virtual table") << "CREATE VIRTUAL TABLE mine USING fts5(x)"
                                         << "it holds the table mine";
        QTest::newRow("an index that calls functions") << "CREATE INDEX slow ON units(abs(top))"
                                                       << "it holds the index slow";
        QTest::newRow("a table that computes")
            << "DROP TABLE notes; CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT "
               "GENERATED ALWAYS AS (printf('%.*c', 1000000, 'x')))"
            << "the table notes in it is not as Brera makes it";
        QTest::newRow("a comment that only looks like one")
            << "DROP TABLE notes; CREATE TABLE notes(id INTEGER PRIMARY KEY REFERENCES units(id), "
               "text TEXT NOT NULL, \"--\n\" INTEGER)"
            << "the table notes in it";
        QTest::newRow("a part of the search index replaced")
            << "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE "
               "''search_data''(id INTEGER PRIMARY KEY, block BLOB, more DEFAULT 1)' "
               "WHERE name = 'search_data'"
            << "the table search_data in it";
        QTest::newRow("a table less") << "DROP TABLE verdicts"
                                      << "its table verdicts is missing";
        QTest::newRow("a name for terminals") << "CREATE VIEW \"a\x1b[31m\" AS SELECT 1"
                                              << "the view a??31m";
    }
    void whatBreraDoesNotMakeIsRefused() {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        const Scene scene;
        makeFinished(scene);
        alter(scene.project(), sql.toStdString());
        for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            EXPECT_ERROR(ProjectError, Project::open(scene.project(), mode), words.toStdString());
            EXPECT_ERROR(ProjectError, Project::open(scene.project(), mode),
                         scene.project().string() + " is damaged: ");
        }
    }

    void whatBreraMakesStillWorks() {
        const Scene scene;
        makeFinished(scene);
        // Files are laid out anew by others' tools.
        alter(scene.project(), "VACUUM");
        auto project = Project::open(scene.project());
        describe(project, "conv", {"a dog", "red flowers"});
        project.setNote("fc", 1, "dogs");
        project.setNote("fc", 1, "no cats");
        QCOMPARE(search(project, "dog", 10, {}).hits.size(), std::size_t(1));
        QCOMPARE(search(project, "cat", 10, {}).hits.size(), std::size_t(1));
    }

    void numbersThatDoNotFitAreRefused_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& sql, const char* words) {
            QTest::newRow(name) << QString::fromStdString(sql) << words;
        };
        row("units more than said", numbered(3, 49'999) + "INSERT INTO units(id) SELECT i FROM n",
            "layer conv says that it has 3 units, but 50000 are there");
        row("units fewer than said", "DELETE FROM units WHERE id = 1", "but 2 are there");
        row("a layer without units", "DELETE FROM units WHERE id < 100", "but 0 are there");
        row("more units than memory", "UPDATE layers SET units = 4611686018427387905 WHERE id = 0",
            "says that it has 4611686018427387905 units");
        row("as many as there may be", "UPDATE layers SET units = 2147483647 WHERE id = 1",
            "but 2 are there");
        row("fewer than none", "UPDATE layers SET units = -5 WHERE id = 0", "has -5 units");
        row("units of no layer", "INSERT INTO units(id) VALUES (-3)", "units of no layer");
        row("a layer's number", "UPDATE layers SET id = -7 WHERE id = 0",
            "layers are not numbered");
        row("no layers", "DELETE FROM layers", "it has no layers");
        row("no height", "UPDATE layers SET height = 0 WHERE id = 0", "said to be of 0 × 5");
        row("too wide", "UPDATE layers SET width = 4294967301 WHERE id = 0", "of 4 × 4294967301");
        row("an image too far", "UPDATE images SET id = 9223372036854775807 WHERE id = 5",
            "images are not numbered");
        row("an image below", "UPDATE images SET id = -1000000000 WHERE id = 0",
            "images are not numbered");
        row("an image missing", "DELETE FROM images WHERE id = 2", "images are not numbered");
    }
    void numbersThatDoNotFitAreRefused() {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        const Scene scene;
        makeFinished(scene);
        alter(scene.project(), sql.toStdString());
        for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            EXPECT_ERROR(ProjectError, Project::open(scene.project(), mode), words.toStdString());
        }
    }

    void unitNumbersMayHaveGaps() {
        const Scene scene;
        scene.create();
        alter(scene.project(), "UPDATE units SET id = id + 40 WHERE id = 2");
        const auto units = Project::open(scene.project()).units("conv");
        QCOMPARE(units.size(), std::size_t(3));
        QCOMPARE(units.back().unit, 42);
    }

    void mapsThatClaimTooMuchAreRefused() {
        const Scene scene;
        makeFinished(scene);
        const auto alone = [&] { return Project::open(scene.project()).exemplars("conv", 0, 3); };
        QCOMPARE(alone().size(), std::size_t(3));
        alter(scene.project(), "UPDATE exemplars SET height = 65536, width = 65536 WHERE id = 0");
        EXPECT_ERROR(ProjectError, alone(), "maps of unit 0 of layer conv are not of the layer's");
        // The layer may say the same: then nothing is there of what they say.
        alter(scene.project(), "UPDATE layers SET height = 65536, width = 65536 WHERE id = 0");
        EXPECT_ERROR(ProjectError, alone(), "exemplars are shorter than they should be");
        EXPECT_ERROR(ProjectError, Project::open(scene.project()).unit("conv", 0),
                     "exemplars are shorter than they should be");
    }

    void maximaThatClaimTooMuchAreRefused() {
        const Scene scene;
        makeFinished(scene);
        const auto all = [&] { return Project::open(scene.project()).layerMaxima("fc"); };
        QCOMPARE(all().size(), std::size_t(2 * 6));
        alter(scene.project(), "UPDATE maxima SET halves = zeroblob(length(halves) - 2)");
        EXPECT_ERROR(ProjectError, all(), "maxima are shorter than they should be");
        // 12,000 units on 6,000 images in a file of a few hundred kilobytes.
        alter(scene.project(), numbered(2, 11'999) + "INSERT INTO units(id) SELECT " + kLayer1 +
                                   " + i FROM n;" + numbered(6, 5'999) +
                                   "INSERT INTO images SELECT i, i, 1, 1, -1, '', '', -1 FROM n;"
                                   "UPDATE layers SET units = 12000 WHERE id = 1");
        EXPECT_ERROR(ProjectError, all(), "activations of 12003 units on 6000 images");
    }

    void picturesOutsideTheDataSetMustBeTheOnesThatWereLookedAt() {
        const Scene scene;
        writeFile(outside(scene), "a letter");
        auto images = scene.images();
        images[1].path = outside(scene).string();
        images[2].path = "../private/letter.png";
        images[3].path = "dog/../../private/letter.png";
        struct stat status {};
        QCOMPARE(::stat(outside(scene).c_str(), &status), 0);
        for (const int recorded : {1, 2}) { // as the list of a CSV
            images[static_cast<std::size_t>(recorded)].bytes = status.st_size;
            images[static_cast<std::size_t>(recorded)].modified =
                status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
        }
        images[3].bytes = status.st_size; // as a stranger may guess
        const auto project =
            Project::create(scene.project(), scene.inputs(), smallLayers(), images);
        QCOMPARE(project.imageFile(0), scene.dataset() / images[0].path);
        QCOMPARE(project.imageFile(1), outside(scene));
        QVERIFY(std::filesystem::equivalent(project.imageFile(2), outside(scene)));
        QVERIFY(project.imageFile(3).empty());
        writeFile(outside(scene), "another letter");
        QVERIFY(project.imageFile(1).empty());
        QVERIFY(project.imageFile(2).empty());
        // Inside, a picture may be a newer one.
        writeFile(scene.dataset() / images[0].path, "changed");
        QCOMPARE(project.imageFile(0), scene.dataset() / images[0].path);
    }

    void onlyRegularFilesAreHashed() {
        const Scene scene;
        const auto pipe = scene.folder() / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        EXPECT_ERROR(DataError, contentHash(pipe), "it is no regular file");
        EXPECT_ERROR(DataError, contentHash("/dev/zero"), "it is no regular file");
        EXPECT_ERROR(DataError, contentHash(scene.folder()), "it is no regular file");
        // Regular by name, but of no size and, some of them, without end.
        EXPECT_ERROR(DataError, contentHash("/proc/self/maps"), "more than the 0 bytes");
        writeFile(scene.folder() / "empty", "");
        QVERIFY(!contentHash(scene.folder() / "empty").empty());
    }

    void aNetworkThatIsNoFileIsSaidSo() {
        const Scene scene;
        scene.create();
        const auto reason = [&](const std::filesystem::path& network) {
            alter(scene.project(), "DELETE FROM meta WHERE key IN ('network_beside', "
                                   "'network_stamp'); UPDATE meta SET value = '" +
                                       network.string() + "' WHERE key = 'network_path'");
            const auto reasons = Project::open(scene.project()).stale();
            return reasons.empty() ? std::string() : reasons.front();
        };
        const auto pipe = scene.folder() / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(reason(pipe).find("no longer there") != std::string::npos);
        QVERIFY(reason("/proc/self/maps").find("more than the 0 bytes") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HostileProjectTest)
#include "tst_hostile_project.moc"
