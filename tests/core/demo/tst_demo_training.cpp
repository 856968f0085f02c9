// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/training.h"
#include "network_accuracy.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace brera;
using namespace brera::demo;

namespace fs = std::filesystem;

namespace {

TrainingOptions tiny() {
    TrainingOptions options;
    options.trainingImages = 160;
    options.evaluationImages = 50;
    options.epochs = 3;
    options.batch = 20;
    options.peakRate = 2e-3;
    return options;
}

} // namespace

class TestDemoTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainingLowersTheLossAndWritesANetwork();
    void stoppedTrainingWritesNothing();
    void absurdOptionsAreRefused();
    void unwritablePlacesAreReportedAtOnce();

private:
    Renderer m_renderer;
};

void TestDemoTraining::trainingLowersTheLossAndWritesANetwork() {
    QTemporaryDir directory;
    const fs::path file = fs::path(directory.path().toStdString()) / "tiny.pth";
    std::vector<int> epochs;
    const TrainingReport report =
        train(m_renderer, tiny(), file, {}, {},
              [&](const EpochReport& epoch) { epochs.push_back(epoch.epoch); });
    QCOMPARE(epochs, (std::vector<int>{1, 2, 3}));
    QCOMPARE(report.epochs.size(), std::size_t{3});
    // About chance, log 10, at first.
    QVERIFY(report.epochs.front().loss > 1.5);
    QVERIFY(report.epochs.back().loss < report.epochs.front().loss - .1);
    QCOMPARE(report.accuracies.size(), std::size_t{4});

    // The file, opened as any other network, answers as the record says.
    QVERIFY(fs::file_size(file) < 6'000'000);
    for (const SplitAccuracy& each : report.accuracies) {
        QCOMPARE(each.images, 50);
        const Split split = splitFromName(Edition::SpuriousText, each.split);
        const double opened =
            networkAccuracy(file, m_renderer, Edition::SpuriousText, split, each.images);
        QVERIFY2(std::abs(opened - each.accuracy) < .021, each.split.c_str());
    }
    std::ifstream record(fs::path(file).replace_extension(".json"));
    const auto json = nlohmann::json::parse(record);
    QCOMPARE(json["edition"].get<std::string>(), "spurious-text");
    QCOMPARE(json["epochs"].get<int>(), 3);
    QCOMPARE(json["history"].size(), std::size_t{3});
    QCOMPARE(json["accuracy"]["validation"].get<double>(), report.accuracies.front().accuracy);
}

void TestDemoTraining::stoppedTrainingWritesNothing() {
    QTemporaryDir directory;
    const fs::path file = fs::path(directory.path().toStdString()) / "stopped.pth";
    std::stop_source stop;
    int epochs = 0;
    QVERIFY_EXCEPTION_THROWN(train(m_renderer, tiny(), file, stop.get_token(), {},
                                   [&](const EpochReport&) {
                                       ++epochs;
                                       stop.request_stop();
                                   }),
                             Cancelled);
    QCOMPARE(epochs, 1);
    QVERIFY(fs::is_empty(directory.path().toStdString()));
}

void TestDemoTraining::absurdOptionsAreRefused() {
    const auto refused = [&](const TrainingOptions& options, const char* part) {
        try {
            options.check();
            return false;
        } catch (const DataError& error) {
            return QString(error.what()).contains(part);
        }
    };
    TrainingOptions options;
    options.check();
    options.epochs = 0;
    QVERIFY(refused(options, "epochs"));
    options = {};
    options.batch = 1;
    QVERIFY(refused(options, "batch"));
    options = {};
    options.peakRate = std::nan("");
    QVERIFY(refused(options, "learning rate"));
    options = {};
    options.trainingImages = -5;
    QVERIFY(refused(options, "training images"));
}

void TestDemoTraining::unwritablePlacesAreReportedAtOnce() {
    const auto untouched = [](const ProgressUpdate&) { QFAIL("began to work"); };
    for (const char* path : {"/nonexistent/network.pth", "/tmp/network.json"}) {
        try {
            train(m_renderer, tiny(), path, {}, untouched, {});
            QFAIL("trained for nothing");
        } catch (const DataError& error) {
            QVERIFY(QString(error.what()).contains(path));
        }
    }
}

QTEST_GUILESS_MAIN(TestDemoTraining)
#include "tst_demo_training.moc"
