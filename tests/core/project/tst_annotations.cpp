// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"
#include "layout.h"

#include "base/error.h"
#include "base/npy.h"
#include "image/picture_io.h"
#include "image/preprocess.h"
#include "project/search.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <locale>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace fs = std::filesystem;

namespace {
const fs::path kOracle = fs::path(BRERA_TEST_DATA) / "oracle" / "exemplars";

/// A decimal comma and a point between thousands, as in Italy.
class Commas : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};
} // namespace

class AnnotationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theReferencesOutputIsRead() {
        const Scene scene(0);
        import(kOracle, scene.project());
        QVERIFY(fs::exists(scene.folder() / "gallery.images"));
        QVERIFY(!fs::exists(scene.project().string() + ".import"));
        QVERIFY(!fs::exists(scene.project().string() + ".lock"));
        const auto project = Project::open(scene.project());
        QCOMPARE(project.status(), ExtractionStatus::Complete);
        QVERIFY(project.layers() == (std::vector<LayerShape>{{"conv1", 8, 64, 64},
                                                             {"layer1", 8, 64, 64},
                                                             {"layer2", 12, 64, 64},
                                                             {"layer3", 16, 64, 64},
                                                             {"layer4", 24, 64, 64}}));
        QCOMPARE(project.inputs().inputHeight, 64);
        const auto preprocessing =
            image::preprocessingFromJson(nlohmann::json::parse(project.inputs().preprocessing));
        QVERIFY(preprocessing == image::preset("as-is").preprocessing);
        QVERIFY(project.maxima("conv1", 0).empty());
        QVERIFY(project.stale().empty());

        const auto unit = project.unit("layer4", 1);
        QCOMPARE(unit.statistics.threshold, 0.5);
        QCOMPARE(unit.exemplars.size(), std::size_t(15));
        QCOMPARE(unit.exemplars[1].activation, 14.3169F);
        QCOMPARE(project.units("layer4")[1].topActivation, 15.0958F);
        QCOMPARE(project.image(unit.exemplars[1].image).sourceId, 143);
        const npy::Array masks(kOracle / "layer4" / "masks.npy");
        const auto expected = masks.as<std::uint8_t>().subspan((1 * 15 + 1) * 64 * 64, 64 * 64);
        const auto values = unit.exemplars[1].map.values();
        QVERIFY(std::ranges::equal(values, expected, [](float value, std::uint8_t inside) {
            return value == static_cast<float>(inside);
        }));

