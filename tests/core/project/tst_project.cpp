// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "base/error.h"
#include "base/half.h"
#include "project/content_hash.h"

#include <cmath>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

class ProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inputsComeBack() {
        const Scene scene;
        scene.create();
        const auto project = Project::open(scene.project());
        QVERIFY(!project.isReadOnly());
        QCOMPARE(project.readOnlyReason(), std::string());
        const auto inputs = project.inputs();
        const auto expected = scene.inputs();
        QCOMPARE(inputs.networkPath.string(), expected.networkPath.string());
        QCOMPARE(inputs.networkHash, expected.networkHash);
        QCOMPARE(inputs.networkDescription, expected.networkDescription);
        QCOMPARE(inputs.datasetRoot.string(), expected.datasetRoot.string());
        QCOMPARE(inputs.datasetHash, expected.datasetHash);
        QCOMPARE(inputs.preprocessing, expected.preprocessing);
        QCOMPARE(inputs.options, expected.options);
        QCOMPARE(inputs.inputHeight, 64);
        QCOMPARE(inputs.inputWidth, 48);
        QVERIFY(inputs.classNames == expected.classNames);
        QVERIFY(project.layers() == smallLayers());
        QCOMPARE(project.status(), ExtractionStatus::None);
        QCOMPARE(project.progressed().done, 0);
        QCOMPARE(project.progressed().total, 6);
    }

    void imagesComeBack() {
        const Scene scene;
        const auto project = scene.create();
        const auto images = project.images();
        QCOMPARE(images.size(), std::size_t(6));
        for (std::size_t i = 0; i < images.size(); ++i) {
            const auto expected = scene.images()[i];
            QCOMPARE(images[i].id, static_cast<std::int64_t>(i));
            QCOMPARE(images[i].path, expected.path);
            QCOMPARE(images[i].bytes, expected.bytes);
            QCOMPARE(images[i].modified, expected.modified);
            QCOMPARE(images[i].label, expected.label);
            QCOMPARE(images[i].folder, expected.folder);
            QCOMPARE(images[i].failure, std::string());
        }
        QCOMPARE(project.image(3).path, std::string("dog/3.png"));
        QCOMPARE(project.imageFile(3).string(), (scene.dataset() / "dog/3.png").string());
        EXPECT_ERROR(ProjectError, project.image(6), "no image 6");
    }

    void aProjectIsNotMadeTwice() {
        const Scene scene;
        scene.create();
        EXPECT_ERROR(ProjectError, scene.create(), "exists already");
        EXPECT_ERROR(ProjectError,
                     Project::create(scene.folder() / "nowhere" / "a.brera", scene.inputs(),
                                     smallLayers(), scene.images()),
                     "cannot be made");
        EXPECT_ERROR(ProjectError,
                     Project::create(scene.folder() / "b.brera", scene.inputs(),
                                     {{"conv", 3, 4, 5}, {"conv", 2, 1, 1}}, scene.images()),
                     "named twice");
        QVERIFY(!std::filesystem::exists(scene.folder() / "b.brera"));
        QVERIFY(!std::filesystem::exists(scene.folder() / "b.brera.part"));
        QVERIFY(!std::filesystem::exists(scene.folder() / "b.brera.lock"));
    }

    void slicesComeBackForTheNextSitting() {
        const Scene scene;
        const auto layers = smallLayers();
        auto first = sliceOf(layers, 3, 1, {0, 1}, 2);
        auto second = sliceOf(layers, 3, 2, {2}, 4);
        second.layers[0].changed.erase(second.layers[0].changed.begin());
        second.layers[1].changed.clear();
        second.failed = {{3, "truncated JPEG"}};
        {
            auto project = scene.create();
            auto store = project.extractionStore();
            QVERIFY(!store->load());
            store->commit(first);
            store->commit(second);
        }
        auto project = Project::open(scene.project());
        QCOMPARE(project.status(), ExtractionStatus::Partial);
        QCOMPARE(project.progressed().done, 4);
        QCOMPARE(project.image(3).failure, std::string("truncated JPEG"));
        const auto state = project.extractionStore()->load();
        QVERIFY(state.has_value());
        QCOMPARE(state->phase, std::string("phase 2"));
        QCOMPARE(state->imagesDone, 4);
        QVERIFY(state->layerStates == (std::vector<std::vector<std::uint8_t>>(2, {2, 2, 2, 2, 2})));
        QCOMPARE(state->exemplars.size(), std::size_t(2));
        QCOMPARE(state->exemplars[0].size(), std::size_t(3));
        QVERIFY(same(state->exemplars[0][0].exemplars, first.layers[0].changed[0].exemplars));
        QVERIFY(same(state->exemplars[0][2].exemplars, second.layers[0].changed[1].exemplars));
        QVERIFY(same(state->exemplars[1][1].exemplars, first.layers[1].changed[1].exemplars));
        QVERIFY(project.maxima("conv", 0).empty());
    }

    void aFinishedProjectTellsEverything() {
        const Scene scene;
        const auto layers = smallLayers();
        const auto slice = sliceOf(layers, 3, 1, {0, 1, 2, 4, 5}, 6);
        const auto result = resultOf(layers);
        {
            auto project = scene.create();
            auto store = project.extractionStore();
            store->commit(slice);
            store->finish(result);
            EXPECT_ERROR(ProjectError, store->commit(slice), "finished extraction");
            EXPECT_ERROR(ProjectError, store->load(), "finished extraction");
        }
        const auto project = Project::open(scene.project(), OpenMode::ReadOnly);
        QCOMPARE(project.status(), ExtractionStatus::Complete);
        QCOMPARE(project.progressed().done, 6);
        const auto heads = project.units("conv");
        QCOMPARE(heads.size(), std::size_t(3));
        QCOMPARE(heads[2].unit, 2);
        QCOMPARE(heads[2].topActivation, 10.5F);
        QCOMPARE(heads[2].threshold, 2.25);
        const auto unit = project.unit("conv", 2);
        QVERIFY(same(unit.exemplars, slice.layers[0].changed[2].exemplars));
        const auto& expected = result.statistics[0][2];
        QCOMPARE(unit.statistics.threshold, expected.threshold);
        QCOMPARE(unit.statistics.rankErrorBound, expected.rankErrorBound);
        QCOMPARE(unit.statistics.mean, expected.mean);
        QCOMPARE(unit.statistics.minimum, expected.minimum);
        QCOMPARE(unit.statistics.maximum, expected.maximum);
        QCOMPARE(unit.statistics.values, expected.values);
        QCOMPARE(unit.statistics.nans, expected.nans);
        QVERIFY(unit.statistics.histogram.counts == expected.histogram.counts);
        QCOMPARE(unit.statistics.histogram.low, expected.histogram.low);
        QCOMPARE(unit.statistics.histogram.high, expected.histogram.high);
        QCOMPARE(unit.statistics.histogram.below, expected.histogram.below);
        QCOMPARE(unit.statistics.histogram.above, expected.histogram.above);
        const auto two = project.exemplars("conv", 2, 2);
        QCOMPARE(two.size(), std::size_t(2));
        QVERIFY(same(two[1], unit.exemplars[1]));
        QCOMPARE(project.exemplars("fc", 1, 50).size(), std::size_t(3));
        QVERIFY(project.exemplars("fc", 1, 0).empty());
    }

    void maximaAreAColumnOverTheImages() {
        const Scene scene;
        const auto layers = smallLayers();
        auto project = scene.create();
        auto store = project.extractionStore();
        store->commit(sliceOf(layers, 1, 1, {5, 1, 2}, 3));
        store->commit(sliceOf(layers, 1, 1, {}, 4));
        store->commit(sliceOf(layers, 1, 1, {0, 4}, 6));
        store->finish(resultOf(layers));
        const auto maxima = project.maxima("fc", 1);
        QCOMPARE(maxima.size(), std::size_t(6));
        QVERIFY(std::isnan(maxima[3]));
        for (const int image : {0, 1, 2, 4, 5}) {
            const auto unit = 4; // the fifth of all units
            QCOMPARE(maxima[static_cast<std::size_t>(image)],
                     2 * (1 + static_cast<float>(image * 32 + unit) / 1024));
        }
    }

    void unitsThatDoNotExistAreNamed() {
        const Scene scene;
        const auto project = scene.create();
        EXPECT_ERROR(ProjectError, project.unit("conv", 3),
                     "conv has 3 units; unit 3 does not exist");
        EXPECT_ERROR(ProjectError, project.exemplars("conv", -1, 1), "unit -1 does not exist");
        EXPECT_ERROR(ProjectError, project.exemplars("conv", 1LL << 32, 1), "does not exist");
        EXPECT_ERROR(ProjectError, project.units("layer9"), "no layer layer9; it has conv, fc");
        QVERIFY(project.unit("conv", 1).exemplars.empty());
        QCOMPARE(project.units("conv")[1].topActivation, 0.0F);
    }

    void slicesThatDoNotFitLeaveNothing() {
        const Scene scene;
        const auto layers = smallLayers();
        auto project = scene.create();
        auto store = project.extractionStore();
        auto slice = sliceOf(layers, 2, 1, {0}, 1);
        slice.maxima[0].halves.pop_back();
        EXPECT_ERROR(ProjectError, store->commit(slice), "4 maxima; the project has 5 units");
        EXPECT_ERROR(ProjectError, store->commit(sliceOf(layers, 2, 1, {6}, 1)), "no image 6");
        slice = sliceOf(layers, 2, 1, {0}, 1);
        slice.layers[1].changed[1].unit = 7;
        EXPECT_ERROR(ProjectError, store->commit(slice), "unit 7 does not exist");
        slice = sliceOf(layers, 2, 1, {0}, 1);
        slice.layers[1].changed[0].exemplars[1].map.halves.clear();
        EXPECT_ERROR(ProjectError, store->commit(slice), "different sizes");
        slice = sliceOf(layers, 2, 1, {0}, 1);
        slice.layers.pop_back();
        EXPECT_ERROR(ProjectError, store->commit(slice), "does not fit");
        QVERIFY(!store->load());
        QCOMPARE(project.status(), ExtractionStatus::None);
        QVERIFY(project.unit("conv", 0).exemplars.empty());
        auto result = resultOf(layers);
        result.statistics[0].pop_back();
        EXPECT_ERROR(ProjectError, store->finish(result), "conv has 3 units, the result 2");
        QCOMPARE(project.status(), ExtractionStatus::None);
    }

    void oddNumbersSurvive() {
        const Scene scene;
        const auto layers = smallLayers();
        auto project = scene.create();
        auto slice = sliceOf(layers, 2, 1, {}, 6);
        const float infinity = std::numeric_limits<float>::infinity();
        slice.layers[0].changed[0].exemplars[0].activation = -infinity;
        slice.layers[0].changed[0].exemplars[1].map.halves[3] = toHalf(std::nanf(""));
        auto result = resultOf(layers);
        result.statistics[0][0].threshold = -std::numeric_limits<double>::infinity();
        result.statistics[0][0].mean = std::nan("");
        auto store = project.extractionStore();
        store->commit(slice);
        store->finish(result);
        const auto unit = project.unit("conv", 0);
        QCOMPARE(unit.exemplars[0].activation, -infinity);
        QVERIFY(std::isnan(unit.exemplars[1].map.values()[3]));
        QVERIFY(std::isinf(unit.statistics.threshold));
        QVERIFY(std::isnan(unit.statistics.mean));
        QCOMPARE(project.units("conv")[0].topActivation, -infinity);
    }

    void masksComeBackBitByBit() {
        const Scene scene;
        const auto layers = smallLayers();
        auto project = scene.create();
        auto slice = sliceOf(layers, 2, 1, {}, 6);
        for (auto& exemplar : slice.layers[0].changed[1].exemplars) {
            exemplar.map.scale = 1;
            for (std::size_t i = 0; i < exemplar.map.halves.size(); ++i) {
                exemplar.map.halves[i] = i * i % 3 == 1 ? toHalf(1) : 0;
            }
        }
        project.extractionStore()->commit(slice);
        QVERIFY(same(project.unit("conv", 1).exemplars, slice.layers[0].changed[1].exemplars));
        QVERIFY(same(project.exemplars("conv", 1, 1)[0], slice.layers[0].changed[1].exemplars[0]));
    }

    void annotationsAreReplacedLayerByLayer() {
        const Scene scene;
        auto project = scene.create();
        project.setAnnotations("conv", {{2, "a dog's \"nose\"", "people", 5}, {0, "edges", "", 0}});
        project.setAnnotations("fc", {{0, "text", "people", 1}});
        const auto annotations = project.annotations("conv");
        QCOMPARE(annotations.size(), std::size_t(2));
        QCOMPARE(annotations[0].unit, 0);
        QCOMPARE(annotations[1].text, std::string("a dog's \"nose\""));
        QCOMPARE(annotations[1].source, std::string("people"));
        QCOMPARE(annotations[1].created, 5);
        EXPECT_ERROR(ProjectError,
                     project.setAnnotations("conv", {{1, "x", "", 0}, {3, "y", "", 0}}),
                     "unit 3 does not exist");
        QCOMPARE(project.annotations("conv").size(), std::size_t(2));
        project.setAnnotations("conv", {});
        QVERIFY(project.annotations("conv").empty());
        QCOMPARE(project.annotations("fc").size(), std::size_t(1));
    }

    void changedInputsMakeItStale() {
        const Scene scene;
        const auto project = scene.create();
        QVERIFY(project.stale().empty());
        QVERIFY(project.stale().empty()); // now from the remembered stamp
        writeFile(scene.network(), "weightz");
        QCOMPARE(project.stale().size(), std::size_t(1));
        QVERIFY(project.stale()[0].find("network.pt has changed") != std::string::npos);
        writeFile(scene.network(), "weights");
        QVERIFY(project.stale().empty());
        std::filesystem::remove(scene.network());
        QVERIFY(project.stale()[0].find("no longer there") != std::string::npos);
        writeFile(scene.network(), "weights");
        writeFile(scene.dataset() / "dog/1.png", "more");
        std::filesystem::remove(scene.dataset() / "dog/3.png");
        QCOMPARE(project.stale().size(), std::size_t(1));
        QVERIFY(project.stale()[0].find("1 of 6 images are no longer in") != std::string::npos);
        QVERIFY(project.stale()[0].find("1 of 6 images in") != std::string::npos);
        std::filesystem::remove_all(scene.dataset());
        QVERIFY(project.stale()[0].find("is not there") != std::string::npos);
    }

    void anEditOfTheSameSizeIsSeenByItsTime() {
        const Scene scene;
        const auto project = scene.create();
        const auto file = scene.dataset() / "dog/1.png";
        std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) +
                                                   std::chrono::hours(1));
        QVERIFY(project.stale()[0].find("1 of 6 images") != std::string::npos);
        // Copying gives all files new times.
        for (const auto& image : scene.images()) {
            const auto every = scene.dataset() / image.path;
            std::filesystem::last_write_time(every, std::filesystem::last_write_time(every) +
                                                        std::chrono::hours(2));
        }
        QVERIFY(project.stale().empty());
    }

    void aMovedDataSetIsFoundAgain() {
        const Scene scene;
        auto project = scene.create();
        const auto elsewhere = scene.folder() / "elsewhere";
        std::filesystem::rename(scene.dataset(), elsewhere);
        QCOMPARE(project.stale().size(), std::size_t(1));
        QVERIFY(project.missingUnder(elsewhere).empty());
        QCOMPARE(project.missingUnder(scene.dataset(), 4).size(), std::size_t(4));
        EXPECT_ERROR(ProjectError, project.reroot(scene.folder()), "6 of 6 images are not in");
        writeFile(elsewhere / "dog/5.png", "another picture");
        const auto missing = project.missingUnder(elsewhere);
        QCOMPARE(missing.size(), std::size_t(1));
        QCOMPARE(missing[0], std::string("dog/5.png"));
        EXPECT_ERROR(ProjectError, project.reroot(elsewhere), "for instance dog/5.png");
        QCOMPARE(project.imageFile(0).string(), (scene.dataset() / "cat/0.png").string());
        writeFile(elsewhere / "dog/5.png", std::string(105, 'y'));
        project.reroot(elsewhere);
        QVERIFY(project.stale().empty());
        QCOMPARE(project.imageFile(0).string(), (elsewhere / "cat/0.png").string());
    }

    void projectAndDataSetMoveTogether() {
        const Scene scene;
        const Scene other(0);
        scene.create();
        const auto moved = other.folder() / "moved";
        std::filesystem::rename(scene.folder(), moved);
        const auto project = Project::open(moved / "gallery.brera");
        QCOMPARE(project.imageFile(1).string(), (moved / "images/dog/1.png").string());
        QVERIFY(project.stale().empty());
    }

    void hashesAreOfContents() {
        const Scene scene;
        writeFile(scene.folder() / "a", "abc");
        writeFile(scene.folder() / "b", "abc");
        QCOMPARE(contentHash(scene.folder() / "a"), contentHash(scene.folder() / "b"));
        // XXH3-128 of "abc", as xxhsum -H2 prints it.
        QCOMPARE(contentHash(scene.folder() / "a"),
                 std::string("06b05ab6733a618578af5f94892f3950"));
        EXPECT_ERROR(DataError, contentHash(scene.folder() / "c"), "No such file");
        EXPECT_ERROR(DataError, contentHash(scene.folder()), "cannot be read");
        auto images = scene.images();
        const auto before = manifestHash(images);
        images[2].modified += 1;
        QCOMPARE(manifestHash(images), before);
        images[2].bytes += 1;
        QVERIFY(manifestHash(images) != before);
    }
};

QTEST_GUILESS_MAIN(ProjectTest)
#include "tst_project.moc"
