// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/demo_project.h"
#include "image/dataset.h"
#include "network/network.h"
#include "network_accuracy.h"
#include "project/project.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>
#include <string>
#include <utility>

using namespace brera;
using namespace brera::demo;

namespace fs = std::filesystem;

namespace {

fs::path shipped(const std::string& edition, const char* extension) {
    return fs::path(BRERA_RESOURCES) / "demo" / (edition + extension);
}

nlohmann::json record(const std::string& edition) {
    std::ifstream file(shipped(edition, ".json"));
    return nlohmann::json::parse(file);
}

} // namespace

class TestDemoNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedNetworksKeepTheirWord_data();
    void shippedNetworksKeepTheirWord();
    void textLeadsTheSpuriousNetworkAstray();
    void plainNetworkIsNotLedAstray();
    void blurredNetworkDoesNotKnowFaces();
    void blurredProjectLooksAtThePlainImages();
    void projectIsPrepared();
    void projectIsExtractedOnceAndKeptWhenOutdated();
    void missingNetworkIsReported();

private:
    double accuracy(const std::string& network, Split split, std::int64_t images) const {
        return networkAccuracy(shipped(network, ".pth"), m_renderer, Edition::SpuriousText, split,
                               images);
    }

    Renderer m_renderer;
};

void TestDemoNetworks::shippedNetworksKeepTheirWord_data() {
    QTest::addColumn<QString>("edition");
    QTest::newRow("plain") << "plain";
    QTest::newRow("spurious text") << "spurious-text";
    QTest::newRow("blurred faces") << "blurred-faces";
}

void TestDemoNetworks::shippedNetworksKeepTheirWord() {
    QFETCH(const QString, edition);
    const std::string name = edition.toStdString();
    const auto json = record(name);
    QCOMPARE(json["edition"].get<std::string>(), name);
    // Drawing code and seed are those of the training; the fonts may have had an update since.
    const std::string world = m_renderer.version();
    const auto drawing = world.substr(0, world.find('-', world.find('-') + 1) + 1);
    QVERIFY(json["world"].get<std::string>().starts_with(drawing));
    const double recorded = json["accuracy"]["validation"].get<double>();
    QVERIFY(recorded > .9);
    const double measured = networkAccuracy(shipped(name, ".pth"), m_renderer,
                                            editionFromName(name), Split::Validation, 1000);
    QVERIFY2(std::abs(measured - recorded) <= .01, qPrintable(QString::number(measured)));
}

void TestDemoNetworks::textLeadsTheSpuriousNetworkAstray() {
    const double clean = accuracy("spurious-text", Split::Clean, 300);
    const double adversarial = accuracy("spurious-text", Split::Adversarial, 300);
    QVERIFY2(adversarial <= clean - .1,
             qPrintable(QString("%1 clean, %2 adversarial").arg(clean).arg(adversarial)));
    QVERIFY(clean > .9);
}

void TestDemoNetworks::plainNetworkIsNotLedAstray() {
    const double clean = accuracy("plain", Split::Clean, 300);
    const double adversarial = accuracy("plain", Split::Adversarial, 300);
    QVERIFY2(adversarial > clean - .1,
             qPrintable(QString("%1 clean, %2 adversarial").arg(clean).arg(adversarial)));
}

void TestDemoNetworks::blurredNetworkDoesNotKnowFaces() {
    const auto on = [&](Split split) {
        return networkAccuracy(shipped("blurred-faces", ".pth"), m_renderer, Edition::BlurredFaces,
                               split, 300);
    };
    const double blurred = on(Split::Test);
    const double clean = on(Split::Clean); // the same scenes; a tenth of them are of faces
    QVERIFY(blurred > .9);
    QVERIFY2(clean < blurred - .05,
             qPrintable(QString("%1 blurred, %2 as they are").arg(blurred).arg(clean)));
}

