// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "networks.h"

#include "audit/compare.h"
#include "base/error.h"
#include "project/project_impl.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace brera;
using namespace brera::audit;
using namespace brera::audit::test;

namespace {

constexpr std::size_t kImages = 40;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

UnitPlan unit(std::vector<float> maxima, std::string text = {}) {
    auto exemplars = largest(maxima, 10);
    return {std::move(maxima), std::move(exemplars), std::move(text)};
}

std::vector<UnitPlan> noisyUnits(std::size_t count, unsigned seed) {
    std::vector<UnitPlan> units;
    for (unsigned u = 0; u < count; ++u) {
        units.push_back(unit(noise(kImages, seed + u)));
    }
    return units;
}

NetworkPlan network(std::vector<UnitPlan> units, const std::string& layer = "layer") {
    return {pictures(kImages), {{layer, std::move(units)}}, {}};
}

} // namespace

/// Two networks whose units are known to be the same, or not.
class TestCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void permutedCopiesAreMatchedExactly() {
        const auto units = noisyUnits(50, 1);
        // Units are in another order, images have other numbers, activations another scale.
        constexpr std::size_t kStep = 17;
        NetworkPlan other = network({});
        for (std::size_t i = 0; i < kImages; ++i) {
            other.images[i] = pictures(kImages)[kImages - 1 - i];
            other.images[i].id = static_cast<std::int64_t>(i);
        }
        for (std::size_t u = 0; u < units.size(); ++u) {
            auto maxima = units[u * kStep % units.size()].maxima;
            std::ranges::reverse(maxima);
            for (float& value : maxima) {
                value = 4 * value + 8;
            }
            other.layers.front().second.push_back(unit(std::move(maxima)));
        }
        const auto comparison = compared(network(units), other);
        QCOMPARE(comparison.shared.size(), kImages);
        QCOMPARE(comparison.shared.front(), (std::pair<std::int64_t, std::int64_t>(0, 39)));
        for (const auto by : {MatchBy::Activations, MatchBy::Exemplars}) {
            const auto matching = match(comparison, by, .9);
            QCOMPARE(matching.matched.size(), units.size());
            QVERIFY(matching.lost.empty() && matching.fresh.empty());
            for (const auto& [first, second] : matching.matched) {
                QCOMPARE(first, second * kStep % units.size());
            }
        }
        for (const auto& each : comparison.first.units) {
            QVERIFY(each.byActivations.correlation > .999F);
            QVERIFY(each.byActivations.correlation <= 1);
            QVERIFY(each.byActivations.overlap > .99F);
        }
    }

    void correlationIsPearsons() {
        std::vector<float> rising(kImages);
        std::iota(rising.begin(), rising.end(), 0.0F);
        std::vector<float> bent = rising;
        for (float& value : bent) {
            value = value < 20 ? 0 : value - 20;
        }
        const auto comparison = compared(network({unit(rising)}), network({unit(bent)}));
        double products = 0;
        double squares = 0;
        double others = 0;
        const double mean = std::accumulate(bent.begin(), bent.end(), 0.0) / kImages;
        for (std::size_t i = 0; i < kImages; ++i) {
            const double a = static_cast<double>(rising[i]) - 19.5;
            const double b = static_cast<double>(bent[i]) - mean;
            products += a * b;
            squares += a * a;
            others += b * b;
        }
        const auto r = static_cast<double>(comparison.first.units[0].byActivations.correlation);
        QVERIFY(std::abs(r - products / std::sqrt(squares * others)) < 1e-5);
    }

    void whatIsInOneNetworkAloneIsLostOrNew() {
        auto units = noisyUnits(4, 1);
        auto others = noisyUnits(4, 1);
        others[2] = unit(noise(kImages, 900));
        const auto comparison = compared(network(units), network(others));
        const auto matching = match(comparison, MatchBy::Activations, .6);
        QCOMPARE(matching.matched.size(), std::size_t{3});
        QCOMPARE(matching.lost, std::vector<std::size_t>{2});
        QCOMPARE(matching.fresh, std::vector<std::size_t>{2});
        // Nothing is as alike as that; everything that is mutual is alike enough for 0.
        QCOMPARE(match(comparison, MatchBy::Activations, 1.1).lost.size(), std::size_t{4});
        QVERIFY(match(comparison, MatchBy::Activations, 0).matched.size() >= 3);
    }

    void theLikestComeFirstAndMustBeMutual() {
        const auto signal = noise(kImages, 5);
        auto near = signal;
        auto nearer = signal;
        const auto disturbance = noise(kImages, 77);
        for (std::size_t i = 0; i < kImages; ++i) {
            near[i] += disturbance[i] / 2;
            nearer[i] += disturbance[i] / 8;
        }
        const auto own = noise(kImages, 6);
        const auto comparison = compared(network({unit(near), unit(nearer), unit(own)}),
                                         network({unit(own), unit(signal)}));
        const auto matching = match(comparison, MatchBy::Activations, .5);
        QCOMPARE(matching.matched.size(), std::size_t{2});
        QCOMPARE(matching.matched[0].first, std::size_t{2});
        QCOMPARE(matching.matched[0].second, std::size_t{0});
        QCOMPARE(matching.matched[1].first, std::size_t{1});
        QCOMPARE(matching.matched[1].second, std::size_t{1});
        // The other has the same counterpart, which has a better one.
        QCOMPARE(matching.lost, std::vector<std::size_t>{0});
        QCOMPARE(comparison.first.units[0].byActivations.unit, 1);
        QVERIFY(!comparison.first.units[0].byActivations.mutual);
    }

    void skippedImagesCountNowhere() {
        auto first = network(noisyUnits(6, 1));
        auto second = network(noisyUnits(6, 1));
        first.skipped = {3, 4};
        second.skipped = {4, 30};
        for (auto& each : second.layers.front().second) {
            each.maxima[3] = 60000; // would spoil every correlation
        }
        for (auto& each : first.layers.front().second) {
            each.exemplars = largest(each.maxima, 10);
            std::erase_if(each.exemplars,
                          [](std::int64_t image) { return image == 3 || image == 4; });
        }
        const auto comparison = compared(first, second);
        QCOMPARE(comparison.shared.size(), kImages - 3);
        const auto matching = match(comparison, MatchBy::Activations, .999);
        QCOMPARE(matching.matched.size(), std::size_t{6});
        for (const auto& [a, b] : matching.matched) {
            QCOMPARE(a, b);
        }
    }

    void valuesThatAreNoNumbersCountAsTheMean() {
        auto first = noisyUnits(3, 1);
        auto second = noisyUnits(3, 1);
        second[1].maxima[7] = kNan;
        second[1].maxima[8] = std::numeric_limits<float>::infinity();
        second[2].maxima.assign(kImages, kNan);
        const auto comparison = compared(network(first), network(second));
        const auto matching = match(comparison, MatchBy::Activations, .8);
        QCOMPARE(matching.matched.size(), std::size_t{2});
        QCOMPARE(matching.lost, std::vector<std::size_t>{2});
        for (const auto& each : comparison.first.units) {
            QVERIFY(std::isfinite(each.byActivations.correlation));
        }
        QCOMPARE(comparison.second.units[2].byActivations.unit, -1);
    }

    void unitsThatNeverChangeMatchNothing() {
        const std::vector<float> silent(kImages, .25F);
        const auto comparison = compared(network({unit(silent), unit(noise(kImages, 1))}),
                                         network({unit(silent), unit(noise(kImages, 1))}));
        QCOMPARE(comparison.first.units[0].byActivations.unit, -1);
        const auto matching = match(comparison, MatchBy::Activations, 0);
        QCOMPARE(matching.matched.size(), std::size_t{1});
        QCOMPARE(matching.matched[0].first, std::size_t{1});
    }

    void layersOfOneNameFaceEachOther() {
        const auto units = noisyUnits(3, 1);
        const auto others = noisyUnits(3, 50);
        NetworkPlan first{pictures(kImages), {{"a", units}, {"b", others}, {"only", units}}, {}};
        NetworkPlan second{pictures(kImages), {{"b", units}, {"a", others}}, {}};
        auto comparison = compared(first, second);
        QVERIFY(match(comparison, MatchBy::Activations, .9).matched.empty());
        QCOMPARE(comparison.first.units[8].byActivations.unit, -1);
        CompareOptions across;
        across.acrossLayers = true;
        comparison = compared(first, second, across);
        QCOMPARE(match(comparison, MatchBy::Activations, .9).matched.size(), std::size_t{6});
        // Without a name in common all units face each other.
        second.layers[0].first = "x";
        second.layers[1].first = "y";
        comparison = compared(first, second);
        QCOMPARE(match(comparison, MatchBy::Activations, .9).matched.size(), std::size_t{6});
    }

    void tooFewImagesInCommonAreSaid() {
        auto first = network({unit(noise(kImages, 1), "a face")});
        auto second = network({unit(noise(kImages, 1), "two faces")});
        for (std::size_t i = 5; i < kImages; ++i) {
            second.images[i].bytes += 1; // another file of the same name
        }
        CompareOptions options;
        options.query = "face";
        auto comparison = compared(first, second, options);
        QCOMPARE(comparison.shared.size(), std::size_t{5});
        const auto said = QString::fromStdString(comparison.obstacle(MatchBy::Activations));
        QVERIFY2(said.contains("only 5 in common") && said.contains("at least 20"),
                 qPrintable(said));
        QVERIFY(comparison.obstacle(MatchBy::Exemplars).empty());
        QCOMPARE(comparison.first.counts.total.found, 1); // the counts are there all the same
        QCOMPARE(comparison.second.counts.total.found, 1);
        for (auto& image : second.images) {
            image.path = "elsewhere/" + image.path;
        }
        comparison = compared(first, second, options);
        QVERIFY(comparison.obstacle(MatchBy::Exemplars).find("none in common") !=
                std::string::npos);
        QVERIFY(match(comparison, MatchBy::Exemplars, 0).matched.empty());
    }

    void auditsAreCountedOnBothSides() {
        auto first = network({unit(noise(kImages, 1), "a face"), unit(noise(kImages, 2), "a dog"),
                              unit(noise(kImages, 3), "faces"), unit(noise(kImages, 4))});
        auto second = network({unit(noise(kImages, 2), "a nose"), unit(noise(kImages, 1), "a car"),
                               unit(noise(kImages, 9), "a nose"), unit(noise(kImages, 4))});
        const auto path = file();
        make(path, second);
        auto one = make(file(), first);
        auto two = project::Project::open(path);
        project::Audits(two).setVerdict("faces", {"layer", 2}, project::Verdict::Confirmed);
        CompareOptions options;
        options.query = "face OR nose";
        options.audit = "faces";
        const auto comparison = compare(one, two, options, {}, {}, {});
        QCOMPARE(comparison.first.counts.total.found, 2);
        QCOMPARE(comparison.second.counts.total.found, 2);
        QCOMPARE(comparison.second.counts.total.confirmed, 1);
        QCOMPARE(comparison.first.counts.layers.front().found, 2);
        QVERIFY(comparison.first.units[0].found && !comparison.first.units[1].found);
        QCOMPARE(comparison.first.units[0].text, std::string("a face"));
        const auto all = match(comparison, MatchBy::Activations, .7);
        QCOMPARE(all.matched.size(), std::size_t{3});
        const auto found = foundOnly(comparison, all);
        QCOMPARE(found.matched.size(), std::size_t{2}); // one side is enough
        QCOMPARE(found.lost, std::vector<std::size_t>{2});
        QCOMPARE(found.fresh, std::vector<std::size_t>{2});
    }

    void withoutAnAuditEveryUnitIsFound() {
        const auto comparison = compared(network(noisyUnits(3, 1)), network(noisyUnits(2, 1)));
        QCOMPARE(comparison.first.counts.total.found, 3);
        QCOMPARE(comparison.second.counts.total.found, 2);
        const auto all = match(comparison, MatchBy::Activations, .9);
        QCOMPARE(foundOnly(comparison, all).matched.size(), all.matched.size());
        QCOMPARE(foundOnly(comparison, all).lost, all.lost);
    }

    void importedProjectsAreComparedByExemplars() {
        // Units 3 and 8 of a layer, no maxima, images known by their number elsewhere.
        const auto imported = [&](const std::vector<std::int64_t>& units, std::int64_t offset) {
            auto images = pictures(10);
            for (auto& image : images) {
                image.sourceId = (image.id + offset) % 10;
                image.path = "picture" + std::to_string(image.id) + ".png";
                image.bytes = 100 + image.sourceId;
            }
            const std::vector<LayerShape> layers{{"layer", std::ssize(units), 2, 2}};
            const auto path = file();
            project::writeNewProject(path, {}, layers, images, {units});
            auto project = project::Project::open(path);
            const auto store = project.extractionStore();
            ExtractionSlice slice{"import", 0, std::vector<LayerSlice>(1), {}, {}};
            for (std::size_t u = 0; u < units.size(); ++u) {
                UnitExemplars exemplars{units[u], {}};
                for (std::int64_t e = 0; e < 4; ++e) {
                    const auto source = static_cast<std::int64_t>(u) * 4 + e;
                    exemplars.exemplars.push_back(
                        {(source + 10 - offset) % 10, 1, project::test::map(2, 2, 1)});
                }
                slice.layers[0].changed.push_back(std::move(exemplars));
            }
            store->commit(slice);
            ExtractionResult result;
            result.statistics.emplace_back(units.size());
            result.maximaScales.push_back(1);
            store->finish(result);
            return project;
        };
        auto first = imported({3, 8}, 0);
        auto second = imported({0, 7}, 4);
        const auto comparison = compare(first, second, {}, {}, {}, {});
        QCOMPARE(comparison.shared.size(), std::size_t{10});
        const auto obstacle = comparison.obstacle(MatchBy::Activations);
        QVERIFY(!obstacle.empty());
        QVERIFY(match(comparison, MatchBy::Activations, 0).matched.empty());
        const auto matching = match(comparison, MatchBy::Exemplars, .9);
        QCOMPARE(matching.matched.size(), std::size_t{2});
        QCOMPARE(comparison.first.units[1].unit, (UnitId{"layer", 8}));
        QCOMPARE(matching.matched[1].second, std::size_t{1});
        CompareOptions few;
        few.leastShared = 5;
        const auto again = compare(first, second, few, {}, {}, {});
        QVERIFY(again.obstacle(MatchBy::Activations).find("imported") != std::string::npos);
    }

    void unitsWithoutActivationsAreNotReadBeyondTheTable() {
        auto first = make(file(), network(noisyUnits(4, 1)));
        auto second = make(file(), network(noisyUnits(4, 1)));
        // Opening refuses such a file: it has to change afterwards.
        SQLite::Database(first.path().string(), SQLite::OPEN_READWRITE)
            .exec("INSERT INTO units(id) VALUES (4)");
        EXPECT_ERROR(ProjectError, compare(first, second, {}, {}, {}, {}), "is damaged");
        EXPECT_ERROR(ProjectError, compare(second, first, {}, {}, {}, {}), "is damaged");
    }

    void anotherAuditIsCountedWithoutMatchingAgain() {
        auto units = noisyUnits(6, 1);
        units[2].text = "a face";
        units[4].text = "a face and a hat";
        auto first = make(file(), network(units));
        auto second = make(file(), network(noisyUnits(6, 1)));
        auto comparison = compare(first, second, {}, {}, {}, {});
        const auto before = comparison.first.units;
        QCOMPARE(comparison.first.counts.total.found, std::int64_t{6});
        CompareOptions faces;
        faces.query = "face";
        QVERIFY(recount(comparison, first, second, faces, {}, {}));
        QCOMPARE(comparison.first.counts.total.found, std::int64_t{2});
        QCOMPARE(comparison.second.counts.total.found, std::int64_t{0});
        for (std::size_t place = 0; place < before.size(); ++place) {
            const auto& unit = comparison.first.units[place];
            QCOMPARE(unit.found, place == 2 || place == 4);
            QCOMPARE(unit.byActivations.unit, before[place].byActivations.unit);
            QCOMPARE(unit.byExemplars.overlap, before[place].byExemplars.overlap);
        }
        // It is what a whole comparison counts.
        const auto whole = compare(first, second, faces, {}, {}, {});
        QVERIFY(whole.first.counts == comparison.first.counts);
        QVERIFY(recount(comparison, first, second, {}, {}, {}));
        QCOMPARE(comparison.first.counts.total.found, std::int64_t{6});

        // Other units than those that were matched: nothing is taken over.
        auto other = make(file(), network(noisyUnits(7, 1)));
        QVERIFY(!recount(comparison, first, other, faces, {}, {}));
        QCOMPARE(comparison.first.counts.total.found, std::int64_t{6});
    }

    void comparingCanBeStopped() {
        auto first = make(file(), network(noisyUnits(2, 1)));
        auto second = make(file(), network(noisyUnits(2, 1)));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, compare(first, second, {}, {}, stop.get_token(), {}));
    }

    void aLayersMaximaAreThoseOfItsUnits() {
        NetworkPlan plan{
            pictures(kImages), {{"a", noisyUnits(3, 1)}, {"b", noisyUnits(2, 9)}}, {5}};
        const auto project = make(file(), plan);
        const auto all = project.layerMaxima("b");
        QCOMPARE(all.size(), 2 * kImages);
        for (std::int64_t u = 0; u < 2; ++u) {
            const auto one = project.maxima("b", u);
            for (std::size_t i = 0; i < kImages; ++i) {
                const float value = all[static_cast<std::size_t>(u) * kImages + i];
                QVERIFY(value == one[i] || (std::isnan(value) && std::isnan(one[i]) && i == 5));
            }
        }
        EXPECT_ERROR(ProjectError, project.layerMaxima("x"), "no layer x");
    }

private:
    std::filesystem::path file() {
        return m_folder.filePath(QStringLiteral("%1.brera").arg(m_files++)).toStdString();
    }
    Comparison compared(const NetworkPlan& first, const NetworkPlan& second,
                        const CompareOptions& options = {}) {
        auto one = make(file(), first);
        auto two = make(file(), second);
        return compare(one, two, options, {}, {}, {});
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
