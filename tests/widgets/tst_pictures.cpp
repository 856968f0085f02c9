// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pictures/composer.h"
#include "widgets/pictures/lru_cache.h"
#include "widgets/pictures/picture_store.h"

#include "base/error.h"
#include "exemplars/masks.h"
#include "exemplars/patch.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace brera;
using namespace brera::widgets;

namespace {

SmallMap spot(int height, int width, int y, int x, float peak = 1) {
    std::vector<float> values(static_cast<std::size_t>(height * width), 0);
    values[static_cast<std::size_t>(y * width + x)] = peak;
    return SmallMap::fromValues(values.data(), height, width);
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cacheForgetsTheOldest() {
        LruCache<int, QString> cache(100);
        cache.insert(1, QStringLiteral("one"), 40);
        cache.insert(2, QStringLiteral("two"), 40);
        QVERIFY(cache.find(1));
        cache.insert(3, QStringLiteral("three"), 40);
        QVERIFY(cache.contains(1));
        QVERIFY2(!cache.contains(2), "the one not looked at for longest goes first");
        QCOMPARE(cache.bytes(), std::size_t{80});
        cache.insert(1, QStringLiteral("uno"), 10);
        QCOMPARE(*cache.find(1), QStringLiteral("uno"));
        QCOMPARE(cache.bytes(), std::size_t{50});
        cache.insert(4, QStringLiteral("huge"), 1000);
        QCOMPARE(cache.size(), std::size_t{1});
        QVERIFY(cache.contains(4));
        cache.clear();
        QCOMPARE(cache.bytes(), std::size_t{0});
    }

    void composedMaskIsTheCoreMask() {
        const SmallMap map = spot(7, 7, 2, 4);
        const QSize size(56, 56);
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(qRgb(100, 100, 100));
        MaskStyle style;
        style.outline = 0;
        style.opacity = 1;
        const QImage composed = compose(picture, fieldOf(map, size), 0.3, 1, style);
        const auto mask = exemplars::mask(map, 0.3, 56, 56);
        // Pixels on the contour are in between; those inside keep half of the difference or more.
        const int dimmed = qRed(composed.pixel(0, 0));
        int inside = 0;
        for (int y = 0; y < 56; ++y) {
            for (int x = 0; x < 56; ++x) {
                const bool expected = mask[static_cast<std::size_t>(y * 56 + x)] != 0;
                inside += expected ? 1 : 0;
                QCOMPARE(2 * qRed(composed.pixel(x, y)) >= dimmed + 100, expected);
            }
        }
        QVERIFY(inside > 0);
        QCOMPARE(qRed(composed.pixel(36, 20)), 100);
    }

    void outlineIsLightAndStandsOutside() {
        const QSize size(224, 224);
        const QRgb ground = qRgb(50, 60, 70);
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(ground);
        const ActivationField field = fieldOf(spot(7, 7, 3, 3), size);
        MaskStyle none;
        none.outline = 0;
        const QImage bare = compose(picture, field, 0.3, 1, none);
        const QImage composed = compose(picture, field, 0.3, 1, MaskStyle{});
        QCOMPARE(composed.pixel(112, 112), ground);
        int brightest = 0;
        for (int x = 112; x < 224; ++x) {
            // It hides nothing of what is wholly inside, and none of it is darker than without.
            if (bare.pixel(x, 112) == ground) {
                QCOMPARE(composed.pixel(x, 112), ground);
            }
            QVERIFY(qRed(composed.pixel(x, 112)) >= qRed(bare.pixel(x, 112)));
            brightest = std::max(brightest, qRed(composed.pixel(x, 112)));
        }
        QVERIFY(brightest > 120);
        QCOMPARE(composed.pixel(220, 112), bare.pixel(220, 112));
        QVERIFY(qRed(composed.pixel(220, 112)) < 30);
    }

    void theReportsTileIsTheWindows() {
        // A grey picture, so that only the mask is to be seen.
        Picture picture{112, 112, std::vector<std::uint8_t>(112 * 112 * 3, 180)};
        const SmallMap map = spot(7, 7, 2, 4);
        const Picture tile = exemplars::renderExemplar(picture, map, 0.3, 64);
        const ActivationField field = fieldOf(map, {112, 112});
        QImage grey(64, 64, QImage::Format_RGB32);
        grey.fill(qRgb(180, 180, 180));
        const QImage patch =
            compose(grey, cutField(field, patchRect(field, 0.3), {64, 64}), 0.3, 1, MaskStyle{});
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                QCOMPARE(static_cast<int>(tile.rgb[static_cast<std::size_t>(y * 64 + x) * 3]),
                         qRed(patch.pixel(x, y)));
            }
        }
    }

    void patchHoldsTheMaskAndStaysInside() {
        for (const QPoint peak : {QPoint(0, 0), QPoint(6, 0), QPoint(3, 3), QPoint(6, 6)}) {
            const SmallMap map = spot(7, 7, peak.y(), peak.x());
            const ActivationField field = fieldOf(map, {112, 112});
            const QRect patch = patchRect(field, 0.3);
            QVERIFY(QRect(0, 0, 112, 112).contains(patch));
            QCOMPARE(patch.width(), patch.height());
            QVERIFY(patch.contains(peak * 16 + QPoint(8, 8)));
            QVERIFY(patch.width() < 112);
        }
    }

    void patchWithoutMaskStandsAroundThePeak() {
        const ActivationField field = fieldOf(spot(7, 7, 5, 1), {112, 112});
        const QRect patch = patchRect(field, 50);
        QVERIFY(patch.contains(QPoint(24, 88)));
    }

    void heatMapRisesInLightness() {
        int last = -1;
        for (int step = 0; step <= 10; ++step) {
            const int light = qGray(heatColour(step / 10.0));
            QVERIFY(light > last);
            last = light;
        }
    }

    void frameIsWhatTheNetworkSaw() {
        QTemporaryDir folder;
        // Left half red, right half blue, twice as wide as high: the centre crop sees half of each.
        QImage source(160, 80, QImage::Format_RGB32);
        source.fill(qRgb(255, 0, 0));
        for (int y = 0; y < 80; ++y) {
            for (int x = 80; x < 160; ++x) {
                source.setPixel(x, y, qRgb(0, 0, 255));
            }
        }
        const QString file = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(source.save(file));
        const FrameGeometry geometry{{40, 40, 40, Normalization{}}, {40, 40}};
        const QImage frame = loadFrame(file.toStdString(), geometry, 320);
        // No larger than the file has it, and not reduced to what the network saw either.
        QCOMPARE(frame.size(), QSize(80, 80));
        QCOMPARE(frame.pixel(5, 40), qRgb(255, 0, 0));
        QCOMPARE(frame.pixel(75, 40), qRgb(0, 0, 255));
        QCOMPARE(frame.pixel(38, 40), qRgb(255, 0, 0));
        QCOMPARE(frame.pixel(42, 40), qRgb(0, 0, 255));
    }

    void coloursOutliveTheSitting() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("deep/colours"));
        const MeanColours colours{{3, qRgb(1, 2, 3)}, {99, qRgb(4, 5, 6)}};
        writeColours(file, colours);
        QCOMPARE(readColours(file), colours);
        QVERIFY(readColours(folder.filePath(QStringLiteral("none"))).empty());
        QFile damaged(file);
        QVERIFY(damaged.resize(damaged.size() - 3));
        QVERIFY(readColours(file).empty());
    }

    void storeRemembersFramesAndColours() {
        QTemporaryDir folder;
        QImage source(32, 32, QImage::Format_RGB32);
        source.fill(qRgb(10, 20, 30));
        const QString file = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(source.save(file));
        const FrameGeometry geometry{{32, 32, 32, Normalization{}}, {32, 32}};
        PictureStore store(geometry);
        QVERIFY(store.remembered(7).isNull());
        QVERIFY(!store.mean(7));
        QVERIFY(!store.frame(7, file.toStdString()).isNull());
        QVERIFY(!store.remembered(7).isNull());
        QCOMPARE(store.mean(7), std::optional<QRgb>(qRgb(10, 20, 30)));
        PictureStore next(geometry, store.means());
        QCOMPARE(next.mean(7), store.mean(7));
        QVERIFY_THROWS_EXCEPTION(
            DataError, store.frame(8, folder.filePath(QStringLiteral("none.png")).toStdString()));
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
