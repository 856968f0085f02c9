// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/preprocess.h"

#include "image/picture_io.h"
#include "support.h"

#include <QtTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace brera;
using namespace brera::test;
using image::Preprocessing;

namespace {

/// A picture whose pixels tell where they are.
Picture gradient(int height, int width) {
    Picture picture{height, width, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            picture.rgb.push_back(static_cast<std::uint8_t>(x));
            picture.rgb.push_back(static_cast<std::uint8_t>(y));
            picture.rgb.push_back(static_cast<std::uint8_t>((x * 37 + y * 101) % 256));
        }
    }
    return picture;
}

const std::uint8_t* pixel(const Picture& picture, int y, int x) {
    return picture.rgb.data() + (y * picture.width + x) * 3;
}

} // namespace

class PreprocessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTorchvision();
    void resizesAsPillow_data();
    void resizesAsPillow();
    void sizesAndCropsAsTorchvision_data();
    void sizesAndCropsAsTorchvision();
    void croppingFirstChangesNothing();
    void padsWhatIsTooSmall();
    void framingLeadsBack();
    void refusesAbsurdSizes();
    void presetsAreThere();
    void jsonKeepsEverything();
    void brokenJsonIsRefused_data();
    void brokenJsonIsRefused();
};

void PreprocessTest::agreesWithTorchvision() {
    std::ifstream file(dataPath("oracle/dataset.json"));
    const auto files = nlohmann::json::parse(file).at("files").get<std::vector<std::string>>();
    Preprocessing preprocessing = image::preset("imagenet224").preprocessing;
    preprocessing.resize = preprocessing.cropHeight = preprocessing.cropWidth = 64;
    const npy::Array expected(dataPath("oracle/preprocessed.npy"));
    const auto values = expected.as<float>();
    const std::size_t ids[] = {0, 61, 123, 199};
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Picture picture =
            image::prepare(image::decode(dataPath("oracle/" + files.at(ids[i]))), preprocessing);
        QCOMPARE(picture.height, 64);
        QCOMPARE(picture.width, 64);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (std::size_t at = 0; at < 64 * 64; ++at) {
                const float value = (static_cast<float>(picture.rgb[at * 3 + channel]) / 255.0F -
                                     preprocessing.normalization.mean[channel]) /
                                    preprocessing.normalization.deviation[channel];
                wrong += value != values[(i * 3 + channel) * 64 * 64 + at] ? 1 : 0;
            }
        }
    }
    QCOMPARE(wrong, std::size_t{0});
}

void PreprocessTest::resizesAsPillow_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    for (const auto& entry : std::filesystem::directory_iterator(dataPath("image/resized"))) {
        const QString name = QString::fromStdString(entry.path().stem().string()); // 64x51
        const auto sides = name.split(QLatin1Char('x'));
        QTest::newRow(qPrintable(name)) << sides.at(0).toInt() << sides.at(1).toInt();
    }
}

void PreprocessTest::resizesAsPillow() {
    QFETCH(int, height);
    QFETCH(int, width);
    const Picture source = image::decode(dataPath("oracle/decode/photo.bmp"));
    const auto expected =
        dataPath("image/resized/" + std::to_string(height) + "x" + std::to_string(width) + ".npy");
    QCOMPARE(difference(image::resize(source, height, width), expected), 0);
}

void PreprocessTest::sizesAndCropsAsTorchvision_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("resize");
    QTest::addColumn<int>("crop");
    QTest::addColumn<int>("top"); // of the crop, in the source
    QTest::addColumn<int>("left");
    // int(round((size − crop) / 2)), halves to even; no resizing, so that pixels can be recognised.
    QTest::newRow("even margin") << 80 << 96 << 0 << 64 << 8 << 16;
    QTest::newRow("0.5 goes to 0") << 65 << 96 << 0 << 64 << 0 << 16;
    QTest::newRow("1.5 goes to 2") << 67 << 96 << 0 << 64 << 2 << 16;
    QTest::newRow("2.5 goes to 2") << 69 << 96 << 0 << 64 << 2 << 16;
    QTest::newRow("shorter side already right") << 64 << 96 << 64 << 64 << 0 << 16;
}

void PreprocessTest::sizesAndCropsAsTorchvision() {
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, resize);
    QFETCH(int, crop);
    QFETCH(int, top);
    QFETCH(int, left);
    const Picture source = gradient(height, width);
    const Picture prepared = image::prepare(source, {resize, crop, crop, {}});
    QCOMPARE(prepared.height, crop);
    QCOMPARE(prepared.width, crop);
    QCOMPARE(int{pixel(prepared, 0, 0)[1]}, top);
    QCOMPARE(int{pixel(prepared, 0, 0)[0]}, left);
    QCOMPARE(int{pixel(prepared, crop - 1, crop - 1)[1]}, top + crop - 1);
}

void PreprocessTest::croppingFirstChangesNothing() {
    for (const auto& [height, width] : {std::pair{75, 131}, {131, 75}, {40, 200}, {224, 224}}) {
        const Picture source = gradient(height, width);
        const Picture all = image::prepare(source, {61, 0, 0, {}});
        QCOMPARE(std::min(all.height, all.width), 61);
        const Picture cropped = image::prepare(source, {61, 48, 60, {}});
        const Picture expected = image::prepare(all, {0, 48, 60, {}});
        QCOMPARE(cropped.height, 48);
        QCOMPARE(cropped.width, 60);
        QVERIFY(cropped.rgb == expected.rgb);
    }
    // The longer side is cut off, not rounded: int(61 · 131 / 75) = int(106.55).
    QCOMPARE(image::prepare(gradient(75, 131), {61, 0, 0, {}}).width, 106);
    QCOMPARE(image::prepare(gradient(131, 75), {61, 0, 0, {}}).height, 106);
}

