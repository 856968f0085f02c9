// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "milan/describing_job.h"

#include "base/error.h"
#include "base/log.h"
#include "captioner_checkpoint.h"
#include "milan/annotated_data.h"
#include "project/annotations.h"
#include "project/descriptions.h"
#include "project/project.h"
#include "support/check.h"
#include "whole_captioner.h"

#include <fstream>
#include <set>

using namespace brera;
using namespace brera::milan;
using namespace brera::test;

namespace fs = std::filesystem;

namespace {

/// A project of the oracle's exemplars and its captioner, in a folder of their own.
class Scene {
public:
    Scene() {
        const auto annotated = m_scratch.path() / "annotated";
        const npy::Array images(oracle("caption/images.npy"));
        for (const auto& layer : oracleLayers()) {
            fs::create_directories(annotated / layer);
            const auto from = oracle("exemplars/" + layer);
            fs::copy_file(from / "masks.npy", annotated / layer / "masks.npy");
            fs::copy_file(from / "ids.csv", annotated / layer / "ids.csv");
            const npy::Array numbers(from / "ids.npy");
            npy::Writer writer(annotated / layer / "images.npy", "|u1",
                               {numbers.shape()[0], 15, 3, 64, 64});
            for (const auto image : numbers.as<std::int64_t>()) {
                constexpr std::size_t kBytes = 3 * 64 * 64;
                writer.append(images.bytes().data() + static_cast<std::size_t>(image) * kBytes,
                              kBytes);
            }
            writer.finish();
        }
        project::importAnnotations(annotated, project(), {}, {});
        oracleCaptioner().save(captioner());
    }

    fs::path project() const { return m_scratch.path() / "tiny.brera"; }
    fs::path captioner() const { return m_scratch.path() / "tiny.captioner"; }
    DescribingJob job() const {
        DescribingJob job;
        job.captioner = captioner();
        job.device = "cpu";
        return job;
    }
    DescribingReport describe(const DescribingJob& job, std::stop_token stop = {},
                              const Progress& progress = {}) const {
        auto opened = project::Project::open(project());
        return milan::describe(opened, job, std::move(stop), progress);
    }
    /// Every unit's description with its scores.
    std::vector<std::string> texts() const {
        const auto opened = project::Project::open(project(), project::OpenMode::ReadOnly);
        std::vector<std::string> all;
        for (const auto& layer : opened.layers()) {
            for (const auto& description : opened.descriptions(layer.path)) {
                all.push_back(layer.path + "/" + std::to_string(description.unit) + " " +
                              description.text + " " + std::to_string(description.logp) + " " +
                              std::to_string(description.logpGivenExemplars));
            }
        }
        return all;
    }

private:
    ScratchFolder m_scratch;
};

} // namespace

TEST_CASE(unitsAreDescribedAsTheReferenceDoes) {
    const Scene scene;
    std::set<std::string> stages;
    const auto report = scene.describe(scene.job(), {}, [&](const ProgressUpdate& update) {
        stages.insert(update.stage);
        CHECK(update.done <= update.total);
    });
    CHECK_EQUAL(report.described, 68);
    CHECK_EQUAL(report.already, 0);
    CHECK_EQUAL(report.withoutExemplars, 0);
    CHECK(stages.contains("looking at images") && stages.contains("describing"));

    const auto opened = project::Project::open(scene.project());
    const auto run = opened.descriptionRun();
    CHECK(run.has_value());
    CHECK_EQUAL(run->captionerName, "oracle");
    CHECK(run->vocabulary == oracleVocabulary().tokens());
    CHECK(!run->generated);

    // Over the pooled features of this very project, the search gives what is stored.
    const npy::Array features(oracle("caption/features.npy"));
    const auto found = search(oracleCaptioner(), oracleTensor("features.npy"), {});
    const auto margins = oracleTensor("rerank_margin_right.npy");
    std::size_t place = 0;
    int compared = 0;
    for (const auto& layer : opened.layers()) {
        const auto descriptions = opened.descriptions(layer.path);
        CHECK_EQUAL(static_cast<std::int64_t>(descriptions.size()), layer.units);
        for (std::int64_t unit = 0; unit < layer.units; ++unit, ++place) {
            const auto& expected = found[place];
            const auto choice =
                static_cast<std::size_t>(choose(expected, DescribeMode::Rerank, 0.2));
            if (margins[static_cast<std::int64_t>(place)].item<double>() > 1e-3) {
                CHECK_EQUAL(descriptions[static_cast<std::size_t>(unit)].text,
                            oracleVocabulary().text(expected.beam[choice].tokens));
                ++compared;
            }
            const auto stored = opened.beam(layer.path, unit);
            CHECK(stored.has_value());
            CHECK_EQUAL(stored->beam.size(), 50U);
            CHECK(stored->greedy.tokens == expected.greedy.tokens);
            CHECK_NEAR(stored->beam[0].logpGivenExemplars, expected.beam[0].logpGivenExemplars,
                       1e-3);
            CHECK_EQUAL(stored->greedy.attention.size(), stored->greedy.tokens.size() * 15);
        }
    }
    CHECK(compared > 60);
}

