// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/concepts.h"
#include "demo/truth_audit.h"
#include "project/project.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace brera;
using namespace brera::demo;

namespace {

constexpr std::int64_t kPictures = 40;
constexpr int kSide = 24; ///< of the units' maps

std::string fileName(std::int64_t index) {
    const auto label = static_cast<std::size_t>(index) % classes().size();
    const auto digits = std::to_string(index);
    return std::string(classes()[label].name) + "/" + std::string(5 - digits.size(), '0') + digits +
           ".png";
}

} // namespace

/// Face units by description and by the recorded truth.
class TestTruthAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void descriptionsAreHeldAgainstTheTruth() {
        const auto project =
            made(kPictures, {{4, "a face"}, {3, "a face"}, {4, "something yellow"}, {3, "a dog"}});
        const auto audit = auditFaces(m_renderer, Edition::Plain, project, {}, {});
        QCOMPARE(audit.layers.size(), std::size_t{1});
        QCOMPARE(audit.layers[0].layer, std::string("layer"));
        for (const auto& counts : {audit.layers[0], audit.total}) {
            QCOMPARE(counts.units, 4);
            QCOMPARE(counts.described, 2);
            QCOMPARE(counts.confirmed, 1);
            QCOMPARE(counts.face, 2);
        }
        QCOMPARE(audit.units.size(), std::size_t{3}); // the dog's is neither
        QCOMPARE(audit.units[0].unit, (UnitId{"layer", 0}));
        QVERIFY(audit.units[0].described && audit.units[0].face);
        QVERIFY(audit.units[0].share > .8);
        QVERIFY(audit.units[1].described && !audit.units[1].face);
        QVERIFY(audit.units[1].share < .05);
        QVERIFY(!audit.units[2].described && audit.units[2].face);
        QCOMPARE(audit.units[2].text, std::string("something yellow"));
    }

    void otherPicturesAreRefused() {
        auto project = made(kPictures, {{4, "a face"}}, "photo");
        try {
            auditFaces(m_renderer, Edition::Plain, project, {}, {});
            QFAIL("took photographs for the demo world's pictures");
        } catch (const DataError& error) {
            QVERIFY(QString(error.what()).contains("no image of the demo world"));
        }
    }

    void unfinishedProjectsAreRefused() {
        const auto project = made(kPictures, {});
        QVERIFY_THROWS_EXCEPTION(ProjectError,
                                 auditFaces(m_renderer, Edition::Plain, project, {}, {}));
    }

    void auditingCanBeStopped() {
        const auto project = made(kPictures, {{4, "a face"}});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(
            Cancelled, auditFaces(m_renderer, Edition::Plain, project, stop.get_token(), {}));
    }

    void colouredFacesAreFacesToo() {
        QVERIFY(isFace(findConcept(ConceptKind::Class, "face")));
        QVERIFY(isFace(findConcept(ConceptKind::Combination, "yellow face")));
        QVERIFY(!isFace(findConcept(ConceptKind::Class, "cat")));
        QVERIFY(!isFace(findConcept(ConceptKind::Combination, "yellow flower")));
        QVERIFY(!isFace(-1));
    }

private:
    struct UnitPlan {
        std::int64_t label; ///< whose things the unit responds to
        std::string text;
    };

    /// Maps are where the picture's thing of that class is.
    UnitExemplars exemplars(std::int64_t unit, std::int64_t label) {
        UnitExemplars result{unit, {}};
        for (std::int64_t index = label; index < kPictures; index += 10) {
            const Sample sample = m_renderer.render(Edition::Plain, Split::Validation, index);
            const auto thing = std::ranges::find_if(
                sample.truth.things, [](const Thing& each) { return each.label >= 0; });
            std::vector<float> values(static_cast<std::size_t>(kSide) * kSide);
            for (int y = 0; y < kPictureSize; ++y) {
                for (int x = 0; x < kPictureSize; ++x) {
                    const auto at = static_cast<std::size_t>(y * kPictureSize + x);
                    values[static_cast<std::size_t>((y / 4) * kSide + x / 4)] +=
                        sample.ids[at] == thing->id ? 1.0F / 16 : 0;
                }
            }
            result.exemplars.push_back(
                {index, 1, SmallMap::fromValues(values.data(), kSide, kSide)});
        }
        return result;
    }

    project::Project made(std::int64_t count, const std::vector<UnitPlan>& units,
                          const std::string& prefix = {}) {
        std::vector<project::ImageRecord> images(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < images.size(); ++i) {
            images[i].id = static_cast<std::int64_t>(i);
            images[i].path = prefix + fileName(images[i].id);
            if (!prefix.empty()) {
                images[i].path = prefix + std::to_string(i) + ".png";
            }
        }
        const auto path = m_folder.filePath(QStringLiteral("%1.brera").arg(m_files++));
        auto project = project::Project::create(
            path.toStdString(), {},
            {{"layer", std::max<std::int64_t>(1, std::ssize(units)), kSide, kSide}}, images);
        if (units.empty()) {
            return project;
        }
        const auto store = project.extractionStore();
        ExtractionSlice slice{"pass", count, std::vector<LayerSlice>(1), {}, {}};
        ExtractionResult result;
        auto& statistics = result.statistics.emplace_back();
        for (std::size_t u = 0; u < units.size(); ++u) {
            slice.layers[0].changed.push_back(
                exemplars(static_cast<std::int64_t>(u), units[u].label));
            statistics.emplace_back().threshold = .5;
        }
        result.maximaScales.push_back(1);
        store->commit(slice);
        store->finish(result);
        const auto descriptions = project.descriptionStore();
        DescriptionRun run;
        run.vocabulary = {"thing", "<start>", "<stop>", "<pad>", "<unk>"};
        descriptions->begin(run);
        descriptions->commit("layer", {UnitBeam{0, {{{0}, -1, -2, {}}}, {{0}, -1, -2, {}}}});
        descriptions->finish();
        for (std::size_t u = 0; u < units.size(); ++u) {
            project.setHumanDescription("layer", static_cast<std::int64_t>(u), units[u].text);
        }
        return project;
    }

    Renderer m_renderer;
    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestTruthAudit)
#include "tst_truth_audit.moc"