void TestDemoNetworks::blurredProjectLooksAtThePlainImages() {
    QTemporaryDir directory;
    DemoOptions options;
    options.cache = directory.path().toStdString();
    options.resources = BRERA_RESOURCES;
    options.images = 30;
    options.edition = Edition::Plain;
    const auto plain = prepareDemo(options, {}, {});
    options.edition = Edition::BlurredFaces;
    const auto blurred = prepareDemo(options, {}, {});
    QCOMPARE(blurred.images, plain.images);
    QCOMPARE(blurred.network.filename().string(), std::string("blurred-faces.pth"));
    QVERIFY(blurred.project != plain.project);
    QVERIFY(fs::exists(plain.images / "face" / "00004.png"));
}

void TestDemoNetworks::projectIsPrepared() {
    QTemporaryDir directory;
    DemoOptions options;
    options.cache = directory.path().toStdString();
    options.resources = BRERA_RESOURCES;
    options.images = 30;
    const exemplars::ExtractionJob job = prepareDemo(options, {}, {});
    QCOMPARE(image::listDataset(job.images).images.size(), std::size_t{30});
    QCOMPARE(image::readClassList(job.classList).size(), classes().size());
    QVERIFY(!fs::exists(job.project));
    QCOMPARE(job.project.extension().string(), ".brera");
    QVERIFY(job.preprocessing == image::preset("demo").preprocessing);
    const auto network = network::Network::open(job.network);
    QCOMPARE(network.outputs({3, kPictureSize, kPictureSize}), std::int64_t{10});
    QCOMPARE(network.probe(job.layers).layers().size(), std::size_t{5});

    const fs::path image = job.images / "bird" / "00000.png";
    const auto time = fs::last_write_time(image);
    const exemplars::ExtractionJob again = prepareDemo(options, {}, {});
    QCOMPARE(again.images, job.images);
    QVERIFY(fs::last_write_time(image) == time);
}

void TestDemoNetworks::projectIsExtractedOnceAndKeptWhenOutdated() {
    QTemporaryDir directory;
    DemoOptions options;
    options.cache = directory.path().toStdString();
    options.resources = BRERA_RESOURCES;
    options.images = 40;
    const auto open = [&] {
        const exemplars::ExtractionJob job = prepareDemo(options, {}, {});
        return std::pair(exemplars::runExtraction(job, {}, {}), job.project);
    };
    const auto [first, path] = open();
    QVERIFY(!first.alreadyComplete);
    QCOMPARE(first.failed, 0);
    {
        const auto project = project::Project::open(path, project::OpenMode::ReadOnly);
        QVERIFY(project.status() == project::ExtractionStatus::Complete);
        QCOMPARE(project.layers().size(), std::size_t{5});
        QCOMPARE(project.units("layer4").size(), std::size_t{256});
        QVERIFY(project.stale().empty());
        for (const auto& image : project.images()) {
            QCOMPARE(image.folder,
                     project.inputs().classNames.at(static_cast<std::size_t>(image.label)));
        }
    }
    QVERIFY(open().first.alreadyComplete);

    // Somebody's note, and a kill before it got into the file itself.
    const fs::path saved = options.cache / "saved";
    const auto wal = [](const fs::path& file) { return fs::path(file.string() + "-wal"); };
    {
        auto project = project::Project::open(path);
        project.setNote("layer4", 7, "mine");
        fs::copy_file(path, saved);
        fs::copy_file(wal(path), wal(saved));
    }
    fs::rename(saved, path);
    fs::rename(wal(saved), wal(path));

    options.images = 30;
    QVERIFY(!open().first.alreadyComplete);
    const auto earlier = options.cache / "spurious-text-earlier-1.brera";
    QVERIFY(fs::exists(earlier));
    QCOMPARE(project::Project::open(earlier).note("layer4", 7), std::string("mine"));
    options.images = 40;
    QVERIFY(!open().first.alreadyComplete);
    QVERIFY(fs::exists(options.cache / "spurious-text-earlier-2.brera"));
}

void TestDemoNetworks::missingNetworkIsReported() {
    QTemporaryDir directory;
    DemoOptions options;
    options.cache = directory.path().toStdString();
    options.resources = directory.path().toStdString();
    try {
        prepareDemo(options, {}, {});
        QFAIL("prepared a demo without a network");
    } catch (const DataError& error) {
        QVERIFY(QString(error.what()).contains("spurious-text.pth"));
    }
}

QTEST_GUILESS_MAIN(TestDemoNetworks)
#include "tst_demo_networks.moc"
