// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "demo/evaluation_sets.h"
#include "demo/folder_lock.h"
#include "demo/image_tree.h"
#include "image/dataset.h"
#include "image/picture_io.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace brera;
using namespace brera::demo;

namespace fs = std::filesystem;

class TestDemoTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void treeHoldsThePicturesDrawn();
    void truthHasALineAnImage();
    void allSplitsWhenNoneIsNamed();
    void secondCallDrawsNothing();
    void lostImagesComeBackAlone();
    void anotherSeedReplacesAll();
    void stoppedCallGoesOn();
    void callsIntoOneFolderTakeTurns();
    void foreignFolderIsLeftAlone();
    void fileInTheWayIsReported();
    void absurdOptionsAreRefused();
    void evaluationSetsStandBesideTheImages();
    void evaluationSetsOfOtherFoldersAreRefused();

private:
    RenderOptions options(std::int64_t images = 20) const;
    std::vector<RenderedSplit> render(const RenderOptions& options) const {
        return renderImages(m_renderer, options, {}, {});
    }

    Renderer m_renderer;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestDemoTree::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

RenderOptions TestDemoTree::options(std::int64_t images) const {
    RenderOptions options;
    options.directory = m_directory->path().toStdString();
    options.splits = {Split::Validation};
    options.images = images;
    options.threads = 2;
    return options;
}

void TestDemoTree::treeHoldsThePicturesDrawn() {
    const auto rendered = render(options());
    QCOMPARE(rendered.size(), std::size_t{1});
    QCOMPARE(rendered[0].written, 20);
    QCOMPARE(rendered[0].images, options().directory / "spurious-text" / "validation");
    const image::Dataset dataset = image::listDataset(rendered[0].images);
    QCOMPARE(dataset.images.size(), std::size_t{20});
    QCOMPARE(dataset.folders.size(), classes().size());
    for (std::size_t label = 0; label < classes().size(); ++label) {
        QCOMPARE(dataset.folders[label], std::string(classes()[label].name));
    }
    const Picture picture = image::decode(rendered[0].images / "cat" / "00012.png");
    const Sample sample = m_renderer.render(Edition::SpuriousText, Split::Validation, 12);
    QVERIFY(picture.rgb == sample.picture.rgb);
}

void TestDemoTree::truthHasALineAnImage() {
    const auto rendered = render(options());
    std::ifstream file(rendered[0].truth);
    std::int64_t index = 0;
    for (std::string line; std::getline(file, line); ++index) {
        const auto json = nlohmann::json::parse(line);
        QCOMPARE(json["index"].get<std::int64_t>(), index);
        const Truth truth =
            m_renderer.render(Edition::SpuriousText, Split::Validation, index).truth;
        QCOMPARE(json["label"].get<int>(), truth.label);
        QCOMPARE(json["things"].size(), truth.things.size());
    }
    QCOMPARE(index, 20);
}

void TestDemoTree::allSplitsWhenNoneIsNamed() {
    RenderOptions all = options(10);
    all.splits.clear();
    const auto rendered = render(all);
    QCOMPARE(rendered.size(), plan(Edition::SpuriousText).splits.size());
    for (const RenderedSplit& split : rendered) {
        QCOMPARE(split.written, 10);
        QVERIFY(fs::exists(split.images / "bird" / "00000.png"));
    }
}

void TestDemoTree::secondCallDrawsNothing() {
    const auto first = render(options());
    const fs::path image = first[0].images / "ship" / "00019.png";
    const auto time = fs::last_write_time(image);
    const auto second = render(options());
    QCOMPARE(second[0].written, 0);
    QCOMPARE(second[0].images, first[0].images);
    QVERIFY(fs::last_write_time(image) == time);
}

void TestDemoTree::lostImagesComeBackAlone() {
    const auto first = render(options());
    fs::remove(first[0].images / "dog" / "00003.png");
    QCOMPARE(render(options())[0].written, 1);
    QVERIFY(fs::exists(first[0].images / "dog" / "00003.png"));
}

void TestDemoTree::anotherSeedReplacesAll() {
    const auto first = render(options());
    const Picture before = image::decode(first[0].images / "dog" / "00003.png");
    const auto second = renderImages(Renderer(7), options(), {}, {});
    QCOMPARE(second[0].written, 20);
    QVERIFY(image::decode(first[0].images / "dog" / "00003.png").rgb != before.rgb);
    QCOMPARE(render(options(10))[0].written, 10);
    QVERIFY(!fs::exists(first[0].images / "bird" / "00010.png"));
}