TEST_CASE(aStoppedJobGoesOnAndEndsTheSame) {
    const Scene whole;
    whole.describe(whole.job());
    const auto expected = whole.texts();
    CHECK_EQUAL(expected.size(), 68U);

    const Scene stopped;
    auto job = stopped.job();
    job.mapBytes = 1; // every group of units on its own
    std::stop_source stop;
    bool cancelled = false;
    try {
        stopped.describe(job, stop.get_token(), [&](const ProgressUpdate& update) {
            if (update.stage == "describing" && update.done >= 16) {
                stop.request_stop();
            }
        });
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
    const auto kept = stopped.texts().size();
    CHECK(kept > 0 && kept < 68);
    const auto report = stopped.describe(stopped.job());
    CHECK_EQUAL(report.already, static_cast<std::int64_t>(kept));
    CHECK_EQUAL(report.described, static_cast<std::int64_t>(68 - kept));
    CHECK(stopped.texts() == expected);

    // Once more there is nothing to do.
    const auto again = stopped.describe(stopped.job());
    CHECK_EQUAL(again.described, 0);
    CHECK_EQUAL(again.already, 68);
    CHECK_EQUAL(again.encodingSeconds, 0.0);
}

TEST_CASE(aStopBeforeTheFirstCommitLeavesTheProjectAsItWas) {
    const Scene scene;
    std::stop_source stop;
    bool cancelled = false;
    try {
        scene.describe(scene.job(), stop.get_token(),
                       [&](const ProgressUpdate&) { stop.request_stop(); });
    } catch (const Cancelled&) {
        cancelled = true;
    }
    CHECK(cancelled);
    CHECK(scene.texts().empty());
}

TEST_CASE(chosenLayersOnly) {
    const Scene scene;
    auto job = scene.job();
    job.layers = {"layer2"};
    CHECK_EQUAL(scene.describe(job).described, 12);
    CHECK_EQUAL(scene.texts().size(), 12U);
    CHECK(scene.texts().front().starts_with("layer2/0 "));
    job.layers = {"layer2", "layer9"};
    CHECK_THROWS(ProjectError, scene.describe(job), "layer9");
}

TEST_CASE(missingImagesAreLeftOutAndLogged) {
    const Scene scene;
    {
        const auto opened = project::Project::open(scene.project());
        const auto ids = opened.exemplarImages("conv1", 0);
        for (std::size_t e = 0; e < 5; ++e) {
            fs::remove(opened.imageFile(ids[e]));
        }
        for (const auto id : opened.exemplarImages("conv1", 1)) {
            fs::remove(opened.imageFile(id));
        }
    }
    std::string warnings;
    setLogSink([&](LogLevel level, std::string_view message) {
        warnings += level == LogLevel::Warning ? std::string(message) + "\n" : "";
    });
    const auto report = scene.describe(scene.job());
    setLogSink({});
    CHECK(report.withoutExemplars >= 1);
    CHECK_EQUAL(report.described + report.withoutExemplars, 68);
    CHECK(warnings.find("images are missing") != std::string::npos);
    const auto opened = project::Project::open(scene.project());
    CHECK(!opened.beam("conv1", 1).has_value());
    const auto first = opened.beam("conv1", 0);
    CHECK(first.has_value());
    CHECK(first->greedy.attention.size() < first->greedy.tokens.size() * 15);
}

TEST_CASE(whatCannotBeDescribedIsSaid) {
    const Scene scene;
    auto job = scene.job();
    job.captioner = "nowhere.captioner";
    CHECK_THROWS(ModelError, scene.describe(job), "nowhere.captioner");
    job = scene.job();
    job.search.beam = 0;
    CHECK_THROWS(DataError, scene.describe(job), "beam");
    CHECK(scene.texts().empty());
}

CHECK_MAIN