        // conv1 has the pictures.
        const npy::Array images(kOracle / "conv1" / "images.npy");
        const auto planes =
            images.as<std::uint8_t>().subspan((3 * 15 + 2) * 3 * 64 * 64, 3 * 64 * 64);
        const auto picture =
            image::decode(project.imageFile(project.exemplarImages("conv1", 3).at(2)));
        for (std::size_t p = 0; p < 64 * 64; ++p) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                QCOMPARE(picture.rgb[p * 3 + channel], planes[channel * 64 * 64 + p]);
            }
        }

        const auto annotations = project.annotations("conv1");
        QCOMPARE(annotations[3].unit, 1);
        QCOMPARE(annotations[3].text, std::string("the left side of fish"));
        std::size_t all = 0;
        for (const auto& layer : project.layers()) {
            all += project.annotations(layer.path).size();
        }
        QCOMPARE(all, std::size_t(204));
    }

    void pictureOfAnImageNobodyHasIsAFailure() {
        const Scene scene(0);
        import(kOracle, scene.project());
        const auto project = Project::open(scene.project());
        std::size_t without = 0;
        const auto images = project.images();
        for (std::size_t i = 0; i < images.size(); ++i) {
            QCOMPARE(images[i].id, static_cast<std::int64_t>(i));
            QVERIFY(i == 0 || images[i - 1].sourceId < images[i].sourceId);
            QCOMPARE(images[i].path.empty(), !images[i].failure.empty());
            without += images[i].path.empty();
        }
        QVERIFY(without > 0 && without < images.size());
        QVERIFY(project.missingUnder(scene.folder() / "gallery.images").empty());
    }

    void importAndExportGiveTheSame() {
        const Scene scene(0);
        import(kOracle, scene.project());
        const auto project = Project::open(scene.project());
        const auto out = scene.folder() / "out";
        std::vector<ProgressUpdate> updates;
        exportAnnotations(project, out, renderingOf(project), {},
                          [&](const ProgressUpdate& update) { updates.push_back(update); });
        QCOMPARE(updates.back().done, 68);
        QCOMPARE(updates.back().total, 68);
        for (const auto& layer : project.layers()) {
            const auto from = kOracle / layer.path;
            const auto to = out / layer.path;
            QVERIFY(sameArray(from / "masks.npy", to / "masks.npy"));
            QCOMPARE(fs::exists(to / "images.npy"), fs::exists(from / "images.npy"));
            QCOMPARE(readFile(to / "ids.csv"), readFile(from / "ids.csv"));
            QCOMPARE(readFile(to / "activations.csv"), readFile(from / "activations.csv"));
            QVERIFY(!fs::exists(to / "levels.csv")); // the levels are not known
            const npy::Array units(to / "units.npy");
            QCOMPARE(units.size(), layer.units);
            QCOMPARE(units.as<std::int64_t>().back(), layer.units - 1);
        }
        QVERIFY(sameArray(kOracle / "conv1/images.npy", out / "conv1/images.npy"));
        QCOMPARE(readFile(out / "annotations.csv"), readFile(kOracle / "annotations.csv"));
    }

    void projectAndImagesMoveTogether() {
        const Scene scene(0);
        writeLayer(scene.folder() / "in/conv");
        import(scene.folder() / "in", scene.folder() / "a/../b.brera");
        fs::create_directories(scene.folder() / "moved");
        fs::rename(scene.folder() / "b.brera", scene.folder() / "moved/b.brera");
        QCOMPARE(
            Project::open(scene.folder() / "moved/b.brera").imageFile(0).parent_path().string(),
            (scene.folder() / "b.images").string());
        fs::rename(scene.folder() / "b.images", scene.folder() / "moved/b.images");
        const auto project = Project::open(scene.folder() / "moved/b.brera");
        QVERIFY(project.stale().empty());
        QCOMPARE(project.imageFile(0).parent_path().string(),
                 (scene.folder() / "moved/b.images").string());
    }

    void anExtractedProjectHasLevels() {
        const Scene scene(0);
        const std::vector<LayerShape> layers{{"conv", 2, 4, 5}};
        std::vector<ImageRecord> images(2);
        images[0].path = "a.png";
        images[1].id = 1;
        images[1].path = "b.png";
        for (const auto& image : images) {
            fs::create_directories(scene.dataset());
            image::writePng(scene.dataset() / image.path, {4, 5, std::vector<std::uint8_t>(60, 9)});
        }
        auto inputs = scene.inputs();
        inputs.inputHeight = 4;
        inputs.inputWidth = 5;
        auto project = Project::create(scene.project(), inputs, layers, images);
        const auto out = scene.folder() / "out";
        EXPECT_ERROR(ProjectError, exportAnnotations(project, out, renderingOf(project), {}, {}),
                     "not complete");
        const auto slice = sliceOf(layers, 2, 1, {0, 1}, 2);
        project.extractionStore()->commit(slice);
        project.extractionStore()->finish(resultOf(layers));
        writeFile(out / "annotations.csv", "of an earlier export");
        exportAnnotations(project, out, renderingOf(project), {}, {});
        QCOMPARE(readFile(out / "conv/levels.csv"),
                 std::string("unit,threshold,rank_error_bound\n0,0.25,1e-04\n1,1.25,1e-04\n"));
        QCOMPARE(readFile(out / "conv/ids.csv"), std::string("0,1\n0,1\n"));
        QCOMPARE(readFile(out / "conv/activations.csv"),
                 std::string("1.05000e+01,9.50000e+00\n1.05000e+01,9.50000e+00\n"));
        QVERIFY(!fs::exists(out / "annotations.csv"));
        const npy::Array masks(out / "conv/masks.npy");
        const auto map = slice.layers[0].changed[1].exemplars[1].map.values();
        const auto mask = masks.as<std::uint8_t>().subspan(60, 20);
        for (std::size_t i = 0; i < map.size(); ++i) {
            QCOMPARE(static_cast<int>(mask[i]), static_cast<int>(map[i] > 1.25F));
        }
    }

    void descriptionsAreWrittenBesideWhatPeopleSay() {
        const Scene scene(0);
        writeLayer(scene.folder() / "in/a");
        import(scene.folder() / "in", scene.project());
        const auto out = scene.folder() / "out";
        {
            auto project = Project::open(scene.project());
            writeFile(out / "descriptions.csv", "of an earlier export");
            exportAnnotations(project, out, renderingOf(project), {}, {});
            QVERIFY(!fs::exists(out / "descriptions.csv"));
            auto store = project.descriptionStore();
            auto run = smallRun();
            run.lambda = 0.5;
            run.vocabulary[static_cast<std::size_t>(number("fish"))] = "fish, \"big\"";
            store->begin(run);
            auto unit = unitSaying(0, "a fish");
            unit.beam[0].logpGivenExemplars = -1.1F;
            store->commit("a", {unit});
            project.setHumanDescription("a", 0, "a fish, I say");
            project.setHumanDescription("a", 1, "two\nlines");
            exportAnnotations(project, out, renderingOf(project), {}, {});
        }
        QCOMPARE(readFile(out / "descriptions.csv"),
                 std::string("layer,unit,description,logp_d_given_e,logp_d,wpmi\n"
                             "a,0,\"a fish, \"\"big\"\"\",-1.1,-2,-0.10000002384185791\n"));
        QCOMPARE(readFile(out / "annotations.csv"),
                 std::string("layer,unit,summary\na,0,\"a fish, I say\"\na,1,\"two\nlines\"\n"));
        // What people said comes back, and can be searched; the machine's words are not theirs.
        import(out, scene.folder() / "again.brera");
        const auto again = Project::open(scene.folder() / "again.brera");
        QCOMPARE(again.annotations("a")[1].text, std::string("two\nlines"));
        QVERIFY(!again.descriptionRun());
        QCOMPARE(search(again, "lines", 5, {}).hits.at(0).text, std::string("two\nlines"));
        QCOMPARE(search(again, "big", 5, {}).total, 0);
    }

    void aFailedExportKeepsTheOneBefore() {
        const Scene scene(0);
        writeLayer(scene.folder() / "in/a");
        import(scene.folder() / "in", scene.project());
        const auto project = Project::open(scene.project());
        const auto out = scene.folder() / "out";
        exportAnnotations(project, out, renderingOf(project), {}, {});
        auto rendering = renderingOf(project);
        rendering.picture = [](std::int64_t image) -> Picture {
            if (image > 0) {
                throw DataError("this picture is broken");
            }
            return {4, 6, std::vector<std::uint8_t>(72)};
        };
        EXPECT_ERROR(DataError, exportAnnotations(project, out, rendering, {}, {}), "broken");
        rendering.picture = [](std::int64_t) -> Picture { return {1, 1, {0, 0, 0}}; };
        EXPECT_ERROR(DataError, exportAnnotations(project, out, rendering, {}, {}),
                     "1×1, but the network's input 6×4");
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(
            exportAnnotations(project, out, renderingOf(project), stop.get_token(), {}), Cancelled);
        QVERIFY(sameArray(out / "a/images.npy", scene.folder() / "in/a/images.npy"));
        for (const auto& entry : fs::directory_iterator(out / "a")) {
            QVERIFY(entry.path().extension() != ".part");
        }
    }

    void numbersIgnoreThePersonsLocale() {
        const auto before = std::locale::global(std::locale(std::locale(), new Commas));
        const Scene scene(0);
        writeLayer(scene.folder() / "in/a");
        writeFile(scene.folder() / "in/a/activations.csv", "1.5,2.25\n3.125,12345678\n");
        import(scene.folder() / "in", scene.project());
        const auto project = Project::open(scene.project());
        exportAnnotations(project, scene.folder() / "out", renderingOf(project), {}, {});
        std::locale::global(before);
        QCOMPARE(readFile(scene.folder() / "out/a/activations.csv"),
                 std::string("1.50000e+00,2.25000e+00\n3.12500e+00,1.23457e+07\n"));
    }
};

QTEST_GUILESS_MAIN(AnnotationsTest)
#include "tst_annotations.moc"
