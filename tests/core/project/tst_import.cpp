// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout.h"

#include "ablation/project_ablation.h"
#include "base/error.h"
#include "base/npy.h"

#include <algorithm>
#include <array>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace fs = std::filesystem;

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layerNamesAreTextAndUnitsAreWhatTheyAreSaidToBe() {
        const Scene scene(0);
        const auto in = scene.folder() / "in";
        for (const char* layer : {"10", "9", "007", "0"}) {
            writeLayer(in / layer);
        }
        writeUnits(in / "007", {41, 5});
        writeFile(in / "annotations.csv", "summary,unit,layer\n\"dogs, \"\"cats\"\"\",41,007\n"
                                          "left out,0,007\nnumber,1,10\nleft out,0,conv\n");
        writeFile(in / "notes" / "readme.txt", "no layer");
        import(in, scene.project());
        const auto project = Project::open(scene.project());
        std::string names;
        for (const auto& layer : project.layers()) {
            names += layer.path + " ";
        }
        QCOMPARE(names, std::string("0 007 9 10 "));
        const auto heads = project.units("007");
        QCOMPARE(heads[0].unit, 5);
        QCOMPARE(heads[1].unit, 41);
        EXPECT_ERROR(ProjectError, project.unit("007", 0), "unit 0 does not exist");
        // Units are named by the numbers they have.
        QVERIFY(ablation::parseUnits(project, "007/41,9") ==
                (std::vector<UnitId>{{"007", 41}, {"9", 0}, {"9", 1}}));
        EXPECT_ERROR(DataError, ablation::parseUnits(project, "007/0"), "5 to 41");
        QCOMPARE(project.annotations("007").size(), std::size_t(1));
        QCOMPARE(project.annotations("007")[0].text, std::string("dogs, \"cats\""));
        QCOMPARE(project.annotations("10")[0].unit, 1);

        // Going out, units are in ascending order.
        const auto out = scene.folder() / "out";
        exportAnnotations(project, out, renderingOf(project), {}, {});
        const npy::Array units(out / "007/units.npy");
        QVERIFY(std::ranges::equal(units.as<std::int64_t>(), std::array<std::int64_t, 2>{5, 41}));
        const npy::Array before(in / "007/masks.npy");
        const npy::Array after(out / "007/masks.npy");
        QVERIFY(std::ranges::equal(before.bytes().first(48), after.bytes().last(48)));
        QVERIFY(std::ranges::equal(before.bytes().last(48), after.bytes().first(48)));
        QCOMPARE(readFile(out / "annotations.csv"),
                 std::string("layer,unit,summary\n007,41,\"dogs, \"\"cats\"\"\"\n10,1,number\n"));
    }

    void withoutIdsPicturesAreToldByTheirContent() {
        const Scene scene(0);
        writeLayer(scene.folder() / "in/a");
        writeLayer(scene.folder() / "in/b");
        writeLayer(scene.folder() / "in/c", 100);
        import(scene.folder() / "in", scene.project());
        const auto project = Project::open(scene.project());
        QCOMPARE(project.images().size(), std::size_t(6));
        QVERIFY(project.exemplarImages("a", 0) == project.exemplarImages("b", 0));
        QCOMPARE(project.exemplarImages("a", 1).at(1), project.exemplarImages("a", 0).at(0));
        QVERIFY(project.exemplarImages("a", 0) != project.exemplarImages("c", 0));
        QCOMPARE(project.unit("a", 0).exemplars[0].activation, 0.0F);
    }

    void picturesThatShareANumberAreBothKept() {
        const Scene scene(0);
        const auto in = scene.folder() / "in";
        writeLayer(in / "a");
        writeLayer(in / "b", 100);
        writeFile(in / "a/ids.csv", "7,8\n9,7\n");
        writeFile(in / "b/ids.csv", "7,8\n9,7\n");
        import(in, scene.project());
        const auto project = Project::open(scene.project());
        QCOMPARE(project.images().size(), std::size_t(6));
        exportAnnotations(project, scene.folder() / "out", renderingOf(project), {}, {});
        for (const char* layer : {"a", "b"}) {
            QVERIFY(sameArray(in / layer / "images.npy",
                              scene.folder() / "out" / layer / "images.npy"));
            QCOMPARE(readFile(scene.folder() / "out" / layer / "ids.csv"),
                     std::string("7,8\n9,7\n"));
        }
    }

    void shortRowsAreFewerExemplars() {
        const Scene scene(0);
        const auto in = scene.folder() / "in";
        writeLayer(in / "a");
        writeFile(in / "a/ids.csv", "7,8\n9\n");
        writeFile(in / "a/activations.csv", "1.5e+00,1e-60\n-inf\n");
        import(in, scene.project());
        const auto project = Project::open(scene.project());
        QCOMPARE(project.unit("a", 0).exemplars[0].activation, 1.5F);
        QCOMPARE(project.unit("a", 1).exemplars.size(), std::size_t(1));
        const auto out = scene.folder() / "out";
        exportAnnotations(project, out, renderingOf(project), {}, {});
        QCOMPARE(readFile(out / "a/ids.csv"), std::string("7,8\n9\n"));
        const npy::Array masks(out / "a/masks.npy");
        QVERIFY((masks.shape() == std::vector<std::int64_t>{2, 2, 1, 4, 6}));
        QVERIFY(std::ranges::all_of(masks.bytes().last(24),
                                    [](std::byte value) { return value == std::byte{0}; }));
    }

    void brokenFoldersAreNamed_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << "empty"
                               << "there is no layer in it";
        QTest::newRow("missing") << "missing"
                                 << "cannot be read";
        QTest::newRow("no masks") << "no masks"
                                  << "a/masks.npy: it is missing";
        QTest::newRow("no images") << "no images"
                                   << "a/images.npy: it is missing";
        QTest::newRow("truncated") << "truncated"
                                   << "a/images.npy: truncated";
        QTest::newRow("text") << "text"
                              << "a/masks.npy: not a NumPy";
        QTest::newRow("shape")
            << "shape"
            << "a/images.npy: its shape is (2, 3, 3, 4, 6), but that of masks.npy";
        QTest::newRow("axes") << "axes"
                              << "a/masks.npy: its shape is (2, 2, 4, 6), expected";
        QTest::newRow("type") << "type"
                              << "a/masks.npy: its elements are <f4";
        QTest::newRow("sizes") << "sizes"
                               << "b/masks.npy: its shape is";
        QTest::newRow("units") << "units"
                               << "a/units.npy: its shape is (3)";
        QTest::newRow("twice") << "twice"
                               << "a/units.npy: unit 5";
        QTest::newRow("ids") << "ids"
                             << "a/ids.csv: it has 1 rows";
        QTest::newRow("id") << "id"
                            << "a/ids.csv: row 2: \"x\" is not a number";
        QTest::newRow("long row") << "long row"
                                  << "a/ids.csv: row 1 has 3 values";
        QTest::newRow("activations") << "activations"
                                     << "a/activations.csv: row 2 has not as many";
        QTest::newRow("columns") << "columns"
                                 << "annotations.csv: its first row names no column summary";
        QTest::newRow("annotation") << "annotation"
                                    << "annotations.csv: row 2 has too few columns";
    }

    void brokenFoldersAreNamed() {
        QFETCH(QString, what);
        QFETCH(QString, words);
        const Scene scene(0);
        const auto in = scene.folder() / "in";
        const auto a = in / "a";
        if (what == "empty") {
            fs::create_directories(in);
        } else if (what != "missing") {
            writeLayer(a);
        }
        const std::vector<std::uint8_t> zeros(1000);
        const auto filled = [&](std::size_t bytes) {
            return std::vector<std::uint8_t>(zeros.begin(),
                                             zeros.begin() + static_cast<std::ptrdiff_t>(bytes));
        };
        if (what == "no masks") {
            fs::remove(a / "masks.npy");
        } else if (what == "no images") {
            fs::remove(a / "images.npy");
        } else if (what == "truncated") {
            fs::resize_file(a / "images.npy", fs::file_size(a / "images.npy") - 1);
        } else if (what == "text") {
            writeFile(a / "masks.npy", "these are the masks, I promise");
        } else if (what == "shape") {
            writeBytes(a / "images.npy", {2, 3, 3, 4, 6}, filled(432));
        } else if (what == "axes") {
            writeBytes(a / "masks.npy", {2, 2, 4, 6}, filled(96));
        } else if (what == "type") {
            npy::Writer writer(a / "masks.npy", "<f4", {2, 2, 1, 4, 6});
            writer.append(zeros.data(), 384);
            writer.finish();
        } else if (what == "sizes") {
            fs::create_directories(in / "b");
            writeBytes(in / "b/masks.npy", {2, 2, 1, 6, 4}, filled(96));
            writeBytes(in / "b/images.npy", {2, 2, 3, 6, 4}, filled(288));
        } else if (what == "units") {
            writeUnits(a, {1, 2, 3});
        } else if (what == "twice") {
            writeUnits(a, {5, 5});
        } else if (what == "ids") {
            writeFile(a / "ids.csv", "1,2\n");
        } else if (what == "id") {
            writeFile(a / "ids.csv", "1,2\n3,x\n");
        } else if (what == "long row") {
            writeFile(a / "ids.csv", "1,2,3\n3,4\n");
        } else if (what == "activations") {
            writeFile(a / "ids.csv", "1,2\n3,4\n");
            writeFile(a / "activations.csv", "1,2\n3\n");
        } else if (what == "columns") {
            writeFile(in / "annotations.csv", "layer,unit\na,0\n");
        } else if (what == "annotation") {
            writeFile(in / "annotations.csv", "layer,unit,summary\na,0\n");
        }
        EXPECT_ERROR(DataError, import(in, scene.project()), words.toStdString());
        QVERIFY(!fs::exists(scene.project()));
        QVERIFY(!fs::exists(scene.folder() / "gallery.images"));
        QVERIFY(!fs::exists(scene.project().string() + ".import"));
    }

    void aCancelledImportLeavesNothing() {
        const Scene scene(0);
        const auto in = scene.folder() / "in";
        writeLayer(in / "a");
        std::stop_source stop;
        int updates = 0;
        QVERIFY_EXCEPTION_THROWN(importAnnotations(in, scene.project(), stop.get_token(),
                                                   [&](const ProgressUpdate&) {
                                                       ++updates;
                                                       stop.request_stop();
                                                   }),
                                 Cancelled);
        QVERIFY(updates > 0);
        for (const auto& entry : fs::directory_iterator(scene.folder())) {
            QVERIFY(entry.path().filename() == "network.pt" || entry.path() == in);
        }
        // What a killed one left is no obstacle.
        writeFile(scene.project().string() + ".import/gallery.brera", "half");
        writeLayer(scene.folder() / "in/a");
        import(scene.folder() / "in", scene.project());
        EXPECT_ERROR(ProjectError, import(scene.folder() / "in", scene.project()),
                     "exists already");
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "tst_import.moc"