void TestDemoTree::stoppedCallGoesOn() {
    RenderOptions few = options(200);
    std::stop_source stop;
    const auto stopEarly = [&](const ProgressUpdate& update) {
        if (update.done > 0) {
            stop.request_stop();
        }
    };
    std::int64_t drawn = 0;
    try {
        renderImages(m_renderer, few, stop.get_token(), stopEarly);
        drawn = 200;
    } catch (const Cancelled&) {
        for (const auto& entry : fs::recursive_directory_iterator(few.directory)) {
            drawn += entry.path().extension() == ".png" ? 1 : 0;
        }
        QVERIFY(drawn < 200);
    }
    const auto resumed = render(few);
    QCOMPARE(resumed[0].written + drawn, 200);
    const Sample sample = m_renderer.render(Edition::SpuriousText, Split::Validation, 0);
    QVERIFY(image::decode(resumed[0].images / "bird" / "00000.png").rgb == sample.picture.rgb);

    std::stop_source before;
    before.request_stop();
    few.splits = {Split::Test};
    QVERIFY_EXCEPTION_THROWN(renderImages(m_renderer, few, before.get_token(), {}), Cancelled);
}

void TestDemoTree::callsIntoOneFolderTakeTurns() {
    std::atomic<std::int64_t> written{0};
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 3; ++caller) {
            callers.emplace_back([&] { written += render(options())[0].written; });
        }
    }
    QCOMPARE(written.load(), 20);

    const FolderLock held(options().directory / "spurious-text.lock", {});
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(renderImages(m_renderer, options(), stop.get_token(), {}), Cancelled);
}

void TestDemoTree::foreignFolderIsLeftAlone() {
    const fs::path folder = options().directory / "spurious-text" / "validation";
    fs::create_directories(folder / "holiday");
    std::ofstream(folder / "holiday" / "beach.png") << "mine";
    try {
        render(options());
        QFAIL("drew into somebody's folder");
    } catch (const DataError& error) {
        QVERIFY(QString(error.what()).contains("move it away"));
    }
    QVERIFY(fs::exists(folder / "holiday" / "beach.png"));
}

void TestDemoTree::fileInTheWayIsReported() {
    RenderOptions blocked = options();
    std::ofstream(blocked.directory / "taken") << "a file";
    blocked.directory /= "taken";
    QVERIFY_EXCEPTION_THROWN(render(blocked), DataError);
}

void TestDemoTree::absurdOptionsAreRefused() {
    RenderOptions wrong = options(-1);
    QVERIFY_EXCEPTION_THROWN(render(wrong), DataError);
    wrong = options();
    wrong.threads = -2;
    QVERIFY_EXCEPTION_THROWN(render(wrong), DataError);
    wrong = options();
    wrong.directory.clear();
    QVERIFY_EXCEPTION_THROWN(render(wrong), DataError);
    wrong = options();
    wrong.edition = Edition::Plain;
    wrong.splits = {Split::Clean};
    QVERIFY_EXCEPTION_THROWN(render(wrong), DataError);
}

void TestDemoTree::evaluationSetsStandBesideTheImages() {
    const auto rendered = render(options(30));
    const auto before = fs::last_write_time(rendered[0].images / "cat" / "00012.png");
    const auto split = drawnSplit(rendered[0].images);
    QVERIFY(split.has_value());
    QCOMPARE(split->directory, options().directory);
    QVERIFY(split->edition == Edition::SpuriousText && split->split == Split::Validation);
    QCOMPARE(split->images, 30);

    const auto sets = evaluationSets(rendered[0].images, {}, {});
    QCOMPARE(sets.size(), std::size_t{2});
    QCOMPARE(sets[0].first, std::string("validation"));
    QCOMPARE(sets[0].second, rendered[0].images);
    QCOMPARE(sets[1].first, std::string("adversarial"));
    QCOMPARE(image::listDataset(sets[1].second).images.size(), std::size_t{30});
    // The project's own images stay: results of theirs must not become stale.
    QCOMPARE(fs::last_write_time(rendered[0].images / "cat" / "00012.png"), before);
    // Also by a path that ends in a stroke; and nothing is drawn twice.
    const auto drawn = fs::last_write_time(sets[1].second / "cat" / "00012.png");
    const auto again = evaluationSets(rendered[0].images / "", {}, {});
    QCOMPARE(again[1].second, sets[1].second);
    QCOMPARE(fs::last_write_time(again[1].second / "cat" / "00012.png"), drawn);
}

void TestDemoTree::evaluationSetsOfOtherFoldersAreRefused() {
    QVERIFY(!drawnSplit(options().directory).has_value());
    QVERIFY_EXCEPTION_THROWN(evaluationSets(options().directory, {}, {}), DataError);
    // A folder of the right name that the demo world did not draw.
    const fs::path foreign = options().directory / "spurious-text" / "validation";
    fs::create_directories(foreign);
    QVERIFY(!drawnSplit(foreign).has_value());
    // An edition without text has no adversarial images.
    auto plain = options();
    plain.edition = Edition::Plain;
    const auto rendered = render(plain);
    QVERIFY(drawnSplit(rendered[0].images).has_value());
    try {
        evaluationSets(rendered[0].images, {}, {});
        QFAIL("there is no such set");
    } catch (const DataError& error) {
        QVERIFY(QString(error.what()).contains("plain"));
    }
}

QTEST_GUILESS_MAIN(TestDemoTree)
#include "tst_demo_tree.moc"
