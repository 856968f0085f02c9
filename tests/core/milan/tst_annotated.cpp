// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/annotated_data.h"

#include "base/error.h"
#include "oracle_captioner.h"
#include "project/annotations.h"
#include "project/project.h"
#include "support/check.h"
#include "support/checkpoint_writer.h"

#include <fstream>
#include <set>

using namespace brera;
using namespace brera::milan;
using brera::test::encoderOnly;
using brera::test::oracle;
using brera::test::oracleLayers;
using brera::test::ScratchFolder;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFeatures = 68;
constexpr std::size_t kUnit = 15 * kFeatures;

/// The oracle's exemplars with all pictures: MILANNOTATIONS as the authors distribute them.
fs::path completeFolder(const ScratchFolder& scratch, bool ids = true) {
    const auto folder = scratch.path() / "annotated";
    const npy::Array images(oracle("caption/images.npy"));
    const auto pixels = images.as<std::uint8_t>();
    for (const auto& layer : oracleLayers()) {
        fs::create_directories(folder / layer);
        const auto from = oracle("exemplars/" + layer);
        fs::copy_file(from / "masks.npy", folder / layer / "masks.npy");
        if (ids) {
            fs::copy_file(from / "ids.csv", folder / layer / "ids.csv");
        }
        const npy::Array numbers(from / "ids.npy");
        npy::Writer writer(folder / layer / "images.npy", "|u1",
                           {numbers.shape()[0], 15, 3, 64, 64});
        for (const auto image : numbers.as<std::int64_t>()) {
            constexpr std::size_t kBytes = 3 * 64 * 64;
            writer.append(pixels.data() + static_cast<std::size_t>(image) * kBytes, kBytes);
        }
        writer.finish();
    }
    fs::copy_file(oracle("exemplars/annotations.csv"), folder / "annotations.csv");
    return folder;
}

AnnotatedUnits read(const fs::path& source) {
    return readAnnotated(encoderOnly(), std::vector{source}, {}, {});
}

void rewriteAnnotations(const fs::path& folder, const std::string& rows) {
    fs::remove(folder / "annotations.csv");
    std::ofstream(folder / "annotations.csv") << "layer,unit,summary\n" << rows;
}

} // namespace

TEST_CASE(aFolderGivesTheFeaturesOfTheReference) {
    const ScratchFolder scratch;
    const npy::Array expected(oracle("caption/features.npy"));
    std::vector<ProgressUpdate> updates;
    const auto data =
        readAnnotated(encoderOnly(), std::vector{completeFolder(scratch)}, {},
                      [&](const ProgressUpdate& update) { updates.push_back(update); });
    CHECK_EQUAL(data.exemplars, 15);
    CHECK_EQUAL(data.annotations.size(), 68U);
    CHECK_EQUAL(data.annotations[0].size(), 3U);
    CHECK_EQUAL(data.annotations[0][1], "the top of fruit");
    CHECK(data.group.empty());
    CHECK(brera::test::worstDifference(data.features, expected.as<float>()) < 1e-4);
    CHECK(!updates.empty());
    CHECK_EQUAL(updates.back().stage, "looking at images");
    CHECK_EQUAL(updates.back().done, updates.back().total);
}

TEST_CASE(withoutNumbersImagesAreToldApartByContent) {
    const ScratchFolder withIds;
    const ScratchFolder without;
    std::int64_t images = 0;
    const auto count = [&](const ProgressUpdate& update) { images = update.total; };
    const auto a = readAnnotated(encoderOnly(), std::vector{completeFolder(withIds)}, {}, count);
    const auto numbered = images;
    const auto b =
        readAnnotated(encoderOnly(), std::vector{completeFolder(without, false)}, {}, count);
    CHECK(a.features == b.features);
    CHECK_EQUAL(images, numbered);
    CHECK(images < 200);
}

TEST_CASE(onlyAnnotatedUnitsAreRead) {
    const ScratchFolder scratch;
    const auto folder = completeFolder(scratch);
    rewriteAnnotations(folder, "layer2,3,\"a dog, running\"\nconv1,5,edges\nlayer9,0,nothing\n");
    const auto data = read(folder);
    CHECK_EQUAL(data.annotations.size(), 2U);
    CHECK_EQUAL(data.annotations[0][0], "edges");
    CHECK_EQUAL(data.annotations[1][0], "a dog, running");
    const npy::Array expected(oracle("caption/features.npy"));
    CHECK(brera::test::worstDifference(std::span(data.features).first(kUnit),
                                       expected.as<float>().subspan(5 * kUnit, kUnit)) < 1e-4);
}

