// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptions.h"

#include "project/encoding.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <numeric>
#include <random>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace {

/// ResNet-18's five layers at 224×224.
std::vector<LayerShape> resnet18() {
    return {{"conv1", 64, 112, 112},
            {"layer1", 64, 56, 56},
            {"layer2", 128, 28, 28},
            {"layer3", 256, 14, 14},
            {"layer4", 512, 7, 7}};
}

constexpr int kExemplars = 15;
constexpr std::int64_t kBudget = 40'000;           ///< bytes a unit, per-image maxima apart
constexpr std::int64_t kDescriptionBudget = 6'000; ///< bytes a unit more

/// A beam of 50 as a search leaves it: candidates of eight words that share their beginnings, and
/// with them the attention of what follows.
UnitBeam typicalBeam(std::int64_t unit, std::minstd_rand& random) {
    constexpr std::size_t kWords = 8;
    const auto words = smallRun().vocabulary.size();
    const auto extend = [&](Candidate candidate) {
        for (auto at = candidate.tokens.size(); at < kWords; ++at) {
            candidate.tokens.push_back(static_cast<std::int32_t>(random() % words));
            for (int e = 0; e < kExemplars; ++e) {
                candidate.attention.push_back(static_cast<std::uint8_t>(random() % 60));
            }
        }
        candidate.logpGivenExemplars = -static_cast<float>(random() % 1000) / 64;
        candidate.logp = -static_cast<float>(random() % 1000) / 32;
        return candidate;
    };
    UnitBeam result{unit, {}, {}};
    for (int c = 0; c < 50; ++c) {
        Candidate candidate;
        if (c >= 4) { // parts from an earlier one in its second half
            candidate = result.beam[random() % result.beam.size()];
            const auto kept = kWords / 2 + random() % (kWords / 2);
            candidate.tokens.resize(kept);
            // The attention of the word in which they part is of what comes before it.
            candidate.attention.resize(kept * kExemplars);
        }
        result.beam.push_back(extend(std::move(candidate)));
    }
    result.greedy = result.beam.front();
    return result;
}

} // namespace

class ProjectSizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aUnitTakesNoMoreThanItsBudget() {
        const int count = 400;
        const Scene scene(count);
        const auto layers = resnet18();
        std::int64_t units = 0;
        for (const auto& layer : layers) {
            units += layer.units;
        }
        {
            auto project = Project::create(scene.project(), scene.inputs(), layers, scene.images());
            auto store = project.extractionStore();
            std::vector<std::int64_t> half(count / 2);
            std::iota(half.begin(), half.end(), 0);
            auto slice = sliceOf(layers, kExemplars, 1, half, count / 2);
            for (auto& layer : slice.layers) {
                layer.state.assign(3'000'000, 1); // running statistics are large, and go in the end
            }
            store->commit(slice);
            std::iota(half.begin(), half.end(), count / 2);
            slice = sliceOf(layers, kExemplars, 2, half, count);
            for (auto& layer : slice.layers) {
                layer.state.assign(3'000'000, 2);
            }
            store->commit(slice);
            store->finish(resultOf(layers, 4096));
        }
        QVERIFY(!std::filesystem::exists(scene.project().string() + "-wal"));
        const auto size = static_cast<std::int64_t>(std::filesystem::file_size(scene.project()));
        const std::int64_t maxima = count * units * 2;
        const auto perUnit = (size - maxima) / units;
        qInfo("%lld bytes a unit", static_cast<long long>(perUnit));
        QVERIFY2(perUnit <= kBudget, std::to_string(perUnit).c_str());
        SQLite::Database file(scene.project().string());
        QCOMPARE(file.execAndGet("PRAGMA freelist_count").getInt64(), 0);
        QCOMPARE(file.execAndGet("PRAGMA page_size").getInt64(), 16384);
        QCOMPARE(file.execAndGet("PRAGMA auto_vacuum").getInt64(), 2);
        QCOMPARE(file.execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
        QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    }