void PreprocessTest::padsWhatIsTooSmall() {
    // torchvision pads (crop − size) // 2 on the left and top and the rest on the right and bottom.
    const Picture source = gradient(3, 100);
    const Picture prepared = image::prepare(source, {0, 10, 11, {}});
    QCOMPARE(prepared.height, 10);
    QCOMPARE(prepared.width, 11);
    const int left = 44; // round(89 / 2 = 44.5), to even
    for (int y = 0; y < 10; ++y) {
        const bool inside = y >= 3 && y < 6;
        QCOMPARE(int{pixel(prepared, y, 4)[0]}, inside ? left + 4 : 0);
        QCOMPARE(int{pixel(prepared, y, 4)[1]}, inside ? y - 3 : 0);
    }
    const auto framing = image::framing(3, 100, {0, 10, 11, {}});
    QCOMPARE(framing.offsetY, -3.0);
    QCOMPARE(framing.offsetX, 44.0);
}

void PreprocessTest::framingLeadsBack() {
    const image::Framing framing =
        image::framing(375, 500, image::preset("imagenet224").preprocessing);
    // 375×500 → 256×341 → crop at (16, 58): round(117 / 2 = 58.5), to even.
    QCOMPARE(framing.scaleY, 375.0 / 256.0);
    QCOMPARE(framing.scaleX, 500.0 / 341.0);
    QCOMPARE(framing.offsetY, 16 * 375.0 / 256.0);
    QCOMPARE(framing.offsetX, 58 * 500.0 / 341.0);
    const image::Framing same = image::framing(30, 40, {});
    QCOMPARE(same.scaleX, 1.0);
    QCOMPARE(same.offsetY, 0.0);
}

void PreprocessTest::refusesAbsurdSizes() {
    const Picture source = gradient(4, 4);
    QVERIFY(!reasonOf([&] { return image::resize(source, 0, 5); }).isEmpty());
    QVERIFY(!reasonOf([&] { return image::resize(source, 5, -1); }).isEmpty());
    QVERIFY(!reasonOf([] { return image::prepare({}, {224, 224, 224, {}}); }).isEmpty());
    QVERIFY(!reasonOf([&] { return image::prepare(source, {-1, 2, 2, {}}); }).isEmpty());
    // A hair-thin picture must not become gigabytes…
    const QString reason = reasonOf([] {
        return image::prepare(gradient(1, 200), {4000, 0, 0, {}});
    });
    QVERIFY2(reason.contains(QString::fromUtf8("800000×4000")), qPrintable(reason));
    // …but its middle can be had.
    QCOMPARE(image::prepare(gradient(1, 200), {4000, 5, 5, {}}).width, 5);
}

void PreprocessTest::presetsAreThere() {
    const Preprocessing imageNet = image::preset("imagenet224").preprocessing;
    QCOMPARE(imageNet.resize, 256);
    QCOMPARE(imageNet.cropHeight, 224);
    QCOMPARE(imageNet.normalization.mean[0], 0.485F);
    QVERIFY(image::preset("as-is").preprocessing == Preprocessing{});
    const QString reason = reasonOf([] { return image::preset("imagenet"); });
    for (const auto& preset : image::presets()) {
        QVERIFY2(reason.contains(QString::fromStdString(preset.name)), qPrintable(reason));
    }
}

void PreprocessTest::jsonKeepsEverything() {
    for (const auto& preset : image::presets()) {
        const std::string text = image::toJson(preset.preprocessing).dump();
        QVERIFY(image::preprocessingFromJson(nlohmann::json::parse(text)) == preset.preprocessing);
    }
}

void PreprocessTest::brokenJsonIsRefused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("missing") << "resize"
                             << "null";
    QTest::newRow("negative") << "resize"
                              << "-4";
    QTest::newRow("vast") << "cropHeight"
                          << "99999999999";
    QTest::newRow("text") << "cropWidth"
                          << "\"224\"";
    QTest::newRow("two means") << "mean"
                               << "[0.5, 0.5]";
    QTest::newRow("deviation 0") << "std"
                                 << "[1, 1, 0]";
    QTest::newRow("no numbers") << "std"
                                << "[1, 1, \"1\"]";
    QTest::newRow("infinite") << "mean"
                              << "[0, 0, 1e300]";
}

void PreprocessTest::brokenJsonIsRefused() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    auto json = image::toJson(image::preset("imagenet224").preprocessing);
    json[key.toStdString()] = nlohmann::json::parse(value.toStdString());
    const QString reason = reasonOf([&json] { return image::preprocessingFromJson(json); });
    QVERIFY2(reason.contains(key), qPrintable(reason));
    QVERIFY(
        !reasonOf([] { return image::preprocessingFromJson(nlohmann::json::array()); }).isEmpty());
}

QTEST_GUILESS_MAIN(PreprocessTest)
#include "tst_preprocess.moc"