TEST_CASE(layersWithoutPicturesBorrowThoseThatAreThere) {
    // Only conv1 has images.npy there: other exemplars have no picture unless conv1 has it too, and
    // those that have one stand in for them in turn.
    const brera::test::OracleUnits units;
    std::set<std::int64_t> there;
    for (std::size_t row = 0; row < 8 * 15; ++row) {
        there.insert(units.image(row));
    }
    const npy::Array reference(oracle("caption/features.npy"));
    std::vector<float> expected;
    for (std::size_t unit = 0; unit < units.units.size(); ++unit) {
        std::vector<std::size_t> present;
        for (std::size_t row = unit * 15; row < (unit + 1) * 15; ++row) {
            if (there.contains(units.image(row))) {
                present.push_back(row);
            }
        }
        std::size_t turn = 0;
        for (std::size_t row = unit * 15; row < (unit + 1) * 15 && !present.empty(); ++row) {
            const auto from =
                there.contains(units.image(row)) ? row : present[turn++ % present.size()];
            const auto features = reference.as<float>().subspan(from * kFeatures, kFeatures);
            expected.insert(expected.end(), features.begin(), features.end());
        }
    }
    const auto data = read(oracle("exemplars"));
    CHECK_EQUAL(data.features.size(), expected.size());
    CHECK(brera::test::worstDifference(data.features, expected) < 1e-4);
}

TEST_CASE(aProjectGivesTheSameAsItsFolder) {
    const ScratchFolder scratch;
    const auto folder = completeFolder(scratch);
    rewriteAnnotations(folder, "conv1,0,orange\nlayer4,23,blue\nlayer4,23,deep blue\n");
    const auto file = scratch.path() / "imported.brera";
    project::importAnnotations(folder, file, {}, {});
    const auto fromFolder = read(folder);
    const auto fromProject = read(file);
    CHECK(fromProject.annotations == fromFolder.annotations);
    CHECK_EQUAL(fromProject.annotations[1].size(), 2U);
    CHECK(fromProject.features == fromFolder.features);

    const auto both = readAnnotated(encoderOnly(), std::vector{folder, file}, {}, {});
    CHECK_EQUAL(both.annotations.size(), 4U);
    CHECK(std::equal(fromFolder.features.begin(), fromFolder.features.end(),
                     both.features.begin() + static_cast<std::ptrdiff_t>(2 * kUnit)));

    const auto texts = annotationTexts(std::vector{folder, file});
    CHECK_EQUAL(texts.size(), 6U);
    CHECK_EQUAL(texts[5], "deep blue");
}

TEST_CASE(featuresOfAWholeProjectAreInItsOrder) {
    const ScratchFolder scratch;
    const auto file = scratch.path() / "imported.brera";
    project::importAnnotations(completeFolder(scratch), file, {}, {});
    const auto features = projectFeatures(encoderOnly(), file, {}, {});
    const npy::Array expected(oracle("caption/features.npy"));
    CHECK(brera::test::worstDifference(features, expected.as<float>()) < 1e-4);

    // A picture that has gone is left out; the unit's other exemplars stand in for it.
    const auto picture = project::Project::open(file).imageFile(0);
    fs::remove(picture);
    const auto without = projectFeatures(encoderOnly(), file, {}, {});
    CHECK_EQUAL(without.size(), features.size());
    CHECK(without != features);
    CHECK(std::ranges::none_of(without, [](float value) { return std::isnan(value); }));
}

TEST_CASE(sourcesThatTeachNothingAreRefused) {
    const ScratchFolder scratch;
    const auto folder = completeFolder(scratch);
    fs::remove(folder / "annotations.csv");
    CHECK_THROWS(DataError, read(folder), "annotations.csv");
    rewriteAnnotations(folder, "layer9,0,nothing\n");
    CHECK_THROWS(DataError, read(folder), "annotated unit");
    CHECK_THROWS(Error, read(scratch.path() / "nowhere.brera"), "nowhere.brera");
    CHECK_THROWS(DataError, readAnnotated(encoderOnly(), {}, {}, {}), "annotated unit");
}

TEST_CASE(readingStopsWhenAsked) {
    const ScratchFolder scratch;
    const auto folder = completeFolder(scratch);
    std::stop_source stop;
    bool cancelled = false;
    try {
        readAnnotated(encoderOnly(), std::vector{folder}, stop.get_token(),
                      [&](const ProgressUpdate&) { stop.request_stop(); });
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
}

CHECK_MAIN