    void descriptionsTakeLittleMore() {
        const Scene scene;
        const std::vector<LayerShape> layers{{"conv", 1500, 1, 1}};
        Project::create(scene.project(), scene.inputs(), layers, scene.images());
        const auto before = std::filesystem::file_size(scene.project());
        {
            auto project = Project::open(scene.project());
            auto store = project.descriptionStore();
            store->begin(smallRun());
            std::minstd_rand random(7);
            for (std::int64_t first = 0; first < 1500; first += 30) {
                std::vector<UnitBeam> units;
                for (auto unit = first; unit < first + 30; ++unit) {
                    units.push_back(typicalBeam(unit, random));
                }
                store->commit("conv", units);
            }
            store->finish();
        }
        const auto more =
            static_cast<std::int64_t>(std::filesystem::file_size(scene.project()) - before) / 1500;
        qInfo("%lld bytes a unit", static_cast<long long>(more));
        QVERIFY2(more <= kDescriptionBudget, std::to_string(more).c_str());
        // Another search takes the place of this one, not place beside it.
        const auto once = std::filesystem::file_size(scene.project());
        {
            auto project = Project::open(scene.project());
            auto run = smallRun();
            run.captionerHash = "another";
            auto store = project.descriptionStore();
            store->begin(run);
            store->commit("conv", {unitSaying(0, "a dog")});
            store->finish();
        }
        QVERIFY(std::filesystem::file_size(scene.project()) < once / 2);
    }

    void noQueryScansWhatGrows() {
        const Scene scene;
        scene.create();
        SQLite::Database file(scene.project().string());
        for (const char* sql :
             {"SELECT id, top, threshold FROM units WHERE id BETWEEN 1 AND 2 ORDER BY id",
              "SELECT images FROM exemplars WHERE id = 1", "SELECT path FROM images WHERE id = 1",
              "SELECT coalesce(max(id) + 1, 0) FROM images",
              "SELECT text FROM annotations WHERE unit BETWEEN 1 AND 2 ORDER BY unit, id",
              "SELECT text FROM descriptions WHERE id BETWEEN 1 AND 2 ORDER BY id",
              "SELECT scores FROM beams WHERE id BETWEEN 1 AND 2 ORDER BY id",
              "SELECT shares FROM attentions WHERE id = 1", "SELECT text FROM notes WHERE id = 1",
              "SELECT tag FROM tags WHERE unit = 1 ORDER BY tag"}) {
            SQLite::Statement plan(file, std::string("EXPLAIN QUERY PLAN ") + sql);
            while (plan.executeStep()) {
                const auto step = plan.getColumn(3).getString();
                QVERIFY2(step.starts_with("SEARCH"), (std::string(sql) + ": " + step).c_str());
            }
        }
    }

    void fineHistogramsAreKeptCoarser() {
        Histogram fine{-1, 3, std::vector<std::uint64_t>(1500), 7, 9};
        std::iota(fine.counts.begin(), fine.counts.end(), 0ULL);
        const auto kept = unpackHistogram(packHistogram(fine));
        QCOMPARE(kept.counts.size(), std::size_t(500));
        QCOMPARE(kept.counts[0], 0ULL + 1 + 2);
        QCOMPARE(kept.counts[499], 1497ULL + 1498 + 1499);
        QCOMPARE(kept.low, -1.0F);
        QCOMPARE(kept.high, 3.0F);
        QCOMPARE(kept.below, 7ULL);
        QCOMPARE(kept.above, 9ULL);
        // Where the bins do not come out even, the range grows by what the last bin needs.
        fine.counts.resize(1024 + 1);
        const auto uneven = unpackHistogram(packHistogram(fine));
        QCOMPARE(uneven.counts.size(), std::size_t(342));
        QCOMPARE(uneven.high, -1.0F + 4.0F * 1026 / 1025);
        QCOMPARE(std::accumulate(uneven.counts.begin(), uneven.counts.end(), 0ULL),
                 1024ULL * 1025 / 2);
    }

    void damagedHistogramsAreRefused() {
        const auto whole = packHistogram({0, 1, {1, 200, 3}, 0, 1ULL << 63});
        QCOMPARE(unpackHistogram(whole).above, 1ULL << 63);
        for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
            EXPECT_ERROR(ProjectError, unpackHistogram(std::span(whole).first(bytes)), "damaged");
        }
        Blob endless(8, 0);
        endless.insert(endless.end(), 20, 0xff);
        EXPECT_ERROR(ProjectError, unpackHistogram(endless), "damaged");
    }
};

QTEST_GUILESS_MAIN(ProjectSizeTest)
#include "tst_project_size.moc"
