// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/folder_source.h"

#include "support.h"

#include <QtTest>

#include <numeric>
#include <optional>
#include <thread>

using namespace brera;
using namespace brera::test;
using image::FolderSource;
using image::listDataset;
using image::PrefetchOptions;
using image::Preprocessing;

namespace {

std::vector<std::int64_t> everything(const ImageSource& source) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(source.size()));
    std::iota(order.begin(), order.end(), 0);
    return order;
}

std::vector<SourceImage> drain(ImageStream& stream) {
    std::vector<SourceImage> images;
    while (auto image = stream.next({})) {
        images.push_back(std::move(*image));
    }
    return images;
}

Preprocessing small() {
    Preprocessing result = image::preset("imagenet224").preprocessing;
    result.resize = result.cropHeight = result.cropWidth = 32;
    return result;
}

FolderSource oracleSource(PrefetchOptions prefetch = {}) {
    return FolderSource(listDataset(dataPath("oracle/images")), small(), {}, prefetch);
}

} // namespace

class FolderSourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversInTheOrderAskedFor_data();
    void deliversInTheOrderAskedFor();
    void brokenImagesComeAsReasons();
    void missingFilesComeAsReasons();
    void stopsInMidStream();
    void stopsWhileWaiting();
    void closesWithWorkInFlight();
    void outlivesItsSource();
    void emptyOrderEndsAtOnce();
    void refusesImagesThatDoNotExist();
    void tinyByteBudgetStillDelivers();
};

void FolderSourceTest::deliversInTheOrderAskedFor_data() {
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("queue");
    QTest::newRow("usual") << 2 << 64;
    QTest::newRow("one of each") << 1 << 1;
    QTest::newRow("more threads than places") << 8 << 3;
    QTest::newRow("nonsense") << 0 << -5;
}

void FolderSourceTest::deliversInTheOrderAskedFor() {
    QFETCH(int, threads);
    QFETCH(int, queue);
    const FolderSource source = oracleSource({threads, queue});
    QCOMPARE(source.size(), std::int64_t{200});
    QVERIFY(source.normalization() == small().normalization);
    std::vector<std::int64_t> order = everything(source);
    std::reverse(order.begin(), order.end());
    order.push_back(7); // an image may come twice
    const auto stream = source.open(order);
    const auto images = drain(*stream);
    QCOMPARE(images.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        QCOMPARE(images[i].image, order[i]);
        QVERIFY(images[i].failure.empty());
        QCOMPARE(images[i].picture.rgb.size(), std::size_t{32 * 32 * 3});
    }
    const image::Dataset dataset = listDataset(dataPath("oracle/images"));
    const Picture seven =
        image::prepare(image::decode(dataset.root / dataset.images[7].path), small());
    QVERIFY(images.back().picture.rgb == seven.rgb);
    QVERIFY(images[192].picture.rgb == seven.rgb);
    QVERIFY(!stream->next({}).has_value());
}

void FolderSourceTest::brokenImagesComeAsReasons() {
    const Folder folder;
    const QByteArray good = contentOf(dataPath("oracle/decode/photo.jpg"));
    folder.write("1.jpg", good);
    folder.write("2.jpg", good.left(good.size() / 2));
    folder.write("3.jpg", "only text");
    folder.write("4.jpg", good);
    folder.write("5.jpg", "");
    folder.write("6.jpg", good);
    const FolderSource source(listDataset(folder.path()), small());
    const auto images = drain(*source.open(everything(source)));
    QCOMPARE(images.size(), std::size_t{6});
    const char* reasons[] = {"", "truncated", "not an image", "", "empty", ""};
    for (std::size_t i = 0; i < images.size(); ++i) {
        const QString failure = QString::fromStdString(images[i].failure);
        QCOMPARE(failure.isEmpty(), *reasons[i] == '\0');
        QVERIFY2(failure.contains(QLatin1String(reasons[i])), qPrintable(failure));
        QCOMPARE(images[i].picture.rgb.empty(), !failure.isEmpty());
    }
}

void FolderSourceTest::missingFilesComeAsReasons() {
    const Folder folder;
    folder.write("1.jpg", contentOf(dataPath("oracle/decode/photo.jpg")));
    const FolderSource source(listDataset(folder.path()), small());
    std::filesystem::remove(folder.at("1.jpg"));
    const auto images = drain(*source.open({0}));
    QVERIFY(images.at(0).failure.find("1.jpg") != std::string::npos);
}

void FolderSourceTest::stopsInMidStream() {
    const FolderSource source = oracleSource({2, 4});
    const auto stream = source.open(everything(source));
    std::stop_source stop;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(stream->next(stop.get_token()).has_value());
    }
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN((void)stream->next(stop.get_token()), Cancelled);
    // Who asked to stop may also change his mind: nothing is lost.
    QCOMPARE(stream->next({})->image, std::int64_t{10});
}

void FolderSourceTest::stopsWhileWaiting() {
    // A file that decodes slowly enough for the consumer to be waiting when the stop comes,
    // whichever of the two is first.
    const Folder folder;
    Picture large{3000, 3000, {}};
    large.rgb.resize(std::size_t{3000} * 3000 * 3);
    image::writePng(folder.at("1.png"), large);
    const FolderSource source(listDataset(folder.path()), small());
    const auto stream = source.open({0});
    std::stop_source stop;
    std::optional<bool> cancelled;
    std::jthread consumer([&] {
        try {
            cancelled = !stream->next(stop.get_token()).has_value();
        } catch (const Cancelled&) {
            cancelled = true;
        }
    });
    stop.request_stop();
    consumer.join();
    QVERIFY(cancelled.has_value()); // it came back, by one way or the other
    if (*cancelled) {
        QCOMPARE(stream->next({})->image, std::int64_t{0});
    }
}

void FolderSourceTest::closesWithWorkInFlight() {
    const FolderSource source = oracleSource({4, 8});
    for (int round = 0; round < 20; ++round) {
        const auto stream = source.open(everything(source));
        for (int i = 0; i < round; ++i) {
            QCOMPARE(stream->next({})->image, std::int64_t{i});
        }
    }
}

void FolderSourceTest::outlivesItsSource() {
    std::optional<FolderSource> source(oracleSource());
    const auto stream = source->open(everything(*source));
    source.reset();
    QCOMPARE(drain(*stream).size(), std::size_t{200});
}

void FolderSourceTest::emptyOrderEndsAtOnce() {
    QVERIFY(!oracleSource().open({})->next({}).has_value());
}

void FolderSourceTest::refusesImagesThatDoNotExist() {
    const FolderSource source = oracleSource();
    QVERIFY(reasonOf([&] {
                return source.open({0, 200});
            }).contains(QLatin1String("image 200 does not exist")));
    QVERIFY(!reasonOf([&] { return source.open({-1}); }).isEmpty());
}

void FolderSourceTest::tinyByteBudgetStillDelivers() {
    const FolderSource source = oracleSource({4, 16, 1});
    QCOMPARE(drain(*source.open(everything(source))).size(), std::size_t{200});
}

QTEST_GUILESS_MAIN(FolderSourceTest)
#include "tst_folder_source.moc"
